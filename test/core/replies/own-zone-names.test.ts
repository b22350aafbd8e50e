import { describe, expect, test } from 'vitest'
import { listed } from '../../../core/conversations/offer-text'
import { HOUR, plus, type Zone } from '../../../core/domain/time'
import { fromWallClock } from '../../../core/domain/zoned-time'
import { readReply } from '../../../core/replies/read-reply'
import { Temporal } from 'temporal-polyfill'
import { offer } from './offer-sets'

/** Zones whose short names English has, on the days of a summer and of a winter. */
const NAMED: Zone[] = [
  'America/New_York',
  'America/Phoenix',
  'America/Halifax',
  'America/Puerto_Rico',
  'Pacific/Honolulu',
  'America/Anchorage',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/Helsinki',
  'Europe/Athens',
  'Pacific/Auckland',
  'Australia/Sydney',
  'Australia/Brisbane',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Australia/Perth',
]
/** Zones whose names are words of other places too, or offsets: they may take a person, but never another time. */
const OTHERS: Zone[] = [
  'Europe/Lisbon',
  'Asia/Kolkata',
  'Africa/Johannesburg',
  'America/Sao_Paulo',
  'Asia/Tokyo',
]

/** 9, 10 and 11 in the morning of one day. */
function morning(zone: Zone, day: string) {
  return [9, 10, 11].map((hour, index) => {
    const start = fromWallClock(Temporal.PlainDate.from(day).toPlainDateTime({ hour }), zone)
    if (!start) throw new Error('this hour is not there')
    return offer(`at-${String(hour)}`, index + 1, start, { zone, expiresAt: plus(start, -HOUR) })
  })
}

function readLine(zone: Zone, day: string, index: number, words: (line: string) => string) {
  const offers = morning(zone, day)
  const line =
    listed(
      offers.map(({ slot }) => slot),
      zone,
    )
      .split('\n')
      [index]?.replace(/^\d\) /, '') ?? ''
  const at = plus(offers[0]?.slot.start ?? '', -48 * HOUR)
  return readReply({
    text: words(line),
    automatic: false,
    offers: offers.map((one) => ({ ...one, offeredAt: plus(at, -HOUR) })),
    answering: 'message-1',
    at,
    eitherTakesFirst: false,
    zone,
  })
}

describe('a zone’s name that other zones have too', () => {
  const reading = (text: string, zone: Zone, starts: string[], at: string) =>
    readReply({
      text,
      automatic: false,
      offers: starts.map((start, index) =>
        offer(`offer-${String(index + 1)}`, index + 1, start, {
          zone,
          offeredAt: at,
          expiresAt: '2027-12-31T00:00:00.000Z',
        }),
      ),
      answering: 'message-1',
      at,
      eitherTakesFirst: false,
      zone,
    })

  test.each<[string, Zone, string]>([
    ['10am AEST works', 'Australia/Sydney', '2027-01-13T00:00:00.000Z'],
    ['10am ACST works', 'Australia/Adelaide', '2027-01-13T00:30:00.000Z'],
    ['10am Mountain works', 'America/Denver', '2027-07-07T17:00:00.000Z'],
    ['10am Pacific works', 'America/Los_Angeles', '2027-01-13T17:00:00.000Z'],
  ])('“%s” in %s does not accept the only offer, an hour away', (text, zone, start) => {
    expect(reading(text, zone, [start], plus(start, -48 * HOUR)).offerId).toBeNull()
  })

  test.each<[string, Zone, string, string[]]>([
    [
      'Can we do Thursday at 5am AEST?',
      'Australia/Brisbane',
      '2027-01-11T02:00:00.000Z',
      ['2027-01-13T19:00:00.000Z'],
    ],
    [
      'Can we do Thursday at 3pm CST?',
      'America/Mexico_City',
      '2027-07-05T15:00:00.000Z',
      ['2027-07-08T21:00:00.000Z'],
    ],
    [
      'Can we do Thursday at 3pm MST?',
      'America/Phoenix',
      '2027-07-05T15:00:00.000Z',
      ['2027-07-08T22:00:00.000Z'],
    ],
    ['Can we do Thursday at 3pm EST?', 'America/New_York', '2027-07-05T15:00:00.000Z', []],
    [
      'Can we do Thursday at 3pm EST?',
      'America/New_York',
      '2027-01-11T15:00:00.000Z',
      ['2027-01-14T20:00:00.000Z'],
    ],
  ])('“%s” in %s is a time by the lead’s own clock, or has to be asked', (text, zone, at, starts) => {
    const { offerId, proposed } = reading(text, zone, [plus(at, 24 * HOUR)], at)
    expect([offerId, proposed.map(({ start }) => start)]).toEqual([null, starts])
  })
})

const DAYS = ['2026-12-02', '2027-07-07']
const SAYINGS = [
  (line: string) => `${line} works`,
  (line: string) => `${line.slice(line.lastIndexOf(', ') + 2)} works for me`,
]

describe.each(DAYS)('a lead who repeats a time as it was offered for %s', (day) => {
  test.each(NAMED)('means that one, in %s', (zone) => {
    for (const words of SAYINGS)
      for (const index of [0, 1, 2]) {
        const reading = readLine(zone, day, index, words)
        expect(reading).toMatchObject({ intent: 'accept_offer', offerId: `at-${String(9 + index)}` })
      }
  })

  test.each(OTHERS)('never means another one, in %s', (zone) => {
    for (const words of SAYINGS)
      for (const index of [0, 1, 2]) {
        const { offerId } = readLine(zone, day, index, words)
        expect([null, `at-${String(9 + index)}`]).toContain(offerId)
      }
  })
})
