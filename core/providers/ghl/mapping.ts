import type { AppointmentStatus, ProviderAppointment } from '../../domain/appointment'
import { MINUTE, plus, type Instant } from '../../domain/time'
import { readInstant } from '../instant'
import type { GhlAppointment } from './wire'

const STATUSES: Record<string, AppointmentStatus> = {
  cancelled: 'canceled',
  invalid: 'canceled',
  showed: 'showed',
  completed: 'showed',
  noshow: 'no_show',
}

/**
 * One of GoHighLevel's appointments. `asOf` is when its record read like this. The end may be missing on the wire:
 * then it is the start plus `minutes`. Null when the start or the end cannot be read, such as one without an offset.
 */
export function toAppointment(
  appointment: GhlAppointment,
  options: { minutes: number; asOf: Instant; canceled?: boolean },
): ProviderAppointment | null {
  const { minutes, asOf } = options
  const start = readInstant(appointment.startTime)
  if (!start) return null
  const end = appointment.endTime ? readInstant(appointment.endTime) : plus(start, minutes * MINUTE)
  if (!end) return null
  return {
    provider: 'ghl',
    externalId: appointment.id,
    eventUri: null,
    targetId: appointment.calendarId ?? '',
    host: appointment.assignedUserId ?? null,
    start,
    end,
    zone: null,
    joinUrl: appointment.address?.startsWith('https://') ? appointment.address : null,
    status: options.canceled ? 'canceled' : (STATUSES[appointment.appointmentStatus ?? ''] ?? 'confirmed'),
    reason: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    invitee: { email: null, name: null, phone: null, ghlContactId: appointment.contactId ?? null },
    attemptId: null,
    createdAt: readInstant(appointment.dateAdded) ?? asOf,
    asOf,
  }
}
