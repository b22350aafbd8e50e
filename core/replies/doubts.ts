import type { Offer } from '../domain/offer'
import { slotKey } from '../domain/slot'
import type { Clause, MarkedWord } from './clauses'
import type { Mark } from './marks'
import { mayMean, type OffersSeen } from './which-offer'

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
const MORE_OF_IT = 'it says more about that time'

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

/** An acceptance and what stands around it. */
interface Answer {
  clauses: readonly Clause[]
  chosen: readonly Clause[]
  /** Places of the first and the last clause that chooses. */
  first: number
  last: number
  /** It says that the time is wanted, and does not only name it. */
  isStrong: boolean
  offer: Offer
  seen: OffersSeen
}

/** Sentences that are taken up by the clauses behind them. */
interface Sentences {
  /** Refuses another time. */
  refusing: number | null
  /** Apologises for what was. */
  excusing: number | null
}

/** What beside the choice of an offer may take it back, and why; null when nothing does. */
export function whatDoubts(
  clauses: readonly Clause[],
  chosen: readonly Clause[],
  offer: Offer,
  seen: OffersSeen,
): { words: string[]; why: string } | null {
  const answer: Answer = {
    clauses,
    chosen,
    first: clauses.findIndex((clause) => chosen.includes(clause)),
    last: clauses.findLastIndex((clause) => chosen.includes(clause)),
    isStrong: chosen.some((clause) => clause.kind === 'choice') || isWished(clauses, chosen),
    offer,
    seen,
  }
  const sentences: Sentences = { refusing: null, excusing: null }
  for (const [index, clause] of clauses.entries()) {
    if (chosen.includes(clause)) continue
    const why =
      clause.kind === 'loose'
        ? doubtOfLoose(clause, index, answer, sentences)
        : doubtOfUnderstood(clause, index, answer)
    if (why !== null) return { words: [clause.written], why }
    if (SORRY.test(clause.written)) sentences.excusing = clause.sentence
  }
  return null
}

/** "Sorry I missed you, my phone was off" tells of what was. */
const SORRY = /^(?:so |very |really )*sorry\b/i

function doubtOfUnderstood({ kind }: Clause, index: number, answer: Answer): string | null {
  const { clauses, first, last, isStrong, offer, seen } = answer
  // "Tuesday, ok" may ask.
  if (index > last && !isStrong && (kind === 'weak_yes' || kind === 'mild')) return 'it may ask'
  if (BESIDE_A_CHOICE.has(kind)) return null
  if (kind === 'but') {
    const before = clauses[index - 1]?.kind
    const isOpening = index < first && before !== 'yes' && before !== 'weak_yes'
    return isOpening || followedByRefusal(clauses, index, offer, seen) ? null : 'it goes on with a but'
  }
  // What stood before a correction.
  if (kind === 'time' || kind === 'choice') return index < first ? null : 'it names another time too'
  const isCorrected = index < last && (isStrong || kind === 'correction' || (kind === 'sorry' && index > 0))
  return isCorrected ? null : 'it takes something back'
}

function doubtOfLoose(clause: Clause, index: number, answer: Answer, sentences: Sentences): string | null {
  const { clauses, chosen, first, last, isStrong, offer, seen } = answer
  const { cues, sentence } = clause
  if (isNameAlone(clause, index, clauses)) return null
  const marks = clause.marks.filter(({ mark }) => isSharp(mark))
  if (swaps(marks, offer, seen)) return MORE_OF_IT
  const isOther = marks.length > 0 && isAboutOther(marks, offer, seen)
  const isRefused = (cues.has('negative') || sentences.refusing === sentence) && !cues.has('doubt')
  if ((isOther && tellsWhyNot(clause)) || (isRefused && (isOther || isOnAnotherDay(marks, offer, seen)))) {
    sentences.refusing = sentence
    return null
  }
  // Another offer that is neither refused nor wanted leaves open which one is.
  if (isOther) return 'it names another time too'
  if (marks.some(({ mark }) => mayMean(mark, offer, seen))) return MORE_OF_IT
  if (marks.length > 0 && !isTold(clause)) return 'it names another time too'
  const isAttached = chosen.some((one) => one.sentence === sentence)
  const isTalk = isStrong && !isAttached && clause.written.split(/\s+/).length >= LEAST_TALK
  if (cues.has('doubt') || (cues.has('hedge') && !isTalk)) return TOO_MUCH
  // "Wednesday we have an audit, so that one is out": what goes on about a refused time.
  if (sentences.refusing === sentence && marks.length === 0) return null
  if (cues.has('contrast')) return 'it goes on with a but'
  if (cues.has('negative') && sentences.excusing !== sentence) return TOO_MUCH
  if (!isStrong) return TOO_MUCH
  if (isAttached && index < first && !chosen[0]?.opens) return 'it is not clear whose choice it is'
  return isAttached && index > last && NARROWS.has(clause.firstForm) ? TOO_MUCH : null
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
      (isAnswer(behind?.kind) && (behind?.kind === 'yes' || behind?.sentence === one.sentence)) ||
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

/** "Tuesday I sit in the train": a statement about another offer that does not want it. */
function tellsWhyNot({ written, marks, cues }: Clause): boolean {
  if (cues.has('wish') || cues.has('doubt') || WANTS_ANOTHER.test(written)) return false
  if (!marks.some(({ mark }) => isDay(mark) || mark.kind === 'clock')) return false
  return cues.has('excuse') || written.split(/\s+/).length - marks.length >= LEAST_REASON
}

const LEAST_REASON = 4
const WANTS_ANOTHER =
  /\b(?:instead|rather|make it|move|change it|change to|swap|switch|or|better|prefer|how about|what about|if|also|too|let'?s|please|then)\b|\?/i

/** "Make it Wednesday, not Tuesday": it names the accepted day and another one. */
function swaps(marks: readonly MarkedWord[], offer: Offer, seen: OffersSeen): boolean {
  const days = marks.filter(({ mark }) => isDay(mark))
  return (
    days.some(({ mark }) => mayMean(mark, offer, seen)) &&
    days.some(({ mark }) => !mayMean(mark, offer, seen))
  )
}

export function isDay({ kind }: Mark): boolean {
  return kind === 'weekday' || kind === 'date' || kind === 'dayOfMonth' || kind === 'fromToday'
}

/** Every day that it names is another one than that of the accepted offer. */
function isOnAnotherDay(marks: readonly MarkedWord[], offer: Offer, seen: OffersSeen): boolean {
  const days = marks.filter(({ mark }) => isDay(mark))
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
