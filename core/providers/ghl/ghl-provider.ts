import type { Connection, Settings } from '../../domain/settings'
import type { ProviderAppointment } from '../../domain/appointment'
import type { BookingTarget, Slot } from '../../domain/slot'
import { DAY, epoch, MINUTE, plus, toInstant, type Clock, type TimeWindow } from '../../domain/time'
import { answeredAt } from '../http'
import {
  failed,
  type AppointmentQuery,
  type BookingProvider,
  type Outcome,
  type ProviderHealth,
} from '../provider'
import { bookMeetingOnGhl, minutesOf } from './book-meeting'
import { read, unreachable, type GhlClient } from './client'
import { findContact } from './contacts'
import { ghlFailure } from './errors'
import { toAppointment } from './mapping'
import { calendarsSchema, daySchema, eventsSchema, freeSlotsSchema, type GhlCalendar } from './wire'

const LONGEST_RANGE = 31 * DAY
const DAY_KEY = /^\d{4}-\d{2}-\d{2}$/

export interface GhlProviderPorts {
  client: GhlClient
  clock: Clock
  settings: () => Settings
  connection: () => Connection
  rememberTarget: (target: NonNullable<Connection['target']>) => Promise<void>
}

export function createGhlProvider(ports: GhlProviderPorts): BookingProvider {
  const { client, clock } = ports

  async function calendars(): Promise<Outcome<GhlCalendar[]>> {
    const { locationId } = ports.settings().ghl
    if (!locationId) {
      return failed('not_configured', 'No GoHighLevel location id is set. Add one in Settings.')
    }
    const answer = await client.get('/calendars/', { locationId }, calendarsSchema)
    return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.calendars } : answer
  }

  return {
    id: 'ghl',

    async check(): Promise<ProviderHealth> {
      const { locationId, calendarId } = ports.settings().ghl
      const known = await calendars()
      const missing: string[] = []
      if (known.kind === 'failed' && known.reason !== 'scope') return failing(known.message)
      if (known.kind === 'failed') missing.push('calendars.readonly')
      const now = clock.now()
      const window = { startDate: String(now), endDate: String(now + DAY) }
      const probes: [string, string][] = [
        [
          'contacts.readonly',
          `/contacts/search/duplicate?${query({ locationId, email: 'nobody@example.com' })}`,
        ],
        ['conversations.readonly', `/conversations/search?${query({ locationId, limit: '1' })}`],
        [
          'calendars/events.readonly',
          `/calendars/events?${query({ locationId, calendarId, startTime: String(now), endTime: String(now + DAY) })}`,
        ],
      ]
      if (calendarId) {
        probes.push(['calendars.readonly', `/calendars/${calendarId}/free-slots?${query(window)}`])
      }
      for (const [scope, path] of probes) {
        const answer = await client.send('GET', path)
        if (answer.kind !== 'answer') return failing(unreachable(answer).message)
        if (answer.status < 400) continue
        const failure = ghlFailure(answer.status, answer.body)
        if (failure.reason === 'scope') missing.push(scope)
        else if (failure.reason !== 'unexpected') return failing(failure.message)
      }
      const account = { id: locationId, name: `Location ${locationId}`, email: null, organization: null }
      return { kind: 'ok', account, missingPermissions: [...new Set(missing)] }
    },

    async target(): Promise<Outcome<BookingTarget>> {
      const { locationId, calendarId } = ports.settings().ghl
      if (!calendarId)
        return failed('not_configured', 'No GoHighLevel calendar id is set. Add one in Settings.')
      const cached = ports.connection().target
      if (cached?.resolvedFrom === calendarId && cached.accountId === locationId) {
        return { kind: 'ok', value: cached.target }
      }
      const known = await calendars()
      if (known.kind === 'failed') return known
      const calendar = known.value.find(({ id }) => id === calendarId)
      if (!calendar) {
        return failed('not_configured', 'This location has no calendar with that id. Check it in Settings.')
      }
      const target = toTarget(calendar, ports.settings().meetingMinutes)
      await ports.rememberTarget({ resolvedFrom: calendarId, accountId: locationId, target })
      return { kind: 'ok', value: target }
    },

    async freeSlots(target: BookingTarget, window: TimeWindow): Promise<Outcome<Slot[]>> {
      const start = epoch(window.start)
      const end = Math.min(epoch(window.end), start + LONGEST_RANGE)
      if (end <= start) return { kind: 'ok', value: [] }
      const answer = await client.get(
        `/calendars/${target.id}/free-slots`,
        { startDate: String(start), endDate: String(end), timezone: ports.settings().zone },
        freeSlotsSchema,
      )
      if (answer.kind === 'failed') return answer
      const slots: Slot[] = []
      for (const [key, day] of Object.entries(answer.value)) {
        const parsed = DAY_KEY.test(key) ? daySchema.safeParse(day) : null
        if (parsed?.success) slots.push(...parsed.data.slots.map((time) => toSlot(target, time)))
      }
      // The answer is by whole days; the window is not.
      const inside = slots.filter((slot) => slot.start >= window.start && slot.start < window.end)
      return { kind: 'ok', value: inside.sort((a, b) => epoch(a.start) - epoch(b.start)) }
    },

    book: (request) => bookMeetingOnGhl(ports, request),

    async find(wanted: AppointmentQuery): Promise<Outcome<ProviderAppointment[]>> {
      const { locationId } = ports.settings().ghl
      const contact = wanted.lead.ghlContactId
        ? { kind: 'ok' as const, value: { id: wanted.lead.ghlContactId } }
        : await findContact(client, locationId, wanted.lead)
      if (contact.kind === 'failed') return contact
      if (contact.value === null) return { kind: 'ok', value: [] }
      const answer = await client.send(
        'GET',
        `/calendars/events?${query({
          locationId,
          calendarId: wanted.slot.targetId,
          startTime: String(epoch(wanted.slot.start) - MINUTE),
          endTime: String(epoch(wanted.slot.end) + MINUTE),
        })}`,
      )
      const events = read(answer, eventsSchema)
      if (events.kind === 'failed') return events
      const contactId = contact.value.id
      const readAt = toInstant((answer.kind === 'answer' && answeredAt(answer)) || clock.now())
      const found = events.value.events
        .map((event) => toAppointment(event, { minutes: minutesOf(wanted.slot), asOf: readAt }))
        .filter(
          (event) =>
            event.invitee.ghlContactId === contactId &&
            event.start === wanted.slot.start &&
            event.status === 'confirmed',
        )
      return { kind: 'ok', value: found }
    },
  }
}

function failing(message: string): ProviderHealth {
  return { kind: 'failing', account: null, missingPermissions: [], message }
}

function toTarget(calendar: GhlCalendar, fallbackMinutes: number): BookingTarget {
  const duration = Number(calendar.slotDuration ?? 0)
  const minutes = calendar.slotDurationUnit === 'hours' ? duration * 60 : duration
  return {
    provider: 'ghl',
    id: calendar.id,
    name: calendar.name ?? 'GoHighLevel calendar',
    minutes: Number.isInteger(minutes) && minutes > 0 ? minutes : fallbackMinutes,
    publicUrl: null,
    requiredQuestions: [],
    cannotBook: calendar.isActive === false ? 'The GoHighLevel calendar is switched off.' : null,
  }
}

function toSlot(target: BookingTarget, providerStart: string): Slot {
  const start = toInstant(providerStart)
  return {
    provider: 'ghl',
    targetId: target.id,
    start,
    end: plus(start, target.minutes * MINUTE),
    providerStart,
  }
}

function query(values: Record<string, string>): string {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
}
