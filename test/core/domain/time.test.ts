import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, epoch, instantSchema, isZone, plus, toInstant, zoneSchema } from '../../../core/domain/time'

describe('an instant', () => {
  test.each([
    ['2026-11-24T15:00:00Z', '2026-11-24T15:00:00.000Z'],
    ['2026-11-24T15:00:00.123456Z', '2026-11-24T15:00:00.123Z'],
    ['2026-11-24T10:00:00-05:00', '2026-11-24T15:00:00.000Z'],
    ['2026-11-24T20:30:00+0530', '2026-11-24T15:00:00.000Z'],
    ['2026-11-25T00:30:00+13:00', '2026-11-24T11:30:00.000Z'],
    ['2026-11-24 15:00:00z', '2026-11-24T15:00:00.000Z'],
    [Date.UTC(2026, 10, 24, 15), '2026-11-24T15:00:00.000Z'],
  ])('%s has one form, %s', (time, instant) => {
    expect(toInstant(time)).toBe(instant)
    expect(instantSchema.parse(toInstant(time))).toBe(instant)
  })

  test.each([
    '2026-11-24T15:00:00',
    '2026-11-24',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    'May 1 -0500',
    'Tue, 24 Nov 2026 15:00:00 +0000',
    '',
    'Z',
    Number.NaN,
  ])('%j is none', (time) => {
    expect(() => toInstant(time)).toThrow(RangeError)
  })

  test.each([
    '2026-11-24T15:00:00Z',
    '2026-11-24T15:00:00.000+00:00',
    '2026-11-24T15:00:00.000',
    '2026-11-24',
  ])('%s is not the form that is kept, since `<` would not compare it in time', (text) => {
    expect(instantSchema.safeParse(text).success).toBe(false)
  })

  test('compares as text as it does in time, and adds up', () => {
    const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) })
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(toInstant(a) < toInstant(b)).toBe(a < b)
        expect(epoch(toInstant(a))).toBe(a)
        expect(plus(toInstant(a), b - a)).toBe(toInstant(b))
      }),
    )
    expect(plus('2026-12-31T23:00:00.000Z', DAY)).toBe('2027-01-01T23:00:00.000Z')
  })
})

describe('a zone', () => {
  test.each(['America/New_York', 'Pacific/Auckland', 'UTC', 'Etc/GMT+7', 'America/Argentina/Buenos_Aires'])(
    'is %s',
    (name) => {
      expect(isZone(name)).toBe(true)
    },
  )

  test.each([
    '',
    'Mars/Olympus',
    '+05:30',
    'Eastern Time',
    'America/New_York ',
    'GMT+25',
    '../etc/localtime',
  ])('is not %j', (name) => {
    expect(isZone(name)).toBe(false)
    expect(zoneSchema.safeParse(name).success).toBe(false)
  })
})
