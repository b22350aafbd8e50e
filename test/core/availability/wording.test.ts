import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dayIn, operatorTime, wordTime } from '../../../core/availability/wording'
import { toInstant } from '../../../core/domain/time'

describe('a time is worded', () => {
  test.each([
    ['2026-11-24T15:00:00.000Z', 'America/New_York', 'Tue, Nov 24, 10:00 AM EST'],
    ['2026-07-01T18:30:00.000Z', 'America/New_York', 'Wed, Jul 1, 2:30 PM EDT'],
    ['2026-11-25T05:00:00.000Z', 'America/New_York', 'Wed, Nov 25, 12:00 AM EST'],
    ['2026-11-24T17:00:00.000Z', 'America/New_York', 'Tue, Nov 24, 12:00 PM EST'],
    ['2026-12-31T23:30:00.000Z', 'America/New_York', 'Thu, Dec 31, 6:30 PM EST'],
    ['2026-12-31T23:30:00.000Z', 'Pacific/Auckland', 'Fri, Jan 1, 12:30 PM NZDT'],
    ['2026-11-24T15:00:00.000Z', 'UTC', 'Tue, Nov 24, 3:00 PM UTC'],
    // The day after clocks fell back, and the last one before.
    ['2026-11-02T14:00:00.000Z', 'America/New_York', 'Mon, Nov 2, 9:00 AM EST'],
    ['2026-10-31T13:00:00.000Z', 'America/New_York', 'Sat, Oct 31, 9:00 AM EDT'],
    // The last minute before London's clocks fall back, the hour that they repeat, and the minute they spring over.
    ['2026-10-25T00:59:00.000Z', 'Europe/London', 'Sun, Oct 25, 1:59 AM BST'],
    ['2026-10-25T01:00:00.000Z', 'Europe/London', 'Sun, Oct 25, 1:00 AM GMT'],
    ['2027-03-28T00:59:00.000Z', 'Europe/London', 'Sun, Mar 28, 12:59 AM GMT'],
    ['2027-03-28T01:00:00.000Z', 'Europe/London', 'Sun, Mar 28, 2:00 AM BST'],
    // Auckland springs forward in September and falls back in April.
    ['2026-09-26T13:59:00.000Z', 'Pacific/Auckland', 'Sun, Sep 27, 1:59 AM NZST'],
    ['2026-09-26T14:00:00.000Z', 'Pacific/Auckland', 'Sun, Sep 27, 3:00 AM NZDT'],
    ['2027-04-03T13:59:00.000Z', 'Pacific/Auckland', 'Sun, Apr 4, 2:59 AM NZDT'],
    ['2027-04-03T14:00:00.000Z', 'Pacific/Auckland', 'Sun, Apr 4, 2:00 AM NZST'],
  ])('%s in %s: %s', (instant, zone, words) => {
    expect(wordTime(instant, zone)).toBe(words)
  })

  test('by Vancouver’s clock as it is from November 2026 on, with a zone', () => {
    expect(wordTime('2026-10-30T17:00:00.000Z', 'America/Vancouver')).toBe('Fri, Oct 30, 10:00 AM PDT')
    expect(wordTime('2026-11-24T17:00:00.000Z', 'America/Vancouver')).toMatch(/^Tue, Nov 24, 10:00 AM \S+$/)
    // The night in which older data still falls back.
    expect(wordTime('2026-11-01T08:30:00.000Z', 'America/Vancouver')).toMatch(/^Sun, Nov 1, 1:30 AM \S+$/)
    expect(wordTime('2026-11-01T09:30:00.000Z', 'America/Vancouver')).toMatch(/^Sun, Nov 1, 2:30 AM \S+$/)
    expect(wordTime('2027-01-15T20:00:00.000Z', 'America/Vancouver')).toMatch(/^Fri, Jan 15, 1:00 PM \S+$/)
  })

  test('always with the zone at its end, and in characters that every phone shows', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const time = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) })
    fc.assert(
      fc.property(zone, time, (zone, time) => {
        const words = wordTime(toInstant(time), zone)
        expect(words).toMatch(/^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, \d{1,2}:\d{2} [AP]M [A-Z][A-Z0-9+:-]*$/)
      }),
      { numRuns: 1000 },
    )
  })
})

test('without the narrow space that newer runtimes put before AM and PM', () => {
  const prototype = Intl.DateTimeFormat.prototype
  const here = Object.getOwnPropertyDescriptor(prototype, 'format')
  onTestFinished(() => {
    Object.defineProperty(prototype, 'format', here ?? {})
  })
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    value: function (this: Intl.DateTimeFormat, time: number) {
      const text = this.formatToParts(time).map(({ value }) => value)
      return text.join('').replace(/ (?=[AP]M$)/, '\u202f')
    },
  })
  expect(new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: 'UTC' }).format(0)).toBe(
    '12:00\u202fAM',
  )
  expect(wordTime('2026-11-24T15:00:00.000Z', 'America/New_York')).toBe('Tue, Nov 24, 10:00 AM EST')
})

describe('for the operator, a time is worded on the workspace’s clock', () => {
  const start = '2026-11-30T18:00:00.000Z'
  const inZone = (name: string) => ({ firstName: 'Priya', zone: { name, source: 'operator' as const } })

  test.each([
    ['America/New_York', 'Mon, Nov 30, 1:00 PM EST'],
    ['America/Toronto', 'Mon, Nov 30, 1:00 PM EST'],
    ['America/Chicago', 'Mon, Nov 30, 1:00 PM EST (12:00 PM CST for Priya)'],
    ['Pacific/Auckland', 'Mon, Nov 30, 1:00 PM EST (Tue, Dec 1, 7:00 AM NZDT for Priya)'],
  ])('with the lead’s beside it where that is another: %s', (zone, worded) => {
    expect(operatorTime('America/New_York', inZone(zone))(start)).toBe(worded)
  })

  test('alone where the lead’s zone is not known, and for nobody in particular', () => {
    const unknown = operatorTime('America/New_York', { firstName: 'Priya', zone: null })
    expect(unknown(start)).toBe('Mon, Nov 30, 1:00 PM EST')
    expect(operatorTime('America/New_York', undefined)(start)).toBe('Mon, Nov 30, 1:00 PM EST')
  })

  test('and a lead without a name is the lead', () => {
    const nameless = { firstName: '', zone: { name: 'America/Chicago', source: 'message' as const } }
    expect(operatorTime('America/New_York', nameless)(start)).toContain('(12:00 PM CST for the lead)')
  })
})

test('the day is the one on the zone’s calendar', () => {
  expect(dayIn('2026-12-31T23:30:00.000Z', 'America/New_York')).toBe('2026-12-31')
  expect(dayIn('2026-12-31T23:30:00.000Z', 'Pacific/Auckland')).toBe('2027-01-01')
  expect(dayIn('2026-11-24T04:59:00.000Z', 'America/New_York')).toBe('2026-11-23')
})
