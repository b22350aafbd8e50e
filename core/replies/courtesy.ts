import type { Reading } from '../domain/decision'

/** Certainty that a reply says nothing; every other reading of intent `other` is below it. */
export const SAYS_NOTHING = 1

/** A reply that was understood completely and says nothing: it changes nothing about what the lead said before. */
export function isCourtesy(reading: Reading): boolean {
  return reading.intent === 'other' && reading.confidence === SAYS_NOTHING
}
