import { openOffers } from '../availability/ledger'
import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { isUnderWay } from '../domain/attempt'
import { decisionId, type Decision, type Intent, type Reading } from '../domain/decision'
import { leadName, type Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import { slotKey, type Slot } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import { toInstant } from '../domain/time'
import { readReply } from '../replies/read-reply'
import type { Transaction } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import { bookMeetingForLead, type BookingResult } from './book-meeting'
import { budgetLeft } from './budget'
import { lowerFirst, sentenceFor } from './explain'
import { shouldAutoBook, type GateFacts, type GateOutcome } from './gates'
import { openTask, type NewTask } from './tasks'

/**
 * Reads one inbound message and acts on it: books, suggests, or asks a person (W6). Writes one decision (D1). Running
 * it again for the same message changes nothing: a decision stands, and an attempt that was begun is taken up.
 */
export async function processMessageForAutoBooking(context: Context, messageId: string): Promise<void> {
  const { store } = context
  const message = store.get('messages', messageId)
  if (message?.direction !== 'inbound' || store.get('decisions', decisionId(messageId))) return
  const lead = store.get('leads', message.leadId)
  if (!lead) return
  const reading = readMessage(context, lead, message)
  const begun = store.by('attempts', 'message', messageId)[0]
  if (begun)
    return decide(context, { lead, message, reading, gates: null, result: begunResult(context, begun.id) })
  if (reading.intent !== 'accept_offer') {
    return decide(context, { lead, message, reading, gates: null, result: null })
  }
  const facts = await gatherFacts(context, { lead, message, reading, approved: false })
  const gates = await shouldAutoBook(context, facts)
  const isAuto = facts.settings.autoBookMode === 'auto'
  if (gates.blockedBy || !isAuto || !facts.offer) {
    return decide(context, { lead, message, reading, gates, result: null })
  }
  const result = await bookMeetingForLead(context, {
    leadId: lead.id,
    slot: facts.offer.slot,
    source: 'auto',
    messageId,
    offerId: facts.offer.id,
  })
  return decide(context, { lead, message, reading, gates, result })
}

/** Books what a task suggests, through the same gates again (G1). */
export async function approveSuggestion(context: Context, taskId: string): Promise<BookingResult> {
  const { store } = context
  const task = store.get('tasks', taskId)
  const suggestion = task?.state === 'open' ? task.suggestion : null
  const lead = task?.leadId ? store.get('leads', task.leadId) : undefined
  if (!suggestion || !lead) return { kind: 'not_started', message: 'This task is done already.' }
  const message = suggestion.messageId ? store.get('messages', suggestion.messageId) : undefined
  if (message?.direction === 'inbound') {
    const reading = acceptedReading(context, lead, message, suggestion)
    const facts = await gatherFacts(context, { lead, message, reading, approved: true })
    const { blockedBy, results } = await shouldAutoBook(context, facts)
    if (blockedBy) return { kind: 'not_started', message: results.at(-1)?.reason ?? 'A check failed.' }
  }
  return bookMeetingForLead(context, { leadId: lead.id, source: 'suggested', ...suggestion })
}

/** The person who approves has read the reply: what the decision read stands, with the offer that the task names. */
function acceptedReading(
  context: Context,
  lead: Lead,
  message: InboundMessage,
  suggestion: { offerId: string | null },
): Reading {
  const read = context.store.get('decisions', decisionId(message.id))?.reading
  const reading = read ?? readMessage(context, lead, message)
  return { ...reading, intent: 'accept_offer', offerId: suggestion.offerId, confidence: 1 }
}

function readMessage(context: Context, lead: Lead, message: InboundMessage): Reading {
  const now = toInstant(context.clock.now())
  return readReply({
    text: message.replyText,
    automatic: message.automatic,
    // What the lead answered was what had reached the lead by then.
    offers: openOffers(context.store, lead.id, now).filter((offer) => offer.offeredAt <= message.receivedAt),
    zone: lead.zone?.name ?? null,
    now,
  })
}

async function gatherFacts(
  context: Context,
  about: Pick<GateFacts, 'lead' | 'message' | 'reading' | 'approved'>,
): Promise<GateFacts> {
  const { store, clock, providers } = context
  const settings = settingsOf(store)
  const target = await providers[settings.meetingBookingProvider].target()
  const now = toInstant(clock.now())
  const offer = about.reading.offerId ? (store.get('offers', about.reading.offerId) ?? null) : null
  const forSlot = offer ? store.by('attempts', 'slotUnderWay', slotKey(offer.slot)) : []
  return {
    ...about,
    now,
    settings,
    newestInbound: newestInbound(context, about.message),
    offer,
    appointments: store.by('appointments', 'lead', about.lead.id),
    underWay: [...store.by('attempts', 'lead', about.lead.id).filter(isUnderWay), ...forSlot],
    connection: connectionOf(store, settings.meetingBookingProvider),
    target,
    budget: budgetLeft(store, now),
  }
}

function newestInbound(context: Context, message: InboundMessage): InboundMessage {
  let newest = message
  for (const other of context.store.by('messages', 'lead', message.leadId)) {
    if (other.direction === 'inbound' && other.sentAt > newest.sentAt) newest = other
  }
  return newest
}

/** Taken up after a restart: the attempt tells what became of it. */
function begunResult(context: Context, attemptId: string): BookingResult | null {
  const attempt = context.store.get('attempts', attemptId)
  if (!attempt) return null
  const appointment = attempt.appointmentId && context.store.get('appointments', attempt.appointmentId)
  if (attempt.state === 'booked' && appointment) return { kind: 'booked', attempt, appointment }
  if (attempt.refusal) return { kind: 'refused', attempt, ...attempt.refusal }
  return { kind: 'unknown', attempt, message: 'The outcome is being looked up.' }
}

interface Considered {
  lead: Lead
  message: InboundMessage
  reading: Reading
  gates: GateOutcome | null
  result: BookingResult | null
}

/** Writes the decision with what follows from it, in one transaction. */
function decide(context: Context, considered: Considered): Promise<void> {
  return context.store.transact('decision', (transaction) => {
    const id = decisionId(considered.message.id)
    if (transaction.get('decisions', id)) return
    const now = toInstant(context.clock.now())
    const offer = considered.reading.offerId
      ? transaction.get('offers', considered.reading.offerId)
      : undefined
    const { outcome, sentence, task } = concludeFrom(transaction, considered, offer?.slot ?? null)
    const attempt = considered.result && 'attempt' in considered.result ? considered.result.attempt : null
    transaction.put('decisions', {
      id,
      messageId: considered.message.id,
      leadId: considered.lead.id,
      at: now,
      reading: considered.reading,
      gates: considered.gates?.results ?? [],
      outcome,
      sentence,
      offerId: considered.reading.offerId,
      attemptId: attempt?.id ?? null,
      appointmentId: attempt?.appointmentId ?? null,
      taskId: task ? openTask(transaction, task, now) : null,
    })
    noteOnLead(transaction, considered, now)
  })
}

function noteOnLead(transaction: Transaction, considered: Considered, now: string): void {
  const lead = transaction.get('leads', considered.lead.id)
  if (!lead) return
  const { intent } = considered.reading
  if (intent === 'opt_out') {
    const optOuts = [...new Set([...lead.optOuts, considered.message.channel])]
    transaction.put('leads', { ...lead, optOuts, updatedAt: now })
  } else if (intent === 'accept_offer' && ['new', 'contacted', 'replied'].includes(lead.status)) {
    transaction.put('leads', { ...lead, status: 'meeting_requested', updatedAt: now })
  }
}

interface Conclusion {
  outcome: Decision['outcome']
  sentence: string
  task: NewTask | null
}

function concludeFrom(transaction: Transaction, considered: Considered, slot: Slot | null): Conclusion {
  const { lead, message, reading, gates, result } = considered
  const time = slot ? wordTime(slot.start, lead.zone?.name ?? settingsOf(transaction).zone) : 'the time'
  const suggestion = slot ? { slot, offerId: reading.offerId, messageId: message.id } : null
  const task = (kind: TaskKind, title: string, detail: string, withSlot = false): NewTask => ({
    leadId: lead.id,
    kind,
    reason: kind,
    title,
    detail,
    suggestion: withSlot ? suggestion : null,
  })
  if (result) {
    const sentence = sentenceFor(transaction, result)
    if (result.kind === 'booked' || result.kind === 'unknown')
      return { outcome: result.kind, sentence, task: null }
    const kind =
      result.kind === 'refused' && result.reason === 'slot_taken' ? 'which_slot' : 'provider_trouble'
    return {
      outcome: result.kind === 'refused' ? 'refused' : 'blocked',
      sentence,
      task: task(kind, 'An accepted time was not booked', sentence, kind === 'provider_trouble'),
    }
  }
  if (reading.intent !== 'accept_offer') return notAccepting(considered, task)
  if (gates?.blockedBy) {
    const why = gates.results.at(-1)?.reason ?? 'A check failed.'
    const { task: kind } = gates.blockedBy
    return {
      outcome: 'blocked',
      sentence: `Not booked: ${lowerFirst(why)}`,
      task: task(
        kind,
        BLOCKED_TITLES[kind] ?? 'An accepted time was not booked',
        `${leadName(lead)} accepts ${time}. ${why}`,
        kind !== 'which_slot',
      ),
    }
  }
  return {
    outcome: 'suggested',
    sentence: `Suggested: ${leadName(lead)} accepts ${time}. Approve it to book.`,
    task: task(
      'approve_booking',
      `Book ${time}?`,
      `${leadName(lead)} accepts ${time}. ${reading.explanation}`,
      true,
    ),
  }
}

const BLOCKED_TITLES: Partial<Record<TaskKind, string>> = {
  approve_booking: 'Accepted while auto-book is off',
  which_slot: 'Offer other times',
  missing_email: 'Contact data is missing',
  unknown_zone: 'Time zone is missing',
  provider_trouble: 'The provider cannot book now',
}

const NEEDS_A_TIME: readonly Intent[] = ['ambiguous', 'propose_time', 'ask_times', 'reschedule']

/** Every reply that a person should answer becomes a task; what needs no answer does not. */
function notAccepting(
  { lead, reading }: Considered,
  task: (kind: TaskKind, title: string, detail: string) => NewTask,
): Conclusion {
  const outcome = 'no_acceptance' as const
  if (reading.intent === 'automatic_reply') {
    return { outcome, sentence: 'Nothing to do: it is an automatic reply.', task: null }
  }
  if (reading.intent === 'opt_out') {
    return { outcome, sentence: `${leadName(lead)} opted out and gets no more messages here.`, task: null }
  }
  const sentence = `Not booked: ${lowerFirst(reading.explanation)} Please answer.`
  return NEEDS_A_TIME.includes(reading.intent)
    ? { outcome, sentence, task: task('which_slot', 'Which time is meant?', reading.explanation) }
    : { outcome, sentence, task: task('manual_follow_up', 'A reply to answer', reading.explanation) }
}
