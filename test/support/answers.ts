import type { LeadDetail } from '../../core/api/views'
import { isAnswerPurpose, type Answer } from '../../core/domain/answer'
import type { OutboundMessage } from '../../core/domain/message'
import type { Task } from '../../core/domain/task'

/** The answers that were sent to a lead, or were to be sent, by Slotkeeper or with one click. */
export function answersOf({ messages }: LeadDetail): OutboundMessage[] {
  return messages.flatMap((message) =>
    message.direction === 'outbound' && isAnswerPurpose(message.purpose) ? [message] : [],
  )
}

export function openTasks({ tasks }: LeadDetail): Task[] {
  return tasks.filter(({ state }) => state === 'open')
}

/** The answer that is one click away. Throws when there is none. */
export function suggestedAnswer(lead: LeadDetail): { task: Task; answer: Answer } {
  for (const task of openTasks(lead)) {
    if (task.suggestion?.kind === 'answer') return { task, answer: task.suggestion.answer }
  }
  throw new Error('no answer is suggested')
}
