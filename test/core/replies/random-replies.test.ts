import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, type Offer } from '../../../core/domain/offer'
import { HOUR, plus } from '../../../core/domain/time'
import { inZone } from '../../../core/domain/zoned-time'
import { readReply } from '../../../core/replies/read-reply'
import { replyOnly } from '../../../core/replies/reply-only'
import { NEW_YORK, NOW } from '../../support/fixtures'
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
/** Words that are no answer. */
const FOREIGN = [
  'work',
  'call me',
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
  return readReply({
    text,
    automatic: false,
    offers: seen,
    answering: answered,
    at: NOW,
    zone: NEW_YORK,
    eitherTakesFirst: false,
  })
}

const TIME_LIMIT = 120_000

/** How many cases each property is tried with; the seed keeps a run repeatable. */
const RUNS = { numRuns: 10_000, seed: 20261124 }

test(
  'an acceptance names one open offer that no selecting word of the reply contradicts',
  () => {
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
      RUNS,
    )
    // The property would hold of a reader that accepts nothing.
    expect(accepted).toBeGreaterThan(200)
  },
  TIME_LIMIT,
)

const TRAPS = [
  ' but not this week',
  ', but only by phone',
  ' if you pay',
  '. If my boss agrees',
  ' unless it rains',
  ' ?',
  '. Wait, no',
  '. Scratch that',
  '. Actually no',
  ', maybe',
  '. Let me check with my wife first',
  '. Not really',
  ' 👎',
]

test(
  'a trap behind any reply leaves nothing accepted',
  () => {
    fc.assert(
      fc.property(offers, reply, answering, fc.constantFrom(...TRAPS), (seen, { text }, answered, trap) => {
        expect(read(text.trim() + trap, seen, answered).intent).not.toBe('accept_offer')
      }),
      RUNS,
    )
  },
  TIME_LIMIT,
)

test(
  'a word that doubts leaves nothing accepted, wherever it stands',
  () => {
    const doubted = fc.tuple(
      reply,
      fc.constantFrom('moved', 'unless', 'instead', 'cancel', '👎', '🙄'),
      reply,
    )
    fc.assert(
      fc.property(offers, doubted, (seen, [before, word, after]) => {
        expect(read(`${before.text} ${word} ${after.text}`, seen, 'message-1').intent).not.toBe(
          'accept_offer',
        )
      }),
      RUNS,
    )
  },
  TIME_LIMIT,
)

const GREETINGS = [
  '',
  'Hi Sam,\n\n',
  'Dear Ms Fielding,\n\n',
  'Good morning Sam,\n',
  'Hello,\n\nhope you are well.\n\n',
]
const SIGNATURES = [
  '',
  '\n\nBest,\nDana',
  '\n\nKind regards,\n\nDana Whitlock\nOperations Manager | Acme Ltd\nT: 020 5550 0117\nOffice hours: Mon-Fri 9-5',
  '\n\nSent from my iPhone',
  '\n\n--\nDana Whitlock\nTuesday to Friday, 10 AM – 3 PM',
  '\n\nMit freundlichen Grüßen\nDana Whitlock',
]
const OFFER_TEXT = [
  'Hi Dana, would one of these suit you?',
  '1) Tue, Nov 24, 10:00 AM EST',
  '2) Wed, Nov 25, 2:00 PM EST',
  'Yes or no?',
]
const HISTORIES = [
  '',
  `\n\nOn Mon, Nov 23, 2026 at 9:00 AM Sam Fielding <sam@example.com> wrote:\n\n${OFFER_TEXT.map((line) => `> ${line}`).join('\n')}`,
  `\n\nOn Mon, 23 Nov 2026 at 09:00, Samantha Fielding-Rhodes <samantha@mail.example.com>\nwrote:\n\n${OFFER_TEXT.map((line) => `> ${line}`).join('\n')}`,
  `\n\n________________________________\nFrom: Sam Fielding <sam@example.com>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Dana\nSubject: Call\n\n${OFFER_TEXT.join('\n')}`,
  `\n\n-----Original Message-----\nFrom: Sam Fielding\nSent: Monday\n\n${OFFER_TEXT.join('\n')}`,
  `\n\nAm Mo., 23. Nov. 2026 um 15:00 Uhr schrieb Sam Fielding <sam@example.com>:\n${OFFER_TEXT.map((line) => `> ${line}`).join('\n')}`,
]

test(
  'a greeting, a signature and a quoted offer never change what is chosen',
  () => {
    const dressed = fc.tuple(
      fc.constantFrom(...GREETINGS),
      reply,
      fc.constantFrom(...SIGNATURES),
      fc.constantFrom(...HISTORIES),
    )
    let accepted = 0
    fc.assert(
      fc.property(offers, dressed, (seen, [greeting, { text }, signature, history]) => {
        const bare = read(replyOnly(text.trim()).replyText, seen, 'message-1')
        const mail = replyOnly(`${greeting}${text.trim()}${signature}${history}`)
        expect(read(mail.replyText, seen, 'message-1').offerId).toBe(bare.offerId)
        if (bare.offerId !== null) accepted++
      }),
      RUNS,
    )
    expect(accepted).toBeGreaterThan(200)
  },
  TIME_LIMIT,
)

test(
  'any text at all is read without an error, and never accepted without an offer',
  () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          reply.map(({ text }) => text),
        ),
        (text) => {
          expect(read(replyOnly(text).replyText, [], 'message-1').intent).not.toBe('accept_offer')
        },
      ),
      RUNS,
    )
  },
  TIME_LIMIT,
)
