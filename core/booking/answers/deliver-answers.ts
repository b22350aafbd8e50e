import type { Context } from '../../context'
import { isAnswerPurpose } from '../../domain/answer'
import type { Decision } from '../../domain/decision'
import type { InboundMessage, OutboundMessage } from '../../domain/message'
import { epoch, MINUTE, toInstant, type Instant } from '../../domain/time'
import { deliverMessage, type Clearance } from '../../conversations/send-message'
import type { Reader, Transaction } from '../../store/transaction'
import { isBookedOn, settingsOf } from '../../store/workspace'
import { openTask, type NewTask } from '../tasks'
import { mayAnswer } from './may-answer'

/** What waited longer, such as while automation was paused, may answer what nobody remembers. */
const FRESH = 15 * MINUTE

/**
 * Sends the automatic answers that wait, at most once each (F4): those that were just written down, and what a crash
 * or a pause held back, as long as they are fresh and still permitted. What did not go out becomes a task.
 */
export async function deliverAnswers(context: Context): Promise<void> {
  for (const message of context.store.by('messages', 'unsent', 'yes')) {
    if (message.direction !== 'outbound' || !isAutomaticAnswer(message)) continue
    await deliverMessage(context, message.id, clearanceOf)
  }
  await reportUnsent(context)
}

function isAutomaticAnswer(message: OutboundMessage): boolean {
  return message.automatic && isAnswerPurpose(message.purpose)
}

/** Asked within the claim: what was permitted when it was written down must still be so. */
function clearanceOf(store: Reader, answer: OutboundMessage, now: Instant): Clearance {
  if (!isAnswerPurpose(answer.purpose)) return { kind: 'go' }
  if (epoch(now) - epoch(answer.sentAt) > FRESH) {
    return { kind: 'drop', why: 'It could not be sent in time.' }
  }
  if (settingsOf(store).paused) return { kind: 'wait' }
  if (answer.carries.some((slot) => !isBookedOn(store, slot))) {
    return { kind: 'drop', why: 'Its times are for another event type or calendar than is booked on now.' }
  }
  const message = answeredBy(store, answer)?.message
  if (!message) return { kind: 'drop', why: 'It no longer answers anything.' }
  const { kind, gates } = mayAnswer(store, message, answer.purpose, now, true)
  if (kind === 'send') return { kind: 'go' }
  const why = gates.find(({ result }) => result === 'block')?.reason
  return { kind: 'drop', why: why ?? 'Automatic answers were switched off meanwhile.' }
}

/** The decision that wrote an answer, with the message that it answers. */
function answeredBy(
  store: Reader,
  answer: OutboundMessage,
): { decision: Decision; message: InboundMessage } | null {
  const decision = store.by('decisions', 'lead', answer.leadId).find((one) => one.answerId === answer.id)
  const message = decision && store.get('messages', decision.messageId)
  return decision && message?.direction === 'inbound' ? { decision, message } : null
}

/** One task for each answer that did not go out, or may not have; its decision says so too. */
async function reportUnsent({ store, clock }: Context): Promise<void> {
  if (unreported(store).length === 0) return
  await store.transact('answer.failed', (transaction) => {
    const now = toInstant(clock.now())
    for (const report of unreported(transaction)) {
      const { decision, answer } = report
      const task = taskFor(transaction, report, now)
      const said =
        answer.state === 'unknown'
          ? 'It is not known whether that message went out.'
          : `That message was not sent: ${answer.failure ?? ''}`.trim()
      transaction.put('decisions', {
        ...decision,
        outcome: task ? 'blocked' : 'no_acceptance',
        sentence: `${decision.sentence} ${said}`,
        taskId: task ? openTask(transaction, task, now) : null,
      })
    }
  })
}

interface Report {
  decision: Decision
  message: InboundMessage
  answer: OutboundMessage
}

function unreported(store: Reader): Report[] {
  return store.by('messages', 'unanswered', 'yes').flatMap((answer) => {
    const answered = answer.direction === 'outbound' ? answeredBy(store, answer) : null
    return answer.direction === 'outbound' && answered?.decision.outcome === 'answered'
      ? [{ ...answered, answer }]
      : []
  })
}

/** Where nothing forbids it, one click sends it after all; what may have gone out is looked at first. */
function taskFor(transaction: Transaction, { message, answer }: Report, now: Instant): NewTask | null {
  const { purpose, text, channel, carries, zone, state, failure, leadId } = answer
  if (!isAnswerPurpose(purpose) || purpose === 'opt_out_confirmed') return null
  const isSuggested =
    state === 'failed' && mayAnswer(transaction, message, purpose, now, true).kind !== 'none'
  return {
    leadId,
    kind: 'manual_follow_up',
    reason: answer.id,
    title: state === 'unknown' ? 'Was the answer sent?' : 'An answer was not sent',
    detail: failure ?? '',
    suggestion: isSuggested
      ? {
          kind: 'answer',
          answer: {
            purpose,
            channel,
            text,
            carries,
            zone,
            wanted: carries.map(({ start, end }) => ({ start, end })),
            madeAt: now,
          },
          messageId: message.id,
        }
      : null,
  }
}
