import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, type Offer } from '../../../core/domain/offer'
import { HOUR, plus } from '../../../core/domain/time'
import { inZone } from '../../../core/domain/zoned-time'
import { readReply } from '../../../core/replies/read-reply'
import { NOW } from '../../support/fixtures'
import { offer } from './offer-sets'

/** What a selecting word allows, written down apart from the code that reads it. */
type Allows = (offer: Offer) => boolean

const DAYS = ['monday', 'tue', 'Wednesday', 'thurs', 'friday', 'Sat', 'sunday']
const HOURS = [9, 10, 11, 12, 13, 14, 15, 16]
const PLACES = ['first', 'second', 'third', 'fourth']
const hourOf = (one: Offer) => inZone(one.slot.start, one.zone).hour
const minuteOf = (one: Offer) => inZone(one.slot.start, one.zone).minute
const isAt = (one: Offer, hour: number) => hourOf(one) % 12 === hour % 12 && minuteOf(one) === 0
const clock = (hour: number) => `${hour % 12 === 0 ? 12 : hour % 12}${hour < 12 ? 'am' : 'pm'}`

const SELECTING: [text: string, allows: Allows][] = [
  ...DAYS.map((day, index): [string, Allows] => [
    day,
    (one) => inZone(one.slot.start, one.zone).dayOfWeek === index + 1,
  ]),
  ...HOURS.flatMap((hour): [string, Allows][] => [
    [clock(hour), (one) => hourOf(one) === hour && minuteOf(one) === 0],
    [`${hour}:30`, (one) => hourOf(one) % 12 === hour % 12 && minuteOf(one) === 30],
    [
      `at ${hour % 12 === 0 ? 12 : hour % 12}`,
      (one) => hourOf(one) % 12 === hour % 12 && minuteOf(one) === 0,
    ],
  ]),
  ...PLACES.flatMap((place, index): [string, Allows][] => [
    [`the ${place} one`, (one) => one.position === index + 1],
    [`option ${index + 1}`, (one) => one.position === index + 1],
    [`the ${place}`, (one) => one.position === index + 1],
    [`${index + 1}`, (one) => one.position === index + 1 || isAt(one, index + 1)],
  ]),
]

const AGREEING = ['yes', 'Yes please', 'sure', 'ok', 'sounds good', 'that works', 'works for me', 'book it']
const AROUND = [
  'works',
  'is good for me',
  "let's do",
  "I'll take",
  'please',
  'thanks',
  'Hi',
  'perfect',
  'then',
  'it is',
]
/** Words that are no answer; a reply with one of them is never accepted. */
const FOREIGN = [
  'work',
  'call me',
  'not',
  'or',
  'the',
  'at',
  'in a meeting',
  'next',
  'if',
  'so',
  'deal',
  '👎',
  '2-3pm',
]
const SEPARATORS = [' ', ', ', '. ', '\n', ' - ', '! ']

const ZONES = ['America/New_York', 'Europe/Stockholm', 'Pacific/Auckland', 'Asia/Kolkata']

const offers = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    starts: fc.uniqueArray(fc.integer({ min: 1, max: 24 * 14 }), { minLength: 1, maxLength: 6 }),
    split: fc.integer({ min: 0, max: 3 }),
    outcomes: fc.array(
      fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const),
      {
        minLength: 6,
        maxLength: 6,
      },
    ),
  })
  .map(({ zone, starts, split, outcomes }) =>
    starts.map((hours, index) =>
      offer(`offer-${index}`, index < split ? index + 1 : index - split + 1, plus(NOW, (hours * HOUR) / 2), {
        zone,
        messageId: index < split ? 'message-0' : 'message-1',
        outcome: outcomes[index] ?? 'open',
        settledAt: outcomes[index] === 'closed' ? NOW : null,
        expiresAt: plus(NOW, 24 * 10 * HOUR),
      }),
    ),
  )

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...SELECTING) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(...[...AGREEING, ...AROUND]).map((text): [string, null] => [text, null]),
  },
  { weight: 1, arbitrary: fc.constantFrom(...FOREIGN).map((text): [string, null] => [text, null]) },
)

const reply = fc
  .array(fc.tuple(piece, fc.constantFrom(...SEPARATORS)), { minLength: 1, maxLength: 5 })
  .map((pieces) => ({
    text: pieces.map(([[text], separator]) => text + separator).join(''),
    allowed: pieces.flatMap(([[, allows]]) => (allows ? [allows] : [])),
  }))

const answering = fc.constantFrom('message-0', 'message-1', 'message-1', 'message-1', 'another', null)

function read(text: string, seen: readonly Offer[], answered: string | null) {
  return readReply({ text, automatic: false, offers: seen, answering: answered, at: NOW })
}

test('an acceptance names one open offer that no selecting word of the reply contradicts', () => {
  let accepted = 0
  fc.assert(
    fc.property(offers, reply, answering, (seen, { text, allowed }, answered) => {
      const reading = read(text, seen, answered)
      expect(reading.offerId !== null).toBe(reading.intent === 'accept_offer')
      if (reading.offerId === null) return
      accepted++
      const chosen = seen.filter((one) => one.id === reading.offerId)
      expect(chosen.map((one) => isOpen(one, NOW))).toEqual([true])
      for (const allows of allowed) expect(chosen.every(allows)).toBe(true)
      // Whatever else was open and could be meant by the same words would make it a guess.
      const answers = seen.filter((one) => one.messageId === answered && isOpen(one, NOW))
      expect(answers.filter((one) => allowed.every((allows) => allows(one))).length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 5000, seed: 20261123 },
  )
  // The property would hold of a reader that accepts nothing.
  expect(accepted).toBeGreaterThan(100)
})

test('a condition, a question or a "not" around any reply leaves nothing accepted', () => {
  fc.assert(
    fc.property(offers, reply, answering, (seen, { text }, answered) => {
      for (const changed of [`${text} but not this week`, `${text} if you pay`, `${text} ?`, `not ${text}`]) {
        expect(read(changed, seen, answered).intent).not.toBe('accept_offer')
      }
    }),
    { numRuns: 2000, seed: 20261123 },
  )
})

test('a foreign word anywhere leaves nothing accepted', () => {
  const foreign = fc.tuple(reply, fc.constantFrom('cannot', 'moved', 'unless', 'Bob', '👎', '🙄'), reply)
  fc.assert(
    fc.property(offers, foreign, (seen, [before, word, after]) => {
      expect(read(`${before.text} ${word} ${after.text}`, seen, 'message-1').intent).not.toBe('accept_offer')
    }),
    { numRuns: 2000, seed: 20261123 },
  )
})

test('any text at all is read without an error, and never accepted without an offer', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        reply.map(({ text }) => text),
      ),
      (text) => {
        expect(read(text, [], 'message-1').intent).not.toBe('accept_offer')
      },
    ),
    { numRuns: 2000, seed: 20261123 },
  )
})
