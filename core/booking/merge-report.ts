import { stands, type Appointment, type ProviderAppointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import type { BookingSource } from '../domain/names'
import type { Slot } from '../domain/slot'
import type { Instant } from '../domain/time'

/** How a report came in. */
export interface Origin {
  source: BookingSource
  attemptId: string | null
  /** What was asked for, where the booking was ours. */
  slot: Slot | null
  now: Instant
}

/** A meeting that was not known before. */
export function newAppointment(
  id: string,
  lead: Lead,
  report: ProviderAppointment,
  origin: Origin,
): Appointment {
  return {
    id,
    leadId: lead.id,
    ...factsOf(report),
    source: origin.source,
    attemptId: origin.attemptId ?? report.attemptId,
    bookedAt: report.createdAt,
    recordedAt: origin.now,
    announcedAt: null,
  }
}

/**
 * A report about a meeting that is known. An older one adds what was missing and changes nothing else (T4). Our own
 * booking may be reported by its webhook before its answer is read: then the attempt names the true source.
 */
export function mergeReport(before: Appointment, report: ProviderAppointment, origin: Origin): Appointment {
  const kept: Appointment = {
    ...before,
    source: origin.attemptId && !before.attemptId ? origin.source : before.source,
    attemptId: before.attemptId ?? origin.attemptId ?? report.attemptId,
    rescheduledFrom: before.rescheduledFrom ?? report.rescheduledFrom,
    rescheduledTo: before.rescheduledTo ?? report.rescheduledTo,
    joinUrl: before.joinUrl ?? report.joinUrl,
    host: before.host ?? report.host,
    zone: before.zone ?? report.zone,
  }
  if (!supersedes(before, report) || undoesWhatIsKeptHere(before, report, origin)) return kept
  const { missingSince: _missingSince, ...known } = kept
  const { rescheduledFrom, rescheduledTo } = kept
  return {
    ...known,
    ...factsOf(report),
    rescheduledFrom,
    rescheduledTo,
    zone: report.zone ?? kept.zone,
    host: report.host ?? kept.host,
    joinUrl: report.joinUrl ?? kept.joinUrl,
    reason: report.reason ?? kept.reason,
  }
}

/** Calendly has no word for a lead who came: what a person marked here stays until a person takes it back (B7). */
function undoesWhatIsKeptHere(before: Appointment, report: ProviderAppointment, { source }: Origin): boolean {
  return (
    before.provider === 'calendly' &&
    before.status === 'showed' &&
    report.status === 'confirmed' &&
    source !== 'marked_by_hand'
  )
}

function factsOf(report: ProviderAppointment) {
  const { invitee: _invitee, attemptId: _attemptId, createdAt: _createdAt, ...facts } = report
  return facts
}

/**
 * Whether a report tells something newer (T4). At Calendly a canceled invitee never comes back, so that report always
 * counts and nothing undoes it, whatever the clocks say. That a meeting was missing in the record is no report: it
 * counts no more than what was known, and whatever is newer than that undoes it.
 */
function supersedes(before: Appointment, report: ProviderAppointment): boolean {
  const isInferred = before.missingSince !== undefined
  if (report.missingSince) return stands(before) && report.asOf >= before.asOf
  if (before.provider === 'calendly') {
    if (!stands(before) && !isInferred) return before.status === 'canceled' && report.status === 'rescheduled'
    if (!stands(report)) return true
  }
  return isInferred ? report.asOf > before.asOf : report.asOf >= before.asOf
}
