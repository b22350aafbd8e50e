import type { Offer } from '../domain/offer'
import { inZone } from '../domain/zoned-time'
import type { Clause } from './clauses'
import type { SpelledWord } from './phrases'
import { mayMean, type OffersSeen } from './which-offer'

/**
 * It tells of the lead's day, with an hour or a part of the day in it, and leaves the accepted time free for sure:
 * a habit that the time keeps, what is over before it, or a presence that lasts beyond it.
 */
export function leavesTimeFor(clause: Clause, offer: Offer, seen: OffersSeen): boolean {
  return (
    prefersItsPart(clause, offer, seen) ||
    prefersItsOrder(clause, offer, seen) ||
    isOverBefore(clause, offer) ||
    isThereSince(clause, offer) ||
    isThereLonger(clause, offer)
  )
}

/** "Mornings are better for me", beside a morning. */
function prefersItsPart(clause: Clause, offer: Offer, seen: OffersSeen): boolean {
  return (
    clause.marks.length > 0 &&
    clause.marks.every(({ mark }) => mark.kind === 'dayPart' && mayMean(mark, offer, seen)) &&
    PREFERS.test(clause.words.map(({ spelled, marks }) => (marks.length > 0 ? 'A' : spelled)).join(' '))
  )
}

const PREFERS =
  /^(?:(?:i|we) (?:always |usually |much |also )?(?:prefer|like) (?:the |my |to talk in the )?A|A(?: are| is)?(?: always| usually)?(?: much)? (?:better|best|easier|good|fine|great|works?|suits?)(?: best| better| well)?(?: (?:for|with) (?:me|us)| me| us)?)(?: anyway| mostly| as a rule)?$/

/** "Earlier is better for me", beside the earliest of the offers. */
function prefersItsOrder({ words }: Clause, offer: Offer, { offers, answering }: OffersSeen): boolean {
  const said = ORDER.exec(words.map(({ spelled }) => spelled).join(' '))
  if (!said) return false
  const starts = offers.filter((one) => one.messageId === answering).map(({ slot }) => slot.start)
  return starts.every((start) =>
    said[1] === 'later' ? start <= offer.slot.start : start >= offer.slot.start,
  )
}

const ORDER =
  /^(?:the )?(earlier|sooner|later)(?: is| works)?(?: much| always)? (?:the )?(?:better|best|easier)(?: for (?:me|us))?(?: anyway)?$/

/** "I'm usually at the yard from 7", beside a meeting at 9. */
function isThereSince({ words }: Clause, { slot, zone }: Offer): boolean {
  const start = inZone(slot.start, zone)
  const since = THERE_SINCE.test(saidOf(words)) ? minutesOf(words).filter((one) => one < 12 * 60) : []
  return since.length > 0 && since.every((one) => one <= start.hour * 60 + start.minute)
}

/** "I'm at the gym till 9:30", beside a meeting at 10. */
function isOverBefore({ words }: Clause, { slot, zone }: Offer): boolean {
  const start = inZone(slot.start, zone)
  const ends = BUSY_UNTIL.test(saidOf(words)) ? [...minutesOf(words), ...untilLunch(words, 14 * 60)] : []
  return ends.length > 0 && ends.every((end) => end <= start.hour * 60 + start.minute)
}

/** "I'm at my desk till noon", beside a meeting at 11. */
function isThereLonger({ words }: Clause, { slot, zone }: Offer): boolean {
  const end = inZone(slot.end, zone)
  const ends = THERE_UNTIL.test(saidOf(words)) ? [...minutesOf(words), ...untilLunch(words, 12 * 60)] : []
  return ends.length > 0 && ends.every((one) => one >= end.hour * 60 + end.minute)
}

function saidOf(words: readonly SpelledWord[]): string {
  return words.map(({ spelled, marks }) => (marks.length > 0 ? 'T' : spelled)).join(' ')
}

/** "Lunch" is over at two for sure, and begins at noon at the earliest. */
function untilLunch(words: readonly SpelledWord[], minutes: number): number[] {
  return words.at(-1)?.spelled === 'lunch' && words.every(({ marks }) => marks.length === 0) ? [minutes] : []
}

/** The minutes of the day that the only clock time of a clause may mean, within working hours; none when it has more. */
function minutesOf(words: readonly SpelledWord[]): number[] {
  const [mark, ...more] = words.flatMap(({ marks }) => marks)
  if (more.length > 0) return []
  const [hour, minute, meridiem] =
    mark?.kind === 'clock' && mark.zone === null
      ? [mark.hour, mark.minute, mark.meridiem]
      : mark?.kind === 'number' && mark.value <= 12
        ? [mark.value, 0, null]
        : [null, 0, null]
  if (hour === null) return []
  const possible =
    meridiem === 'pm' && hour < 12 ? [hour + 12] : meridiem || hour >= 12 ? [hour] : [hour, hour + 12]
  return possible.filter((one) => one >= 6 && one <= 21).map((one) => one * 60 + minute)
}

const THERE_UNTIL =
  /^(?:(?:i am|we are|i will be) (?:in|here|around|home|at home|(?:at|in) (?:my|the|our) (?:desk|office|shop|store|yard|studio|workshop|house|barn|warehouse|kitchen))(?: all morning| all day)? (?:until|till|til) (?:T|lunch)|(?:i )?(?:do )?(?:have |have got )?(?:a )?hard stop T)(?: (?:haha|lol|anyway|though|so))*$/

/** At a desk the lead is there until then, and gone afterwards. */
const BUSY_UNTIL =
  /^(?!.*\b(?:desk|office|home|house|shop|store|kitchen|studio)\b)(?:(?:i am|we are|i will be|i shall be)(?: (?:in|at|on)(?: (?:a|an|the|my|our))? [a-z'-]+)|i have (?:a |an )?[a-z'-]+|i teach|i coach) (?:until|till|til) (?:T|lunch)(?: (?:haha|lol|anyway|though|so))*$/

/** Before noon: "from 7" said of a yard is the morning, said of a hall it may be the evening. */
const THERE_SINCE =
  /^(?:i am|we are)(?: (?:usually|always|normally|generally))? (?:in|here|up|open|at (?:my|the|our) (?:desk|office|shop|store|yard|studio|workshop|warehouse|roastery|bakery|farm))(?: (?:from|by|since) T)(?: (?:onwards|on|anyway|haha|lol|though|so))*$/
