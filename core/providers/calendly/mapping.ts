import type { AppointmentStatus, ProviderAppointment } from '../../domain/appointment'
import { isZone } from '../../domain/time'
import { readInstant } from '../instant'
import type { CalendlyEvent, CalendlyInvitee } from './wire'

/** Marks a booking as ours in Calendly's tracking, where the attempt's id stands in `utm_content`. */
export const TRACKING_SOURCE = 'slotkeeper'

/** The part of a scheduled event that an appointment needs. */
export type EventFacts = Pick<
  CalendlyEvent,
  'uri' | 'start_time' | 'end_time' | 'event_type' | 'location' | 'event_memberships'
>

/**
 * One invitee as an appointment. The invitee's own status counts, not the event's: one invitee of a group event can
 * cancel alone. `asOf` is when Calendly's record read like this, in any ISO form. Null when a time cannot be read.
 */
export function toAppointment(
  invitee: CalendlyInvitee,
  event: EventFacts,
  asOf: string,
): ProviderAppointment | null {
  const start = readInstant(event.start_time)
  const end = readInstant(event.end_time)
  const createdAt = readInstant(invitee.created_at)
  const readAt = readInstant(asOf)
  if (!start || !end || !createdAt || !readAt) return null
  const host = event.event_memberships?.[0]
  return {
    provider: 'calendly',
    externalId: invitee.uri,
    eventUri: event.uri,
    targetId: event.event_type ?? '',
    host: host?.user_name ?? host?.user_email ?? null,
    start,
    end,
    zone: invitee.timezone && isZone(invitee.timezone) ? invitee.timezone : null,
    joinUrl: event.location?.join_url ?? null,
    status: statusOf(invitee),
    reason: invitee.cancellation?.reason ?? null,
    rescheduledFrom: invitee.old_invitee ?? null,
    rescheduledTo: invitee.new_invitee ?? null,
    invitee: {
      email: invitee.email?.toLowerCase() ?? null,
      name: invitee.name ?? null,
      phone: invitee.text_reminder_number?.replace(/[^+\d]/g, '') ?? null,
      ghlContactId: null,
    },
    attemptId: attemptIdOf(invitee),
    createdAt,
    asOf: readAt,
  }
}

/** The attempt that made this booking; null for a booking that is not ours. */
export function attemptIdOf({ tracking }: CalendlyInvitee): string | null {
  return tracking?.utm_source === TRACKING_SOURCE ? (tracking.utm_content ?? null) : null
}

function statusOf(invitee: CalendlyInvitee): AppointmentStatus {
  if (invitee.status === 'canceled') return invitee.rescheduled ? 'rescheduled' : 'canceled'
  return invitee.no_show ? 'no_show' : 'confirmed'
}
