import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE, plus } from '../../../core/domain/time'
import { outdated, type Backup, type BackupReason } from '../../../core/store/backups'
import { quarantine } from '../../../core/store/quarantine'
import type { Store } from '../../../core/store/store'
import { makeLead, NOW } from '../../support/fixtures'
import { diskError, gate, watchFiles } from '../../support/open-files'
import { asAfterCrash, journalOf, newStore, notesOf, openStore } from '../../support/stores'

const put = (store: Store, id: string) =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id }))
  })

describe('of backups', () => {
  /** Made so many minutes before now; the first is the newest. */
  const made = (...minutes: (number | [number, BackupReason])[]): Backup[] =>
    minutes.map((one, index) => {
      const [ago, reason] = Array.isArray(one) ? one : [one, 'scheduled' as const]
      return { name: String(ago), at: plus(NOW, -ago * MINUTE), position: 1000 - index, reason, bytes: 1 }
    })
  const day = DAY / MINUTE
  const removed = (backups: Backup[]) => outdated(backups, NOW).map(({ name }) => Number(name))

  test('the newest two stay, and the newest of three hours of today and of every day before', () => {
    expect(removed(made(0, 15, 30, 45, 60, 61, 120, 180, day, day + 15, 3 * day, 3 * day + 1))).toEqual([
      30,
      45,
      60,
      120,
      180,
      day + 15,
      3 * day + 1,
    ])
  })

  test('made every quarter of an hour and thinned each time, they reach back two hours', () => {
    let kept: number[] = []
    for (let minute = 0; minute <= 12 * 60; minute += 15) {
      const now = plus('2026-11-23T02:00:00.000Z', minute * MINUTE)
      kept = [minute, ...kept]
      const backups = kept.map((one) => ({
        name: String(one),
        at: plus('2026-11-23T02:00:00.000Z', one * MINUTE),
        position: one,
        reason: 'scheduled' as const,
        bytes: 1,
      }))
      const gone = outdated(backups, now).map(({ name }) => Number(name))
      kept = kept.filter((one) => !gone.includes(one))
    }
    expect(kept).toEqual([720, 705, 645])
  })

  test('ten stay in all', () => {
    const days = Array.from({ length: 12 }, (_, index) => (index + 1) * day)
    expect(removed(made(0, 60, 120, 180, ...days))).toEqual([180, ...days.slice(7)])
  })

  test('the newest made by hand, before a restore and before a migration stay too, however old', () => {
    const special = ['before-restore', 'manual', 'migration'].flatMap((reason, index) =>
      [20, 30].map((days): [number, BackupReason] => [days * day + index, reason as BackupReason]),
    )
    const days = Array.from({ length: 10 }, (_, index) => (index + 1) * day)
    const gone = removed(made(0, ...days, ...special.sort(([a], [b]) => a - b)))
    expect(gone).toEqual([...days.slice(6), 30 * day, 30 * day + 1, 30 * day + 2])
  })
})

test('a backup is made for what happened, not for looking at the providers', async () => {
  const { store, clock } = await newStore()
  await put(store, 'a')
  await store.backups.make('scheduled')
  clock.moveBy(16 * MINUTE)
  await store.transact('reconcile.checked', (transaction) => {
    transaction.put('recordChecks', { id: 'lead:ghl:a', reconciledAt: NOW, error: null })
  })
  await store.backups.makeWhenDue()
  expect(await store.backups.list()).toHaveLength(1)
  await put(store, 'b')
  await store.backups.makeWhenDue()
  expect((await store.backups.list())[0]?.position).toBe(3)
})

test('a backup is named by its time and its place, and for its owner alone', async () => {
  const { store, folder } = await newStore()
  expect(await store.backups.make('manual')).toBeNull()
  await put(store, 'a')
  await store.backups.make('manual')
  const [name = ''] = await readdir(path.join(folder, 'backups'))
  expect(name).toBe('2026-11-23T14-00-00.000Z-000000000000001-manual.json')
  expect((await stat(path.join(folder, 'backups', name))).mode & 0o777).toBe(0o600)
  expect((await stat(path.join(folder, 'backups'))).mode & 0o777).toBe(0o700)
  await writeFile(path.join(folder, 'backups', 'mine.json'), 'kept')
  const bytes = (await stat(path.join(folder, 'backups', name))).size
  expect(await store.backups.list()).toEqual([{ name, at: NOW, position: 1, reason: 'manual', bytes }])
})

test('what a crash left of a backup goes away with the next one', async () => {
  const { store, folder } = await newStore()
  await put(store, 'a')
  await store.backups.make('manual')
  const [name = ''] = await readdir(path.join(folder, 'backups'))
  await writeFile(path.join(folder, 'backups', `${name}.0123456789ab.tmp`), '{')
  await store.backups.make('scheduled')
  expect((await readdir(path.join(folder, 'backups'))).filter((one) => one.endsWith('.tmp'))).toEqual([])
})

test('commits go on while a backup is written, which holds the state of one moment', async () => {
  const { store } = await newStore()
  await put(store, 'a')
  const reached = gate()
  const disk = gate()
  await watchFiles('writeFile', () => {
    reached.open()
    return disk.opened
  })
  const made = store.backups.make('manual')
  await reached.opened
  await put(store, 'b')
  disk.open()
  const backup = await made
  await store.restoreBackup(backup?.name ?? '', () => undefined)
  expect(notesOf(store)).toEqual({ a: '' })
})

test('a restore is one more change, behind which the journal goes on', async () => {
  const { store, folder, clock } = await newStore()
  await put(store, 'a')
  const backup = await store.backups.make('manual')
  clock.moveBy(MINUTE)
  const late = Promise.all([put(store, 'b'), put(store, 'c')])
  const restored = store.restoreBackup(backup?.name ?? '', () => undefined)
  await Promise.all([late, restored, put(store, 'd')])
  expect(Object.keys(notesOf(store))).toContain('a')
  expect((await journalOf(folder)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5])
  const before = (await store.backups.list()).find(({ reason }) => reason === 'before-restore')
  const restore = (await journalOf(folder)).find(({ cause }) => cause === 'backup.restore')
  // The backup holds all that the restore took away.
  expect(before?.position).toBe((restore?.position ?? 0) - 1)
  expect(notesOf(await openStore(await asAfterCrash(folder)))).toEqual(notesOf(store))
})

test('a restore whose backup of the present state cannot be written is not done', async () => {
  const { store } = await newStore()
  await put(store, 'a')
  const backup = await store.backups.make('manual')
  await put(store, 'b')
  let fails = true
  await watchFiles('writeFile', () => {
    if (fails) throw diskError('ENOSPC')
  })
  await expect(store.restoreBackup(backup?.name ?? '', () => undefined)).rejects.toMatchObject({
    code: 'ENOSPC',
  })
  expect(store.backups.problem).toContain('ENOSPC')
  expect(notesOf(store)).toEqual({ a: '', b: '' })
  fails = false
  await put(store, 'c')
  await store.restoreBackup(backup?.name ?? '', () => undefined)
  expect(store.backups.problem).toBeNull()
  expect(notesOf(store)).toEqual({ a: '' })
})

test('a list is read, and a backup made, also where one goes away or cannot be thinned out meanwhile', async () => {
  const { store, folder, clock } = await newStore()
  await put(store, 'a')
  await store.backups.make('scheduled')
  const [first] = await store.backups.list()
  const gone = path.join(folder, 'backups', first?.name ?? '')
  await rm(gone)
  // A name without a file, as it is between reading the folder and looking at the file.
  await symlink(path.join(folder, 'nowhere'), gone)
  expect(await store.backups.list()).toEqual([])

  // Thinning meets a folder where a file is to go, which the system refuses to remove as one.
  for (const minutes of [1, 2, 3]) {
    const at = plus(NOW, -minutes * MINUTE).replaceAll(':', '-')
    await mkdir(path.join(folder, 'backups', `${at}-000000000000000-scheduled.json`))
  }
  clock.moveBy(MINUTE)
  await put(store, 'b')
  await store.backups.make('scheduled')
  expect(store.backups.problem).toBeNull()
  expect((await store.backups.list())[0]).toMatchObject({ position: 2 })
})

test('what is put aside at the same moment lies in a folder of its own', async () => {
  const { folder } = await newStore()
  const file = path.join(folder, 'state.json')
  const places = []
  for (const bytes of ['first', 'second']) {
    await writeFile(file, bytes)
    places.push(await quarantine(folder, NOW, ['state.json'], 'page'))
  }
  const kept = places.map((place) => readFile(path.join(folder, place, 'state.json'), 'utf8'))
  expect(await Promise.all(kept)).toEqual(['first', 'second'])
})
