/** @promise reliability: A workspace of any earlier version opens, and one of a newer version is left untouched. */
import { cp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { collectionNames, collections } from '../../../core/store/collections'
import { migrations, versionAfter, type Migration } from '../../../core/store/migrations'
import { Store } from '../../../core/store/store'
import { TestClock } from '../../support/clock'
import { makeLead, makeOffer, makeTask, NOW } from '../../support/fixtures'
import { asAfterCrash, bytesUnder, notesOf, openStore } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'

const FIXTURES = path.join(import.meta.dirname, 'fixtures')

async function copyOf(name: string): Promise<string> {
  const folder = await temporaryFolder()
  await cp(path.join(FIXTURES, name), folder, { recursive: true })
  return folder
}
const fixture = (version: number) => copyOf(`version-${version}`)

/** A step that no version shipped: notes become louder, and decisions are not kept any more. */
const louder: Migration = ({ puts, removals }) => {
  const { leads, decisions: _, ...others } = puts
  const loud = leads?.map((lead) => ({ ...(lead as object), notes: `${(lead as { notes: string }).notes}!` }))
  return { puts: { ...others, ...(loud && { leads: loud }) }, removals }
}

/** Of a version that does not exist yet. */
const NEXT = [...migrations, louder]

test('there is a folder of every version that was shipped', async () => {
  const versions = Array.from({ length: versionAfter(migrations) }, (_, index) => `version-${index + 1}`)
  const folders = (await readdir(FIXTURES)).filter((name) => name.startsWith('version-'))
  expect(folders.sort()).toEqual(versions)
})

test.each(Array.from({ length: versionAfter(migrations) }, (_, index) => index + 1))(
  'a folder of version %d opens with all that was in it',
  async (version) => {
    const store = await openStore(await fixture(version))
    expect(store.openingReport).toBeNull()
    expect(store.all('leads')).toEqual([makeLead({ notes: 'é 漢 🙂' })])
    expect(store.all('offers')).toEqual([makeOffer()])
    expect(store.all('tasks')).toEqual([makeTask()])
    expect(store.get('settings', 'workspace')?.zone).toBe('America/New_York')
  },
)

/** Sample workspaces as builds that called themselves version 1 left them, on the day that their name says. */
test.each(['version-1', 'version-2', 'build-2026-11-23', 'build-2026-11-24'])(
  'all that stands in %s has the shape of today, in the journal too',
  async (name) => {
    const store = await openStore(await copyOf(name))
    for (const collection of collectionNames) {
      for (const entity of store.all(collection)) {
        const { error } = collections[collection].schema.safeParse(entity)
        expect(error?.issues, `${collection} ${entity.id}`).toBeUndefined()
      }
    }
    expect(store.count('leads')).toBeGreaterThan(0)
  },
)

test('a step is taken once for the snapshot and for every old line, and never for a new one', async () => {
  const folder = await fixture(1)
  const original = await readFile(path.join(folder, 'state.json'), 'hex')
  const clock = new TestClock(NOW)
  const store = await Store.open(folder, clock, NEXT)
  expect(notesOf(store)).toEqual({ 'lead-1': 'é 漢 🙂!' })
  const [copy] = await store.backups.list()
  expect(copy?.reason).toBe('migration')
  expect(await readFile(path.join(folder, 'backups', copy?.name ?? ''), 'hex')).toBe(original)

  await store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id: 'lead-3', notes: 'new' }))
  })
  const crashed = await asAfterCrash(folder)
  await store.close()
  for (const place of [crashed, folder]) {
    const again = await Store.open(place, clock, NEXT)
    expect(notesOf(again)).toEqual({ 'lead-1': 'é 漢 🙂!', 'lead-3': 'new' })
    expect(again.openingReport).toBeNull()
    expect((await again.backups.list()).filter(({ reason }) => reason === 'migration')).toHaveLength(1)
    await again.close()
  }
})

test('an old backup is migrated when it is restored', async () => {
  const folder = await fixture(1)
  const old = await openStore(folder)
  const backup = await old.backups.make('manual')
  await old.close()
  const store = await Store.open(folder, new TestClock(NOW), NEXT)
  await store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id: 'lead-3' }))
  })
  expect(await store.restoreBackup(backup?.name ?? '', () => undefined)).toMatchObject({ kind: 'restored' })
  expect(notesOf(store)).toEqual({ 'lead-1': 'é 漢 🙂!' })
  await store.close()
})

test('a folder whose snapshot or journal was written by a newer version is refused, and nothing is changed', async () => {
  const closed = await fixture(1)
  await (await Store.open(closed, new TestClock(NOW), NEXT)).close()
  const running = await fixture(1)
  const store = await Store.open(running, new TestClock(NOW), NEXT)
  await store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead())
  })
  const crashed = await asAfterCrash(running)
  await store.close()
  await cp(path.join(FIXTURES, 'version-1', 'state.json'), path.join(crashed, 'state.json'))
  for (const folder of [closed, crashed]) {
    const before = await bytesUnder(folder)
    delete before.lock
    await expect(Store.open(folder, new TestClock(NOW))).rejects.toMatchObject({
      code: 'store.newer_version',
    })
    expect(await bytesUnder(folder)).toEqual(before)
  }
})
