/** @promise reliability: Nothing acknowledged is lost, doubled or there in part, whenever the process is killed. */
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bundleForNode, type Bundle } from '../support/bundle'
import { startChild } from '../support/child'
import { temporaryFolder } from '../support/temporary-folder'

// Processes take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

const KILLS = 200
/** Commits that a process has under way at once. */
const AT_ONCE = 4

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleForNode(path.resolve(import.meta.dirname, '../core/store/store-process.ts'))
})
afterAll(() => bundle.remove())

/** Numbers that are the same in every run, evenly spread between 0 and 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One workspace whose process is killed again and again; each start says what the kill before it left. */
async function killAgainAndAgain(seed: number, kills: number): Promise<void> {
  const folder = await temporaryFolder()
  const random = seeded(seed)
  let acknowledged = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const what = `seed ${seed}, kill ${kill}`
    const child = startChild(process.execPath, [bundle.file, 'live', folder])
    // A life is some fifteen lines long: the kill falls into any part of the first three.
    await child.line(1 + Math.floor(random() * 45))
    child.kill()
    expect((await child.ended).signal, what).toBe('SIGKILL')
    for (const line of child.lines) {
      const [word, count] = line.split(' ')
      if (word === 'committed') acknowledged = Math.max(acknowledged, Number(count))
      if (word !== 'opened') continue
      expect(line, what).toMatch(/^opened \d+ whole$/)
      expect(Number(count), what).toBeGreaterThanOrEqual(acknowledged)
      // Beyond what was acknowledged only what was under way may be there.
      expect(Number(count), what).toBeLessThanOrEqual(acknowledged + AT_ONCE)
      acknowledged = Number(count)
    }
  }
}

test(`a process killed at ${KILLS} random points keeps every change that it acknowledged, once`, async () => {
  await Promise.all([killAgainAndAgain(20261123, KILLS / 2), killAgainAndAgain(20261124, KILLS / 2)])
})
