import { Temporal } from 'temporal-polyfill'
import { asObject, filledText, type Answer, type Call, type Route } from '../shared/exchange'
import { DAY, isTimeZone } from '../shared/open-hours'
import { failure, wrongLocation } from './answers'
import {
  createAppointment,
  deleteAppointment,
  isAnswer,
  requestedSpan,
  statusOf,
  updateAppointment,
  viewBooked,
  viewEvent,
} from './appointments'
import { freeStarts } from './slots'
import { newId, zonedTime } from './state'
import type { GhlWorld } from './world'
import type { GhlAppointment, GhlCalendar } from './wire'

/** Calendars, free slots and appointments (B3). What an unknown id answers is not documented; here it is a 400. */
export function calendarRoutes(world: GhlWorld, listLag: () => number): Route[] {
  const { state } = world
  const calendarBy = (id: unknown): GhlCalendar | undefined =>
    state.calendars.find((calendar) => calendar.id === id)
  const appointmentBy = (id: unknown): GhlAppointment | undefined =>
    state.appointments.find((appointment) => appointment.id === id)

  const listCalendars = (call: Call): Answer => {
    const locationId = call.query.get('locationId')
    if (locationId === null) return failure(422, ['locationId must be a string'])
    if (locationId !== state.location.id) return wrongLocation()
    const group = call.query.get('groupId')
    const drafts = call.query.get('showDrafted') !== 'false'
    const calendars = state.calendars.filter(
      (calendar) => (group === null || calendar.groupId === group) && (drafts || calendar.isActive),
    )
    return { status: 200, body: { calendars } }
  }

  const freeSlots = (call: Call): Answer => {
    const problems = ['startDate', 'endDate']
      .filter((name) => !/^\d+$/.test(call.query.get(name) ?? ''))
      .map((name) => `${name} must be a number conforming to the specified constraints`)
    const timezone = call.query.get('timezone') ?? state.location.timezone
    if (!isTimeZone(timezone)) problems.push('timezone must be a valid IANA time zone')
    if (problems.length > 0) return failure(422, problems)
    const calendar = calendarBy(call.params['calendarId'])
    if (calendar === undefined) return failure(400, 'Calendar not found')
    const span = { start: Number(call.query.get('startDate')), end: Number(call.query.get('endDate')) }
    if (span.end - span.start > 31 * DAY) return failure(400, 'Date range cannot be more than 31 days')
    const userIds = ['userId', 'userIds', 'userIds[]'].flatMap((name) => call.query.getAll(name))
    const days: Record<string, { slots: string[] }> = {}
    for (const start of freeStarts(state, calendar, span, world.now(), userIds)) {
      const slot = zonedTime(start, timezone)
      const day = (days[slot.slice(0, 10)] ??= { slots: [] })
      day.slots.push(slot)
    }
    return { status: 200, body: { ...days, traceId: newId() } }
  }

  const create = (call: Call): Answer => {
    const body = asObject(call.body)
    const problems = ['calendarId', 'locationId', 'contactId', 'startTime']
      .filter((name) => filledText(body[name]) === undefined)
      .map((name) => `${name} must be a string`)
    const times = timesOf(body, problems)
    if (problems.length > 0) return failure(422, problems)
    if (body['locationId'] !== state.location.id) return wrongLocation()
    const calendar = calendarBy(body['calendarId'])
    if (calendar === undefined) return failure(400, 'Calendar not found')
    const contactId = String(body['contactId'])
    if (!state.contacts.some((contact) => contact.id === contactId)) return failure(400, 'Contact not found')
    const span = requestedSpan(calendar, times.start ?? Number.NaN, times.end)
    const made = createAppointment(world, { calendar, contactId, span, body, source: 'third_party' })
    return isAnswer(made) ? made : { status: 201, body: viewBooked(made) }
  }

  const update = (call: Call): Answer => {
    const body = asObject(call.body)
    const problems: string[] = []
    const times = timesOf(body, problems)
    if (problems.length > 0) return failure(422, problems)
    const appointment = appointmentBy(call.params['eventId'])
    if (appointment === undefined) return failure(400, 'Appointment not found')
    const calendar = calendarBy(body['calendarId'] ?? appointment.calendarId)
    if (calendar === undefined) return failure(400, 'Calendar not found')
    const span = times.start === undefined ? null : requestedSpan(calendar, times.start, times.end)
    const changed = updateAppointment(world, appointment, calendar, span, body)
    return isAnswer(changed) ? changed : { status: 200, body: viewBooked(changed) }
  }

  const remove = (call: Call): Answer => {
    const appointment = appointmentBy(call.params['eventId'])
    if (appointment === undefined) return failure(400, 'Appointment not found')
    deleteAppointment(world, appointment)
    return { status: 201, body: { succeeded: true } }
  }

  const listEvents = (call: Call): Answer => {
    const { query } = call
    const problems = ['startTime', 'endTime']
      .filter((name) => !/^\d+$/.test(query.get(name) ?? ''))
      .map((name) => `${name} must be a number string`)
    if (query.get('locationId') === null) problems.unshift('locationId must be a string')
    const filters = ['calendarId', 'userId', 'groupId'].filter((name) => query.get(name) !== null)
    if (filters.length === 0) problems.push('Either of userId, calendarId or groupId is required')
    if (problems.length > 0) return failure(422, problems)
    if (query.get('locationId') !== state.location.id) return wrongLocation()
    const keys = { calendarId: 'calendarId', userId: 'assignedUserId', groupId: 'groupId' } as const
    const events = state.appointments
      .filter(({ dateAdded }) => Date.parse(dateAdded) + listLag() <= world.now())
      .filter(({ startTime }) => Date.parse(startTime) >= Number(query.get('startTime')))
      .filter(({ startTime }) => Date.parse(startTime) <= Number(query.get('endTime')))
      .filter((appointment) =>
        Object.entries(keys).every(
          ([name, key]) => (query.get(name) ?? appointment[key]) === appointment[key],
        ),
      )
      .sort((one, other) => Date.parse(one.startTime) - Date.parse(other.startTime))
    return { status: 200, body: { events: events.map(viewEvent), traceId: newId() } }
  }

  return [
    { method: 'GET', path: '/calendars/', scopes: ['calendars.readonly'], handle: listCalendars },
    {
      method: 'GET',
      path: '/calendars/events',
      scopes: ['calendars/events.readonly'],
      handle: listEvents,
    },
    {
      method: 'POST',
      path: '/calendars/events/appointments',
      scopes: ['calendars/events.write'],
      handle: create,
    },
    {
      method: 'PUT',
      path: '/calendars/events/appointments/{eventId}',
      scopes: ['calendars/events.write'],
      handle: update,
    },
    {
      method: 'GET',
      path: '/calendars/events/appointments/{eventId}',
      scopes: ['calendars/events.readonly'],
      handle: (call) => {
        const appointment = appointmentBy(call.params['eventId'])
        return appointment === undefined
          ? failure(400, 'Appointment not found')
          : { status: 200, body: { event: viewEvent(appointment), traceId: newId() } }
      },
    },
    {
      method: 'DELETE',
      path: '/calendars/events/{eventId}',
      scopes: ['calendars/events.write'],
      handle: remove,
    },
    {
      method: 'GET',
      path: '/calendars/{calendarId}/free-slots',
      scopes: ['calendars/events.readonly', 'calendars.readonly'],
      handle: freeSlots,
    },
    {
      method: 'GET',
      path: '/calendars/{calendarId}',
      scopes: ['calendars.readonly'],
      handle: (call) => {
        const calendar = calendarBy(call.params['calendarId'])
        return calendar === undefined
          ? failure(400, 'Calendar not found')
          : { status: 200, body: { calendar, traceId: newId() } }
      },
    },
  ]

  /** Start and end of a request in epoch ms; adds what is wrong with them to the problems. */
  function timesOf(body: Record<string, unknown>, problems: string[]): { start?: number; end?: number } {
    const times: { start?: number; end?: number } = {}
    for (const [name, key] of [
      ['startTime', 'start'],
      ['endTime', 'end'],
    ] as const) {
      const text = filledText(body[name])
      if (text === undefined) continue
      const instant = instantOf(text, state.location.timezone)
      if (instant === undefined) problems.push(`${name} must be a valid ISO 8601 date string`)
      else times[key] = instant
    }
    if (times.start !== undefined && times.end !== undefined && times.end <= times.start) {
      problems.push('endTime must be after startTime')
    }
    const status = body['appointmentStatus']
    if (status !== undefined && statusOf(status) === undefined) {
      problems.push('appointmentStatus must be one of the allowed values')
    }
    return times
  }
}

/** Epoch ms of an ISO time. Without an offset it is wall-clock time in the location's zone. */
function instantOf(text: string, zone: string): number | undefined {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return undefined
  }
}
