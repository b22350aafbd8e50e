import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ago, dayAndTime, dayName, dayOf, zoneName } from '../../renderer/time'

beforeEach(() => {
  vi.setSystemTime('2026-11-23T15:00:00.000Z')
})
afterEach(() => {
  vi.useRealTimers()
})

describe('times in words', () => {
  it('name the year where it is not the present one of that zone', () => {
    expect(dayAndTime('2027-01-04T14:00:00.000Z', 'America/New_York')).toBe('Mon, Jan 4, 2027, 9:00 AM EST')
    expect(dayAndTime('2027-01-01T02:00:00.000Z', 'America/New_York')).toBe('Thu, Dec 31, 9:00 PM EST')
    expect(dayName('2025-11-24')).toBe('Mon, Nov 24, 2025')
    const now = Date.parse('2026-11-24T15:00:00.000Z')
    expect(ago('2025-11-03T15:00:00.000Z', now, 'America/New_York')).toBe('Nov 3, 2025')
  })

  it('always name the zone that they are meant in', () => {
    expect(dayAndTime('2026-11-24T15:00:00.000Z', 'America/New_York')).toBe('Tue, Nov 24, 10:00 AM EST')
    expect(dayAndTime('2026-11-24T15:00:00.000Z', 'Pacific/Auckland')).toBe('Wed, Nov 25, 4:00 AM NZDT')
  })

  it('keep Vancouver on UTC-7 after November 2026, whatever the runtime knows', () => {
    expect(dayAndTime('2026-10-15T17:00:00.000Z', 'America/Vancouver')).toContain('10:00 AM')
    expect(dayAndTime('2027-01-15T17:00:00.000Z', 'America/Vancouver')).toContain('10:00 AM')
    expect(zoneName('2027-01-15T17:00:00.000Z', 'America/Vancouver')).not.toBe('PST')
  })

  it('name the day of the zone, not of UTC', () => {
    expect(dayOf('2026-11-25T02:00:00.000Z', 'America/New_York')).toBe('2026-11-24')
    expect(dayName('2026-11-24')).toBe('Tue, Nov 24')
  })

  it('say how long ago something was', () => {
    const now = Date.parse('2026-11-24T15:00:00.000Z')
    const at = (instant: string) => ago(instant, now, 'America/New_York')
    expect(at('2026-11-24T14:59:30.000Z')).toBe('now')
    expect(at('2026-11-24T14:55:00.000Z')).toBe('5 min')
    expect(at('2026-11-24T11:30:00.000Z')).toBe('3 h')
    expect(at('2026-11-22T15:00:00.000Z')).toBe('2 d')
    expect(at('2026-11-03T15:00:00.000Z')).toBe('Nov 3')
  })
})
