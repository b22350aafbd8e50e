import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budgetLeft, isUsedUp } from '../../../core/booking/budget'
import { DAY, HOUR, MINUTE, plus, type Instant } from '../../../core/domain/time'
import type { Store } from '../../../core/store/store'
import { makeAttempt, makeSettings, makeSlot, NOW } from '../../support/fixtures'
import { asAfterCrash, newStore, openStore } from '../../support/stores'

/** A store whose budget is 10 a minute, 50 an hour, 100 a day, with a Calendly attempt at each of the moments. */
async function storeWith(moments: Instant[], known: Parameters<typeof makeAttempt>[0] = {}): Promise<Store> {
  const { store } = await newStore()
  await store.transact('test.put', (transaction) => {
    transaction.put('settings', makeSettings())
    for (const [index, startedAt] of moments.entries()) {
      transaction.put('attempts', makeAttempt({ id: `attempt-${index}`, startedAt, ...known }))
    }
  })
  return store
}

const times = (count: number, moment: Instant) => Array.from({ length: count }, () => moment)

test('all of it is left where nothing was booked', async () => {
  const left = budgetLeft(await storeWith([]), NOW)
  expect(left).toEqual({ leftThisMinute: 10, leftThisHour: 50, leftToday: 100 })
  expect(isUsedUp(left)).toBe(false)
})

describe('an attempt counts', () => {
  test.each([
    ['at once', 0, { leftThisMinute: 9, leftThisHour: 49, leftToday: 99 }],
    ['within its minute', MINUTE - 1, { leftThisMinute: 9, leftThisHour: 49, leftToday: 99 }],
    ['a minute later, for the hour', MINUTE, { leftThisMinute: 10, leftThisHour: 49, leftToday: 99 }],
    ['within its hour', HOUR - 1, { leftThisMinute: 10, leftThisHour: 49, leftToday: 99 }],
    ['an hour later, for the day', HOUR, { leftThisMinute: 10, leftThisHour: 50, leftToday: 99 }],
    ['within 24 hours, so over midnight', DAY - 1, { leftThisMinute: 10, leftThisHour: 50, leftToday: 99 }],
    ['no more a day later', DAY, { leftThisMinute: 10, leftThisHour: 50, leftToday: 100 }],
  ])('%s', async (_, age, left) => {
    // Half an hour before midnight in UTC, so that the hour and the day slide over it.
    const startedAt = '2026-11-23T23:30:00.000Z'
    expect(budgetLeft(await storeWith([startedAt]), plus(startedAt, age))).toEqual(left)
  })

  test.each(['calling', 'booked', 'refused', 'unknown'] as const)('though it is %s', async (state) => {
    expect(budgetLeft(await storeWith([NOW], { state }), NOW).leftThisMinute).toBe(9)
  })

  test('not when it was for another provider', async () => {
    const store = await storeWith([NOW], { slot: makeSlot(NOW, { provider: 'ghl', targetId: 'calendar-1' }) })
    expect(budgetLeft(store, NOW)).toEqual({ leftThisMinute: 10, leftThisHour: 50, leftToday: 100 })
  })

  test('after a restart too', async () => {
    const { store, folder } = await newStore()
    await store.transact('test.put', (transaction) => {
      transaction.put('settings', makeSettings())
      transaction.put('attempts', makeAttempt())
    })
    const again = await openStore(await asAfterCrash(folder))
    expect(budgetLeft(again, NOW)).toEqual({ leftThisMinute: 9, leftThisHour: 49, leftToday: 99 })
  })
})

describe('the budget is used up', () => {
  test.each([
    ['by ten in a minute', times(10, NOW), MINUTE],
    ['by fifty in an hour', times(50, plus(NOW, -10 * MINUTE)), 50 * MINUTE],
    ['by a hundred in a day', times(100, plus(NOW, -2 * HOUR)), 22 * HOUR],
  ])('%s, until they are old enough', async (_, moments, until) => {
    const store = await storeWith(moments)
    expect(isUsedUp(budgetLeft(store, NOW))).toBe(true)
    expect(isUsedUp(budgetLeft(store, plus(NOW, until - 1)))).toBe(true)
    expect(isUsedUp(budgetLeft(store, plus(NOW, until)))).toBe(false)
  })

  test('and never less than that', async () => {
    const left = budgetLeft(await storeWith(times(120, NOW)), NOW)
    expect(left).toEqual({ leftThisMinute: 0, leftThisHour: 0, leftToday: 0 })
  })

  test('by as many as the settings say', async () => {
    const store = await storeWith([NOW])
    await store.transact('test.put', (transaction) => {
      transaction.put('settings', makeSettings({ bookingBudget: { perMinute: 1, perHour: 2, perDay: 3 } }))
    })
    expect(budgetLeft(store, NOW)).toEqual({ leftThisMinute: 0, leftThisHour: 1, leftToday: 2 })
  })
})

test('the windows slide: what is left is what the last minute, hour and 24 hours leave', async () => {
  const ages = fc.array(fc.integer({ min: 0, max: 2 * DAY }), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 0, max: DAY }), async (ages, offset) => {
      const now = plus(NOW, offset)
      const store = await storeWith(ages.map((age) => plus(now, -age)))
      const within = (window: number) => ages.filter((age) => age < window).length
      expect(budgetLeft(store, now)).toEqual({
        leftThisMinute: Math.max(0, 10 - within(MINUTE)),
        leftThisHour: Math.max(0, 50 - within(HOUR)),
        leftToday: Math.max(0, 100 - within(DAY)),
      })
      await store.close()
    }),
    { numRuns: 50 },
  )
})
