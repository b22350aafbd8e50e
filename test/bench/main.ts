import os from 'node:os'
import { benchReading } from './reading'

/** `npm run bench`: what a reading and a decision cost on this machine. */

const [cpu] = os.cpus()
console.log(
  `${cpu?.model.trim() ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`,
)
for (const { name, median, p99, runs } of await benchReading()) {
  console.log(
    `${name}: median ${median.toFixed(3)} ms, 99th percentile ${p99.toFixed(3)} ms (${String(runs)} runs)`,
  )
}
