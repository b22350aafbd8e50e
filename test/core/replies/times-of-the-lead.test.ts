import { describe, expect, test } from 'vitest'
import { readReply } from '../../../core/replies/read-reply'
import { NEW_YORK, NOW } from '../../support/fixtures'
import { TWO } from './offer-sets'

/** Read on Monday, November 23, 2026, 9:00 in New York. */
function read(text: string, known: { zone?: string | null; at?: string } = {}) {
  const reply = { automatic: false, offers: TWO, answering: 'message-1', at: NOW, eitherTakesFirst: false }
  return readReply({ ...reply, text, zone: NEW_YORK, ...known })
}

describe('a time of the lead’s own is a proposal in its zone (R6)', () => {
  test.each([
    ['Can we do Thursday at 3pm?', '2026-11-26T20:00:00.000Z', '2026-11-26T20:00:00.000Z'],
    ['How about Friday at 11?', '2026-11-27T16:00:00.000Z', '2026-11-27T16:00:00.000Z'],
    ['How about Friday at 2?', '2026-11-27T19:00:00.000Z', '2026-11-27T19:00:00.000Z'],
    ['Could we do Dec 3 at 15:00?', '2026-12-03T20:00:00.000Z', '2026-12-03T20:00:00.000Z'],
    ['Thursday at 3pm Pacific works better', '2026-11-26T23:00:00.000Z', '2026-11-26T23:00:00.000Z'],
    ['How about Thursday afternoon?', '2026-11-26T17:00:00.000Z', '2026-11-26T23:00:00.000Z'],
    ['Could we do Thursday between 1pm and 3pm?', '2026-11-26T18:00:00.000Z', '2026-11-26T20:00:00.000Z'],
    ['Would next Thursday suit you?', '2026-12-03T05:00:00.000Z', '2026-12-04T05:00:00.000Z'],
  ])('%s', (text, start, end) => {
    expect(read(text)).toMatchObject({ intent: 'propose_time', offerId: null, proposed: [{ start, end }] })
  })

  test('is not resolved while the zone is not known', () => {
    expect(read('Can we do Thursday at 3pm?', { zone: null })).toMatchObject({
      intent: 'propose_time',
      proposed: [],
    })
  })

  test('is never guessed where the clocks skip or repeat it', () => {
    const spring = { at: '2027-03-12T15:00:00.000Z' }
    expect(read('Could we do Sunday at 2:30am?', spring).proposed).toEqual([])
    const autumn = { at: '2027-11-05T15:00:00.000Z' }
    expect(read('Could we do Sunday at 1:30am?', autumn).proposed).toEqual([])
  })

  test('is no proposal where it is an open offer', () => {
    expect(read('Wednesday at 2pm works').intent).toBe('accept_offer')
  })
})

describe('a deferral names the day from which on to write again (F3)', () => {
  test.each([
    ['try me again in January', '2027-01-04'],
    ['reach out after the holidays', '2027-01-04'],
    ['circle back in March', '2027-03-01'],
    ['call me in two weeks', '2026-12-07'],
    ['check back mid-January please', '2027-01-15'],
    ['Can we circle back in Q2?', '2027-04-01'],
    ['next month', '2026-12-01'],
    ['swamped til after thanksgiving', '2026-11-30'],
    ['Could you circle back the week of January 11?', '2027-01-11'],
  ])('%s', (text, day) => {
    expect(read(text)).toMatchObject({ intent: 'defer', notBefore: day })
  })

  test('and none where the lead names none', () => {
    expect(read('bit swamped right now')).toMatchObject({ intent: 'defer', notBefore: null })
  })
})

describe('what a lead tells of itself', () => {
  test.each([
    ['dana@example.com', 'dana@example.com', null],
    ['My email is Dana@Example.com', 'dana@example.com', null],
    ['Eastern', null, 'America/New_York'],
    ['I’m in Denver', null, 'America/Denver'],
    ['London time', null, 'Europe/London'],
  ])('%s', (text, email, zone) => {
    expect(read(text)).toMatchObject({ intent: 'other', email, zone, confidence: 1 })
  })

  test.each([
    'My assistant is at pat@example.com',
    'a@example.com or b@example.com',
    'I am in a meeting',
    'at work',
  ])('not in %s', (text) => {
    expect(read(text)).toMatchObject({ email: null, zone: null })
  })

  test('is kept beside an acceptance', () => {
    expect(read('Tuesday at 10 works. My email is dana@example.com')).toMatchObject({
      offerId: 'tuesday',
      email: 'dana@example.com',
    })
  })
})

test('"either works" takes the first time only where the workspace says so (R3)', () => {
  const reply = {
    text: 'Either works for me',
    automatic: false,
    offers: TWO,
    answering: 'message-1',
    at: NOW,
  }
  expect(readReply({ ...reply, zone: NEW_YORK, eitherTakesFirst: false }).intent).toBe('ambiguous')
  expect(readReply({ ...reply, zone: NEW_YORK, eitherTakesFirst: true }).offerId).toBe('tuesday')
})
