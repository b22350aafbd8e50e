import { operatorTime, wordTime, type WordTime } from '../availability/wording'
import type { AnswerPurpose } from '../domain/answer'
import type { RefusalReason } from '../domain/attempt'
import type { Decision, Intent, Reading } from '../domain/decision'
import { leadName, type Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Settings } from '../domain/settings'
import type { Slot } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import { exactly, isExact, type Instant, type TimeWindow } from '../domain/time'
import { isAgreement, isCourtesy } from '../replies/courtesy'
import type { BookingResult } from './booking-result'
import { isCarrierStart, isCarrierStop } from './carrier-keywords'
import { lowerFirst, resultSentence, takenSentence } from './explain'
import type { GateOutcome } from './gate'
import { bookingTask, plainTask, quoted, quoting, taskFor } from './reply-task'
import { snoozeUntil } from './snooze'
import type { NewTask } from './tasks'
import { givesOnlyData } from './waiting'

/** What was thought about one message. */
export interface Considered {
  now: Instant
  settings: Settings
  lead: Lead
  message: InboundMessage
  reading: Reading
  /** The lead has an upcoming meeting. */
  isBooked: boolean
  /** The time that the reading means: of an offer, or a free one that the lead proposed. */
  slot: Slot | null
  gates: GateOutcome | null
  result: BookingResult | null
  /** The last message to the lead before it was a confirmation. */
  answersConfirmation: boolean
  /** What the lead was asked or sent lately and is not asked or sent again by itself. */
  askedBefore: ReadonlySet<AnswerPurpose>
}

/** The one thing that follows from a message: for the decision row, for the lead, and as work for a person. */
export interface NextStep {
  outcome: Decision['outcome']
  /** What was found; what was written to the lead comes behind it. */
  sentence: string
  /** What to write to the lead. Where a person has to send it, it is suggested in the task. */
  answer: { purpose: AnswerPurpose; wanted: TimeWindow[]; task: NewTask } | null
  /** For a person, where nothing is written to the lead. */
  task: NewTask | null
  snoozeUntil: Instant | null
}

/** Maps what was thought about a message to the next step (G3, C3, C5, R6, F3). Pure: it changes and asks nothing. */
export function nextStep(considered: Considered): NextStep {
  const { message, lead, reading, result, gates, slot, isBooked } = considered
  if (result) return afterResult(considered, result)
  if (isCarrierStart(message) && lead.optOuts.includes('sms')) return welcomeBack(considered)
  if (reading.intent === 'automatic_reply') return nothing(automaticReply(considered))
  if (reading.intent === 'opt_out') return optOut(considered)
  if (givesOnlyData(reading)) return dataGiven(considered)
  if (isCourtesy(reading)) return nothing('Nothing to do: it is a courtesy.')
  if (gates?.blockedBy) return blocked(considered, gates)
  if (isBooked && considered.answersConfirmation && isAgreement(reading))
    return nothing('Nothing to do: it agrees to the meeting that is booked.')
  if (isBooked) return askedWhileBooked(considered)
  if (slot) return suggested(considered, slot)
  switch (reading.intent) {
    case 'propose_time':
      return reading.proposed.length > 0
        ? otherTimes(considered, notFree(considered))
        : readByAPerson(considered)
    case 'ask_times':
      return otherTimes(considered, `Not booked: ${lowerFirst(reading.explanation)}`)
    case 'ask_link':
      return withAnswer(considered, 'booking_link', [], `Not booked: ${lowerFirst(reading.explanation)}`)
    case 'defer':
      return deferred(considered)
    default:
      return readByAPerson(considered)
  }
}

/** Refusals after which the lead can still book by itself on the provider's page (C3). */
const BOOKABLE_BY_LINK: readonly RefusalReason[] = [
  'plan',
  'scope',
  'not_bookable',
  'bad_answer',
  'bad_location',
]

function afterResult(considered: Considered, result: BookingResult): NextStep {
  const sentence = resultSentence(result, wordOf(considered), considered.slot)
  if (result.kind === 'booked' || result.kind === 'unknown') return step(result.kind, sentence)
  const title = 'An accepted time was not booked'
  if (result.kind === 'not_started' && considered.isBooked) return askedWhileBooked(considered)
  if (result.kind === 'not_started') {
    // What changed at the last moment can still be approved.
    return step('blocked', sentence, { task: bookingTask(considered, 'approve_booking', title, sentence) })
  }
  const wanted = [exactly(result.attempt.slot.start)]
  if (result.reason === 'slot_taken') {
    const task = plainTask(considered, 'which_slot', 'Offer other times', sentence)
    return step('refused', sentence, { task, answer: { purpose: 'other_times', wanted, task } })
  }
  const task = bookingTask(considered, 'provider_trouble', title, sentence)
  const isLinked = BOOKABLE_BY_LINK.includes(result.reason) && !considered.askedBefore.has('booking_link')
  return step('refused', sentence, {
    task,
    answer: isLinked ? { purpose: 'booking_link', wanted, task } : null,
  })
}

const BLOCKED_TITLES: Partial<Record<TaskKind, string>> = {
  approve_booking: 'Wanted, but not booked by itself',
  which_slot: 'Offer other times',
  missing_email: 'Contact data is missing',
  unknown_zone: 'Time zone is missing',
  provider_trouble: 'The provider cannot book now',
}

/** A blocked acceptance is never silent (G3). What the lead alone can mend, it is asked for, once. */
function blocked(considered: Considered, { results, blockedBy, answer }: GateOutcome): NextStep {
  const { lead, slot, reading, message, askedBefore } = considered
  const why = results.at(-1)?.reason ?? 'A check failed.'
  const kind = blockedBy?.task ?? 'manual_follow_up'
  const title = BLOCKED_TITLES[kind] ?? 'An accepted time was not booked'
  const detail = slot
    ? `${leadName(lead)} ${verb(reading)} ${timeOf(considered, slot.start)}. ${why}`
    : quoted(message, why)
  const task =
    slot && kind !== 'which_slot'
      ? bookingTask(considered, kind, title, detail)
      : plainTask(considered, kind, title, detail)
  const isLost = slot && blockedBy?.name === 'still free' && answer === 'other_times'
  const sentence = isLost ? takenSentence(slot.start, wordOf(considered)) : `Not booked: ${lowerFirst(why)}`
  const isAnswered = answer !== null && (answer === 'other_times' || !askedBefore.has(answer))
  return step('blocked', sentence, {
    task,
    answer: isAnswered ? { purpose: answer, wanted: slot ? [exactly(slot.start)] : [], task } : null,
  })
}

function suggested(considered: Considered, slot: Slot): NextStep {
  const { lead, reading, settings } = considered
  const time = timeOf(considered, slot.start)
  const said =
    reading.intent === 'propose_time'
      ? `${leadName(lead)} proposes ${time}, and it is free.`
      : `${leadName(lead)} accepts ${time}.`
  return step('suggested', `Suggested: ${said} Approve it to book.`, {
    task: bookingTask(
      considered,
      'approve_booking',
      `Book ${wordTime(slot.start, settings.zone)}?`,
      `${said} ${reading.explanation}`,
    ),
  })
}

function otherTimes(considered: Considered, sentence: string): NextStep {
  return withAnswer(considered, 'other_times', considered.reading.proposed, sentence)
}

function withAnswer(
  considered: Considered,
  purpose: 'other_times' | 'booking_link',
  wanted: TimeWindow[],
  sentence: string,
): NextStep {
  const detail = quoted(considered.message, considered.reading.explanation)
  const task =
    purpose === 'other_times'
      ? plainTask(considered, 'which_slot', 'Offer times', detail)
      : plainTask(considered, 'manual_follow_up', 'Send a booking link', detail)
  return step('no_acceptance', sentence, { task, answer: { purpose, wanted, task } })
}

function notFree(considered: Considered): string {
  const { reading } = considered
  const [first, ...others] = reading.proposed
  return first && isExact(first) && others.length === 0
    ? `Not booked: ${timeOf(considered, first.start)} is not free.`
    : `Not booked: ${lowerFirst(reading.explanation)}`
}

/** "Try me again in January": nothing is written to the lead before (F3). */
function deferred(considered: Considered): NextStep {
  const { reading, now } = considered
  const until = reading.notBefore ? snoozeUntil(reading.notBefore, zoneOf(considered), now) : null
  if (!until) return readByAPerson(considered)
  const sentence = `Snoozed until ${timeOf(considered, until)}: ${lowerFirst(reading.explanation)}`
  return step('no_acceptance', sentence, { snoozeUntil: until })
}

/** Law wants an opt-out honoured; only one by text message is confirmed, and the carrier does so for its keywords. */
function optOut(considered: Considered): NextStep {
  const { lead, message } = considered
  const sentence = `${leadName(lead)} opted out and gets no more messages here.`
  const isConfirmed =
    message.channel === 'sms' &&
    !isCarrierStop(message) &&
    !lead.optOuts.includes('sms') &&
    lead.status !== 'blacklisted'
  if (!isConfirmed) return nothing(sentence)
  const task = plainTask(considered, 'manual_follow_up', 'Confirm the opt-out', sentence)
  return step('no_acceptance', sentence, { answer: { purpose: 'opt_out_confirmed', wanted: [], task } })
}

function welcomeBack(considered: Considered): NextStep {
  const sentence = `${leadName(considered.lead)} wants to get text messages again.`
  return step('no_acceptance', sentence, {
    task: plainTask(considered, 'manual_follow_up', 'Text messages are welcome again', sentence),
  })
}

function automaticReply({ reading }: Considered): string {
  return reading.notBefore
    ? `Nothing to do: it is an automatic reply, which names ${reading.notBefore}.`
    : 'Nothing to do: it is an automatic reply.'
}

/** What waited for it is taken up again; what could not be noted is looked at by a person. */
function dataGiven(considered: Considered): NextStep {
  const { lead, reading } = considered
  const { email, zone } = reading
  if (email !== null && !lead.emails.includes(email)) {
    const sentence =
      lead.emails.length === 0
        ? `The e-mail address ${email} belongs to another lead, so it was not noted.`
        : `It gives another e-mail address than the lead has: ${email}.`
    return step('no_acceptance', sentence, {
      task: plainTask(considered, 'manual_follow_up', 'Which e-mail address is right?', sentence),
    })
  }
  if (zone !== null && lead.zone?.name !== zone) {
    const sentence = `It names the time zone ${zone}, but another one was set by hand.`
    return step('no_acceptance', sentence, {
      task: plainTask(considered, 'manual_follow_up', 'Which time zone is right?', sentence),
    })
  }
  const noted = [email && `the e-mail address ${email}`, zone && `the time zone ${zone}`].filter(Boolean)
  return nothing(`Noted ${noted.join(' and ')}.`)
}

/** A meeting that stands is never touched by itself. */
function askedWhileBooked(considered: Considered): NextStep {
  const { reading } = considered
  const sentence = `The meeting stands. ${reading.explanation} Please answer.`
  return step('no_acceptance', sentence, {
    task: CHANGES_A_MEETING.includes(reading.intent)
      ? quoting(considered, 'change_meeting', 'The lead wants to change the meeting')
      : taskFor(considered),
  })
}

const CHANGES_A_MEETING: readonly Intent[] = ['reschedule', 'cancel']

function readByAPerson(considered: Considered): NextStep {
  const sentence = `Not booked: ${lowerFirst(considered.reading.explanation)} Please answer.`
  return step('no_acceptance', sentence, { task: taskFor(considered) })
}

function step(
  outcome: NextStep['outcome'],
  sentence: string,
  more: Partial<Pick<NextStep, 'answer' | 'task' | 'snoozeUntil'>> = {},
): NextStep {
  return { outcome, sentence, answer: null, task: null, snoozeUntil: null, ...more }
}

function nothing(sentence: string): NextStep {
  return step('no_acceptance', sentence)
}

function zoneOf({ lead, settings }: Considered): string {
  return lead.zone?.name ?? settings.zone
}

function wordOf({ lead, settings }: Considered): WordTime {
  return operatorTime(settings.zone, lead)
}

function timeOf(considered: Considered, instant: Instant): string {
  return wordOf(considered)(instant)
}

function verb({ intent }: Reading): string {
  return intent === 'propose_time' ? 'proposes' : 'accepts'
}
