export interface Measured {
  name: string
  /** In milliseconds. */
  median: number
  p99: number
  runs: number
}

/**
 * Runs `work` again and again after a warm-up; the median says what is usual, the 99th percentile what is rare. Each run
 * has a number of its own, counted on from the warm-up, for work that can be done only once.
 */
export async function measure(
  name: string,
  runs: number,
  work: (run: number) => unknown,
  warmUp = Math.min(runs, 500),
): Promise<Measured> {
  for (let run = 0; run < warmUp; run += 1) await work(run)
  const times: number[] = []
  for (let run = warmUp; run < warmUp + runs; run += 1) {
    const started = performance.now()
    const outcome = work(run)
    if (outcome instanceof Promise) await outcome
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { name, median: at(0.5), p99: at(0.99), runs }
}
