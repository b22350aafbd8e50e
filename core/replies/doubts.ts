import type { Offer } from '../domain/offer'
import { slotKey } from '../domain/slot'
import { inZone } from '../domain/zoned-time'
import type { Clause, MarkedWord } from './clauses'
import { isPersonalName } from './names'
import type { Mark } from './marks'
import { isHarmless } from './talk'
import { OTHER_PLANS } from './talk-subjects'
import { leavesTimeFor } from './told-hours'
import { mayMean, type OffersSeen } from './which-offer'
import { isZoneWord, zoneAfterTime } from './zone-words'

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
  'laugh',
  'filler',
])

const TOO_MUCH = 'it says more than can be read with certainty'

/** What makes a time that stands alone a wish. */
const WISHES: ReadonlySet<Clause['kind']> = new Set(['yes', 'please', 'praise', 'ease'])

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
  const sentences: Sentences = { refusing: null }
  for (const [index, clause] of clauses.entries()) {
    if (chosen.includes(clause)) continue
    const why =
      clause.kind === 'loose'
        ? doubtOfLoose(clause, index, answer, sentences)
        : doubtOfUnderstood(clause, index, answer)
    if (why !== null) return { words: [clause.written], why }
  }
  return null
}

function doubtOfUnderstood(clause: Clause, index: number, answer: Answer): string | null {
  const { kind } = clause
  const { clauses, first, last, isStrong, offer, seen } = answer
  // "Tuesday, ok" may ask; "tomorrow 11 ok" repeats what was offered.
  const isAgreed = kind === 'weak_yes' || kind === 'mild'
  if (index > last && !isStrong && isAgreed && !answer.chosen.some(namesDayAndTime)) return 'it may ask'
  // "Tuesday at 10 because" has lost its end.
  if (kind === 'and' && index === clauses.length - 1 && !/^(?:so|then|well|also)$/i.test(clause.written))
    return TOO_MUCH
  if (BESIDE_A_CHOICE.has(kind)) return null
  // "Both work but Tuesday is better" goes before; "Tuesday works. You decide" gives it back.
  if (kind === 'either') return index < first ? null : 'it leaves the choice open again'
  if (kind === 'talk') return isStrong || isNameAlone(clause) ? null : TOO_MUCH
  if (kind === 'ready') return isStrong || answer.chosen.some(namesDayAndTime) ? null : TOO_MUCH
  if (kind === 'asks') return isStrong ? null : TOO_MUCH
  if (kind === 'but') {
    const before = clauses[index - 1]?.kind
    if (before === 'talk' && clauses[index + 1]?.kind === 'talk') return null
    const isOpening = index < first && before !== 'yes' && before !== 'weak_yes'
    return isOpening || followedByRefusal(clauses, index, offer, seen) ? null : 'it goes on with a but'
  }
  // What stood before a correction.
  if (kind === 'time' || kind === 'choice') return index < first ? null : 'it names another time too'
  const isCorrected = index < last && (isStrong || kind === 'correction' || (kind === 'sorry' && index > 0))
  return isCorrected ? null : 'it takes something back'
}

/** What is not understood doubts, unless it plainly refuses another offer and the accepted one is wished for in words. */
function doubtOfLoose(clause: Clause, index: number, answer: Answer, sentences: Sentences): string | null {
  const { first, isStrong, offer, seen } = answer
  const { cues, sentence } = clause
  if (isNameAlone(clause)) return null
  if (namesItsZone(clause, offer)) return null
  if (leavesTimeFor(clause, offer, seen) || isBackground(clause, answer)) return null
  const marks = clause.marks.filter(({ mark }) => isSharp(mark))
  const isUnsure = cues.has('doubt') || cues.has('wish')
  const said = clause.words.map(({ spelled }) => spelled).join(' ')
  // "I'm busy Wednesday and I do not take calls", "I have you booked Wednesday"
  if (/\byou\b/.test(said) && cues.has('negative') && !cues.has('contrast')) return TOO_MUCH
  if (
    sentences.refusing === sentence &&
    clause.marks.length === 0 &&
    !isUnsure &&
    !DENIES.test(said) &&
    isReason(clause)
  )
    return null
  if (marks.length === 0 || isUnsure || swaps(marks, offer, seen)) return TOO_MUCH
  const isOther =
    isAboutOther(marks, offer, seen) &&
    (cues.has('negative') ||
      cues.has('excuse') ||
      (isOnAnotherDay(marks, offer, seen) && isReason(clause))) &&
    !isStretch(clause, offer, seen)
  // "I'm busy Tuesday and Wednesday" refuses both; "not Tuesday" before a time leaves no other meaning.
  const isAnswer = isStrong || NOT_THAT.test(formsOf(clause))
  if (!isOther || (!isAnswer && index < first)) return TOO_MUCH
  sentences.refusing = sentence
  return null
}

const DENIES = /\b(?:not|no|never|nothing|cannot|always|all a)\b(?! (?:signal|reception))|\boff calls\b/

const NOT_THAT = /^(?:not|no) (?:on )?(?:the )?[DTAPEN]+(?: [DTAPEN])*$/

function formsOf({ words }: Clause): string {
  return words.map(({ form }) => form).join(' ')
}

/**
 * "Sorry, we had a flood in the stockroom. Tuesday works": what was, told before the acceptance and without any sign of a
 * doubt, is overtaken by it. Behind the acceptance the same words might take it back.
 */
function isBackground(
  { sentence, marks, cues, words }: Clause,
  { clauses, first, isStrong }: Answer,
): boolean {
  const said = words.map(({ spelled }) => spelled).join(' ')
  const isBefore = sentence < (clauses[first]?.sentence ?? 0)
  return (
    isBefore && isStrong && marks.length === 0 && cues.size === 0 && PAST.test(said) && !NOT_PAST.test(said)
  )
}

const PAST =
  /\b(?:was|were|had|been|went|got|did|saw|found|forgot|came|took|missed|answered|closed|left|thought)\b|\bsorry for \S+ing\b/
const NOT_PAST =
  /\b(?:someone|somebody|others?|another|company|firm|business|vendor|supplier|provider|am|is|are|will|shall|can|must|do|does|has|until|still|when|then|now)\b|\?/

/** "(Auckland time)" beside a time of that zone. */
function namesItsZone({ written }: Clause, { slot, zone }: Offer): boolean {
  const named = zoneAfterTime(written.trim())
  if (named === null) return false
  const local = inZone(slot.start, zone)
  return named === 'mine' || named.zones.some((one) => inZone(slot.start, one).equals(local))
}

function namesDayAndTime({ marks }: Clause): boolean {
  const has = (...kinds: Mark['kind'][]) => marks.some(({ mark }) => kinds.includes(mark.kind))
  return has('date') || (has('weekday', 'fromToday', 'dayOfMonth') && has('clock', 'number'))
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

/** Tells what else is on that day, in words that can say nothing more. */
function isReason({ words }: Clause): boolean {
  const rest = words.filter(({ marks }) => marks.length === 0)
  return isHarmless(rest, [OTHER_PLANS])
}

/** "I'm away until Wednesday", "from Tuesday on": days that may reach to the accepted one. */
function isStretch(clause: Clause, offer: Offer, seen: OffersSeen): boolean {
  const said = clause.words
    .map(({ spelled, marks: [first] }) => (first === undefined ? spelled : isDay(first) ? 'D' : 'T'))
    .join(' ')
  if (STRETCHES.test(said)) return true
  const refused = seen.offers.filter((one) =>
    clause.marks.some(({ mark }) => isDay(mark) && mayMean(mark, one, seen)),
  )
  return LEAVES.test(said) && refused.some((one) => one.slot.start < offer.slot.start)
}

const STRETCHES =
  /\b(?:until|till|til|through|thru|from|since|to|by|starting|up to) (?:the |next )?D\b|\bD (?:on|onwards?)\b|\b(?:rest|days|week|previous|ahead|day (?:before|after)|as is|so is|same)\b|\bback\b(?! to back)|\b(?:until|till|from|since|before|after|on|onwards?)$/
const LEAVES = /\b(?:leave|leaving|trip|vacation|holiday|away|abroad|travel\w*)\b/

/** "Dana" on a line of its own, "- Dana Whitlock" at the end, or "Sam," at the beginning. */
export function isNameAlone({ written, kind, cues, marks, standsLikeAName }: Clause): boolean {
  if ((kind !== 'loose' && kind !== 'talk') || cues.size > 0 || marks.length > 0 || !standsLikeAName)
    return false
  const name = written.trim()
  return isPersonalName(name) && !isZoneWord(name)
}
