import type { Context } from '../context'
import type { SendResult } from '../conversations/send-message'
import type { Answer } from '../domain/answer'
import type { Task, TaskKind } from '../domain/task'
import { toInstant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { isWakeUp } from './snooze'
import { closeTasksThat } from './tasks'

const ANSWERED_BY_WRITING: readonly TaskKind[] = [
  'which_slot',
  'manual_follow_up',
  'canceled',
  'not_confirmed',
]

/**
 * A person wrote to the lead in words of their own: once they are sent, nothing waits for an answer any more. What waits to
 * be booked still does.
 */
export function settleByWriting(context: Context, leadId: string, result: SendResult): Promise<void> {
  return settle(
    context,
    leadId,
    result,
    (task) => ANSWERED_BY_WRITING.includes(task.kind) || suggestedAnswer(task) !== null,
  )
}

/** Times were offered and nothing else was said: what a reply asks besides is still to be answered. */
export function settleByTimes(context: Context, leadId: string, result: SendResult): Promise<void> {
  return settle(
    context,
    leadId,
    result,
    (task) => task.kind === 'which_slot' || task.kind === 'canceled' || isWakeUp(task) || suggestsTimes(task),
  )
}

/** The times or the link that it would send are not to be sent once more. */
function suggestsTimes(task: Task): boolean {
  const purpose = suggestedAnswer(task)?.purpose
  return purpose === 'other_times' || purpose === 'booking_link'
}

/** The answer that is all that the task is about; an accepted time that was not booked is more than that. */
function suggestedAnswer({ kind, suggestion }: Task): Answer | null {
  return kind !== 'provider_trouble' && suggestion?.kind === 'answer' ? suggestion.answer : null
}

/**
 * While the message is on its way it answers nothing yet: it may still fail. Where it may have arrived the task stays, but
 * what it suggests is not one click away from being sent twice.
 */
async function settle(
  { store, clock }: Context,
  leadId: string,
  { sent, isUnderWay, isUnknown, sentence }: SendResult,
  isAnswered: (task: Task) => boolean,
): Promise<void> {
  if (isUnderWay || !(sent || isUnknown)) return
  await store.transact('task.answered', (transaction) => {
    if (sent) closeTasksThat(transaction, leadId, isAnswered, toInstant(clock.now()))
    else takeSuggestionsAway(transaction, leadId, isAnswered, sentence)
  })
}

function takeSuggestionsAway(
  transaction: Transaction,
  leadId: string,
  isAnswered: (task: Task) => boolean,
  why: string,
): void {
  for (const task of transaction.by('tasks', 'lead', leadId)) {
    if (task.state !== 'open' || task.suggestion?.kind !== 'answer' || !isAnswered(task)) continue
    const detail = `${task.detail} ${why} An answer may have arrived: look at the conversation before you write.`
    transaction.put('tasks', { ...task, detail, suggestion: null })
  }
}
