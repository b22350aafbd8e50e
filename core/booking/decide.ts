import { withdrawOffers } from '../availability/ledger'
import type { Context } from '../context'
import { answerId, type Answer } from '../domain/answer'
import { decisionId, type Decision, type GateResult, type Intent } from '../domain/decision'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Task } from '../domain/task'
import { toInstant, type Instant } from '../domain/time'
import { queueMessage } from '../conversations/send-message'
import { isCourtesy } from '../replies/courtesy'
import type { Transaction } from '../store/transaction'
import type { Draft } from './answers/draft-answer'
import { mayAnswer, type Permission } from './answers/may-answer'
import { isCarrierStart } from './carrier-keywords'
import { answerSentence } from './explain'
import { ENOUGH_CONFIDENCE } from './gates'
import type { Considered, NextStep } from './next-step'
import { askAboutMeeting, closeOptOutTasks } from './opt-out-task'
import { closeTask, closeTasks, closeTasksThat, openTask, type NewTask } from './tasks'
import { givesOnlyData, resumeWhatWaited } from './waiting'

/** A decision that is to be written down. */
export interface Verdict {
  considered: Considered
  step: NextStep
  /** The answer that the step wants; null where it wants none or nobody may send it. */
  draft: Draft | null
}

type Written = Pick<Decision, 'outcome' | 'sentence' | 'taskId' | 'answerId'>

/**
 * Writes the decision with everything that follows from it, in one transaction: the answer that waits to be sent or
 * the task for a person, and what changes on the lead. Whether the answer may go out is asked in here, on what is
 * known now. Returns the id of the message to be sent.
 */
export function decide(context: Context, verdict: Verdict): Promise<string | null> {
  return context.store.transact('decision', (transaction) => {
    const { message } = verdict.considered
    if (transaction.get('decisions', decisionId(message.id))) return null
    return write(transaction, verdict, toInstant(context.clock.now()))
  })
}

/** Replaces a decision, because a person acted on its suggestion and it could not be done. */
export function decideAgain(context: Context, verdict: Verdict, taskId: string): Promise<void> {
  return context.store.transact('decision.again', (transaction) => {
    const now = toInstant(context.clock.now())
    closeTask(transaction, taskId, now)
    write(transaction, verdict, now)
  })
}

function write(transaction: Transaction, { considered, step, draft }: Verdict, now: Instant): string | null {
  const { lead, message, reading, gates, result } = considered
  closeOlderSuggestions(transaction, considered, now)
  const asked = step.answer && mayAnswer(transaction, message, step.answer.purpose, now)
  // What was read with doubt is answered by a person.
  const permission =
    asked?.kind === 'send' && !isSure(considered) ? { ...asked, kind: 'suggest' as const } : asked
  noteOnLead(transaction, considered, step, now)
  const resumed = givesOnlyData(reading) && resumeWhatWaited(transaction, lead.id, now, message.id)
  const attempt = result && 'attempt' in result ? result.attempt : null
  const written = resumed
    ? { ...NOTHING_WRITTEN, outcome: step.outcome, sentence: `${step.sentence} What waited for it goes on.` }
    : follow(transaction, considered, step, draft, permission, now)
  transaction.put('decisions', {
    id: decisionId(message.id),
    messageId: message.id,
    leadId: lead.id,
    at: now,
    reading,
    gates: merged(gates?.results ?? [], permission?.gates ?? []),
    ...written,
    offerId: reading.offerId,
    attemptId: attempt?.id ?? null,
    appointmentId: attempt?.appointmentId ?? null,
  })
  const stored = transaction.get('messages', message.id)
  if (stored?.direction === 'inbound') transaction.put('messages', { ...stored, decided: true })
  return written.answerId
}

/** The reading was plain, or gates were asked about it, and they looked at that. */
function isSure({ reading, gates, result }: Considered): boolean {
  return gates !== null || result !== null || reading.confidence >= ENOUGH_CONFIDENCE
}

const NOTHING_WRITTEN = { taskId: null, answerId: null }

/** The answer that waits to be sent, or a task: with the answer where one click may send it. */
function follow(
  transaction: Transaction,
  { message }: Considered,
  { outcome, sentence, answer: wanted, task }: NextStep,
  draft: Draft | null,
  permission: Permission | null,
  now: Instant,
): Written {
  const open = (one: NewTask | null) => (one ? openTask(transaction, one, now) : null)
  if (!wanted) return { ...NOTHING_WRITTEN, outcome, sentence, taskId: open(task) }
  if (draft?.kind !== 'drafted' || permission?.kind === 'none') {
    const why = draft?.kind === 'not_drafted' ? ` ${draft.why}` : ''
    const rest = task ? `${why} Please answer.` : why
    const detailed = task && { ...task, detail: `${task.detail}${why}` }
    return { ...NOTHING_WRITTEN, outcome, sentence: `${sentence}${rest}`, taskId: open(detailed) }
  }
  const { answer } = draft
  const id = answerId(message.id, answer.purpose)
  const isSent = permission?.kind === 'send' && !transaction.get('messages', id)
  const said = `${sentence} ${answerSentence(answer, isSent)}`
  if (!isSent) {
    const suggestion = { kind: 'answer' as const, answer, messageId: message.id }
    // A blocked acceptance stays one; everything else waits for the person.
    const waiting = outcome === 'no_acceptance' ? 'suggested' : outcome
    return { answerId: null, outcome: waiting, sentence: said, taskId: open({ ...wanted.task, suggestion }) }
  }
  queueAnswer(transaction, { id, message, answer, automatic: true }, now)
  return { ...NOTHING_WRITTEN, answerId: id, outcome: 'answered', sentence: said }
}

/** Writes an answer down to be sent, by itself or because a person clicked. */
export function queueAnswer(
  transaction: Transaction,
  {
    id,
    message,
    answer,
    automatic,
  }: { id: string; message: InboundMessage; answer: Answer; automatic: boolean },
  now: Instant,
): void {
  const { channel, text, purpose, carries, zone } = answer
  const leadId = message.leadId
  queueMessage(
    transaction,
    { id, leadId, channel, text, purpose, carries, zone, appointmentId: null, automatic },
    now,
  )
}

/** What was asked about the booking, and then about the answer as far as it was not asked before. */
function merged(gates: readonly GateResult[], more: readonly GateResult[]): GateResult[] {
  const names = new Set(gates.map(({ gate }) => gate))
  return [...gates, ...more.filter(({ gate }) => !names.has(gate))]
}

/**
 * A newer message may take an older acceptance back, so its suggestion may not stay one click away. One that names a time
 * has answered which one is meant.
 */
function closeOlderSuggestions(
  transaction: Transaction,
  { lead, message, reading, slot }: Considered,
  now: Instant,
): void {
  if (isCourtesy(reading)) return
  const isOld = ({ kind, suggestion }: Task) =>
    suggestion?.messageId ? suggestion.messageId !== message.id : kind === 'which_slot' && slot !== null
  closeTasksThat(transaction, lead.id, isOld, now)
}

/** Who asks for a time does not want to be left alone any more. */
const WANTS_A_MEETING: readonly Intent[] = [
  'accept_offer',
  'propose_time',
  'ask_times',
  'ask_link',
  'reschedule',
]

function noteOnLead(
  transaction: Transaction,
  { lead: { id }, message, reading }: Considered,
  step: NextStep,
  now: Instant,
): void {
  const lead = transaction.get('leads', id)
  if (!lead) return
  if (reading.intent === 'opt_out') {
    stopMessages(transaction, lead, message, now)
    return
  }
  if (isCarrierStart(message)) closeOptOutTasks(transaction, id, now)
  const changed: Lead = {
    ...lead,
    optOuts: isCarrierStart(message) ? lead.optOuts.filter((channel) => channel !== 'sms') : lead.optOuts,
    snoozedUntil: WANTS_A_MEETING.includes(reading.intent) ? null : (step.snoozeUntil ?? lead.snoozedUntil),
    status:
      reading.intent === 'accept_offer' && ['new', 'contacted', 'replied'].includes(lead.status)
        ? 'meeting_requested'
        : lead.status,
  }
  if (
    changed.optOuts.length !== lead.optOuts.length ||
    changed.snoozedUntil !== lead.snoozedUntil ||
    changed.status !== lead.status
  ) {
    transaction.put('leads', { ...changed, updatedAt: now })
  }
}

/** Honoured at once, in every mode: there is nobody left to answer here. */
function stopMessages(transaction: Transaction, lead: Lead, { channel }: InboundMessage, now: Instant): void {
  const optOuts = [...new Set([...lead.optOuts, channel])]
  transaction.put('leads', { ...lead, optOuts, updatedAt: now })
  withdrawOffers(transaction, lead.id, channel, now)
  closeTasks(
    transaction,
    lead.id,
    ['approve_booking', 'which_slot', 'missing_email', 'unknown_zone', 'manual_follow_up'],
    now,
  )
  askAboutMeeting(transaction, lead, channel, now)
}
