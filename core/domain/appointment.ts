import { z } from 'zod'
import { bookingSourceSchema, idSchema, providerIdSchema, type ProviderId } from './names'
import { instantSchema, zoneSchema, type Instant } from './time'

export const appointmentStatusSchema = z.enum(['confirmed', 'canceled', 'rescheduled', 'showed', 'no_show'])
export type AppointmentStatus = z.infer<typeof appointmentStatusSchema>

/** What every record of a meeting says, the provider's and ours. */
const meetingFacts = {
  provider: providerIdSchema,
  /** Calendly's invitee URI (event URIs are shared by group events) or GHL's appointment id. */
  externalId: idSchema,
  /** Calendly's scheduled event; cancelling needs it. */
  eventUri: z.string().nullable(),
  targetId: z.string(),
  host: z.string().nullable(),
  start: instantSchema,
  end: instantSchema,
  zone: zoneSchema.nullable(),
  joinUrl: z.string().nullable(),
  status: appointmentStatusSchema,
  reason: z.string().nullable(),
  /** The external id of the meeting that this one replaces, or that replaces it. */
  rescheduledFrom: z.string().nullable(),
  rescheduledTo: z.string().nullable(),
  /** The moment, by the provider's clock, at which its record read like this: an older report never overwrites a newer (T4). */
  asOf: instantSchema,
  /**
   * Canceled only because the provider's record had it no longer at this moment. No report of the provider says so:
   * what it shows later counts more.
   */
  missingSince: instantSchema.optional(),
}

/** A meeting in the provider's own record, as every provider's answers and webhooks are mapped (B5). */
export const providerAppointmentSchema = z.strictObject({
  ...meetingFacts,
  invitee: z.strictObject({
    email: z.string().nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    ghlContactId: z.string().nullable(),
  }),
  /** The attempt that booked it, where the provider carries our mark. */
  attemptId: z.string().nullable(),
  createdAt: instantSchema,
})
export type ProviderAppointment = z.infer<typeof providerAppointmentSchema>

/** One meeting of a lead, kept for good: a cancellation is a status, nothing is erased (B5). */
export const appointmentSchema = z.strictObject({
  ...meetingFacts,
  id: idSchema,
  leadId: idSchema,
  source: bookingSourceSchema,
  attemptId: z.string().nullable(),
  /** When the provider made it, not when we learnt of it (A1). */
  bookedAt: instantSchema,
  recordedAt: instantSchema,
  /** When the confirmation was written down, once per appointment (B4); null for one that was never upcoming. */
  announcedAt: instantSchema.nullable(),
})
export type Appointment = z.infer<typeof appointmentSchema>

export function appointmentId(provider: ProviderId, externalId: string): string {
  return `${provider}:${externalId}`
}

export type BookingStatus =
  { kind: 'booked'; appointment: Appointment } | { kind: 'not_booked'; last: Appointment | null }

/**
 * The one answer to "is this lead booked?" (B1): an active, uncancelled appointment that has not ended. Gates,
 * console and everything else that asks use this function.
 */
export function bookingStatus(appointments: readonly Appointment[], now: Instant): BookingStatus {
  const primary = primaryAppointment(appointments, now)
  return primary && isUpcoming(primary, now)
    ? { kind: 'booked', appointment: primary }
    : { kind: 'not_booked', last: primary }
}

/**
 * The next upcoming confirmed, else the latest past confirmed, else the latest canceled (B5). Past confirmed includes
 * what became of it (showed, no-show). A rescheduled one counts only where nothing else is known.
 */
export function primaryAppointment(appointments: readonly Appointment[], now: Instant): Appointment | null {
  const byStart = [...appointments].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const upcoming = byStart.find((appointment) => isUpcoming(appointment, now))
  if (upcoming) return upcoming
  return (
    byStart.findLast(stands) ??
    byStart.findLast(({ status }) => status === 'canceled') ??
    byStart.at(-1) ??
    null
  )
}

/** Neither canceled nor moved to another time; what is over counts, whatever became of it. */
export function stands({ status }: Pick<Appointment, 'status'>): boolean {
  return status !== 'canceled' && status !== 'rescheduled'
}

/** Confirmed and not over yet; a meeting that is being held counts. */
export function isUpcoming(appointment: Appointment, now: Instant): boolean {
  return appointment.status === 'confirmed' && appointment.end > now
}
