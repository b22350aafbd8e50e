import { MINUTE, openStarts, overlaps, type Span } from '../shared/open-hours'
import type { GhlSandboxState } from './state'
import type { GhlAppointment, GhlCalendar } from './wire'

/** The meeting that a start (epoch ms) makes in this calendar when nobody says when it ends. */
export function slotSpan(calendar: GhlCalendar, start: number): Span {
  return { start, end: start + calendar.slotDuration * MINUTE }
}

/** The team members of the calendar who have nothing else at this time. */
export function freeMembers(
  state: GhlSandboxState,
  calendar: GhlCalendar,
  span: Span,
  exceptAppointment?: string,
): string[] {
  return calendar.teamMembers
    .map((member) => member.userId)
    .filter((userId) => !busySpans(state, userId, exceptAppointment).some((busy) => overlaps(span, busy)))
}

/** All free starts (epoch ms) in the span: open hours, in the future, with a free member (or this one). */
export function freeStarts(
  state: GhlSandboxState,
  calendar: GhlCalendar,
  span: Span,
  now: number,
  userIds: readonly string[] = [],
  exceptAppointment?: string,
): number[] {
  if (!calendar.isActive) return []
  const hours = { ...state.openHours, incrementMinutes: calendar.slotInterval }
  return openStarts(hours, calendar.slotDuration, span).filter((start) => {
    const free = freeMembers(state, calendar, slotSpan(calendar, start), exceptAppointment)
    return start > now && free.some((member) => userIds.length === 0 || userIds.includes(member))
  })
}

/** True while the appointment keeps its time from others. */
export function occupies(appointment: GhlAppointment): boolean {
  return appointment.appointmentStatus !== 'cancelled' && appointment.appointmentStatus !== 'invalid'
}

function busySpans(state: GhlSandboxState, userId: string, exceptAppointment?: string): Span[] {
  const booked = state.appointments
    .filter((appointment) => appointment.id !== exceptAppointment && occupies(appointment))
    .filter((appointment) => appointment.assignedUserId === userId)
    .map(({ startTime, endTime }) => ({ start: Date.parse(startTime), end: Date.parse(endTime) }))
  return [...booked, ...state.busy.filter((busy) => busy.userId === userId)]
}
