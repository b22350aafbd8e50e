/** Fewer checks than these prove nothing. */
const FEWEST = 5
/** What is longer ago counts no more. */
const MOST = 20

/**
 * Opens when half of the last checks failed, so that a provider that fails is left alone for a while (T6). It starts
 * anew when it has opened.
 */
export class Breaker {
  #failures: boolean[] = []

  /** Takes note of one check. A sentence part such as "3 of 5" when it opens by it, else null. */
  note(failed: boolean): string | null {
    this.#failures = [...this.#failures, failed].slice(-MOST)
    const all = this.#failures.length
    const bad = this.#failures.filter(Boolean).length
    if (all < FEWEST || bad * 2 < all) return null
    this.#failures = []
    return `${String(bad)} of ${String(all)}`
  }
}
