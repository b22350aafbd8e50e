import { wordTime } from '../availability/wording'
import type { Attempt } from '../domain/attempt'
import { PROVIDER_NAMES } from '../domain/names'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { BookingResult } from './booking-result'

/** What became of a booking, in one sentence that says what to do next where there is something to do (D1). */
export function sentenceFor(store: Reader, result: BookingResult): string {
  switch (result.kind) {
    case 'booked':
      return `Booked ${timeOf(store, result.attempt)} on ${PROVIDER_NAMES[result.attempt.slot.provider]}.${standIn(store, result.attempt)}`
    case 'refused':
      return result.reason === 'slot_taken'
        ? `Not booked: ${timeOf(store, result.attempt)} was taken meanwhile. Offer other times.`
        : `Not booked: ${lowerFirst(result.message)}`
    case 'unknown':
      return (
        `Not sure yet: ${PROVIDER_NAMES[result.attempt.slot.provider]} did not say whether ` +
        `${timeOf(store, result.attempt)} is booked. Slotkeeper is looking it up; do not book it again.`
      )
    case 'not_started':
      return `Not booked: ${lowerFirst(result.message)}`
  }
}

/** Said where the first event type refused it and the next one stood in (C4). */
function standIn(store: Reader, { offerId, slot }: Attempt): string {
  const offered = offerId ? store.get('offers', offerId)?.slot : null
  return offered && offered.targetId !== slot.targetId
    ? ' It is on the second event type, because the first one refused it.'
    : ''
}

function timeOf(store: Reader, attempt: Attempt): string {
  const zone = store.get('leads', attempt.leadId)?.zone?.name ?? settingsOf(store).zone
  return wordTime(attempt.slot.start, zone)
}

/** A sentence as the end of another one: "The time was taken." becomes "the time was taken."; names keep theirs. */
export function lowerFirst(sentence: string): string {
  const startsWithName = Object.values(PROVIDER_NAMES).some((name) => sentence.startsWith(name))
  return startsWithName ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
