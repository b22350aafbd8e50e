import { toInstant, type Clock, type Instant } from '../../core/domain/time'

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number

  constructor(start: Instant) {
    this.#now = Date.parse(start)
  }

  now(): number {
    return this.#now
  }

  get instant(): Instant {
    return toInstant(this.#now)
  }

  moveBy(milliseconds: number): void {
    this.#now += milliseconds
  }

  moveTo(instant: Instant): void {
    this.#now = Date.parse(instant)
  }
}
