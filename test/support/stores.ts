import { cp, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { ChangeSet } from '../../core/store/collections'
import { SnapshotFile } from '../../core/store/snapshot'
import { Store } from '../../core/store/store'
import type { Reader } from '../../core/store/transaction'
import { TestClock } from './clock'
import { NOW } from './fixtures'
import { temporaryFolder } from './temporary-folder'

/** Opens a store that is closed when the test is over. */
export async function openStore(folder: string, clock = new TestClock(NOW)): Promise<Store> {
  const store = await Store.open(folder, clock)
  // A test that breaks the disk looks at how its store closes itself.
  onTestFinished(() => store.close().catch(() => undefined))
  return store
}

/** A store in a fresh folder. */
export async function newStore(): Promise<{ store: Store; folder: string; clock: TestClock }> {
  const folder = await temporaryFolder()
  const clock = new TestClock(NOW)
  return { store: await openStore(folder, clock), folder, clock }
}

/** What a crash at this moment would leave of a data folder. Nothing may be writing it meanwhile. */
export async function asAfterCrash(folder: string): Promise<string> {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  return copy
}

/** Where the segments of a data folder's journal lie, in order. */
export async function segmentsOf(folder: string): Promise<string[]> {
  const journal = path.join(folder, 'journal')
  return (await readdir(journal)).sort().map((name) => path.join(journal, name))
}

/** Resolves when a snapshot holds all but a short journal and nothing more is being written. */
export async function compacted(store: Store, folder: string): Promise<void> {
  const isCompacted = async () => {
    await store.transact('test.wait', () => null)
    const last = (await segmentsOf(folder)).at(-1) ?? ''
    const behind = Number(/(\d+)\.jsonl$/.exec(last)?.[1]) - 1
    const snapshot = await new SnapshotFile(path.join(folder, 'state.json')).read()
    return snapshot?.position === behind && (await stat(last)).size < 4 * 1024 * 1024
  }
  await expect.poll(isCompacted).toBe(true)
}

/** The change sets that stand in the journal. */
export async function journalOf(folder: string): Promise<ChangeSet[]> {
  const texts = await Promise.all((await segmentsOf(folder)).map((file) => readFile(file, 'utf8')))
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { schemaVersion: _, ...changeSet } = JSON.parse(line.slice(9)) as ChangeSet & {
        schemaVersion: number
      }
      return changeSet
    })
}

/** The ids and notes of all leads, for comparing whole states. */
export function notesOf(store: Reader): Record<string, string> {
  return Object.fromEntries(store.all('leads').map(({ id, notes }) => [id, notes]))
}

/** Every file under a folder with its bytes, for showing that nothing was changed. */
export async function bytesUnder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  const read = files.sort().map(async (file) => [path.relative(folder, file), await readFile(file, 'hex')])
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>
}
