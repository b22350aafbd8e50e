import type { Reading } from '../domain/decision'
import { isOpen, type Offer } from '../domain/offer'
import { slotKey } from '../domain/slot'
import type { Clause } from './clauses'
import { isDay, whatDoubts } from './doubts'
import type { Mark } from './marks'
import { accepts, quoted, reading } from './reading'
import { fits, mayMean, type OffersSeen } from './which-offer'

/** Reads an answer that names a day, a time or a place among the offers (R3, R5, R6). */
export function readSelection(clauses: readonly Clause[], seen: OffersSeen): Reading {
  const { offers, answering, at } = seen
  const chosen = lastChoice(clauses)
  const words = chosen.flatMap((clause) => clause.marks.map((one) => one.written))
  const marks = chosen.flatMap((clause) => clause.marks.map((one) => one.mark))
  if (!offers.some((offer) => isOpen(offer, at))) {
    return reading('propose_time', words, 'It names a time, but no offer is open.')
  }
  if (contradictsItself(chosen, seen)) return reading('ambiguous', words, CONTRADICTS)
  const unsure = whatIsUnsure(marks)
  if (unsure) return reading('ambiguous', words, `${unsure}: ${quoted(words)}.`)
  const has = (...kinds: Mark['kind'][]) => marks.some((mark) => kinds.includes(mark.kind))
  // A day with its time says enough to be found among earlier offers too.
  const isFullTime =
    has('weekday', 'date', 'dayOfMonth') && has('clock', 'number') && !has('place', 'extreme')
  const answered = offers.filter((offer) => offer.messageId === answering)
  const chosenWords = chosen.map((clause) => clause.written).join(' ')
  if (isWhenItDecides(marks, chosenWords)) {
    return reading('ambiguous', words, `${quoted(words)} may be when the lead decides.`)
  }
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
  const meant = marks.map((mark) =>
    mark.kind === 'number' && has('weekday', 'date', 'dayOfMonth', 'fromToday')
      ? { ...mark, onlyHour: true }
      : mark,
  )
  const others = without(pool, clauses, meant, seen)
  if (answered.length === 1 && marks.some(isBareOrdinal)) {
    return reading('ambiguous', words, `Only one time was offered, so ${quoted(words)} may be a date.`)
  }
  const possible = others.filter((offer) => meant.every((mark) => mayMean(mark, offer, seen)))
  if (new Set(possible.map((offer) => slotKey(offer.slot))).size > 1) {
    return reading('ambiguous', words, `${quoted(words)} may mean ${possible.length} of the offers.`)
  }
  const fitting = possible.filter((offer) => meant.every((mark) => fits(mark, offer, seen)))
  if (fitting.length === 0) return noneFits(chosen, words, seen)
  const open = fitting.filter((offer) => isOpen(offer, at))
  const only = open.find((offer) => offer.messageId === answering) ?? open[0]
  if (!only) return reading('ambiguous', words, `The offer that ${quoted(words)} means is no longer open.`)
  const isStated =
    chosen.some((clause) => clause.kind === 'choice') || clauses.some((clause) => clause.kind === 'please')
  if (only.messageId !== answering && !isStated) {
    const doubt = 'it answers a later message and does not say that the time is wanted.'
    return reading('ambiguous', words, `${quoted(words)} fits an earlier offer, but ${doubt}`)
  }
  const doubt = whatDoubts(clauses, chosen, only, seen)
  if (doubt)
    return reading(
      'ambiguous',
      doubt.words,
      `It names ${quoted(words)}, but ${doubt.why}: ${quoted(doubt.words)}.`,
    )
  return accepts(only, words, `Exactly one open offer fits ${quoted(words)}.`)
}

/** Said of "Tuesday the 25th" when the 25th is a Wednesday, and of one offer's day with another one's hour. */
export const CONTRADICTS = 'The day and the time that it names do not belong together.'

function contradictsItself(chosen: readonly Clause[], seen: OffersSeen): boolean {
  const open = seen.offers.filter((offer) => isOpen(offer, seen.at))
  return chosen.some((clause) => {
    const marks = clause.marks.map(({ mark }) => mark)
    if (open.some((offer) => marks.every((mark) => mayMean(mark, offer, seen)))) return false
    const days = marks.filter(isDay)
    const meets = (mark: Mark) => open.some((offer) => mayMean(mark, offer, seen))
    const isTorn =
      days.length > 1 &&
      days.some(meets) &&
      !open.some((offer) => days.every((day) => mayMean(day, offer, seen)))
    const isMixed = marks.length > days.length && days.length > 0 && marks.every(meets)
    return isTorn || isMixed
  })
}

/** The clauses that choose, after the last correction: "2, sorry, 3" means 3. */
function lastChoice(clauses: readonly Clause[]): Clause[] {
  const isChoosing = (clause: Clause) =>
    (clause.kind === 'choice' || clause.kind === 'time') && clause.marks.length > 0
  const corrected = clauses.findLastIndex(
    (clause, index) =>
      (clause.kind === 'correction' ||
        clause.kind === 'sorry' ||
        (clause.kind === 'no' && clauses[index + 1]?.kind !== 'but')) &&
      clauses.slice(0, index).some(isChoosing) &&
      clauses.slice(index).some(isChoosing),
  )
  return clauses.slice(corrected + 1).filter(isChoosing)
}

/** "Not Tuesday, the other one": what a refusal names is no offer that "the other one" could mean. */
function without(
  pool: readonly Offer[],
  clauses: readonly Clause[],
  meant: readonly Mark[],
  seen: OffersSeen,
): readonly Offer[] {
  if (!meant.some((mark) => mark.kind === 'extreme' && mark.which === 'other')) return pool
  const refused = clauses.filter(
    (clause) => clause.kind === 'loose' && clause.marks.length > 0 && clause.cues.has('negative'),
  )
  if (refused.length === 0) return pool
  return pool.filter(
    (offer) => !refused.some((clause) => clause.marks.every(({ mark }) => mayMean(mark, offer, seen))),
  )
}

/** Combinations of which the meaning is open whatever was offered; null when there is none. */
function whatIsUnsure(marks: readonly Mark[]): string | null {
  const has = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind)
  if (marks.filter((mark) => mark.kind === 'number').length > 1) return 'It names more than one number'
  // "Thursday 10 10am" may name the tenth.
  if (has('number') && has('clock')) return 'It names a number beside a time or a place'
  return null
}

/** "I can confirm tomorrow" tells when the lead will act. */
function isWhenItDecides(marks: readonly Mark[], written: string): boolean {
  if (!marks.every(isDay)) return false
  const isRelative = marks.every(({ kind }) => kind === 'fromToday')
  return (
    /\bconfirm(?:ing)?\b|\bdecide\b|\bbooking\b/i.test(written) ||
    (isRelative && /\b(?:book|pick|choose|accept|schedule|plan|lock|set)\b(?! me| us)/i.test(written))
  )
}

function isBareOrdinal(mark: Mark): boolean {
  return mark.kind === 'place' && mark.bare
}

function noneFits(chosen: readonly Clause[], words: readonly string[], seen: OffersSeen): Reading {
  const groups = chosen.map((clause) => clause.marks.map(({ mark }) => mark))
  const eachFits = groups.every((group) =>
    seen.offers.some((offer) => group.every((mark) => mayMean(mark, offer, seen))),
  )
  return groups.length > 1 && eachFits
    ? reading('ambiguous', words, `It names more than one time: ${quoted(words)}.`)
    : reading('propose_time', words, `No open offer fits ${quoted(words)}.`)
}
