import os from 'node:os'
import { benchDeciding } from './deciding'
import { benchCatchUp } from './load/catch-up'
import { benchCommits } from './load/commits'
import { benchWebhooks } from './load/webhooks'
import { sayMeasured } from './measure'
import { benchReading } from './reading'

/**
 * `npm run bench`: what a reading, a decision, a commit, a webhook and a catch-up cost on this machine.
 * `npm run bench -- load` runs one part alone.
 */
const parts: Record<string, () => Promise<void>> = {
  reading: async () => {
    for (const measured of await benchReading()) console.log(sayMeasured(measured))
  },
  deciding: async () => {
    console.log(
      `Decisions with every fsync (in ${os.tmpdir()}), without the provider's and the messenger's time:`,
    )
    for (const measured of await benchDeciding()) console.log(sayMeasured(measured))
  },
  load: async () => {
    console.log(`Commits and webhooks with every fsync (in ${os.tmpdir()}):`)
    await benchCommits(console.log)
    await benchWebhooks(console.log)
  },
  'catch-up': async () => {
    await benchCatchUp(console.log)
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in parts))
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}

const [cpu] = os.cpus()
console.log(
  `${cpu?.model.trim() ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`,
)
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await run()
}
