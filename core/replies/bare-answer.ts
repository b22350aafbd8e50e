import type { Reading } from '../domain/decision'
import { isOpen, type Offer } from '../domain/offer'
import { DAY, epoch } from '../domain/time'
import type { Clause } from './clauses'
import { AGREES, SAYS_NOTHING } from './courtesy'
import { accepts, reading } from './reading'
import type { OffersSeen } from './which-offer'

/** A bare "yes" to an offer older than this accepts nothing (R4). */
const YES_VALID = 7 * DAY

/** Reads an answer that names no time: a yes, a courtesy, or neither (R4). */
export function readBareAnswer(clauses: readonly Clause[], seen: OffersSeen): Reading {
  const open = seen.offers.filter((offer) => isOpen(offer, seen.at))
  const has = (...kinds: Clause['kind'][]) => clauses.some((clause) => kinds.includes(clause.kind))
  const isOnly = (...kinds: Clause['kind'][]) => clauses.every((clause) => kinds.includes(clause.kind))
  const words = clauses.map((clause) => clause.written)
  // Without an open offer "Perfect, thanks!" cannot be a yes either.
  if (
    has('thanks') &&
    clauses.every(
      (clause) =>
        COURTEOUS.has(clause.kind) ||
        (clause.kind === 'praise' && (open.length === 0 || /^great$/i.test(clause.written))),
    )
  ) {
    return reading('other', words, 'It is a courtesy and says nothing more.', { confidence: SAYS_NOTHING })
  }
  const agreeing = clauses
    .filter(({ kind }) => kind === 'yes' || kind === 'weak_yes')
    .map((one) => one.written)
  if (agreeing.length === 0) {
    if (open.length > 0 && has('praise', 'mild', 'eager'))
      return reading('ambiguous', words, 'It may be a yes or only politeness.')
    return open.length === 0 && has('praise', 'mild', 'eager', 'farewell') && isOnly(...AGREEABLE)
      ? reading('other', words, 'It is pleased and says nothing more.', { confidence: AGREES })
      : reading('other', words, 'It names no time and does not say yes.')
  }
  if (open.length === 0) {
    const confidence = isOnly(...AGREEABLE) ? { confidence: AGREES } : {}
    return reading('other', agreeing, 'It says yes, but no offer is open.', confidence)
  }
  const isWeak = !has('yes') && !isOnly('weak_yes', 'greeting', 'please')
  if (isWeak || (has('mild') && !agreeing.some(isOrder)) || isRepeated(agreeing)) {
    return reading('ambiguous', words, 'It may be a yes or only politeness.')
  }
  const doubt = whatIsInDoubt(open, seen)
  if (doubt) return reading('ambiguous', agreeing, `It says yes, but ${doubt}`)
  const [only] = open
  return only
    ? accepts(only, agreeing, 'It says yes, and exactly one offer is open.')
    : reading('other', agreeing, 'It says yes, but no offer is open.')
}

const COURTEOUS: ReadonlySet<Clause['kind']> = new Set(['greeting', 'thanks', 'wish', 'and'])

const AGREEABLE: readonly Clause['kind'][] = [
  ...COURTEOUS,
  'yes',
  'weak_yes',
  'praise',
  'mild',
  'eager',
  'farewell',
  'please',
  'laugh',
]

/** "That's fine. Please book it." */
function isOrder(words: string): boolean {
  return /\b(?:book|schedule|go ahead|put (?:it|me|us))\b/i.test(words)
}

/** "Yeah yeah" brushes off. */
function isRepeated(words: readonly string[]): boolean {
  return new Set(words.map((word) => word.toLowerCase())).size < words.length
}

/** Why a yes does not accept the open offer; null when it does. */
function whatIsInDoubt(open: readonly Offer[], { offers, answering, at }: OffersSeen): string | null {
  const [only, ...others] = open
  if (!only || others.length > 0) return `${open.length} offers are open and it names none of them.`
  if (only.messageId !== answering) return 'it answers another message than the one with the open offer.'
  if (offers.filter((offer) => offer.messageId === only.messageId).length > 1) {
    return 'the message that it answers offered more than one time.'
  }
  if (epoch(at) - epoch(only.offeredAt) > YES_VALID) return 'the offer is older than seven days.'
  return null
}
