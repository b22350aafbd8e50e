import path from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import type { Lead } from '../../../core/domain/lead'
import { Store } from '../../../core/store/store'
import { measure, sayMeasured, sayThroughput, throughput, type Measured } from '../measure'
import { fillFolder, inTemporaryFolder, leadNumber, SYSTEM_CLOCK } from './workspaces'

const SIZES = [1_000, 10_000, 100_000]
const COMMITS = 300
const LOWDB_WRITES = 10
/** So many commits are asked for at a time where a second's worth is counted. */
const CALLERS = 32

/**
 * What one durable change of one lead costs, by how many leads there are: the store's journal beside lowdb's own
 * `write()`, which writes everything anew and waits for no disk. Opening the folder is measured on the way.
 */
export async function benchCommits(say: (line: string) => void): Promise<void> {
  let least: Measured | null = null
  for (const leads of SIZES) {
    await inTemporaryFolder(async (folder) => {
      await fillFolder(folder, leads)
      const started = performance.now()
      const store = await Store.open(folder, SYSTEM_CLOCK)
      say(`Opening a store of ${named(leads)}: ${(performance.now() - started).toFixed(0)} ms`)
      const change = (run: number) =>
        store.transact('bench.change', (transaction) => {
          transaction.put('leads', leadNumber((run * 7919) % leads, `Company ${String(run)}`))
        })
      const commit = await measure(`A durable commit among ${named(leads)}`, COMMITS, change)
      least ??= commit
      say(`${sayMeasured(commit)}, ${(commit.median / least.median).toFixed(2)} of that among 1,000`)
      const options = { callers: CALLERS, milliseconds: 2000 }
      say(
        sayThroughput(
          await throughput(`${String(CALLERS)} at a time among ${named(leads)}`, options, change),
        ),
      )
      const all = store.all('leads')
      await store.close()
      say(sayMeasured(await lowdbWrite(folder, all)))
    })
  }
}

/** The same data in lowdb's own JSON file, written by its own `write()`. */
async function lowdbWrite(folder: string, leads: Lead[]): Promise<Measured> {
  const file = path.join(folder, 'lowdb.json')
  const database = new Low<{ leads: Lead[] }>(new JSONFile(file), { leads: structuredClone(leads) })
  const write = async (run: number) => {
    database.data.leads[(run * 7919) % leads.length] = leadNumber(0, `Company ${String(run)}`)
    await database.write()
  }
  return measure(`lowdb’s own write() of ${named(leads.length)}, not synced`, LOWDB_WRITES, write)
}

function named(leads: number): string {
  return `${leads.toLocaleString('en')} leads`
}
