import type { Timers } from '../../../core/tunnel/tunnel'

/** Timers that go off only when a test moves the time. */
export class ManualTimers implements Timers {
  #now = 0
  readonly #waiting = new Set<{ at: number; then: () => void }>()

  after(milliseconds: number, then: () => void): () => void {
    const timer = { at: this.#now + milliseconds, then }
    this.#waiting.add(timer)
    return () => this.#waiting.delete(timer)
  }

  /** How long each that waits still has to wait, shortest first. */
  get pauses(): number[] {
    return [...this.#waiting].map(({ at }) => at - this.#now).sort((a, b) => a - b)
  }

  moveBy(milliseconds: number): void {
    this.#now += milliseconds
    for (const timer of [...this.#waiting].filter(({ at }) => at <= this.#now)) {
      this.#waiting.delete(timer)
      timer.then()
    }
  }
}
