import type { Context } from '../context'
import { isUpcoming, type Appointment } from '../domain/appointment'
import type { Instant } from '../domain/time'
import { changeMeeting, type ChangeResult } from './change-meeting'

/**
 * Cancels a meeting at the provider, as an operator asked (B7). What follows is what follows from any cancellation: the
 * history is kept, the lead can be booked again (B6), and one urgent task asks what comes next (F3).
 */
export function cancelMeeting(
  context: Context,
  { appointmentId, reason }: { appointmentId: string; reason: string },
): Promise<ChangeResult> {
  return changeMeeting(context, appointmentId, { kind: 'cancel', reason, replacedBy: null }, whyNotCancel)
}

/** A meeting that is being held may still be canceled where the provider does it; one that is over may not. */
function whyNotCancel(appointment: Appointment, now: Instant): string | null {
  if (isUpcoming(appointment, now)) return null
  if (appointment.status === 'canceled') return 'This meeting is canceled already.'
  if (appointment.status === 'rescheduled') return 'This meeting was moved already. Cancel the new one.'
  return 'This meeting is over. Mark whether the lead came instead.'
}
