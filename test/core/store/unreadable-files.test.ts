/** @promise reliability: A file that the disk does not give is put aside only where nothing is lost without it. */
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SnapshotFile } from '../../../core/store/snapshot'
import { Store } from '../../../core/store/store'
import { makeLead } from '../../support/fixtures'
import { diskError } from '../../support/open-files'
import { newStore, notesOf, openStore, segmentsOf } from '../../support/stores'

const put = (store: Store, id: string) =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id }))
  })

/** The first snapshots that are read, so many, are not given by the disk. */
function refuseFirst(count: number, code: 'EIO' | 'EACCES'): void {
  let left = count
  const real = Reflect.get<SnapshotFile, 'read'>(SnapshotFile.prototype, 'read')
  const spy = vi.spyOn(SnapshotFile.prototype, 'read').mockImplementation(function (this: SnapshotFile) {
    left -= 1
    return left >= 0 ? Promise.reject(diskError(code)) : real.call(this)
  })
  onTestFinished(() => spy.mockRestore())
}

async function kept() {
  const { store, folder, clock } = await newStore()
  for (const id of ['a', 'b', 'c']) {
    await put(store, id)
    if (id !== 'c') await store.backups.make('manual')
  }
  await store.close()
  return { folder, clock }
}

test.each([
  ['EIO', 1],
  ['EACCES', 1],
  ['EIO', 2],
] as const)(
  'with %s on the newest %i, the next copy and the journal behind it hold everything',
  async (code, count) => {
    const { folder, clock } = await kept()
    const before = await readFile(path.join(folder, 'state.json'), 'utf8')
    refuseFirst(count, code)
    const store = await openStore(folder, clock)
    expect(Object.keys(notesOf(store))).toEqual(['a', 'b', 'c'])
    expect(store.openingReport).toMatchObject({ basis: { from: 'backup' }, loss: null })
    const aside = path.join(folder, store.openingReport?.quarantine ?? '')
    expect(await readdir(aside)).toHaveLength(count + 1)
    expect(await readFile(path.join(aside, 'state.json'), 'utf8')).toBe(before)
  },
)

test('where something would be lost without it, nothing is opened and nothing changed', async () => {
  const { folder, clock } = await kept()
  for (const segment of await segmentsOf(folder)) await rm(segment)
  const before = await readdir(folder, { recursive: true })
  refuseFirst(1, 'EIO')
  await expect(Store.open(folder, clock)).rejects.toMatchObject({ code: 'EIO' })
  expect(await readdir(folder, { recursive: true })).toEqual(before)
  expect(Object.keys(notesOf(await openStore(folder, clock)))).toEqual(['a', 'b', 'c'])
})
