import type { BookingIdentity } from '../../domain/attempt'
import type { Lead } from '../../domain/lead'
import type { BookingTarget, Slot } from '../../domain/slot'
import { DAY, MINUTE, plus, toInstant, type TimeWindow } from '../../domain/time'
import { readInstant } from '../instant'
import { failed, type BookingProvider, type Outcome, type ProviderHealth } from '../provider'
import { bookMeetingOnCalendly } from './book-meeting'
import { makeBookingLink } from './booking-link'
import { calendlyChanges } from './change-meeting'
import { findMeetingsOnCalendly } from './find-meetings'
import { findMissingPermissions, isDispensable, whoIsIt } from './permissions'
import { createRecordReader } from './read-record'
import { accountOf, resolveTargets, type CalendlyPorts } from './targets'
import { availableTimesSchema, isFree } from './wire'

/** Calendly refuses a start that is not in its future; its clock may run before ours (calendly.md A6). */
const CLOCK_MARGIN = 2 * MINUTE
const LONGEST_RANGE = 31 * DAY

export function createCalendlyProvider(ports: CalendlyPorts): BookingProvider {
  const { client, clock } = ports
  const readRecord = createRecordReader(ports)

  return {
    id: 'calendly',

    async check(): Promise<ProviderHealth> {
      const known = await whoIsIt(client)
      if (known.kind === 'failed') {
        const missingPermissions = known.reason === 'scope' ? ['users:read'] : []
        return { kind: 'failing', account: null, missingPermissions, message: known.message }
      }
      const missing = await findMissingPermissions(client, known.value, clock.now())
      if (missing.kind === 'ok') {
        const suffices = missing.value.every(isDispensable)
        return { kind: 'ok', account: known.value, missingPermissions: missing.value, suffices }
      }
      return { kind: 'failing', account: known.value, missingPermissions: [], message: missing.message }
    },

    targets: () => resolveTargets(ports),

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

    knownIdentity({ emails: [email] }: Lead): BookingIdentity | null {
      const { account } = ports.connection()
      return account && email ? { accountId: account.id, email, ghlContactId: null } : null
    },

    async identify(lead: Lead): Promise<Outcome<BookingIdentity>> {
      const [email] = lead.emails
      if (!email) return failed('bad_identity', 'Calendly needs an e-mail address. Add one to the lead.')
      const owner = await accountOf(ports)
      if (owner.kind === 'failed') return owner
      return { kind: 'ok', value: { accountId: owner.value.id, email, ghlContactId: null } }
    },

    link: (target, lead) => makeBookingLink(client, target, lead),

    book: (request) => bookMeetingOnCalendly(ports, request),

    find: (query) => findMeetingsOnCalendly(ports, query),

    readRecord,
    ...calendlyChanges({ client, clock, readRecord }),
  }
}

/** None for a time that cannot be read: it is not offered. */
function toSlot(target: BookingTarget, providerStart: string): Slot[] {
  const start = readInstant(providerStart)
  if (!start) return []
  const end = plus(start, target.minutes * MINUTE)
  return [{ provider: 'calendly', targetId: target.id, start, end, providerStart }]
}
