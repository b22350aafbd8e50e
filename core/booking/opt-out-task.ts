import { wordTime } from '../availability/wording'
import { bookingStatus } from '../domain/appointment'
import { leadName, type Lead } from '../domain/lead'
import { CHANNEL_NAMES, type Channel } from '../domain/names'
import type { Task } from '../domain/task'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { closeTasksThat, openTask, taskId } from './tasks'

const OPTED_OUT = 'opt_out:'

/**
 * Who wants no more messages may not want the meeting either, and cannot be asked. Once for each meeting: a person who let
 * it stand is not asked again.
 */
export function askAboutMeeting(transaction: Transaction, lead: Lead, channel: Channel, now: Instant): void {
  const booking = bookingStatus(transaction.by('appointments', 'lead', lead.id), now)
  if (booking.kind !== 'booked') return
  const { id, start } = booking.appointment
  const key = { leadId: lead.id, kind: 'change_meeting' as const, reason: `${OPTED_OUT}${id}` }
  if (transaction.get('tasks', taskId(key))?.state === 'dismissed') return
  const time = wordTime(start, settingsOf(transaction).zone)
  openTask(
    transaction,
    {
      ...key,
      title: `${leadName(lead)} opted out; the meeting on ${time} still stands`,
      detail:
        `No message can be sent by ${CHANNEL_NAMES[channel]} any more. ` +
        'Cancel the meeting, or dismiss this to let it stand.',
    },
    now,
  )
}

/** The id of the meeting that such a task asks about; null for every other task. */
export function meetingOfOptOut({ kind, reason }: Task): string | null {
  return kind === 'change_meeting' && reason.startsWith(OPTED_OUT) ? reason.slice(OPTED_OUT.length) : null
}

/** The lead wants messages again, so it can be asked. */
export function closeOptOutTasks(transaction: Transaction, leadId: string, now: Instant): void {
  closeTasksThat(transaction, leadId, (task) => meetingOfOptOut(task) !== null, now)
}
