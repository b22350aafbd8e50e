/** How a window stands. */
export interface RateStanding {
  limit: number
  remaining: number
  secondsUntilReset: number
}

/** A fixed window that counts calls. */
export interface RateWindow {
  /** Counts one call; false when the limit was used up before it. */
  take(): boolean
  look(): RateStanding
}

/** @param lengthMs how long a window lasts, in milliseconds of the given clock */
export function createRateWindow(limit: number, lengthMs: number, now: () => number): RateWindow {
  let startedAt = now()
  let used = 0
  const turn = (): void => {
    if (now() - startedAt < lengthMs) return
    startedAt = now()
    used = 0
  }
  return {
    take: () => {
      turn()
      if (used >= limit) return false
      used += 1
      return true
    },
    look: () => {
      turn()
      const secondsUntilReset = Math.ceil((startedAt + lengthMs - now()) / 1000)
      return { limit, remaining: limit - used, secondsUntilReset }
    },
  }
}
