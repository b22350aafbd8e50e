import { operatorTime } from '../availability/wording'
import { stands, type Appointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { closeTask, closeTasks, openTask, taskId } from './tasks'

/**
 * Brings the tasks about a lead's canceled meetings up to date after a report: a person looks at a cancellation (F3)
 * while no other meeting makes up for it. Whichever report comes first, the end is the same (T4).
 *
 * @param before the lead's meetings as they were before the report
 */
export function settleCancellations(
  transaction: Transaction,
  lead: Lead,
  before: readonly Appointment[],
  now: Instant,
): void {
  const meetings = transaction.by('appointments', 'lead', lead.id)
  const wasCanceled = (id: string) => before.some((one) => one.id === id && one.status === 'canceled')
  const isOff = (id: string) => meetings.some((one) => one.id === id && !stands(one))
  const hasLostOne = before.some((one) => stands(one) && isOff(one.id))
  for (const meeting of meetings) {
    const id = taskId(cancellationTask(meeting))
    const isNews = meeting.status === 'canceled' && !wasCanceled(meeting.id)
    if (isNews) closeTasks(transaction, lead.id, ['change_meeting'], now)
    if (meeting.status !== 'canceled' || isMadeUpFor(meeting, meetings)) {
      closeTask(transaction, id, now)
    } else if (isNews || (hasLostOne && transaction.get('tasks', id)?.state !== 'dismissed')) {
      ask(transaction, lead, meeting, now)
    }
  }
}

/** Another meeting was still to come when this one was canceled, or was booked since. */
function isMadeUpFor(canceled: Appointment, meetings: readonly Appointment[]): boolean {
  const canceledAt = canceled.missingSince ?? canceled.asOf
  return meetings.some((other) => stands(other) && other.end > canceledAt)
}

/** Nothing resumes by itself: a person looks at it (F3). */
function ask(transaction: Transaction, lead: Lead, canceled: Appointment, now: Instant): void {
  const time = operatorTime(settingsOf(transaction).zone, lead)(canceled.start)
  openTask(
    transaction,
    {
      ...cancellationTask(canceled),
      title: 'Meeting canceled',
      detail:
        `The meeting on ${time} was canceled at ${PROVIDER_NAMES[canceled.provider]}` +
        `${canceled.reason ? `: “${canceled.reason}”` : ''}. Offer new times or close the lead.`,
    },
    now,
  )
}

function cancellationTask({ leadId, id }: Appointment) {
  return { leadId, kind: 'canceled' as const, reason: id }
}
