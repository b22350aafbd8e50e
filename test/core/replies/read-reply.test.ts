import { describe, expect, test } from 'vitest'
import type { Offer } from '../../../core/domain/offer'
import { readReply } from '../../../core/replies/read-reply'
import { replyOnly } from '../../../core/replies/reply-only'
import { makeOffer, makeSlot, NEW_YORK, NOW } from '../../support/fixtures'

/** Tue, Nov 24, 10:00 AM EST and Wed, Nov 25, 2:00 PM EST. */
const TWO: Offer[] = [
  makeOffer({ id: 'tuesday', position: 1, slot: makeSlot('2026-11-24T15:00:00.000Z') }),
  makeOffer({ id: 'wednesday', position: 2, slot: makeSlot('2026-11-25T19:00:00.000Z') }),
]

function read(text: string, offers: readonly Offer[] = TWO, zone: string | null = NEW_YORK) {
  return readReply({ text, automatic: false, offers, zone, now: NOW })
}

describe('an acceptance names the one offer that it means', () => {
  test.each([
    ['The second one works for me, thanks!', 'wednesday'],
    ['2nd please', 'wednesday'],
    ['option 2', 'wednesday'],
    ['#1', 'tuesday'],
    ['1', 'tuesday'],
    ['2', 'wednesday'],
    ['first', 'tuesday'],
    ['Tuesday works', 'tuesday'],
    ['wed', 'wednesday'],
    ['Let’s do Wednesday.', 'wednesday'],
    ['10am', 'tuesday'],
    ['10 a.m. is perfect', 'tuesday'],
    ['2:00 pm', 'wednesday'],
    ['14:00', 'wednesday'],
    ['at 10', 'tuesday'],
    ['Wednesday at 2', 'wednesday'],
    ['Yes, Tuesday at 10:00 AM please 👍', 'tuesday'],
    ['SOUNDS GOOD, TUESDAY', 'tuesday'],
  ])('%s', (text, offer) => {
    const reading = read(text)
    expect([reading.intent, reading.offerId]).toEqual(['accept_offer', offer])
    expect(reading.evidence.length).toBeGreaterThan(0)
  })
})

describe('nothing is accepted', () => {
  test.each([
    ['yes', 'two offers are open'],
    ['Tuesday or Wednesday', 'two days are named'],
    ['either works', 'it leaves the choice to us'],
    ['not Tuesday', 'it says no'],
    ['Tuesday does not work, Wednesday at 3 would', 'it says more than one thing'],
    ['not Tuesday, the other one', 'it says no'],
    ['Tuesday but later', 'it adds a condition'],
    ['Tuesday only if it is by phone', 'it adds a condition'],
    ['Tuesday at 11', 'no offer fits'],
    ['Thursday works', 'no offer fits'],
    ['Wednesday at 10', 'the day and the time contradict each other'],
    ['Tuesday?', 'it asks'],
    ['Does Tuesday work for you', 'it asks'],
    ['I am out until Tuesday', 'it is away'],
    ['the first week of March', 'it names another time'],
    ['2 of us will join', 'the number is a count'],
    ['1, sorry, 2', 'it corrects itself'],
    ['next Tuesday', 'it may be a week later'],
    ['the last one', 'which one is last is not certain'],
    ['no', 'it says no'],
    ['', 'it is empty'],
    ['👍', 'a sign is no word'],
    ['Thanks!', 'it says nothing'],
    ['call me at 555-0100', 'it is a number'],
    ['great', 'it may be politeness'],
  ])('%s (%s)', (text) => {
    const reading = read(text)
    expect(reading.intent).not.toBe('accept_offer')
    expect(reading.offerId).toBeNull()
    expect(reading.explanation).not.toBe('')
  })
})

describe('a bare yes', () => {
  const [only] = TWO
  const one = only ? [only] : []

  test.each(['yes', 'Yes please!', 'ok', 'sounds good', 'that works', 'Sure, see you then'])(
    '%s accepts the only open offer',
    (text) => {
      expect(read(text, one)).toMatchObject({ intent: 'accept_offer', offerId: 'tuesday' })
    },
  )

  test('accepts nothing more than seven days after the offer', () => {
    const old = one.map((offer) => ({ ...offer, offeredAt: '2026-11-16T13:59:59.000Z' }))
    expect(read('yes', old).intent).toBe('ambiguous')
  })

  test('accepts nothing when no offer is open', () => {
    expect(read('yes', []).intent).toBe('other')
  })
})

test('an ordinal means the place in the message, whatever became of the offers beside it', () => {
  const [, second] = TWO
  const left = second ? [second] : []
  expect(read('the first one', left).intent).not.toBe('accept_offer')
  expect(read('the second one', left).offerId).toBe('wednesday')
})

test('an ordinal that fits offers of two messages is ambiguous', () => {
  const later = makeOffer({
    id: 'later',
    position: 2,
    messageId: 'message-2',
    slot: makeSlot('2026-11-27T15:00:00.000Z'),
  })
  expect(read('the second one', [...TWO, later]).intent).toBe('ambiguous')
})

test('a number that may be a place or an hour is ambiguous when these are two offers', () => {
  const offers = [
    makeOffer({ id: 'at-two', position: 1, slot: makeSlot('2026-11-24T19:00:00.000Z') }),
    makeOffer({ id: 'at-four', position: 2, slot: makeSlot('2026-11-25T21:00:00.000Z') }),
  ]
  expect(read('2', offers).intent).toBe('ambiguous')
  expect(read('2pm', offers).offerId).toBe('at-two')
})

test('days and times are read in the lead’s zone, and not at all without one', () => {
  // Wed, Nov 25, 8:00 AM in Auckland is Tuesday afternoon in New York.
  const offers = [makeOffer({ id: 'auckland', slot: makeSlot('2026-11-24T19:00:00.000Z') }), ...TWO.slice(1)]
  expect(read('wednesday at 8', offers, 'Pacific/Auckland').offerId).toBe('auckland')
  expect(read('tuesday', offers, null).intent).toBe('ambiguous')
  expect(read('first', offers, null).offerId).toBe('auckland')
})

test('an automatic reply accepts nothing, whatever it names', () => {
  const reply = { text: 'Tuesday works', automatic: true, offers: TWO, zone: NEW_YORK, now: NOW }
  expect(readReply(reply).intent).toBe('automatic_reply')
})

test.each(['STOP', 'Stop.', 'unsubscribe'])('%s opts out', (text) => {
  expect(read(text).intent).toBe('opt_out')
})

test('quotes, forwards and signatures are not the lead’s words', () => {
  const quoted = 'Sorry, no.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Dana wrote:\n> 1) Tuesday 10:00 AM'
  expect(replyOnly(quoted)).toEqual({ replyText: 'Sorry, no.', automatic: false })
  expect(replyOnly('> Tuesday 10:00 AM').replyText).toBe('')
  expect(replyOnly('Fine\n-- \nLee, Tuesday Inc.').replyText).toBe('Fine')
  expect(replyOnly('Automatic reply: I am out of office until Tuesday').automatic).toBe(true)
})
