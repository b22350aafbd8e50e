import type { Context } from '../context'
import { decisionId, type Reading } from '../domain/decision'
import type { InboundMessage } from '../domain/message'
import { slotKey, type Slot } from '../domain/slot'
import { toInstant } from '../domain/time'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { bookMeetingForLead } from './book-meeting'
import type { BookingResult } from './booking-result'
import { sendConfirmations } from './confirmation'
import { consider, draftFor, type Found } from './consider'
import { decideAgain } from './decide'
import { gatherFacts } from './gate-facts'
import { shouldAutoBook } from './gates'
import { nextStep } from './next-step'
import { readMessage } from './read-message'
import { whatChanged } from './try-to-book'

/**
 * Books what a task suggests, through the same gates again (G1). `seen` is the slot that the person saw: a suggestion
 * that has changed since is not booked. What cannot be booked after all becomes a task with the answer to suggest.
 */
export async function approveSuggestion(
  context: Context,
  taskId: string,
  seen: Slot,
): Promise<BookingResult> {
  const result = await bookSuggested(context, taskId, seen)
  if (result.kind === 'booked') await sendConfirmations(context)
  return result
}

async function bookSuggested(context: Context, taskId: string, seen: Slot): Promise<BookingResult> {
  const { store, clock } = context
  const task = store.get('tasks', taskId)
  const suggestion = task?.state === 'open' ? task.suggestion : null
  if (suggestion?.kind !== 'book' || !task?.leadId)
    return { kind: 'not_started', message: 'This task is done already.' }
  if (slotKey(suggestion.slot) !== slotKey(seen)) {
    return { kind: 'not_started', message: 'The suggestion has changed since. Look at it again.' }
  }
  const { slot, offerId, messageId } = suggestion
  const order = { leadId: task.leadId, source: 'suggested' as const, slot, offerId, messageId }
  const message = messageId ? store.get('messages', messageId) : undefined
  if (message?.direction !== 'inbound') return bookMeetingForLead(context, order)
  const targets = await context.providers[settingsOf(store).meetingBookingProvider].targets()
  const reading = acceptedReading(store, message, offerId)
  const acceptance = { message, reading, proposal: slot, targets, approved: true }
  const facts = gatherFacts(store, acceptance, toInstant(clock.now()))
  if (!facts) return { kind: 'not_started', message: 'This lead is gone.' }
  const gates = await shouldAutoBook(context, facts)
  if (gates.blockedBy) {
    if (gates.answer) await answerInstead(context, taskId, message, { slot, gates, result: null })
    return { kind: 'not_started', message: gates.results.at(-1)?.reason ?? 'A check failed.' }
  }
  const result = await bookMeetingForLead(context, order, {
    stillWanted: (reader, now) => whatChanged(reader, acceptance, now),
  })
  if (result.kind === 'refused') await answerInstead(context, taskId, message, { slot, gates, result })
  return result
}

/** The straight way turned out to be closed after a click: the next step is decided anew, for a person to look at. */
async function answerInstead(
  context: Context,
  taskId: string,
  message: InboundMessage,
  found: Found,
): Promise<void> {
  const reading = context.store.get('decisions', decisionId(message.id))?.reading
  const considered = reading ? consider(context, message, reading, found) : null
  if (!considered) return
  const step = nextStep(considered)
  if (!step.answer) return
  const draft = await draftFor(context, considered, step)
  await decideAgain(context, { considered, step, draft }, taskId)
}

/** The person who approves has read the reply: what the decision read stands, with the offer that the task names. */
function acceptedReading(store: Reader, message: InboundMessage, offerId: string | null): Reading {
  const reading = store.get('decisions', decisionId(message.id))?.reading ?? readMessage(store, message)
  return { ...reading, intent: 'accept_offer', offerId, confidence: 1 }
}
