import { offersSeen } from '../availability/ledger'
import type { Context } from '../context'
import { decisionId, type Reading } from '../domain/decision'
import type { InboundMessage, OutboundMessage } from '../domain/message'
import { slotKey, type Slot } from '../domain/slot'
import { toInstant, type Instant } from '../domain/time'
import { readReply } from '../replies/read-reply'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { bookMeetingForLead } from './book-meeting'
import type { BookingResult } from './booking-result'
import { decide } from './decide'
import { gatherFacts, type Acceptance } from './gate-facts'
import { shouldAutoBook, whatBlocksNow } from './gates'
import { outcomeOf } from './settle-attempt'

/**
 * Reads one inbound message and acts on it: books, suggests, or asks a person (W6). Writes one decision (D1). Running
 * it again for the same message changes nothing: a decision stands, and an attempt that was begun is taken up.
 * `catchUp` stores the messages that have arrived since; it is called before a booking, so that one that takes the
 * acceptance back is seen.
 */
export async function processMessageForAutoBooking(
  context: Context,
  messageId: string,
  catchUp: () => Promise<void>,
): Promise<void> {
  const { store, clock } = context
  const message = store.get('messages', messageId)
  if (message?.direction !== 'inbound' || message.decided) return
  const lead = store.get('leads', message.leadId)
  if (!lead) return
  const reading = readMessage(store, message)
  const begun = store.by('attempts', 'message', messageId).at(-1)
  if (begun) return decide(context, { lead, message, reading, gates: null, result: outcomeOf(store, begun) })
  if (reading.intent !== 'accept_offer') {
    return decide(context, { lead, message, reading, gates: null, result: null })
  }
  const targets = await context.providers[settingsOf(store).meetingBookingProvider].targets()
  const acceptance = { message, reading, targets, approved: false }
  const facts = gatherFacts(store, acceptance, toInstant(clock.now()))
  if (!facts) return
  const gates = await shouldAutoBook(context, facts)
  if (gates.blockedBy || facts.settings.autoBookMode !== 'auto' || !facts.offer) {
    return decide(context, { lead, message, reading, gates, result: null })
  }
  const result = await bookMeetingForLead(
    context,
    { leadId: lead.id, slot: facts.offer.slot, source: 'auto', messageId, offerId: facts.offer.id },
    { catchUp, stillWanted: (reader, now) => whatChanged(reader, acceptance, now) },
  )
  return decide(context, { lead, message, reading, gates, result })
}

/** Asked within the claim: what was decided on a moment ago must still be so. */
function whatChanged(store: Reader, acceptance: Acceptance, now: Instant): string | null {
  const facts = gatherFacts(store, acceptance, now)
  if (!facts) return 'This lead is gone.'
  if (!acceptance.approved && facts.settings.autoBookMode !== 'auto')
    return 'Auto-book was switched off meanwhile.'
  return whatBlocksNow(facts)
}

/**
 * Books what a task suggests, through the same gates again (G1). `seen` is the slot that the person saw: a suggestion
 * that has changed since is not booked.
 */
export async function approveSuggestion(
  context: Context,
  taskId: string,
  seen: Slot,
): Promise<BookingResult> {
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
  const acceptance = { message, reading, targets, approved: true }
  const facts = gatherFacts(store, acceptance, toInstant(clock.now()))
  if (!facts) return { kind: 'not_started', message: 'This lead is gone.' }
  const { blockedBy, results } = await shouldAutoBook(context, facts)
  if (blockedBy) return { kind: 'not_started', message: results.at(-1)?.reason ?? 'A check failed.' }
  return bookMeetingForLead(context, order, {
    stillWanted: (reader, now) => whatChanged(reader, acceptance, now),
  })
}

/** The person who approves has read the reply: what the decision read stands, with the offer that the task names. */
function acceptedReading(store: Reader, message: InboundMessage, offerId: string | null): Reading {
  const reading = store.get('decisions', decisionId(message.id))?.reading ?? readMessage(store, message)
  return { ...reading, intent: 'accept_offer', offerId, confidence: 1 }
}

/** Read as of the moment at which it was written: what reached the lead later is not what it answers. */
function readMessage(store: Reader, message: InboundMessage): Reading {
  const at = message.sentAt < message.receivedAt ? message.sentAt : message.receivedAt
  return readReply({
    text: message.replyText,
    automatic: message.automatic,
    offers: offersSeen(store, message.leadId, message.channel, at),
    answering: newestSent(store, message, at),
    at,
    zone: store.get('leads', message.leadId)?.zone?.name ?? null,
    eitherTakesFirst: settingsOf(store).eitherTakesFirst,
  })
}

/** The message of ours that stood last in the conversation when the lead wrote. */
function newestSent(store: Reader, { leadId, channel }: InboundMessage, at: Instant): string | null {
  let newest: OutboundMessage | null = null
  for (const message of store.by('messages', 'lead', leadId)) {
    if (message.direction !== 'outbound' || message.channel !== channel || message.sentAt > at) continue
    if (message.state !== 'sent' && message.state !== 'unknown') continue
    if (!newest || message.sentAt >= newest.sentAt) newest = message
  }
  return newest?.id ?? null
}
