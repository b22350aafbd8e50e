import type { Intent, Reading } from '../domain/decision'
import type { Offer } from '../domain/offer'

/** High enough for every gate; never 1, for words are never certain. */
const ACCEPTED = 0.98

/** For readings that nothing acts on. */
const UNCERTAIN = 0.5

export function reading(
  intent: Intent,
  evidence: readonly string[],
  explanation: string,
  more: Partial<Omit<Reading, 'intent' | 'evidence' | 'explanation'>> = {},
): Reading {
  return {
    intent,
    offerId: null,
    confidence: UNCERTAIN,
    evidence: [...evidence],
    explanation,
    proposed: [],
    notBefore: null,
    zone: null,
    email: null,
    ...more,
  }
}

export function accepts(offer: Offer, evidence: readonly string[], explanation: string): Reading {
  return reading('accept_offer', evidence, explanation, { confidence: ACCEPTED, offerId: offer.id })
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ')
}
