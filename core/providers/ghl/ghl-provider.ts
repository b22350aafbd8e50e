import type { Connection, Settings } from '../../domain/settings'
import type { BookingIdentity } from '../../domain/attempt'
import type { Lead } from '../../domain/lead'
import { byStart, type BookingTarget, type BookingTargets, type Slot } from '../../domain/slot'
import { DAY, epoch, MINUTE, plus, type Clock, type TimeWindow } from '../../domain/time'
import { readInstant } from '../instant'
import {
  failed,
  type BookingLink,
  type BookingProvider,
  type KnownTargets,
  type Outcome,
  type ProviderHealth,
} from '../provider'
import { bookMeetingOnGhl } from './book-meeting'
import { ghlChanges } from './change-meeting'
import type { GhlClient } from './client'
import { upsertContact } from './contacts'
import { findMeetingsOnGhl } from './find-meetings'
import { findMissingPermissions } from './permissions'
import { readGhlRecord } from './read-record'
import { calendarsSchema, daySchema, freeSlotsSchema, type GhlCalendar } from './wire'

const LONGEST_RANGE = 31 * DAY
const NO_LOCATION = 'No GoHighLevel location id is set. Add one in Settings.'
const DAY_KEY = /^\d{4}-\d{2}-\d{2}$/

export interface GhlProviderPorts {
  client: GhlClient
  clock: Clock
  settings: () => Settings
  connection: () => Connection
  /** Keeps the calendar with the location that it was read from (C2). */
  rememberTargets: (found: KnownTargets) => Promise<void>
}

export function createGhlProvider(ports: GhlProviderPorts): BookingProvider {
  const { client, clock } = ports

  async function calendars(): Promise<Outcome<GhlCalendar[]>> {
    const { locationId } = ports.settings().ghl
    if (!locationId) return failed('not_configured', NO_LOCATION)
    const answer = await client.get('/calendars/', { locationId }, calendarsSchema)
    return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.calendars } : answer
  }

  const knownIdentity = ({ emails: [email], ghlContactId }: Lead): BookingIdentity | null => {
    const { locationId } = ports.settings().ghl
    return locationId && ghlContactId ? { accountId: locationId, email: email ?? null, ghlContactId } : null
  }

  return {
    id: 'ghl',

    async check(): Promise<ProviderHealth> {
      const { locationId, calendarId } = ports.settings().ghl
      if (!locationId) return failing(NO_LOCATION)
      const missing = await findMissingPermissions(client, { locationId, calendarId }, clock.now())
      if (missing.kind === 'failed') return failing(missing.message)
      const account = { id: locationId, name: `Location ${locationId}`, email: null, organization: null }
      return {
        kind: 'ok',
        account,
        missingPermissions: missing.value,
        suffices: missing.value.length === 0,
      }
    },

    async targets(): Promise<Outcome<BookingTargets>> {
      const { locationId, calendarId } = ports.settings().ghl
      if (!calendarId)
        return failed('not_configured', 'No GoHighLevel calendar id is set. Add one in Settings.')
      const cached = ports
        .connection()
        .targets.find((one) => one.resolvedFrom === calendarId && one.accountId === locationId)
      if (cached) return { kind: 'ok', value: [cached.target] }
      const known = await calendars()
      if (known.kind === 'failed') return known
      const calendar = known.value.find(({ id }) => id === calendarId)
      if (!calendar) {
        return failed('not_configured', 'This location has no calendar with that id. Check it in Settings.')
      }
      const target = toTarget(calendar, ports.settings())
      const found = { resolvedFrom: calendarId, accountId: locationId, target }
      await ports.rememberTargets({ targets: [found], directLinkProblem: null })
      return { kind: 'ok', value: [target] }
    },

    async freeSlots(target: BookingTarget, window: TimeWindow): Promise<Outcome<Slot[]>> {
      const start = epoch(window.start)
      const end = Math.min(epoch(window.end), start + LONGEST_RANGE)
      if (end <= start) return { kind: 'ok', value: [] }
      const { zone, ghl } = ports.settings()
      const answer = await client.get(
        `/calendars/${target.id}/free-slots`,
        {
          startDate: String(start),
          endDate: String(end),
          timezone: zone,
          // Only times at which the user that will be booked is free.
          ...(ghl.assignedUserId ? { userId: ghl.assignedUserId } : {}),
        },
        freeSlotsSchema,
      )
      if (answer.kind === 'failed') return answer
      const slots: Slot[] = []
      for (const [key, day] of Object.entries(answer.value)) {
        const parsed = DAY_KEY.test(key) ? daySchema.safeParse(day) : null
        if (parsed?.success) slots.push(...parsed.data.slots.flatMap((time) => toSlot(target, time)))
      }
      // The answer is by whole days; the window is not.
      const inside = slots.filter((slot) => slot.start >= window.start && slot.start < window.end)
      return { kind: 'ok', value: inside.sort(byStart) }
    },

    knownIdentity,

    async identify(lead: Lead): Promise<Outcome<BookingIdentity>> {
      const { locationId } = ports.settings().ghl
      if (!locationId) return failed('not_configured', NO_LOCATION)
      const known = knownIdentity(lead)
      if (known) return { kind: 'ok', value: known }
      const contact = await upsertContact(client, locationId, lead)
      if (contact.kind === 'failed') return contact
      const email = lead.emails[0] ?? null
      return { kind: 'ok', value: { accountId: locationId, email, ghlContactId: contact.value.id } }
    },

    link(target: BookingTarget): Promise<Outcome<BookingLink>> {
      return Promise.resolve(
        target.publicUrl
          ? { kind: 'ok', value: { url: target.publicUrl, singleUse: false } }
          : failed(
              'not_configured',
              'No booking link is set for the GoHighLevel calendar. Add one in Settings.',
            ),
      )
    },

    book: (request) => bookMeetingOnGhl(ports, request),

    find: (query) => findMeetingsOnGhl(ports, query),

    readRecord: (query) => readGhlRecord(ports, query),
    ...ghlChanges(ports),
  }
}

function failing(message: string): ProviderHealth {
  return { kind: 'failing', account: null, missingPermissions: [], message }
}

function toTarget(calendar: GhlCalendar, { ghl, meetingMinutes }: Settings): BookingTarget {
  const duration = Number(calendar.slotDuration ?? 0)
  const minutes = calendar.slotDurationUnit === 'hours' ? duration * 60 : duration
  return {
    provider: 'ghl',
    id: calendar.id,
    name: calendar.name ?? 'GoHighLevel calendar',
    minutes: Number.isInteger(minutes) && minutes > 0 ? minutes : meetingMinutes,
    publicUrl: ghl.bookingLink || null,
    requiredQuestions: [],
    cannotBook: calendar.isActive === false ? 'The GoHighLevel calendar is switched off.' : null,
  }
}

/** None for a time that cannot be read: it is not offered. */
function toSlot(target: BookingTarget, providerStart: string): Slot[] {
  const start = readInstant(providerStart)
  if (!start) return []
  const end = plus(start, target.minutes * MINUTE)
  return [{ provider: 'ghl', targetId: target.id, start, end, providerStart }]
}
