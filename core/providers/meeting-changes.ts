import type { Appointment, ProviderAppointment } from '../domain/appointment'
import type { Attendance, ChangeRefusal } from '../domain/meeting-change'
import type { Slot } from '../domain/slot'
import type { Outcome } from './provider'

/** What can be done to a meeting that stands (B7). Each is one call; `unknown` must be read back, never repeated. */
export interface MeetingChanges {
  /** For this lead alone: refused where it would cancel for other people too. A meeting that is off already is done. */
  cancel(appointment: Appointment, reason: string): Promise<ChangeOutcome>
  markAttendance(appointment: Appointment, attendance: Attendance): Promise<ChangeOutcome>
  /** Moves it in place; null where the provider has no such call (calendly.md A13). */
  move: ((appointment: Appointment, slot: Slot) => Promise<ChangeOutcome>) | null
  /** The page on which the lead moves the meeting by itself; null where the provider has none. */
  rescheduleLink: ((appointment: Appointment) => Promise<Outcome<string>>) | null
}

export type ChangeOutcome =
  | { kind: 'done'; appointment: ProviderAppointment }
  /** The provider answered that it did not do it, or was not asked. */
  | { kind: 'refused'; reason: ChangeRefusal; message: string; link: string | null }
  /** No answer was seen: it may or may not be done. */
  | { kind: 'unknown'; message: string }

export function refusedChange(
  reason: ChangeRefusal,
  message: string,
  link: string | null = null,
): ChangeOutcome {
  return { kind: 'refused', reason, message, link }
}

/** What is on record of a meeting as the provider's report of it, with what a call has just changed. */
export function reportOf(
  appointment: Appointment,
  changed: Pick<ProviderAppointment, 'status' | 'asOf'> &
    Partial<Pick<ProviderAppointment, 'reason' | 'missingSince'>>,
): ProviderAppointment {
  const {
    id: _id,
    leadId: _leadId,
    source: _source,
    bookedAt,
    recordedAt: _recordedAt,
    announcedAt: _announcedAt,
    missingSince: _missingSince,
    ...facts
  } = appointment
  return {
    ...facts,
    invitee: { email: null, name: null, phone: null, ghlContactId: null },
    createdAt: bookedAt,
    ...changed,
  }
}
