/** @promise reliability: Whichever call of the disk fails, once or for good, nothing acknowledged is lost and memory is what the disk holds. */
import { expect, test, vi } from 'vitest'
import type { Store } from '../../core/store/store'
import type { StoreError } from '../../core/store/store-error'
import { atEveryCall, breaking, FAULTS, type Fault } from '../support/disk-faults'
import { diskError } from '../support/open-files'
import { asAfterCrash, openStore } from '../support/stores'
import { temporaryFolder } from '../support/temporary-folder'
import { quiet, watching, type DiskCall } from '../support/watched-disk'

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/watched-disk')).watched(await original()),
)

// Every call is broken, one after the other.
vi.setConfig({ testTimeout: 120_000 })

const put = (store: Store, id: string, size = 1) =>
  store.transact('test.put', (transaction) => {
    transaction.put('sandboxes', { id, state: 'x'.repeat(size) })
  })
const idsOf = (store: Store) => store.all('sandboxes').map(({ id }) => id)

type Work = (store: Store, commit: (id: string, size?: number) => Promise<void>) => Promise<unknown>

/** One run in which a call fails; then the process is killed, goes on, is closed and starts again. */
async function run(work: Work, fault: Fault, number: number): Promise<string | null> {
  const folder = await temporaryFolder()
  const store = await openStore(folder)
  const acknowledged: string[] = []
  const refused: string[] = []
  const commit = (id: string, size?: number) =>
    put(store, id, size).then(
      () => void acknowledged.push(id),
      () => void refused.push(id),
    )
  const broken = await breaking(folder, fault, number, () => work(store, commit))
  if (broken === null) return null

  expect(idsOf(store), broken).toEqual(acknowledged)
  const crashed = await openStore(await asAfterCrash(folder))
  const answer = await put(store, 'next').then(
    () => 'taken',
    (error: unknown) => (error as StoreError).code,
  )
  const expectHeld = (held: Store) => {
    expect(held.openingReport, broken).toBeNull()
    if (answer === 'taken' || fault.lasting === 'once') {
      expect(idsOf(held), broken).toEqual(acknowledged)
    } else {
      // What the disk refused, and then would not take back either, may be there until the next snapshot.
      expect(answer, broken).toMatch(/^store\.(not_writable|closed)$/)
      expect(idsOf(held).slice(0, acknowledged.length), broken).toEqual(acknowledged)
      expect(refused, broken).toEqual(expect.arrayContaining(idsOf(held).slice(acknowledged.length)))
    }
  }
  expectHeld(crashed)
  if (answer === 'taken') acknowledged.push('next')
  await store.close().catch(() => undefined)
  const again = await openStore(folder)
  expectHeld(again)
  await put(again, 'again')
  await again.close()
  return broken
}

test('commits and backups', async () => {
  const broken = await atEveryCall(FAULTS, (fault, number) =>
    run(
      async (store, commit) => {
        await commit('a')
        await store.backups.make('manual').catch(() => undefined)
        await Promise.all([commit('b'), commit('c')])
      },
      fault,
      number,
    ),
  )
  expect(broken).toContain('ENOSPC at datasync journal/journal-000000000000001.jsonl, once')
  expect(broken).toContain('EMFILE at mkdir backups, once')
})

test('a snapshot while commits go on', async () => {
  const faults = FAULTS.filter(({ code, lasting }) => code === 'EIO' && lasting !== 'all')
  const broken = await atEveryCall(faults, (fault, number) =>
    run(
      async (_, commit) => {
        await commit('a', 4 * 1024 * 1024)
        await commit('b')
        await commit('c')
      },
      fault,
      number,
    ),
  )
  expect(broken).toContain('EIO at open journal/journal-000000000000002.jsonl, once')
  expect(broken).toContain('EIO at rename state.json.*.tmp, once')
})

test('closing', async () => {
  const broken = await atEveryCall(FAULTS, (fault, number) =>
    run(
      async (store, commit) => {
        await commit('a')
        await store.close().catch(() => undefined)
      },
      fault,
      number,
    ),
  )
  expect(broken).toContain('ENOSPC at writeFile state.json.*.tmp, once')
  expect(broken).toContain('EPERM at rm lock, once')
})

test('a segment that can be neither begun nor taken away ends the taking of changes: none is passed over later', async () => {
  const folder = await temporaryFolder()
  const store = await openStore(folder)
  const refuse = ({ step, path: file }: DiskCall) => {
    if (file.includes('journal') && (step === 'sync' || step === 'rm')) throw diskError('EIO')
  }
  await watching(refuse, async () => {
    await put(store, 'a', 4 * 1024 * 1024)
    await quiet()
  })
  await expect(put(store, 'b')).rejects.toMatchObject({ code: 'store.not_writable' })
  expect(idsOf(await openStore(await asAfterCrash(folder)))).toEqual(idsOf(store))
})
