import type { Appointment, ProviderAppointment } from '../domain/appointment'
import { isUpcoming } from '../domain/appointment'
import { isUnderWay, type Attempt } from '../domain/attempt'
import { isUnsettled, type MeetingChange } from '../domain/meeting-change'
import type { Instant } from '../domain/time'
import type { Reader, Transaction } from '../store/transaction'

/**
 * Where a provider cannot move a meeting, the new time is booked and the old meeting canceled (calendly.md A13): two calls
 * and two records that the provider does not link. Slotkeeper links them here.
 */

export function cancellationFor(attemptId: string): string {
  return `replace:${attemptId}`
}

/** With the booking that replaces a meeting, in its transaction: the old one is still to be canceled. */
export function orderCancellation(
  transaction: Transaction,
  attempt: Attempt,
  booked: Appointment,
  now: Instant,
): void {
  const old = attempt.replaces ? transaction.get('appointments', attempt.replaces) : undefined
  if (!old || old.id === booked.id || !isUpcoming(old, now)) return
  transaction.put('meetingChanges', {
    id: cancellationFor(attempt.id),
    leadId: old.leadId,
    appointmentId: old.id,
    wanted: { kind: 'cancel', reason: 'Moved to another time', replacedBy: booked.id },
    state: 'ordered',
    refusal: null,
    startedAt: now,
    settledAt: null,
  })
}

/** The meeting that was booked in the place of this one; null where there is none, or it is off itself. */
export function replacementOf(store: Reader, appointmentId: string): Appointment | null {
  for (const { wanted } of store.by('meetingChanges', 'appointment', appointmentId)) {
    if (wanted.kind !== 'cancel' || !wanted.replacedBy) continue
    const replacement = store.get('appointments', wanted.replacedBy)
    if (replacement && replacement.status !== 'canceled') return replacement
  }
  return null
}

/** A meeting that goes because another was booked in its place was rescheduled: nobody lost it (T3). */
export function asReplaced(
  store: Reader,
  appointmentId: string,
  report: ProviderAppointment,
): ProviderAppointment {
  const replacement = report.status === 'canceled' ? replacementOf(store, appointmentId) : null
  return replacement
    ? { ...report, status: 'rescheduled', rescheduledTo: report.rescheduledTo ?? replacement.externalId }
    : report
}

/** The new time is being booked, or the old meeting being canceled: for that while both stand, and both are meant to. */
export function isBeingReplaced(store: Reader, { id, leadId }: Appointment): boolean {
  return (
    store.by('attempts', 'lead', leadId).some((attempt) => attempt.replaces === id && isUnderWay(attempt)) ||
    store
      .by('meetingChanges', 'appointment', id)
      .some((change) => isReplacement(change) && isUnsettled(change))
  )
}

export function isReplacement({ wanted }: MeetingChange): boolean {
  return wanted.kind === 'cancel' && wanted.replacedBy !== null
}
