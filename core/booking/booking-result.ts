import type { Appointment } from '../domain/appointment'
import type { Attempt, RefusalReason } from '../domain/attempt'

/** What became of an order to book. */
export type BookingResult =
  | { kind: 'booked'; attempt: Attempt; appointment: Appointment }
  | { kind: 'refused'; attempt: Attempt; reason: RefusalReason; message: string }
  /** The provider may or may not have booked; it is being looked up (B2). */
  | { kind: 'unknown'; attempt: Attempt; message: string }
  /** No provider was called. */
  | { kind: 'not_started'; message: string }

/** What became of an attempt: a provider was called. */
export type Settled = Exclude<BookingResult, { kind: 'not_started' }>
