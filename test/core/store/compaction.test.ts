import { cp, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MINUTE } from '../../../core/domain/time'
import type { Store } from '../../../core/store/store'
import { makeLead } from '../../support/fixtures'
import { watchFiles } from '../../support/open-files'
import {
  asAfterCrash,
  compacted,
  journalOf,
  newStore,
  notesOf,
  openStore,
  segmentsOf,
} from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'

const putLead = (store: Store, id: string, notes = '') =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id, notes }))
  })

const segment = (firstPosition: number) => `journal-${String(firstPosition).padStart(15, '0')}.jsonl`

test('a long journal becomes a snapshot while commits go on, and nothing is lost', async () => {
  const { store, folder } = await newStore()
  const text = 'x'.repeat(60_000)
  const expected: Record<string, string> = {}
  const put = (count: number) => {
    const id = `lead-${count % 50}`
    expected[id] = `${count} ${text}`
    return putLead(store, id, expected[id])
  }
  const commits: Promise<void>[] = []
  for (let count = 0; count < 200; count += 1) {
    commits.push(put(count))
    if (count % 10 === 9) await commits.at(-1)
  }
  await Promise.all(commits)
  await compacted(store, folder)
  expect((await stat(path.join(folder, 'state.json'))).size).toBeGreaterThan(50 * text.length)
  expect(notesOf(store)).toEqual(expected)
  expect(notesOf(await openStore(await asAfterCrash(folder)))).toEqual(expected)

  await putLead(store, 'last')
  await store.close()
  expect(notesOf(await openStore(folder))).toEqual({ ...expected, last: '' })
})

/** @promise reliability: A crash at any step of writing a snapshot loses nothing. */
test('a crash at any step of writing a snapshot loses nothing', async () => {
  const { store, folder } = await newStore()
  await putLead(store, 'a')
  await store.close()
  const again = await openStore(folder)
  for (const id of ['b', 'c', 'd']) await putLead(again, id)
  const crashes: string[] = []
  await watchFiles('sync', async () => {
    const copy = path.join(await temporaryFolder(), 'data')
    await cp(folder, copy, { recursive: true })
    crashes.push(copy)
  })
  await again.close()
  expect(crashes).toHaveLength(3)
  for (const crash of [...crashes]) {
    const survivor = await openStore(crash)
    expect(notesOf(survivor)).toEqual({ a: '', b: '', c: '', d: '' })
    await putLead(survivor, 'e')
    expect(notesOf(await openStore(await asAfterCrash(crash)))).toEqual({ a: '', b: '', c: '', d: '', e: '' })
  }
})

test('segments stay until two backups hold them, are passed over meanwhile, and go with the next snapshot', async () => {
  const { store, folder, clock } = await newStore()
  await putLead(store, 'a', 'old')
  await store.backups.make('manual')
  await putLead(store, 'a', 'new')
  await store.close()
  const again = await openStore(folder, clock)
  await putLead(again, 'b')
  await again.backups.make('manual')
  expect((await journalOf(folder)).map(({ position }) => position)).toEqual([1, 2, 3])
  clock.moveBy(MINUTE)
  await again.backups.make('manual')
  await putLead(again, 'c')
  await again.close()
  expect(await segmentsOf(folder)).toEqual(
    [3, 5].map((first) => path.join(folder, 'journal', segment(first))),
  )
  expect(notesOf(await openStore(folder))).toEqual({ a: 'new', b: '', c: '' })
})

test('a crash between a new segment and its snapshot is harmless', async () => {
  const { store, folder } = await newStore()
  await putLead(store, 'a')
  await putLead(store, 'b')
  const crash = await asAfterCrash(folder)
  await writeFile(path.join(crash, 'journal', segment(3)), '')
  const again = await openStore(crash)
  await putLead(again, 'c')
  expect(notesOf(await openStore(await asAfterCrash(crash)))).toEqual({ a: '', b: '', c: '' })
})

test('a half-written snapshot of a crash is removed at the next start, and nothing else is', async () => {
  const { store, folder } = await newStore()
  await putLead(store, 'a')
  await store.close()
  const leftover = path.join(folder, 'state.json.0123456789ab.tmp')
  const others = ['secrets.json.0123456789ab.tmp', 'state.json.backup', 'notes.tmp']
  await writeFile(leftover, '{"schemaVersion":1,')
  for (const name of others) await writeFile(path.join(folder, name), 'kept')
  expect(notesOf(await openStore(folder))).toEqual({ a: '' })
  await expect(stat(leftover)).rejects.toMatchObject({ code: 'ENOENT' })
  for (const name of others) await stat(path.join(folder, name))
})
