import { DAY, MINUTE } from '../shared/open-hours'
import type { CalendlySandboxState } from './state'

/** The caps on POST /invitees (A3): so many a minute, an hour and a day. The day and hour caps show in no header. */
export function createBookingCaps(state: CalendlySandboxState, now: () => number): { take(): boolean } {
  const { limits, bookingCalls } = state
  return {
    take: () => {
      const oldest = bookingCalls.findIndex((at) => at > now() - DAY)
      bookingCalls.splice(0, oldest < 0 ? bookingCalls.length : oldest)
      const within = (ms: number): number => bookingCalls.filter((at) => at > now() - ms).length
      const allowed =
        within(MINUTE) < limits.bookingsPerMinute &&
        within(60 * MINUTE) < limits.bookingsPerHour &&
        within(DAY) < limits.bookingsPerDay
      if (allowed) bookingCalls.push(now())
      return allowed
    },
  }
}
