import { offeredSlot } from '../availability/ledger'
import { operatorTime, wordTime, type WordTime } from '../availability/wording'
import type { Answer } from '../domain/answer'
import type { Attempt } from '../domain/attempt'
import { PROVIDER_NAMES } from '../domain/names'
import type { Slot } from '../domain/slot'
import type { Instant } from '../domain/time'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { BookingResult } from './booking-result'

/** What became of a booking, in one sentence that says what to do next where there is something to do (D1). */
export function sentenceFor(store: Reader, result: BookingResult): string {
  if (result.kind === 'not_started') return `Not booked: ${lowerFirst(result.message)}`
  const { leadId, offerId } = result.attempt
  const sentence = resultSentence(result, operatorTimeOf(store, leadId), offeredSlot(store, offerId))
  return result.kind === 'refused' && result.reason === 'slot_taken'
    ? `${sentence} Offer other times.`
    : sentence
}

/** How times are worded for the operator in what is said of this lead. */
export function operatorTimeOf(store: Reader, leadId: string): WordTime {
  return operatorTime(settingsOf(store).zone, store.get('leads', leadId))
}

/** What became of a booking of the slot that was meant. */
export function resultSentence(result: BookingResult, word: WordTime, meant: Slot | null): string {
  switch (result.kind) {
    case 'booked':
      return `Booked ${word(result.attempt.slot.start)} on ${PROVIDER_NAMES[result.attempt.slot.provider]}.${standIn(result.attempt, meant)}`
    case 'refused':
      return result.reason === 'slot_taken'
        ? takenSentence(result.attempt.slot.start, word)
        : `Not booked: ${lowerFirst(result.message)}`
    case 'unknown':
      return (
        `Not sure yet: ${PROVIDER_NAMES[result.attempt.slot.provider]} did not say whether ` +
        `${word(result.attempt.slot.start)} is booked. Slotkeeper is looking it up; do not book it again.`
      )
    case 'not_started':
      return `Not booked: ${lowerFirst(result.message)}`
  }
}

/** Said where the first event type refused it and the next one stood in (C4). */
function standIn({ slot }: Attempt, meant: Slot | null): string {
  return meant && meant.targetId !== slot.targetId
    ? ' It is on the second event type, because the first one refused it.'
    : ''
}

export function takenSentence(start: Instant, word: WordTime): string {
  return `Not booked: ${word(start)} was taken meanwhile.`
}

/** What was written to the lead, or is suggested to be, as the sentence behind the one that says why (D1). */
export function answerSentence(answer: Answer, isSent: boolean): string {
  const did = DID[answer.purpose]
  const times = worded(answer)
  const what = answer.purpose === 'booking_link' && times ? `${did.what} with ${times}` : did.what
  if (answer.purpose !== 'other_times')
    return isSent ? `${did.sent} ${what}.` : `Suggested: ${did.suggested} ${what}.`
  const instead = answer.wanted.length > 0 ? ' instead' : ''
  return isSent ? `${did.sent} ${times}${instead}.` : `Suggested: ${did.suggested} ${times}${instead}.`
}

const DID: Record<Answer['purpose'], { sent: string; suggested: string; what: string }> = {
  other_times: { sent: 'Offered', suggested: 'offer', what: '' },
  booking_link: { sent: 'Sent', suggested: 'send', what: 'a booking link' },
  ask_email: { sent: 'Asked for', suggested: 'ask for', what: 'the e-mail address' },
  ask_zone: { sent: 'Asked for', suggested: 'ask for', what: 'the time zone' },
  opt_out_confirmed: { sent: 'Confirmed', suggested: 'confirm', what: 'the opt-out once' },
}

/** "Wed, Nov 25, 10:00 AM EST and Thu, Nov 26, 3:30 PM EST". */
function worded({ carries, zone }: Answer): string {
  const times = zone === null ? [] : carries.map(({ start }) => wordTime(start, zone))
  return [times.slice(0, -1).join(', '), times.at(-1)].filter(Boolean).join(' and ')
}

/** A sentence as the end of another one: "The time was taken." becomes "the time was taken."; names keep theirs. */
export function lowerFirst(sentence: string): string {
  const startsWithName = Object.values(PROVIDER_NAMES).some((name) => sentence.startsWith(name))
  return startsWithName ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
