import type { BookingIdentity } from '../../domain/attempt'
import type { Lead } from '../../domain/lead'
import type { Account, Connection, Settings } from '../../domain/settings'
import type { BookingTarget, Slot } from '../../domain/slot'
import { DAY, MINUTE, plus, toInstant, type Clock, type TimeWindow } from '../../domain/time'
import { readInstant } from '../instant'
import { failed, type BookingProvider, type Outcome, type ProviderHealth } from '../provider'
import { bookMeetingOnCalendly } from './book-meeting'
import { makeBookingLink } from './booking-link'
import { resolveEventLink, toTarget } from './calendly-link'
import type { CalendlyClient } from './client'
import { findMeetingsOnCalendly } from './find-meetings'
import { findMissingPermissions, whoIsIt } from './permissions'
import { availableTimesSchema, isFree } from './wire'

/** Calendly refuses a start that is not in its future; its clock may run before ours (calendly.md A6). */
const CLOCK_MARGIN = 2 * MINUTE
const LONGEST_RANGE = 31 * DAY

export interface CalendlyProviderPorts {
  client: CalendlyClient
  clock: Clock
  settings: () => Settings
  connection: () => Connection
  /** Keeps the resolved event type with the link and the account that it was resolved for (C2). */
  rememberTarget: (target: NonNullable<Connection['target']>) => Promise<void>
}

export function createCalendlyProvider(ports: CalendlyProviderPorts): BookingProvider {
  const { client, clock } = ports

  async function account(): Promise<Outcome<Account>> {
    const known = ports.connection().account
    return known ? { kind: 'ok', value: known } : whoIsIt(client)
  }

  return {
    id: 'calendly',

    async check(): Promise<ProviderHealth> {
      const known = await whoIsIt(client)
      if (known.kind === 'failed') {
        const missingPermissions = known.reason === 'scope' ? ['users:read'] : []
        return { kind: 'failing', account: null, missingPermissions, message: known.message }
      }
      const missing = await findMissingPermissions(client, known.value, clock.now())
      if (missing.kind === 'ok')
        return { kind: 'ok', account: known.value, missingPermissions: missing.value }
      return { kind: 'failing', account: known.value, missingPermissions: [], message: missing.message }
    },

    async target(): Promise<Outcome<BookingTarget>> {
      const link = ports.settings().calendly.eventLink
      if (!link) return failed('not_configured', 'No Calendly event link is set. Add one in Settings.')
      const owner = await account()
      if (owner.kind === 'failed') return owner
      const cached = ports.connection().target
      if (cached?.resolvedFrom === link && cached.accountId === owner.value.id) {
        return { kind: 'ok', value: cached.target }
      }
      const type = await resolveEventLink(client, link, owner.value)
      if (type.kind === 'failed') return type
      const target = toTarget(type.value)
      await ports.rememberTarget({ resolvedFrom: link, accountId: owner.value.id, target })
      return { kind: 'ok', value: target }
    },

    async freeSlots(target: BookingTarget, window: TimeWindow): Promise<Outcome<Slot[]>> {
      const soonest = toInstant(clock.now() + CLOCK_MARGIN)
      const start = window.start > soonest ? window.start : soonest
      const furthest = plus(start, LONGEST_RANGE)
      const end = window.end < furthest ? window.end : furthest
      if (end <= start) return { kind: 'ok', value: [] }
      const times = await client.get(
        '/event_type_available_times',
        { event_type: target.id, start_time: start, end_time: end },
        availableTimesSchema,
      )
      if (times.kind === 'failed') return times
      const slots = times.value.collection
        .filter(isFree)
        .flatMap((time) => toSlot(target, time.start_time))
        .filter((slot) => slot.start >= start && slot.start < end)
      return { kind: 'ok', value: slots }
    },

    async identify(lead: Lead): Promise<Outcome<BookingIdentity>> {
      const [email] = lead.emails
      if (!email) return failed('bad_identity', 'Calendly needs an e-mail address. Add one to the lead.')
      const owner = await account()
      if (owner.kind === 'failed') return owner
      return { kind: 'ok', value: { accountId: owner.value.id, email, ghlContactId: null } }
    },

    link: (target, lead) => makeBookingLink(client, target, lead),

    book: (request) => bookMeetingOnCalendly(client, request),

    find: (query) => findMeetingsOnCalendly(ports, query),
  }
}

/** None for a time that cannot be read: it is not offered. */
function toSlot(target: BookingTarget, providerStart: string): Slot[] {
  const start = readInstant(providerStart)
  if (!start) return []
  const end = plus(start, target.minutes * MINUTE)
  return [{ provider: 'calendly', targetId: target.id, start, end, providerStart }]
}
