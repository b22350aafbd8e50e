export interface Measured {
  name: string
  /** In milliseconds. */
  median: number
  p99: number
  runs: number
}

/** Runs `work` again and again after a warm-up; the median says what is usual, the 99th percentile what is rare. */
export async function measure(name: string, runs: number, work: (run: number) => unknown): Promise<Measured> {
  const numbered = Array.from({ length: Math.min(runs, 500) + runs }, (_, run) => run)
  const times = await timesOf(numbered, work)
  return summary(name, times.slice(-runs))
}

/** How long `work` took with each of the things, one after the other, in milliseconds. */
export async function timesOf<T>(things: readonly T[], work: (thing: T) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const thing of things) {
    const started = performance.now()
    const outcome = work(thing)
    if (outcome instanceof Promise) await outcome
    times.push(performance.now() - started)
  }
  return times
}

/** @param times in milliseconds, in any order */
export function summary(name: string, times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { name, median: at(0.5), p99: at(0.99), runs: sorted.length }
}

export interface Throughput extends Measured {
  perSecond: number
}

/** Keeps `callers` at work until the time is over; says how much was done and how long one took. */
export async function throughput(
  name: string,
  options: { callers: number; milliseconds: number },
  work: (run: number) => Promise<unknown>,
): Promise<Throughput> {
  const times: number[] = []
  const began = performance.now()
  const until = began + options.milliseconds
  let run = 0
  const caller = async () => {
    while (performance.now() < until) {
      const started = performance.now()
      run += 1
      await work(run)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: options.callers }, caller))
  const seconds = (performance.now() - began) / 1000
  return { ...summary(name, times), perSecond: times.length / seconds }
}

export function sayMeasured({ name, median, p99, runs }: Measured): string {
  return `${name}: median ${median.toFixed(3)} ms, 99th percentile ${p99.toFixed(3)} ms (${String(runs)} runs)`
}

export function sayThroughput(measured: Throughput): string {
  return `${sayMeasured(measured)}, ${measured.perSecond.toFixed(0)} a second`
}
