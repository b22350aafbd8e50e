import { describe, expect, test } from 'vitest'
import { outsideBookableTime } from '../../../core/availability/free-slots'
import { DAY, MINUTE, plus } from '../../../core/domain/time'
import { makeSettings, makeSlot, NOW } from '../../support/fixtures'

const settings = makeSettings({ minimumNoticeMinutes: 120, lookAheadDays: 14 })
const outside = (millisecondsAway: number, known = settings) =>
  outsideBookableTime(makeSlot(plus(NOW, millisecondsAway)), known, NOW)

describe('a slot is bookable by its time', () => {
  test('from the minimum notice on, up to the horizon', () => {
    expect(outside(120 * MINUTE - 1)).toBe('The time is less than 120 minutes away.')
    expect(outside(120 * MINUTE)).toBeNull()
    expect(outside(14 * DAY - 1)).toBeNull()
    expect(outside(14 * DAY)).toBe('The time is more than 14 days away.')
  })

  test('never when it has passed, even where no notice is asked for', () => {
    const atOnce = makeSettings({ minimumNoticeMinutes: 0 })
    expect(outside(-MINUTE, atOnce)).toBe('The time has passed.')
    expect(outside(0, atOnce)).toBe('The time has passed.')
    expect(outside(1, atOnce)).toBeNull()
  })
})
