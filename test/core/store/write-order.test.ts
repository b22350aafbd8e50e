/** @promise reliability: Everything is on disk before it takes a name, its name before it is relied on, and a commit before it is acknowledged. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { quarantine } from '../../../core/store/quarantine'
import { openSecretFile } from '../../../core/store/secret-file'
import { Store } from '../../../core/store/store'
import { TestClock } from '../../support/clock'
import { NOW } from '../../support/fixtures'
import { temporaryFolder } from '../../support/temporary-folder'
import { quiet, watching, worded } from '../../support/watched-disk'

vi.mock('node:fs/promises', async (original) =>
  (await import('../../support/watched-disk')).watched(await original()),
)

/** What changes the disk or makes a change durable, in order; a sync of a folder is one of its name. */
const TELLING = ['appendFile', 'datasync', 'mkdir', 'rename', 'rm', 'sync', 'truncate', 'writeFile']

async function recorded(folder: string, work: () => Promise<unknown>): Promise<string[]> {
  const calls: string[] = []
  await watching(
    (call) => {
      if (TELLING.includes(call.step)) calls.push(worded(call, folder))
    },
    async () => {
      await work()
      calls.push('done')
      await quiet()
    },
  )
  return calls
}

const put = (store: Store, id: string) =>
  store.transact('test.put', (transaction) => {
    transaction.put('sandboxes', { id, state: 0 })
  })

async function started(): Promise<{ folder: string; store: Store }> {
  const folder = path.join(await temporaryFolder(), 'data')
  return { folder, store: await Store.open(folder, new TestClock(NOW)) }
}

const SEGMENT = 'journal/journal-000000000000001.jsonl'
const BACKUP = 'backups/2026-11-23T14-00-00.000Z-000000000000001-manual.json'
const replaced = (file: string) => [
  `writeFile ${file}.*.tmp`,
  `sync ${file}.*.tmp`,
  `rename ${file}.*.tmp`,
  `sync ${path.dirname(file)}`,
]

test('a new data folder, and the journal in it, have durable names before anything is committed', async () => {
  const home = await temporaryFolder()
  const folder = path.join(home, 'a', 'data')
  const calls = await recorded(home, () => Store.open(folder, new TestClock(NOW)))
  expect(calls).toEqual([
    'mkdir a/data',
    'sync a',
    'sync .',
    'writeFile a/data/lock',
    'mkdir a/data/journal',
    'sync a/data',
    'sync a/data/journal',
    'done',
  ])
})

test('a commit appends, then syncs', async () => {
  const { folder, store } = await started()
  const calls = await recorded(folder, () => put(store, 'a'))
  expect(calls).toEqual([`appendFile ${SEGMENT}`, `datasync ${SEGMENT}`, 'done'])
  await store.close()
})

test('a backup is written aside, synced, renamed, and its folder synced', async () => {
  const { folder, store } = await started()
  await put(store, 'a')
  const calls = await recorded(folder, () => store.backups.make('manual'))
  expect(calls).toEqual(['mkdir backups', 'sync .', ...replaced(BACKUP), 'done'])
  await store.close()
})

test('a snapshot is written once the journal behind it is begun, and the journal before it goes last', async () => {
  const { folder, store } = await started()
  await put(store, 'a')
  await store.backups.make('manual')
  await store.backups.make('start')
  const calls = await recorded(folder, () => store.close())
  expect(calls).toEqual(['sync journal', ...replaced('state.json'), `rm ${SEGMENT}`, 'rm lock', 'done'])
})

test('a broken file is kept in quarantine, durably, before anything takes its place', async () => {
  const folder = await temporaryFolder()
  await writeFile(path.join(folder, 'state.json'), 'broken')
  const aside = 'quarantine/2026-11-23T14-00-00.000Z'
  const calls = await recorded(folder, () => quarantine(folder, NOW, ['state.json'], 'page'))
  expect(calls).toEqual([
    'mkdir quarantine',
    `mkdir ${aside}`,
    ...replaced(`${aside}/state.json`),
    ...replaced(`${aside}/what-happened.txt`),
    `sync ${aside}`,
    'sync quarantine',
    'sync .',
    'done',
  ])
})

test('an opening puts aside first, then begins a segment, then writes what it reached, and removes last', async () => {
  const { folder, store } = await started()
  await put(store, 'a')
  await store.backups.make('manual')
  await store.close()
  await writeFile(path.join(folder, 'state.json'), 'broken')
  await writeFile(path.join(folder, BACKUP.replace('000001-manual', '000002-start')), 'broken')
  const calls = await recorded(folder, () => Store.open(folder, new TestClock(NOW)))
  const telling = calls.filter((call) => /^(rename|rm|done|sync quarantine$|sync journal)/.test(call))
  const aside = 'quarantine/2026-11-23T14-00-00.000Z'
  expect(telling).toEqual([
    `rename ${aside}/state.json.*.tmp`,
    `rename ${aside}/${path.basename(BACKUP).replace('000001-manual', '000002-start')}.*.tmp`,
    `rename ${aside}/what-happened.txt.*.tmp`,
    'sync quarantine',
    'sync journal',
    'rename state.json.*.tmp',
    `rm ${BACKUP.replace('000001-manual', '000002-start')}`,
    'done',
  ])
})

test('secrets are written aside, synced, renamed, and their folder synced', async () => {
  const folder = await temporaryFolder()
  const cipher = { encrypt: (secret: string) => secret, decrypt: (kept: string) => kept }
  const secrets = await openSecretFile({ file: path.join(folder, 'secrets.json'), cipher, protection: 'key' })
  const calls = await recorded(folder, () => secrets.set('ghl.token', 'example'))
  expect(calls.slice(1)).toEqual([...replaced('secrets.json'), 'done'])
})
