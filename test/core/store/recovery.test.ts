/** @promise reliability: A broken file is put aside, never deleted, and the workspace opens from the newest copy that can be read. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MINUTE } from '../../../core/domain/time'
import { wordOpening } from '../../../core/store/opening-report'
import { Store } from '../../../core/store/store'
import type { TestClock } from '../../support/clock'
import { makeLead } from '../../support/fixtures'
import { asAfterCrash, bytesUnder, newStore, notesOf, openStore, segmentsOf } from '../../support/stores'

const put = (store: Store, id: string, notes = '') =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id, notes }))
  })

const BROKEN = '{"schemaVersion":1,"journalPos'

/** Two backups, a snapshot behind them, and a change in the journal behind that; a minute lies between each. */
async function kept(): Promise<{ folder: string; clock: TestClock }> {
  const { store, folder, clock } = await newStore()
  const step = async (running: Store, id: string, backup: boolean) => {
    clock.moveBy(MINUTE)
    await put(running, id)
    if (backup) await running.backups.make('manual')
  }
  await step(store, 'a', true)
  await step(store, 'b', true)
  await step(store, 'c', false)
  await store.close()
  const again = await openStore(folder, clock)
  await step(again, 'd', false)
  return { folder: await asAfterCrash(folder), clock }
}

const stateOf = (folder: string) => path.join(folder, 'state.json')
const backupsOf = async (folder: string) =>
  (await readdir(path.join(folder, 'backups'))).sort().map((name) => path.join(folder, 'backups', name))
const words = (store: Store) => (store.openingReport ? wordOpening(store.openingReport, (at) => at) : null)

async function quarantined(store: Store, folder: string): Promise<Record<string, string>> {
  return bytesUnder(path.join(folder, store.openingReport?.quarantine ?? 'none'))
}

/** Opens, goes on, and opens again without anything more to tell. */
async function expectGoesOn(store: Store, folder: string, notes: Record<string, string>): Promise<void> {
  expect(notesOf(store)).toEqual(notes)
  await put(store, 'next')
  const crashed = await openStore(await asAfterCrash(folder))
  await store.close()
  for (const again of [crashed, await openStore(folder)]) {
    expect(notesOf(again)).toEqual({ ...notes, next: '' })
    expect(again.openingReport).toBeNull()
  }
}

test('a folder in which all is well has nothing to tell', async () => {
  const { folder, clock } = await kept()
  const store = await openStore(folder, clock)
  expect(store.openingReport).toBeNull()
  expect(await readdir(folder)).not.toContain('quarantine')
  await expectGoesOn(store, folder, { a: '', b: '', c: '', d: '' })
})

test('a broken snapshot costs nothing: the newest backup and the journal behind it hold everything', async () => {
  const { folder, clock } = await kept()
  await writeFile(stateOf(folder), BROKEN)
  const store = await openStore(folder, clock)
  expect(words(store)).toMatch(
    /state\.json.*backup of 2026-11-23T14:02:00\.000Z was opened.*Nothing is lost\. The unreadable files are kept in quarantine/,
  )
  expect(await quarantined(store, folder)).toMatchObject({
    'state.json': Buffer.from(BROKEN).toString('hex'),
  })
  const page = path.join(folder, store.openingReport?.quarantine ?? '', 'what-happened.txt')
  expect(await readFile(page, 'utf8')).toContain('Nothing is lost.')
  await expectGoesOn(store, folder, { a: '', b: '', c: '', d: '' })
})

test('of broken backups the next older one is taken, and all of them are put aside', async () => {
  const { folder, clock } = await kept()
  const [, newest = ''] = await backupsOf(folder)
  await writeFile(stateOf(folder), '')
  await writeFile(newest, 'zeroed')
  const store = await openStore(folder, clock)
  expect(store.openingReport).toMatchObject({
    basis: { from: 'backup', savedAt: '2026-11-23T14:01:00.000Z' },
    loss: null,
  })
  expect(Object.keys(await quarantined(store, folder)).sort()).toEqual(
    ['state.json', 'what-happened.txt', path.basename(newest)].sort(),
  )
  expect(await backupsOf(folder)).not.toContain(newest)
  await expectGoesOn(store, folder, { a: '', b: '', c: '', d: '' })
})

test('the journal leads on from the older of two backups, also where every run began a segment', async () => {
  const { store, folder, clock } = await newStore()
  await put(store, 'a')
  await store.backups.make('manual')
  await store.close()
  for (const id of ['b', 'c']) {
    clock.moveBy(MINUTE)
    const next = await openStore(folder, clock)
    await put(next, id)
    if (id === 'b') await next.backups.make('manual')
    await next.close()
  }
  const [, newest = ''] = await backupsOf(folder)
  for (const file of [stateOf(folder), newest]) await writeFile(file, BROKEN)
  const again = await openStore(folder, clock)
  expect(again.openingReport?.loss).toBeNull()
  await expectGoesOn(again, folder, { a: '', b: '', c: '' })
})

test('a snapshot that somebody deleted is told of, and brought back', async () => {
  const { folder, clock } = await kept()
  await rm(stateOf(folder))
  const [first = '', ...others] = await segmentsOf(folder)
  // Without the beginning of the journal only the backups are left.
  await rm(first)
  const store = await openStore(folder, clock)
  expect(words(store)).toContain(
    'Changes after 2026-11-23T14:02:00.000Z until 2026-11-23T14:04:00.000Z are lost.',
  )
  expect(Object.keys(await quarantined(store, folder))).toContain(path.basename(others[0] ?? ''))
  await expectGoesOn(store, folder, { a: '', b: '' })
})

test('a broken journal is replayed up to the damage, and the report says from when on changes are lost', async () => {
  const { store: first, folder: used, clock } = await newStore()
  for (const id of ['a', 'b', 'c', 'd']) {
    clock.moveBy(MINUTE)
    await put(first, id)
  }
  const folder = await asAfterCrash(used)
  const [segment = ''] = await segmentsOf(folder)
  const lines = (await readFile(segment, 'utf8')).split('\n')
  lines[2] = `${lines[2]?.slice(0, -5) ?? ''}wrong`
  await writeFile(segment, lines.join('\n'))
  const before = await readFile(segment, 'hex')

  const store = await openStore(folder, clock)
  expect(store.openingReport?.loss).toEqual({
    since: '2026-11-23T14:02:00.000Z',
    until: '2026-11-23T14:04:00.000Z',
  })
  expect(words(store)).toContain('Automation is paused')
  expect(await quarantined(store, folder)).toMatchObject({ [path.basename(segment)]: before })
  expect(await segmentsOf(folder)).not.toContain(segment)
  await expectGoesOn(store, folder, { a: '', b: '' })
})

/** @promise reliability: A crash right after an opening does not hide what was lost. */
test('a crash right behind an opening takes nothing from what is to be told', async () => {
  const { folder, clock } = await kept()
  for (const file of [stateOf(folder), ...(await segmentsOf(folder))]) await writeFile(file, 'not ours')
  const store = await openStore(folder, clock)
  const crashed = await openStore(await asAfterCrash(folder), clock)
  expect(store.openingReport?.loss).not.toBeNull()
  expect(crashed.openingReport).toBeNull()
  expect(crashed.all('openingReports')).toEqual([store.openingReport])
})

test('a backup that is newer than the damage saves what lies behind it', async () => {
  const { store: first, folder: used, clock } = await newStore()
  for (const id of ['a', 'b', 'c']) await put(first, id)
  await first.backups.make('manual')
  await put(first, 'd')
  const folder = await asAfterCrash(used)
  const [segment = ''] = await segmentsOf(folder)
  const text = await readFile(segment, 'utf8')
  await writeFile(segment, text.replace('"id":"b"', '"id":"B"'))
  const store = await openStore(folder, clock)
  await expectGoesOn(store, folder, { a: '', b: '', c: '', d: '' })
})

test('where nothing at all can be read, it opens empty and says so', async () => {
  const { folder, clock } = await kept()
  for (const file of [stateOf(folder), ...(await backupsOf(folder)), ...(await segmentsOf(folder))]) {
    await writeFile(file, 'not ours')
  }
  const before = await bytesUnder(folder)
  const store = await openStore(folder, clock)
  expect(words(store)).toMatch(
    /so the workspace is empty\. Everything before is lost\..*copy of the data folder/,
  )
  const aside = await quarantined(store, folder)
  for (const [file, bytes] of Object.entries(before)) {
    if (file !== 'lock') expect(aside[path.basename(file)], file).toBe(bytes)
  }
  await expectGoesOn(store, folder, {})
})

test('a snapshot whose copies are all gone is not passed over in silence', async () => {
  const { store, folder } = await newStore()
  await put(store, 'a')
  await store.close()
  await rm(stateOf(folder))
  for (const segment of (await segmentsOf(folder)).slice(0, -1)) await rm(segment)
  const again = await openStore(folder)
  expect(words(again)).toContain('Everything before is lost.')
  await expectGoesOn(again, folder, {})
})

test('what a newer Slotkeeper wrote is refused, and nothing is changed', async () => {
  const { folder, clock } = await kept()
  const newer = (await readFile(stateOf(folder), 'utf8')).replace(/"schemaVersion":\d/, '"schemaVersion":9')
  const [, newest = ''] = await backupsOf(folder)
  const refusals = [
    async () => writeFile(stateOf(folder), newer),
    async () => {
      await writeFile(stateOf(folder), BROKEN)
      await writeFile(newest, newer)
    },
  ]
  for (const prepare of refusals) {
    await prepare()
    await rm(path.join(folder, 'lock'), { force: true })
    const before = await bytesUnder(folder)
    await expect(Store.open(folder, clock)).rejects.toMatchObject({ code: 'store.newer_version' })
    expect(await bytesUnder(folder)).toEqual(before)
  }
})
