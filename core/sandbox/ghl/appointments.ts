import { filledText, without, type Answer, type JsonObject } from '../shared/exchange'
import type { Span } from '../shared/open-hours'
import { failure, SLOT_TAKEN } from './answers'
import { freeMembers, freeStarts, slotSpan } from './slots'
import { newId, utcTime, zonedTime } from './state'
import type { GhlWorld } from './world'
import {
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  type GhlAppointment,
  type GhlCalendar,
  type GhlEvent,
} from './wire'

/** What a booking asks for, already checked for form. */
export interface AppointmentRequest {
  calendar: GhlCalendar
  contactId: string
  span: Span
  body: JsonObject
  source: string
}

/** Books, or answers the 400 of a slot that is not free. `ignoreFreeSlotValidation` skips every check of it. */
export function createAppointment(world: GhlWorld, request: AppointmentRequest): GhlAppointment | Answer {
  const { calendar, span, body } = request
  const { state } = world
  const wanted = filledText(body['assignedUserId'])
  const member = memberFor(world, calendar, span, body, wanted)
  if (member === undefined) return failure(400, SLOT_TAKEN)
  const contact = state.contacts.find(({ id }) => id === request.contactId)
  const at = utcTime(world.now())
  const appointment: GhlAppointment = {
    id: newId(),
    title: filledText(body['title']) ?? contact?.name ?? calendar.name,
    address: filledText(body['address']) ?? '',
    calendarId: calendar.id,
    locationId: state.location.id,
    contactId: request.contactId,
    groupId: calendar.groupId,
    appointmentStatus: statusOf(body['appointmentStatus']) ?? (calendar.autoConfirm ? 'confirmed' : 'new'),
    assignedUserId: member,
    users: [member],
    notes: '',
    description: filledText(body['description']) ?? '',
    meetingLocationType: filledText(body['meetingLocationType']) ?? 'zoom',
    ...timesOf(world, span),
    dateAdded: at,
    dateUpdated: at,
    source: request.source,
  }
  state.appointments.push(appointment)
  announceAppointment(world, 'AppointmentCreate', appointment)
  return appointment
}

/** Changes an appointment in place: the reschedule, the cancellation and the outcome are all this (B3). */
export function updateAppointment(
  world: GhlWorld,
  appointment: GhlAppointment,
  calendar: GhlCalendar,
  span: Span | null,
  body: JsonObject,
): GhlAppointment | Answer {
  if (span !== null) {
    const wanted = filledText(body['assignedUserId'])
    const member = memberFor(world, calendar, span, body, wanted, appointment)
    if (member === undefined) return failure(400, SLOT_TAKEN)
    Object.assign(appointment, timesOf(world, span), {
      calendarId: calendar.id,
      assignedUserId: member,
      users: [member],
    })
  }
  const texts = { title: body['title'], address: body['address'], description: body['description'] }
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') Object.assign(appointment, { [key]: value })
  }
  appointment.appointmentStatus = statusOf(body['appointmentStatus']) ?? appointment.appointmentStatus
  appointment.dateUpdated = utcTime(world.now())
  announceAppointment(world, 'AppointmentUpdate', appointment)
  return appointment
}

export function deleteAppointment(world: GhlWorld, appointment: GhlAppointment): void {
  const { appointments } = world.state
  appointments.splice(appointments.indexOf(appointment), 1)
  announceAppointment(world, 'AppointmentDelete', appointment)
}

/** True for an error answer, false for the appointment that was made or changed. */
export function isAnswer(result: GhlAppointment | Answer): result is Answer {
  return 'status' in result
}

export function statusOf(value: unknown): AppointmentStatus | undefined {
  return APPOINTMENT_STATUSES.find((status) => status === value)
}

/** The appointment as it reads in answers to GET and in lists. */
export function viewEvent(appointment: GhlAppointment): object {
  return {
    ...without(appointment, 'source', 'meetingLocationType'),
    isRecurring: false,
    assignedResources: [],
    createdBy: { userId: appointment.assignedUserId, source: appointment.source },
  }
}

/** The appointment as it reads in answers to POST and PUT. */
export function viewBooked(appointment: GhlAppointment): object {
  const { id, calendarId, locationId, contactId, startTime, endTime, title, meetingLocationType } =
    appointment
  const { appointmentStatus, assignedUserId, address } = appointment
  return {
    id,
    calendarId,
    locationId,
    contactId,
    startTime,
    endTime,
    title,
    meetingLocationType,
    appointmentStatus,
    assignedUserId,
    address,
    isRecurring: false,
    traceId: newId(),
  }
}

/** Who takes the meeting, or undefined when the slot cannot be had. */
function memberFor(
  world: GhlWorld,
  calendar: GhlCalendar,
  span: Span,
  body: JsonObject,
  wanted: string | undefined,
  existing?: GhlAppointment,
): string | undefined {
  if (body['ignoreFreeSlotValidation'] === true) {
    return wanted ?? existing?.assignedUserId ?? calendar.teamMembers[0]?.userId
  }
  const { state } = world
  const oneMoment = { start: span.start, end: span.start + 1 }
  const only = wanted === undefined ? [] : [wanted]
  const offered = freeStarts(state, calendar, oneMoment, world.now(), only, existing?.id)
  if (!offered.includes(span.start)) return undefined
  const free = freeMembers(state, calendar, span, existing?.id)
  const preferred = wanted ?? existing?.assignedUserId
  if (preferred !== undefined && free.includes(preferred)) return preferred
  return wanted === undefined ? free[0] : undefined
}

function timesOf(world: GhlWorld, span: Span): Pick<GhlAppointment, 'startTime' | 'endTime'> {
  const zone = world.state.location.timezone
  return { startTime: zonedTime(span.start, zone), endTime: zonedTime(span.end, zone) }
}

/** The span that a request means: from its start for as long as it says, or for the calendar's slot length. */
export function requestedSpan(calendar: GhlCalendar, start: number, end: number | undefined): Span {
  return end === undefined ? slotSpan(calendar, start) : { start, end }
}

function announceAppointment(world: GhlWorld, event: GhlEvent, appointment: GhlAppointment): void {
  world.announce(event, {
    appointment: without(appointment, 'meetingLocationType', 'locationId', 'description'),
  })
}
