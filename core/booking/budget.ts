import type { Attempt } from '../domain/attempt'
import type { Settings } from '../domain/settings'
import { DAY, HOUR, MINUTE, plus, type Instant } from '../domain/time'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'

export interface BudgetLeft {
  leftThisMinute: number
  leftThisHour: number
  leftToday: number
}

/**
 * How many bookings Calendly's plan still allows (C6). The attempts are the bucket: they are durable before the call,
 * so a restart forgets none. The windows slide.
 */
export function budgetLeft(store: Reader, now: Instant): BudgetLeft {
  const today = store.by('attempts', 'day', now.slice(0, 10))
  const yesterday = store.by('attempts', 'day', plus(now, -DAY).slice(0, 10))
  return leftOf(settingsOf(store).bookingBudget, [...yesterday, ...today], now)
}

function leftOf(budget: Settings['bookingBudget'], attempts: readonly Attempt[], now: Instant): BudgetLeft {
  const usedWithin = (window: number) => {
    const since = plus(now, -window)
    return attempts.filter(({ slot, startedAt }) => slot.provider === 'calendly' && startedAt > since).length
  }
  return {
    leftThisMinute: Math.max(0, budget.perMinute - usedWithin(MINUTE)),
    leftThisHour: Math.max(0, budget.perHour - usedWithin(HOUR)),
    leftToday: Math.max(0, budget.perDay - usedWithin(DAY)),
  }
}

export function isUsedUp(left: BudgetLeft): boolean {
  return Math.min(left.leftThisMinute, left.leftThisHour, left.leftToday) === 0
}
