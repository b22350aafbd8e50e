import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { decisionId, type Decision, type Intent, type Reading } from '../domain/decision'
import { leadName, type Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Slot } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import { toInstant, type Instant } from '../domain/time'
import { isCourtesy } from '../replies/courtesy'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { BookingResult } from './booking-result'
import { lowerFirst, sentenceFor } from './explain'
import type { GateOutcome } from './gates'
import { closeTask, openTask, type NewTask } from './tasks'

/** What was thought about one message. */
export interface Considered {
  lead: Lead
  message: InboundMessage
  reading: Reading
  gates: GateOutcome | null
  result: BookingResult | null
}

/** Writes the decision with what follows from it, in one transaction. */
export function decide(context: Context, considered: Considered): Promise<void> {
  return context.store.transact('decision', (transaction) => {
    const id = decisionId(considered.message.id)
    if (transaction.get('decisions', id)) return
    const now = toInstant(context.clock.now())
    closeOlderSuggestions(transaction, considered, now)
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
    transaction.put('messages', { ...considered.message, decided: true })
    noteOnLead(transaction, considered, now)
  })
}

/** A newer message may take an older acceptance back, so its suggestion may not stay one click away. */
function closeOlderSuggestions(
  transaction: Transaction,
  { lead, message, reading }: Considered,
  now: Instant,
): void {
  if (isCourtesy(reading)) return
  for (const task of transaction.by('tasks', 'lead', lead.id)) {
    if (task.state === 'open' && task.suggestion?.messageId && task.suggestion.messageId !== message.id) {
      closeTask(transaction, task.id, now)
    }
  }
}

function noteOnLead(transaction: Transaction, considered: Considered, now: Instant): void {
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
  { lead, message, reading }: Considered,
  task: (kind: TaskKind, title: string, detail: string) => NewTask,
): Conclusion {
  const outcome = 'no_acceptance' as const
  if (reading.intent === 'automatic_reply') {
    return { outcome, sentence: 'Nothing to do: it is an automatic reply.', task: null }
  }
  if (reading.intent === 'opt_out') {
    return { outcome, sentence: `${leadName(lead)} opted out and gets no more messages here.`, task: null }
  }
  if (isCourtesy(reading)) return { outcome, sentence: 'Nothing to do: it is a courtesy.', task: null }
  const sentence = `Not booked: ${lowerFirst(reading.explanation)} Please answer.`
  const detail = `“${shortened(message.replyText)}” ${reading.explanation}`
  return NEEDS_A_TIME.includes(reading.intent)
    ? { outcome, sentence, task: task('which_slot', 'Which time is meant?', detail) }
    : { outcome, sentence, task: task('manual_follow_up', 'A reply to answer', detail) }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
