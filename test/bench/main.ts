import os from 'node:os'
import { benchDeciding } from './deciding'
import type { Measured } from './measure'
import { benchReading } from './reading'

/** `npm run bench`: what a reading and a decision cost on this machine. */

const [cpu] = os.cpus()
console.log(
  `${cpu?.model.trim() ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`,
)
print(await benchReading())
console.log(
  `Decisions with every fsync (in ${os.tmpdir()}), without the provider's and the messenger's time:`,
)
print(await benchDeciding())

function print(results: readonly Measured[]): void {
  for (const { name, median, p99, runs } of results) {
    console.log(
      `${name}: median ${median.toFixed(3)} ms, 99th percentile ${p99.toFixed(3)} ms (${String(runs)} runs)`,
    )
  }
}
