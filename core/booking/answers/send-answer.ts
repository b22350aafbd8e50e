import type { Context } from '../../context'
import { slotsToOffer } from '../../availability/slots-to-offer'
import { answerId, type Answer } from '../../domain/answer'
import { decisionId } from '../../domain/decision'
import type { InboundMessage, OutboundMessage } from '../../domain/message'
import { slotKey, type Slot } from '../../domain/slot'
import type { Task } from '../../domain/task'
import { toInstant } from '../../domain/time'
import { deliverMessage } from '../../conversations/send-message'
import type { Outcome } from '../../providers/provider'
import type { Reader, Transaction } from '../../store/transaction'
import { isBookedOn } from '../../store/workspace'
import { queueAnswer } from '../decide'
import { answerSentence } from '../explain'
import { closeTask } from '../tasks'
import { draftAnswer } from './draft-answer'
import { whatForbids } from './may-answer'

export interface SendResult {
  sent: boolean
  /** What happened and what to do next, in plain words. */
  sentence: string
}

interface Suggested {
  task: Task
  answer: Answer
  message: InboundMessage
}

const OTHER_TARGET =
  'Nothing was sent: its times are for another event type or calendar than is booked on now. Send it again to get others.'
const CHANGED = 'The suggestion has changed since. Look at it again.'

/**
 * Sends the answer that a task suggests, once however often it is clicked (G3). `seen` is the text that the person saw.
 * Its times are asked for again first: when one is gone, nothing is sent and the suggestion is made anew.
 */
export async function sendSuggestedAnswer(
  context: Context,
  taskId: string,
  seen: string,
): Promise<SendResult> {
  const { store } = context
  const suggested = suggestedIn(store, taskId)
  if (!suggested) return notSent('This task is done already.')
  if (suggested.answer.text !== seen) return notSent(CHANGED)
  const gone = await timesThatAreGone(context, suggested)
  if (gone.kind === 'failed') return notSent(`Nothing was sent: ${gone.message}`)
  if (gone.value.length > 0) return makeAnew(context, suggested)
  const queued = await store.transact('answer.queue', (transaction) =>
    queue(context, transaction, taskId, seen),
  )
  if (queued.kind === 'refused') return notSent(queued.why)
  const sent = await deliverMessage(context, queued.id)
  return store.transact('answer.settle', (transaction) => settle(context, transaction, taskId, sent))
}

function suggestedIn(store: Reader, taskId: string): Suggested | null {
  const task = store.get('tasks', taskId)
  const suggestion = task?.state === 'open' ? task.suggestion : null
  if (!task || suggestion?.kind !== 'answer') return null
  const message = store.get('messages', suggestion.messageId)
  return message?.direction === 'inbound' ? { task, answer: suggestion.answer, message } : null
}

async function timesThatAreGone(
  context: Context,
  { answer: { carries }, message }: Suggested,
): Promise<Outcome<Slot[]>> {
  const lead = context.store.get('leads', message.leadId)
  if (!lead || carries.length === 0) return { kind: 'ok', value: [] }
  const found = await slotsToOffer(context, lead, { fresh: true })
  if (found.kind === 'failed') return found
  const free = new Set(found.value.free.map(slotKey))
  return { kind: 'ok', value: carries.filter((slot) => !free.has(slotKey(slot))) }
}

/** Nothing is sent that the person has not seen. */
async function makeAnew(context: Context, { task, answer, message }: Suggested): Promise<SendResult> {
  const lead = context.store.get('leads', message.leadId)
  if (!lead) return notSent('This lead is gone.')
  const { purpose, channel, wanted } = answer
  const draft = await draftAnswer(context, lead, { purpose, channel, wanted })
  const made = draft.kind === 'drafted' ? draft.answer : null
  const isStill = await context.store.transact('answer.make_anew', (transaction) => {
    const current = transaction.get('tasks', task.id)
    if (current?.state !== 'open' || current.suggestion?.kind !== 'answer') return false
    if (current.suggestion.answer.madeAt !== answer.madeAt) return false
    transaction.put('tasks', {
      ...current,
      suggestion: made && { kind: 'answer', answer: made, messageId: message.id },
    })
    return true
  })
  if (!isStill) return notSent(CHANGED)
  return notSent(
    draft.kind === 'drafted'
      ? 'Nothing was sent: a time is no longer free. The answer was made anew; look at it again.'
      : `Nothing was sent: a time is no longer free. ${draft.why}`,
  )
}

type Queued = { kind: 'queued'; id: string } | { kind: 'refused'; why: string }

/** Everything that was looked at is looked at again, on what is known now. */
function queue({ clock }: Context, transaction: Transaction, taskId: string, seen: string): Queued {
  const now = toInstant(clock.now())
  const suggested = suggestedIn(transaction, taskId)
  if (suggested?.answer.text !== seen) return { kind: 'refused', why: CHANGED }
  const { answer, message } = suggested
  const why = whatForbids(transaction, message, answer.purpose, now)
  if (why) return { kind: 'refused', why: `Nothing was sent: ${why}` }
  if (answer.carries.some((slot) => !isBookedOn(transaction, slot)))
    return { kind: 'refused', why: OTHER_TARGET }
  const id = suggestedAnswerId(suggested)
  queueAnswer(transaction, { id, message, answer, automatic: false }, now)
  return { kind: 'queued', id }
}

/** Of the suggestion, so that a double click sends it once; another one after it failed is another message. */
function suggestedAnswerId({ answer, message }: Suggested): string {
  return `${answerId(message.id, answer.purpose)}:${answer.madeAt}`
}

function settle(
  { clock }: Context,
  transaction: Transaction,
  taskId: string,
  sent: OutboundMessage | null,
): SendResult {
  const now = toInstant(clock.now())
  // The other click of a double click settles it.
  if (sent?.state === 'sending') return { sent: true, sentence: 'The answer is being sent.' }
  const suggested = suggestedIn(transaction, taskId)
  if (sent?.state === 'sent') {
    if (suggested) {
      closeTask(transaction, taskId, now)
      noteOnDecision(transaction, suggested, sent)
    }
    return { sent: true, sentence: 'Sent.' }
  }
  const failure = sent?.failure ?? 'The message was not sent.'
  if (suggested) {
    const { task, answer, message } = suggested
    const again = { kind: 'answer' as const, answer: { ...answer, madeAt: now }, messageId: message.id }
    // What may have gone out is not one click away from going out twice.
    transaction.put('tasks', {
      ...task,
      detail: failure,
      suggestion: sent?.state === 'unknown' ? null : again,
    })
  }
  return notSent(failure)
}

function noteOnDecision(
  transaction: Transaction,
  { answer, message }: Suggested,
  sent: OutboundMessage,
): void {
  const decision = transaction.get('decisions', decisionId(message.id))
  if (!decision) return
  const found = decision.sentence.replace(answerSentence(answer, false), '').trim()
  transaction.put('decisions', {
    ...decision,
    outcome: 'answered',
    sentence: `${found} ${answerSentence(answer, true)}`,
    answerId: sent.id,
  })
}

function notSent(sentence: string): SendResult {
  return { sent: false, sentence }
}
