import type { AnswerPurpose } from '../../core/domain/answer'
import type { Task } from '../../core/domain/task'
import { TASK_KINDS } from '../words'
import { Pill } from './pill'

/** Where an answer is suggested, what it would send says more than what kind of task it is. */
const SUGGESTED: Partial<Record<AnswerPurpose, string>> = {
  other_times: 'Times to send',
  booking_link: 'Link to send',
  opt_out_confirmed: 'Opt-out to confirm',
}

/** What a task is about, in a word or two. */
export function TaskPill({ task: { kind, suggestion } }: { task: Task }) {
  const { tone, label } = TASK_KINDS[kind]
  const suggested = suggestion?.kind === 'answer' ? SUGGESTED[suggestion.answer.purpose] : undefined
  return <Pill tone={tone}>{suggested ?? label}</Pill>
}
