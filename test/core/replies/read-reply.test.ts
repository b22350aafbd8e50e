import { describe, expect, test } from 'vitest'
import type { Offer } from '../../../core/domain/offer'
import { isCourtesy } from '../../../core/replies/courtesy'
import { readReply } from '../../../core/replies/read-reply'
import { NEW_YORK, NOW } from '../../support/fixtures'
import { ACCEPT_TUESDAY, ACCEPT_WEDNESDAY, PLAIN_YES } from './accepted-replies'
import { DECEMBER, offer, ONE, SETS, THREE, TWO } from './offer-sets'
import { REFUSED } from './refused-replies'

function read(
  text: string,
  offers: readonly Offer[] = TWO,
  known: { answering?: string | null; at?: string } = {},
) {
  return readReply({
    text,
    automatic: false,
    offers,
    answering: 'message-1',
    at: NOW,
    zone: NEW_YORK,
    eitherTakesFirst: false,
    ...known,
  })
}

describe('an acceptance names the one offer that it means', () => {
  test.each([
    ...ACCEPT_TUESDAY.map((text) => [text, 'tuesday']),
    ...ACCEPT_WEDNESDAY.map((text) => [text, 'wednesday']),
  ])('%s', (text, id) => {
    const reading = read(text)
    expect([reading.intent, reading.offerId, reading.confidence]).toEqual(['accept_offer', id, 0.98])
    expect(reading.evidence.length).toBeGreaterThan(0)
    for (const words of reading.evidence) expect(text).toContain(words)
  })
})

describe.each(SETS)('nothing is accepted of %s', (_, offers) => {
  describe.each(Object.entries(REFUSED))('%s', (_why, texts) => {
    test.each(texts)('%s', (text) => {
      const reading = read(text, offers)
      expect(reading.intent).not.toBe('accept_offer')
      expect(reading.offerId).toBeNull()
      expect(reading.explanation).not.toBe('')
      expect(isCourtesy(reading)).toBe(false)
    })
  })
})

describe('a number with "at", a weekday or a clock time is an hour and no place', () => {
  test.each([
    'Wed at 2',
    'Wed 2',
    'Wed, 2',
    '2, Wednesday',
    '2 on Wednesday',
    'at 2',
    '@2',
    'Thursday at 3',
    'yes, at 1',
    'Tuesday at 1',
    'at two',
    '2 o’clock',
    '2:00',
    "let's do 2",
    'make it 2',
    'I can do 2',
    'I am free at 2',
    'see you at 2',
    'book me in for 2',
    '2 would be better',
    '2 then',
    '2 for me',
    "I'd like 2",
  ])('%s', (text) => {
    expect(read(text, THREE).intent).not.toBe('accept_offer')
  })

  test('alone it is ambiguous when place and hour are two offers', () => {
    const offers = [
      offer('at-two', 1, '2026-11-24T19:00:00.000Z'),
      offer('at-four', 2, '2026-11-25T21:00:00.000Z'),
    ]
    expect(read('2', offers).intent).toBe('ambiguous')
    expect(read('2', THREE).offerId).toBe('wednesday-10am')
    expect(read('3', THREE).intent).toBe('ambiguous')
    expect(read('2pm', offers).offerId).toBe('at-two')
    expect(read('at 2', offers).offerId).toBe('at-two')
  })

  test('"09:00" is never the evening', () => {
    const evening = [offer('evening', 1, '2026-11-25T02:00:00.000Z')]
    expect(read('at 9', evening).offerId).toBe('evening')
    expect(read('09:00', evening).intent).toBe('propose_time')
  })
})

describe('a place that may be a date', () => {
  const offers = [
    offer('december-2', 1, '2026-12-02T15:00:00.000Z'),
    offer('december-3', 2, '2026-12-03T15:00:00.000Z'),
  ].map((one) => ({ ...one, expiresAt: '2026-12-08T15:00:00.000Z' }))

  test.each(['the second', 'the second works', '2', '2 works'])(
    '%s is ambiguous when these are two offers',
    (text) => {
      expect(read(text, offers).intent).toBe('ambiguous')
    },
  )

  test.each(['the second one', 'option 2', '2nd option'])('%s is a place', (text) => {
    expect(read(text, offers).offerId).toBe('december-3')
  })

  test('a number beside a weekday is ambiguous when it is the date of another offer', () => {
    const weeks = [
      offer('december-2', 1, '2026-12-02T15:00:00.000Z'),
      offer('december-9', 2, '2026-12-09T19:00:00.000Z'),
    ]
    expect(read('Wed 2', weeks).intent).toBe('ambiguous')
    expect(read('Wed 2pm', weeks).offerId).toBe('december-9')
  })

  test('it is accepted when place and date are the same offer', () => {
    expect(read('the second', DECEMBER).offerId).toBe('december-2')
  })
})

describe('a bare yes', () => {
  test.each(PLAIN_YES)('%s accepts the only open offer', (text) => {
    expect(read(text, ONE)).toMatchObject({ intent: 'accept_offer', offerId: 'tuesday', confidence: 0.98 })
  })

  test.each(PLAIN_YES)('%s accepts nothing when two are open', (text) => {
    expect(read(text, TWO).intent).toBe('ambiguous')
  })

  test.each(PLAIN_YES)('%s accepts nothing when it answers a later message', (text) => {
    expect(read(text, ONE, { answering: 'brochure' }).intent).toBe('ambiguous')
    expect(read(text, ONE, { answering: null }).intent).toBe('ambiguous')
  })

  test('accepts until seven days after the offer and not later', () => {
    const old = ONE.map((one) => ({ ...one, offeredAt: '2026-11-16T14:00:00.000Z' }))
    expect(read('yes', old).intent).toBe('accept_offer')
    expect(read('yes', old, { at: '2026-11-23T14:00:00.001Z' }).intent).toBe('ambiguous')
  })

  test('accepts nothing when no offer is open', () => {
    expect(read('yes', []).intent).toBe('other')
    expect(read('yes', ONE, { at: '2026-11-24T15:00:00.000Z' }).intent).toBe('other')
    expect(
      read(
        'yes',
        ONE.map((one) => ({ ...one, outcome: 'closed' as const })),
      ).intent,
    ).toBe('other')
  })

  test('accepts nothing of a message that offered more, even when only one is left', () => {
    const left = TWO.map((one, index) => (index === 0 ? one : { ...one, outcome: 'closed' as const }))
    expect(read('yes', left).intent).toBe('ambiguous')
    expect(read('Tuesday', left).offerId).toBe('tuesday')
  })

  test('accepts nothing when an earlier offer is open too', () => {
    const earlier = offer('earlier', 1, '2026-11-27T15:00:00.000Z', { messageId: 'message-0' })
    expect(read('yes', [earlier, ...ONE]).intent).toBe('ambiguous')
  })
})

describe('what the reply answers', () => {
  test.each([
    '2',
    'the second one',
    'option 2',
    'Wednesday',
    'Wednesday works',
    '2pm',
    'at 2',
    'the 2pm one',
  ])('%s accepts nothing when it answers another message', (text) => {
    expect(read(text, TWO, { answering: 'how-many' }).intent).toBe('ambiguous')
    expect(read(text, TWO, { answering: null }).intent).toBe('ambiguous')
  })

  test('a day with its time may accept an earlier offer when it says that it is wanted', () => {
    expect(read('Wednesday at 2 works', TWO, { answering: 'hello' }).offerId).toBe('wednesday')
    expect(read('Wed 2pm please', TWO, { answering: 'hello' }).offerId).toBe('wednesday')
    expect(read('Wednesday at 2', TWO, { answering: 'hello' }).intent).toBe('ambiguous')
    expect(read('Yes, Wednesday at 2', TWO, { answering: 'hello' }).intent).toBe('ambiguous')
  })

  const later = [
    offer('friday', 1, '2026-11-27T15:00:00.000Z', { messageId: 'message-2' }),
    offer('wednesday-2', 2, '2026-12-02T19:00:00.000Z', {
      messageId: 'message-2',
      expiresAt: '2026-12-03T14:00:00.000Z',
    }),
  ]

  test('places, days and times are those of the message that it answers', () => {
    const both = [...TWO, ...later]
    expect(read('the first one', both, { answering: 'message-2' }).offerId).toBe('friday')
    expect(read('Wednesday', both, { answering: 'message-2' }).offerId).toBe('wednesday-2')
    expect(read('Tuesday', both, { answering: 'message-2' }).intent).toBe('propose_time')
    expect(read('Tuesday at 10 works', both, { answering: 'message-2' }).offerId).toBe('tuesday')
  })

  test('a day with its time that fits offers of two messages is ambiguous', () => {
    expect(read('Wednesday at 2 works', [...TWO, ...later], { answering: 'message-2' }).intent).toBe(
      'ambiguous',
    )
  })

  test('the same slot in two messages is one offer, of the message that it answers', () => {
    const again = TWO.map((one) => ({ ...one, id: `${one.id}-again`, messageId: 'message-2' }))
    expect(read('Wed at 2', [...TWO, ...again], { answering: 'message-2' }).offerId).toBe('wednesday-again')
  })
})

describe('offers that are no longer open', () => {
  const closed = TWO.map((one, index) => (index === 0 ? { ...one, outcome: 'closed' as const } : one))

  test('keep their place', () => {
    expect(read('the first one', closed).intent).toBe('ambiguous')
    expect(read('1', closed).intent).toBe('ambiguous')
    expect(read('the second one', closed).offerId).toBe('wednesday')
  })

  test('make a place that is also the hour of an open one ambiguous', () => {
    const offers = [
      offer('at-two', 1, '2026-11-24T19:00:00.000Z'),
      offer('gone', 2, '2026-11-25T21:00:00.000Z', { outcome: 'closed' }),
    ]
    expect(read('2', offers).intent).toBe('ambiguous')
  })

  test('are not replaced by another time of that day', () => {
    const offers = [
      offer('morning', 1, '2026-11-24T15:00:00.000Z', { outcome: 'closed' }),
      offer('afternoon', 2, '2026-11-24T20:00:00.000Z'),
    ]
    expect(read('Tuesday', offers).intent).toBe('ambiguous')
    expect(read('Tuesday at 10', offers).intent).toBe('ambiguous')
    expect(read('Tuesday at 3', offers).offerId).toBe('afternoon')
  })
})

test.each([
  ['Thursday works', 'propose_time'],
  ['Tuesday at 11', 'propose_time'],
  ['Wednesday at 10', 'ambiguous'],
  ['10pm', 'propose_time'],
  ['the fifth one', 'propose_time'],
  ['Tuesday or Wednesday', 'ambiguous'],
  ['Tuesday, Wednesday', 'ambiguous'],
])('%s fits no offer: %s', (text, intent) => {
  expect(read(text).intent).toBe(intent)
})

test('days and times are read in the zone in which each offer was worded', () => {
  // Wed, Nov 25, 8:00 AM in Auckland is Tuesday afternoon in New York.
  const start = '2026-11-24T19:00:00.000Z'
  const offers = [offer('auckland', 1, start, { zone: 'Pacific/Auckland' }), ...TWO.slice(1)]
  expect(read('wednesday at 8', offers).offerId).toBe('auckland')
  expect(read('tuesday', offers).intent).toBe('propose_time')
  expect(read('wednesday', offers).intent).toBe('ambiguous')
  expect(read('first', offers).offerId).toBe('auckland')
})

test('an automatic reply accepts nothing, whatever it names', () => {
  const reply = {
    text: 'Tuesday works',
    automatic: true,
    offers: TWO,
    answering: 'message-1',
    at: NOW,
    zone: NEW_YORK,
    eitherTakesFirst: false,
  }
  expect(readReply(reply).intent).toBe('automatic_reply')
})
