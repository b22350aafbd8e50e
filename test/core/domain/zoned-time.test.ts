import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { epoch, HOUR, MINUTE, plus, toInstant } from '../../../core/domain/time'
import {
  formatInZone,
  fromWallClock,
  inZone,
  zoneAbbreviation,
  zoneDataIsStale,
} from '../../../core/domain/zoned-time'

const at = (wallClock: string, zone: string) => fromWallClock(Temporal.PlainDateTime.from(wallClock), zone)

describe('a time on the wall is', () => {
  test.each([
    ['2026-11-24T10:00', 'America/New_York', '2026-11-24T15:00:00.000Z'],
    ['2026-07-01T10:00', 'America/New_York', '2026-07-01T14:00:00.000Z'],
    ['2027-01-01T00:00', 'Pacific/Auckland', '2026-12-31T11:00:00.000Z'],
    ['2026-12-31T23:59', 'America/Los_Angeles', '2027-01-01T07:59:00.000Z'],
    ['2026-11-24T00:00', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
  ])('%s in %s: %s', (wallClock, zone, instant) => {
    expect(at(wallClock, zone)).toBe(instant)
  })

  test('not guessed where a clock change skips it', () => {
    expect(at('2026-03-08T01:59', 'America/New_York')).toBe('2026-03-08T06:59:00.000Z')
    expect(at('2026-03-08T02:00', 'America/New_York')).toBeNull()
    expect(at('2026-03-08T02:30', 'America/New_York')).toBeNull()
    expect(at('2026-03-08T03:00', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z')
    expect(at('2026-09-27T02:30', 'Pacific/Auckland')).toBeNull()
  })

  test('not guessed where a clock change repeats it', () => {
    expect(at('2026-11-01T00:59', 'America/New_York')).toBe('2026-11-01T04:59:00.000Z')
    expect(at('2026-11-01T01:00', 'America/New_York')).toBeNull()
    expect(at('2026-11-01T01:30', 'America/New_York')).toBeNull()
    expect(at('2026-11-01T02:00', 'America/New_York')).toBe('2026-11-01T07:00:00.000Z')
    expect(at('2026-10-25T02:30', 'Europe/Berlin')).toBeNull()
  })

  test('the way back from what the wall shows, wherever it is an answer', () => {
    const zone = fc.constantFrom(
      'America/New_York',
      'America/Vancouver',
      'Pacific/Auckland',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
    )
    const minute = fc.integer({ min: Date.UTC(2026, 0) / MINUTE, max: Date.UTC(2028, 0) / MINUTE })
    fc.assert(
      fc.property(zone, minute, (zone, minutes) => {
        const instant = toInstant(minutes * MINUTE)
        const shown = inZone(instant, zone)
        expect([instant, null]).toContain(fromWallClock(shown, zone))
      }),
      { numRuns: 1000 },
    )
  })
})

describe.each(['America/Vancouver', 'Canada/Pacific', 'america/vancouver'])(
  '%s stays on UTC-7 from November 2026 on, whatever the runtime knows:',
  (zone) => {
    const offsetHours = (instant: string) =>
      (epoch(toInstant(`${inZone(instant, zone).toString()}Z`)) - epoch(instant)) / HOUR

    test.each([
      '2026-11-01T06:59:00.000Z',
      '2026-11-01T07:00:00.000Z',
      '2026-11-01T08:59:00.000Z',
      '2026-11-01T09:00:00.000Z',
      '2026-11-24T18:00:00.000Z',
      '2027-01-15T20:00:00.000Z',
      '2027-03-14T10:30:00.000Z',
      '2027-07-01T12:00:00.000Z',
    ])('at %s', (instant) => {
      expect(offsetHours(instant)).toBe(-7)
    })

    test('its clock neither skips nor repeats an hour', () => {
      expect(at('2026-11-01T01:30', zone)).toBe('2026-11-01T08:30:00.000Z')
      expect(at('2026-11-01T02:00', zone)).toBe('2026-11-01T09:00:00.000Z')
      expect(at('2027-03-14T02:30', zone)).toBe('2027-03-14T09:30:00.000Z')
      expect(at('2026-11-24T10:00', zone)).toBe('2026-11-24T17:00:00.000Z')
      for (let instant = '2026-11-01T06:00:00.000Z'; instant < '2026-11-01T12:00:00.000Z';) {
        expect(fromWallClock(inZone(instant, zone), zone)).toBe(instant)
        instant = plus(instant, 15 * MINUTE)
      }
    })

    test('earlier changes are as they were', () => {
      expect(offsetHours('2026-02-01T12:00:00.000Z')).toBe(-8)
      expect(at('2025-11-02T01:30', zone)).toBeNull()
    })

    test('words follow', () => {
      expect(formatInZone('2026-12-01T18:00:00.000Z', zone, { hour: 'numeric', hour12: false })).toBe('11')
    })
  },
)

test('no other zone is touched by what is known about Vancouver', () => {
  const hours = (zone: string) => inZone('2026-12-01T18:00:00.000Z', zone).hour
  expect([hours('America/Los_Angeles'), hours('America/Dawson_Creek'), hours('America/Tijuana')]).toEqual([
    10, 11, 10,
  ])
})

test('stale zone data is told by what Intl itself says of Vancouver', () => {
  const hour = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Vancouver',
    hour: 'numeric',
    hour12: false,
  }).format(Date.UTC(2027, 0, 15, 20))
  expect(zoneDataIsStale()).toBe(hour !== '13')
})

test('a zone has a short name, by the season', () => {
  expect(zoneAbbreviation('2026-11-24T15:00:00.000Z', 'America/New_York')).toBe('EST')
  expect(zoneAbbreviation('2026-07-01T15:00:00.000Z', 'America/New_York')).toBe('EDT')
  expect(zoneAbbreviation('2026-11-24T15:00:00.000Z', 'Pacific/Auckland')).toBe('NZDT')
  expect(zoneAbbreviation('2026-11-24T15:00:00.000Z', 'Europe/Berlin')).toBe('CET')
  expect(zoneAbbreviation('2026-11-24T15:00:00.000Z', 'America/Sao_Paulo')).toBe('GMT-3')
  expect(zoneAbbreviation('2026-11-24T15:00:00.000Z', 'UTC')).toBe('UTC')
})
