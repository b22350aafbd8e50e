/** Fewer checks than these prove nothing. */
const FEWEST = 5

/** Opens in a run of which half failed, so that a provider that fails is left alone for a while (T6, lesson 30). */
export class Breaker {
  #all = 0
  #failed = 0

  /** Takes note of one check. What part of the run failed, such as "3 of 5", when it opens by it, else null. */
  note(failed: boolean): string | null {
    this.#all += 1
    if (failed) this.#failed += 1
    const isOpen = this.#all >= FEWEST && this.#failed * 2 >= this.#all
    return failed && isOpen ? `${String(this.#failed)} of ${String(this.#all)}` : null
  }
}
