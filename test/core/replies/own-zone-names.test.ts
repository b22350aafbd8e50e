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
