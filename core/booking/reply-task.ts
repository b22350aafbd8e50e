import type { Intent } from '../domain/decision'
import type { InboundMessage } from '../domain/message'
import type { TaskKind } from '../domain/task'
import type { Considered } from './next-step'
import type { NewTask } from './tasks'

const NEEDS_A_TIME: readonly Intent[] = ['ambiguous', 'propose_time', 'ask_times', 'reschedule']

/** Every reply that a person should answer becomes a task. */
export function taskFor(considered: Considered): NewTask {
  return NEEDS_A_TIME.includes(considered.reading.intent)
    ? quoting(considered, 'which_slot', 'Which time is meant?')
    : quoting(considered, 'manual_follow_up', 'A reply to answer')
}

export function quoting(considered: Considered, kind: TaskKind, title: string): NewTask {
  const { message, reading } = considered
  return plainTask(considered, kind, title, quoted(message, reading.explanation))
}

export function plainTask({ lead }: Considered, kind: TaskKind, title: string, detail: string): NewTask {
  return { leadId: lead.id, kind, reason: kind, title, detail }
}

/** One click books the time that the reply means. */
export function bookingTask(considered: Considered, kind: TaskKind, title: string, detail: string): NewTask {
  const { slot, reading, message } = considered
  return {
    ...plainTask(considered, kind, title, detail),
    suggestion: slot ? { kind: 'book', slot, offerId: reading.offerId, messageId: message.id } : null,
  }
}

/** The lead's words before what is said of them, unless they stand there too. */
export function quoted({ replyText }: InboundMessage, said: string): string {
  const words = `“${shortened(replyText)}”`
  return said.includes(words) ? said : `${words} ${said}`
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
