import type { BookingTarget, Slot } from '../domain/slot'
import type { Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'

/** The free slots of one event type or calendar, each named once and in the order of time, as of `readAt`. */
export interface SlotReading {
  slots: Slot[]
  readAt: Instant
}

/**
 * The port behind which free slots are kept for offering (V2). Booking never trusts what is kept: it asks
 * `readFreeSlots`.
 */
export interface Availability {
  /**
   * What is known of an event type or calendar, asked now where nothing is kept or it is too old to be offered from.
   * `fresh` asks in any case. Who asks while a question is under way gets its answer.
   */
  read(target: BookingTarget, options?: { fresh?: boolean }): Promise<Outcome<SlotReading>>
  /** Asks again for what is in use and was not asked for in the last five minutes. */
  refresh(): Promise<void>
}
