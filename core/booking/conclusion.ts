import { wordTime } from '../availability/wording'
import { bookingStatus } from '../domain/appointment'
import type { Decision, Intent, Reading } from '../domain/decision'
import { leadName, type Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Slot } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import type { Instant } from '../domain/time'
import { isCourtesy } from '../replies/courtesy'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { BookingResult } from './booking-result'
import { lowerFirst, sentenceFor } from './explain'
import type { GateOutcome } from './gates'
import type { NewTask } from './tasks'

/** What was thought about one message. */
export interface Considered {
  lead: Lead
  message: InboundMessage
  reading: Reading
  gates: GateOutcome | null
  result: BookingResult | null
}

/** What a message comes to: for the decision row, for the operator, and as work for a person. */
export interface Conclusion {
  outcome: Decision['outcome']
  sentence: string
  task: NewTask | null
}

/** Draws the conclusion; `slot` is the one that the reading means. Changes nothing. */
export function concludeFrom(
  store: Reader,
  considered: Considered,
  slot: Slot | null,
  now: Instant,
): Conclusion {
  const { lead, message, reading, gates, result } = considered
  const time = slot ? wordTime(slot.start, lead.zone?.name ?? settingsOf(store).zone) : 'the time'
  const suggestion = slot
    ? { kind: 'book' as const, slot, offerId: reading.offerId, messageId: message.id }
    : null
  const task = (kind: TaskKind, title: string, detail: string, withSlot = false): NewTask => ({
    leadId: lead.id,
    kind,
    reason: kind,
    title,
    detail,
    suggestion: withSlot ? suggestion : null,
  })
  if (result) {
    const sentence = sentenceFor(store, result)
    if (result.kind === 'booked' || result.kind === 'unknown')
      return { outcome: result.kind, sentence, task: null }
    const kind = taskAfter(result)
    return {
      outcome: result.kind === 'refused' ? 'refused' : 'blocked',
      sentence,
      task: task(kind, 'An accepted time was not booked', sentence, kind !== 'which_slot'),
    }
  }
  if (reading.intent !== 'accept_offer') {
    const { kind } = bookingStatus(store.by('appointments', 'lead', lead.id), now)
    return notAccepting(considered, kind === 'booked', task)
  }
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

/** What changed at the last moment can still be approved; what the provider refused has to be looked at. */
function taskAfter(result: Extract<BookingResult, { kind: 'refused' | 'not_started' }>): TaskKind {
  if (result.kind === 'not_started') return 'approve_booking'
  return result.reason === 'slot_taken' ? 'which_slot' : 'provider_trouble'
}

const BLOCKED_TITLES: Partial<Record<TaskKind, string>> = {
  approve_booking: 'Accepted, but not booked by itself',
  which_slot: 'Offer other times',
  missing_email: 'Contact data is missing',
  unknown_zone: 'Time zone is missing',
  provider_trouble: 'The provider cannot book now',
}

const NEEDS_A_TIME: readonly Intent[] = ['ambiguous', 'propose_time', 'ask_times', 'reschedule']

/** Every reply that a person should answer becomes a task; what needs no answer does not. */
function notAccepting(
  { lead, message, reading }: Considered,
  isBooked: boolean,
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
  const sentence = isBooked
    ? `The meeting stands. ${reading.explanation} Please answer.`
    : `Not booked: ${lowerFirst(reading.explanation)} Please answer.`
  const detail = `“${shortened(message.replyText)}” ${reading.explanation}`
  return NEEDS_A_TIME.includes(reading.intent)
    ? { outcome, sentence, task: task('which_slot', 'Which time is meant?', detail) }
    : { outcome, sentence, task: task('manual_follow_up', 'A reply to answer', detail) }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
