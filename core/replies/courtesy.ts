import type { Reading } from '../domain/decision'

/** Certainty that a reply says nothing; every other reading of intent `other` is below it. */
export const SAYS_NOTHING = 1

/** Certainty that a reply only agrees or is polite, while nothing is open to be agreed to. */
export const AGREES = 0.9

/** "Great, see you then": understood completely, and it answers whatever it was written to. */
export function isAgreement(reading: Reading): boolean {
  return reading.intent === 'other' && reading.confidence === AGREES
}

/** A reply that was understood completely and says nothing: it changes nothing about what the lead said before. */
export function isCourtesy(reading: Reading): boolean {
  return reading.intent === 'other' && reading.confidence === SAYS_NOTHING
}
