import type { AppointmentStatus, ProviderAppointment } from '../../domain/appointment'
import { MINUTE, plus, toInstant } from '../../domain/time'
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
 * then it is the start plus `minutes`.
 */
export function toAppointment(
  appointment: GhlAppointment,
  options: { minutes: number; asOf: string; canceled?: boolean },
): ProviderAppointment {
  const start = toInstant(appointment.startTime)
  const asOf = toInstant(options.asOf)
  return {
    provider: 'ghl',
    externalId: appointment.id,
    eventUri: null,
    targetId: appointment.calendarId ?? '',
    host: appointment.assignedUserId ?? null,
    start,
    end: appointment.endTime ? toInstant(appointment.endTime) : plus(start, options.minutes * MINUTE),
    zone: null,
    joinUrl: appointment.address?.startsWith('https://') ? appointment.address : null,
    status: options.canceled ? 'canceled' : (STATUSES[appointment.appointmentStatus ?? ''] ?? 'confirmed'),
    reason: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    invitee: { email: null, name: null, phone: null, ghlContactId: appointment.contactId ?? null },
    attemptId: null,
    createdAt: appointment.dateAdded ? toInstant(appointment.dateAdded) : asOf,
    asOf,
  }
}
