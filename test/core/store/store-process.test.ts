import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { bundleForNode, type Bundle } from '../../support/bundle'
import { startChild, type Child } from '../../support/child'
import { TestClock } from '../../support/clock'
import { NOW } from '../../support/fixtures'
import { bytesUnder, journalOf, newStore, notesOf, openStore } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'
import { Store } from '../../../core/store/store'

// Processes take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleForNode(path.resolve(import.meta.dirname, 'store-process.ts'))
})
afterAll(() => bundle.remove())

type Mode = 'commit' | 'overfill' | 'listen' | 'hold'

const start = (mode: Mode, folder: string): Child => startChild(process.execPath, [bundle.file, mode, folder])

/** What the leads are after `count` commits of the process in the mode `commit`. */
function stateAfter(count: number): Record<string, string> {
  const leads: Record<string, string> = { counter: String(count) }
  for (let next = Math.max(1, count - 62); next <= count; next += 1) leads[`lead-${next % 64}`] = String(next)
  return leads
}

/** @promise reliability: Nothing acknowledged is lost, doubled or there in part, whenever the process is killed. */
test('whatever a process acknowledged before it was killed is there, and nothing in part', async () => {
  const folder = await temporaryFolder()
  for (let run = 1; run <= 20; run += 1) {
    const child = start('commit', folder)
    // Up to twice what makes a snapshot due.
    const acknowledgements = 1 + Math.floor(Math.random() * 1000)
    await child.line(acknowledgements)
    child.kill()
    expect((await child.ended).signal).toBe('SIGKILL')

    const store = await openStore(folder)
    const count = Number(store.get('leads', 'counter')?.notes)
    const last = Math.max(...child.lines.map(Number))
    expect(count, `run ${run}, killed after ${acknowledgements}`).toBeGreaterThanOrEqual(last)
    const leads = Object.entries(notesOf(store)).map(([id, notes]) => [id, notes.split(' ')[0]])
    expect(Object.fromEntries(leads), `run ${run}`).toEqual(stateAfter(count))
    await store.close()
  }
}, 120_000)

/** @promise reliability: A change for which the disk has no room is refused and taken back, and smaller ones go on. */
test.runIf(process.platform !== 'win32')(
  'a change that is cut short for want of room is refused and taken back, and smaller ones go on',
  async () => {
    const folder = await temporaryFolder()
    const child = startChild('bash', [
      '-c',
      'ulimit -f 100 && exec "$@"',
      'bash',
      process.execPath,
      bundle.file,
      'overfill',
      folder,
    ])
    expect((await child.ended).code).toBe(0)
    expect(child.lines).toEqual(['first done', 'huge EFBIG', 'visible no', 'last done'])
    expect((await journalOf(folder)).map(({ position }) => position)).toEqual([1, 2])
    expect(notesOf(await openStore(folder))).toEqual({ first: '', last: '' })
  },
)

test('a listener that throws stops neither the commits nor the other listeners, and is not hidden', async () => {
  const folder = await temporaryFolder()
  const child = start('listen', folder)
  expect((await child.ended).code).toBe(0)
  expect(child.lines.filter((line) => !line.startsWith('committed'))).toEqual([
    'uncaught a listener’s mistake',
    'told 1',
    'uncaught a listener’s mistake',
    'told 2',
    'closed',
  ])
  expect(child.lines).toContain('committed b')
  expect(notesOf(await openStore(folder))).toEqual({ a: '', b: '' })
})

describe('the folder of a store', () => {
  const openHere = (folder: string) => Store.open(folder, new TestClock(NOW))

  /** @promise reliability: A data folder is open in one process at a time. */
  test('is refused to another process while one has it, and free once that is closed', async () => {
    const { store, folder } = await newStore()
    const second = start('hold', folder)
    expect(await second.line(1)).toBe('store.locked')
    await store.close()
    expect(await start('hold', folder).line(1)).toBe('held')
    await expect(openHere(folder)).rejects.toMatchObject({ name: 'StoreError', code: 'store.locked' })
  })

  test('is refused to a second store of the same process', async () => {
    const { store, folder } = await newStore()
    await expect(openHere(folder)).rejects.toMatchObject({ code: 'store.locked' })
    await expect(openHere(`${folder}/.`)).rejects.toMatchObject({ code: 'store.locked' })
    await store.close()
    await openStore(folder)
  })

  test('is taken over from a process that was killed', async () => {
    const folder = await temporaryFolder()
    const holder = start('hold', folder)
    expect(await holder.line(1)).toBe('held')
    holder.kill()
    await holder.ended
    await openStore(folder)
  })

  test.each(['', 'not a process id', String(process.pid), '0', '-1'])(
    'is taken over from a lock that says %j',
    async (content) => {
      const folder = await temporaryFolder()
      await writeFile(path.join(folder, 'lock'), content)
      await openStore(folder)
      expect(await start('hold', folder).line(1)).toBe('store.locked')
    },
  )

  test('goes to nobody else while a living process is taking it over, and on when that one is gone', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()]
    const other = start('hold', elsewhere)
    await other.line(1)
    const gone = start('hold', folder)
    await gone.line(1)
    gone.kill()
    await gone.ended
    await copyFile(path.join(elsewhere, 'lock'), path.join(folder, 'lock.takeover'))
    const before = await bytesUnder(folder)
    await expect(openHere(folder)).rejects.toMatchObject({ code: 'store.locked' })
    expect(await bytesUnder(folder)).toEqual(before)
    other.kill()
    await other.ended
    await openStore(folder)
    expect(Object.keys(await bytesUnder(folder))).not.toContain('lock.takeover')
  })

  test('goes to one alone of many that find a lock left behind', async () => {
    const folder = await temporaryFolder()
    const gone = start('hold', folder)
    await gone.line(1)
    gone.kill()
    await gone.ended
    const starters = Array.from({ length: 6 }, () => start('hold', folder))
    const answers = await Promise.all(starters.map((child) => child.line(1)))
    expect(answers.sort()).toEqual(['held', ...Array.from({ length: 5 }, () => 'store.locked')])
    for (const child of starters) child.endInput()
    await Promise.all(starters.map((child) => child.ended))
    await openStore(folder)
  })
})
