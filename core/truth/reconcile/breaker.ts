/** Fewer checks than these prove nothing. */
const FEWEST = 5

/** So often in a row is no chance. */
const IN_A_ROW = 3

/** Counts failures that follow one another. */
export class Streak {
  #count = 0

  /** How many there are in a row, such as "3 times in a row", once they are no chance; else null. */
  note(failed: boolean): string | null {
    this.#count = failed ? this.#count + 1 : 0
    return this.#count >= IN_A_ROW ? `${String(this.#count)} times in a row` : null
  }
}

/**
 * Opens in a run of which half failed, and after three runs in a row in which nothing succeeded, so that a provider that
 * fails is left alone for a while, however little there is to look at (T6, lesson 30).
 */
export class Breaker {
  readonly #badRuns = new Streak()
  #all = 0
  #failed = 0

  /** Takes note of one check. What part of the run failed, such as "3 of 5 times", when it opens by it, else null. */
  note(failed: boolean): string | null {
    this.#all += 1
    if (failed) this.#failed += 1
    const isOpen = this.#all >= FEWEST && this.#failed * 2 >= this.#all
    return failed && isOpen ? `${String(this.#failed)} of ${String(this.#all)} times` : null
  }

  /** The run is over. How many runs failed wholly when it opens by them, else null; a run without checks tells nothing. */
  endRun(): string | null {
    const share = this.#all === 0 ? null : this.#badRuns.note(this.#failed === this.#all)
    this.#all = 0
    this.#failed = 0
    return share
  }
}
