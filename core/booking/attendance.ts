import type { Context } from '../context'
import type { Appointment } from '../domain/appointment'
import type { Attendance } from '../domain/meeting-change'
import type { Instant } from '../domain/time'
import { changeMeeting, type ChangeResult } from './change-meeting'

/**
 * Marks at the provider whether the lead came, or takes that back (B7). Calendly knows no-shows only: that a lead came is
 * kept here, marked by hand.
 */
export function markAttendance(
  context: Context,
  { appointmentId, attendance }: { appointmentId: string; attendance: Attendance },
): Promise<ChangeResult> {
  return changeMeeting(context, appointmentId, { kind: 'mark', attendance }, (appointment, now) =>
    whyNotMark(appointment, attendance, now),
  )
}

function whyNotMark({ status, start }: Appointment, attendance: Attendance, now: Instant): string | null {
  if (status === 'canceled' || status === 'rescheduled') {
    return 'This meeting did not take place, so there is nothing to mark.'
  }
  if (start > now) return 'This meeting has not begun yet. Mark it afterwards.'
  return status === attendance ? 'It is marked so already.' : null
}
