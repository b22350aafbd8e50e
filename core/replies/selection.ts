import type { Reading } from '../domain/decision'
import { isOpen, type Offer } from '../domain/offer'
import { slotKey } from '../domain/slot'
import type { Clause, MarkedWord } from './clauses'
import type { Mark } from './marks'
import { accepts, quoted, reading } from './reading'
import { fits, mayMean, type OffersSeen } from './which-offer'

/** Kinds that add nothing to a choice and take nothing from it. */
const BESIDE_A_CHOICE: ReadonlySet<Clause['kind']> = new Set([
  'greeting',
  'yes',
  'weak_yes',
  'please',
  'thanks',
  'praise',
  'mild',
  'wish',
  'eager',
  'farewell',
  'ease',
  'aside',
  'and',
  'either',
  'laugh',
  'filler',
])

const TOO_MUCH = 'it says more than can be read with certainty'

/** Words of a sentence that is more than a hedge behind an acceptance ("I think"). */
const LEAST_TALK = 5

/** What makes a time that stands alone a wish. */
const WISHES: ReadonlySet<Clause['kind']> = new Set(['yes', 'please', 'praise', 'ease'])

/** How a part may go on behind a choice: with a new statement, not with something that narrows the choice. */
const NARROWS = new Set(
  'for with at in on to by from of or than except said says per via under at within during as like unless'.split(
    ' ',
  ),
)

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
    const days = marks.filter(
      ({ kind }) => kind === 'weekday' || kind === 'date' || kind === 'dayOfMonth' || kind === 'fromToday',
    )
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

/** What beside the choice may take it back; null when nothing does. */
function whatDoubts(
  clauses: readonly Clause[],
  chosen: readonly Clause[],
  offer: Offer,
  seen: OffersSeen,
): { words: string[]; why: string } | null {
  const first = clauses.findIndex((clause) => chosen.includes(clause))
  const last = clauses.findLastIndex((clause) => chosen.includes(clause))
  const isStrong = chosen.some((clause) => clause.kind === 'choice') || isWished(clauses, chosen)
  let refusing: number | null = null
  let excused: number | null = null
  for (const [index, clause] of clauses.entries()) {
    if (chosen.includes(clause)) continue
    const { kind, cues } = clause
    // "Tuesday, ok" may ask.
    if (index > last && !isStrong && (kind === 'weak_yes' || kind === 'mild'))
      return { words: [clause.written], why: 'it may ask' }
    // "Sorry I missed you, my phone was off" tells of what was.
    if (kind === 'aside' && /^(?:so |very |really )*sorry\b/i.test(clause.written)) excused = clause.sentence
    if (BESIDE_A_CHOICE.has(kind)) continue
    const marks = clause.marks.filter(({ mark }) => isSharp(mark))
    const doubt = (why: string) => ({ words: [clause.written], why })
    if (kind === 'time' || kind === 'choice') {
      // What stood before a correction.
      if (index < first) continue
      return doubt('it names another time too')
    }
    if (kind === 'correction' || kind === 'sorry' || kind === 'no') {
      if (index < last && (isStrong || kind === 'correction' || (kind === 'sorry' && index > 0))) continue
      return doubt('it takes something back')
    }
    if (kind === 'but') {
      const before = clauses[index - 1]?.kind
      if (index < first && before !== 'yes' && before !== 'weak_yes') continue
      if (followedByRefusal(clauses, index, offer, seen)) continue
      return doubt('it goes on with a but')
    }
    // Loose from here on.
    if (isNameAlone(clause, index, clauses)) continue
    const isRefused = (cues.has('negative') || refusing === clause.sentence) && !cues.has('doubt')
    const isOther = marks.length > 0 && isAboutOther(marks, offer, seen)
    const isExcused = cues.has('excuse') && isOther && !cues.has('doubt')
    if (isExcused || (isRefused && (isOther || isOnAnotherDay(marks, offer, seen)))) {
      refusing = clause.sentence
      continue
    }
    // Another offer that is neither refused nor wanted leaves open which one is.
    if (isOther) return doubt('it names another time too')
    if (marks.some(({ mark }) => mayMean(mark, offer, seen))) return doubt('it says more about that time')
    if (marks.length > 0 && !isTold(clause)) return doubt('it names another time too')
    const attached = chosen.some((one) => one.sentence === clause.sentence)
    const isTalk = isStrong && !attached && clause.written.split(/\s+/).length >= LEAST_TALK
    if (cues.has('doubt') || (cues.has('hedge') && !isTalk)) return doubt(TOO_MUCH)
    // "Wednesday we have an audit, so that one is out": what goes on about a refused time.
    if (refusing === clause.sentence && marks.length === 0) continue
    if (cues.has('contrast')) return doubt('it goes on with a but')
    if (cues.has('negative') && excused !== clause.sentence) return doubt(TOO_MUCH)
    if (!isStrong) return doubt(TOO_MUCH)
    if (attached && index < first && !(chosen[0]?.opens ?? false))
      return doubt('it is not clear whose choice it is')
    if (attached && index > last && NARROWS.has(clause.firstForm)) return doubt(TOO_MUCH)
  }
  return null
}

/** "this week", "the morning" and "your last call" say too little to speak of a time. */
function isSharp({ kind }: Mark): boolean {
  return kind !== 'week' && kind !== 'month' && kind !== 'extreme'
}

/** "Tuesday, please", "yes, Tuesday", "Tuesday, perfect", "the second one". */
function isWished(clauses: readonly Clause[], chosen: readonly Clause[]): boolean {
  return chosen.some((one) => {
    const index = clauses.indexOf(one)
    const before = clauses[index - 1]
    const behind = clauses[index + 1]
    const isAnswer = (kind: Clause['kind'] | undefined) => kind !== undefined && WISHES.has(kind)
    return (
      isAnswer(before?.kind) ||
      (behind?.kind === 'weak_yes' && behind.sentence === one.sentence && /^works/i.test(behind.written)) ||
      before?.kind === 'weak_yes' ||
      before?.kind === 'mild' ||
      (isAnswer(behind?.kind) && behind?.sentence === one.sentence) ||
      one.marks.some(({ mark }) => (mark.kind === 'place' && !mark.bare) || mark.kind === 'extreme')
    )
  })
}

function followedByRefusal(
  clauses: readonly Clause[],
  index: number,
  offer: Offer,
  seen: OffersSeen,
): boolean {
  const next = clauses[index + 1]
  return (
    next !== undefined &&
    next.kind === 'loose' &&
    next.cues.has('negative') &&
    !next.cues.has('doubt') &&
    isAboutOther(next.marks, offer, seen)
  )
}

/** It names another offer, and no word of it could mean the accepted one alone. */
function isAboutOther(marks: readonly MarkedWord[], offer: Offer, seen: OffersSeen): boolean {
  const others = seen.offers.filter((one) => slotKey(one.slot) !== slotKey(offer.slot))
  const all = marks.map(({ mark }) => mark)
  if (all.every((mark) => mayMean(mark, offer, seen))) return false
  return all.some((mark) => !mayMean(mark, offer, seen) && others.some((one) => mayMean(mark, one, seen)))
}

/** "I have to drop the kids at 8:15" tells of something; "10am let's do" wants it. */
function isTold({ firstForm, cues }: Clause): boolean {
  return /^(?:i|we|my|our|he|she|they|clocks|from)\b/.test(firstForm) && !cues.has('wish')
}

/** Every day that it names is another one than that of the accepted offer. */
function isOnAnotherDay(marks: readonly MarkedWord[], offer: Offer, seen: OffersSeen): boolean {
  const days = marks.filter(({ mark }) => ['weekday', 'date', 'dayOfMonth', 'fromToday'].includes(mark.kind))
  return days.length > 0 && days.every(({ mark }) => !mayMean(mark, offer, seen))
}

/** A line or a sentence that is a name: "Dana", "- Dana Whitlock", or "Sam," at the beginning. */
export function isNameAlone(clause: Clause, index: number, clauses: readonly Clause[]): boolean {
  if (!/^\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+\p{Lu}[\p{L}\p{M}'’.-]*){0,3}$/u.test(clause.written.trim()))
    return false
  // "Secondly" is no name.
  if (index === 0 && /ly$/i.test(clause.written.trim())) return false
  return clause.cues.size === 0 && clause.marks.length === 0 && (index === 0 || index >= clauses.length - 3)
}

/** Combinations of which the meaning is open whatever was offered; null when there is none. */
function whatIsUnsure(marks: readonly Mark[]): string | null {
  const has = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind)
  if (marks.filter((mark) => mark.kind === 'number').length > 1) return 'It names more than one number'
  // "Thursday 10 10am" may name the tenth.
  if (has('number') && has('clock')) return 'It names a number beside a time or a place'
  return null
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
