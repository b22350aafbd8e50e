import type { Reading } from '../domain/decision'
import { isOpen } from '../domain/offer'
import { slotKey } from '../domain/slot'
import type { Clause } from './clauses'
import { accepts, quoted, reading } from './reading'
import { fits, mayMean, type OffersSeen } from './which-offer'
import type { Mark } from './words'

/** Reads an answer that names a day, a time or a place among the offers (R3, R5, R6). */
export function readSelection(clauses: readonly Clause[], seen: OffersSeen): Reading {
  const { offers, answering, at } = seen
  const selecting = clauses.flatMap((clause) => clause.selecting)
  const words = selecting.map((one) => one.written)
  const marks = selecting.map((one) => one.mark)
  if (!offers.some((offer) => isOpen(offer, at))) {
    return reading('propose_time', words, 'It names a time, but no offer is open.')
  }
  const unsure = whatIsUnsure(marks)
  if (unsure) return reading('ambiguous', words, `${unsure}: ${quoted(words)}.`)
  const has = (...kinds: Mark['kind'][]) => marks.some((mark) => kinds.includes(mark.kind))
  // A day with its time says enough to be found among earlier offers too.
  const isFullTime = has('weekday') && has('clock', 'number') && !has('place')
  const answered = offers.filter((offer) => offer.messageId === answering)
  const pool = isFullTime
    ? offers.filter((offer) => offer.messageId === answering || offer.slot.start > at)
    : answered
  if (pool.length === 0) {
    return reading(
      'ambiguous',
      words,
      `It names ${quoted(words)}, but the message that it answers offers no time.`,
    )
  }
  if (answered.length === 1 && marks.some(isBareOrdinal)) {
    return reading('ambiguous', words, `Only one time was offered, so ${quoted(words)} may be a date.`)
  }
  const meant = marks.map((mark) =>
    mark.kind === 'number' && has('weekday') ? { ...mark, onlyHour: true } : mark,
  )
  const possible = pool.filter((offer) => meant.every((mark) => mayMean(mark, offer)))
  if (new Set(possible.map((offer) => slotKey(offer.slot))).size > 1) {
    return reading('ambiguous', words, `${quoted(words)} may mean ${possible.length} of the offers.`)
  }
  const fitting = possible.filter((offer) => meant.every((mark) => fits(mark, offer)))
  if (fitting.length === 0) return noneFits(marks, words)
  const open = fitting.filter((offer) => isOpen(offer, at))
  const only = open.find((offer) => offer.messageId === answering) ?? open[0]
  if (!only) return reading('ambiguous', words, `The offer that ${quoted(words)} means is no longer open.`)
  const isStated = clauses.some((clause) => clause.kind === 'choice' || clause.kind === 'please')
  if (only.messageId !== answering && !isStated) {
    const doubt = 'it answers a later message and does not say that the time is wanted.'
    return reading('ambiguous', words, `${quoted(words)} fits an earlier offer, but ${doubt}`)
  }
  return accepts(only, words, `Exactly one open offer fits ${quoted(words)}.`)
}

/** Combinations of which the meaning is open whatever was offered; null when there is none. */
function whatIsUnsure(marks: readonly Mark[]): string | null {
  const has = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind)
  if (marks.filter((mark) => mark.kind === 'number').length > 1) return 'It names more than one number'
  // "Thursday 10 10am" may name the tenth.
  if (has('number') && (has('clock') || has('place'))) return 'It names a number beside a time or a place'
  if (has('weekday') && marks.some(isBareOrdinal)) return 'It may name a place or a date'
  return null
}

function isBareOrdinal(mark: Mark): boolean {
  return mark.kind === 'place' && mark.bare
}

function noneFits(marks: readonly Mark[], words: readonly string[]): Reading {
  const kinds = marks.map((mark) => mark.kind)
  return new Set(kinds).size < kinds.length
    ? reading('ambiguous', words, `It names more than one time: ${quoted(words)}.`)
    : reading('propose_time', words, `No open offer fits ${quoted(words)}.`)
}
