/** @promise reliability: Whichever call of the disk fails while a workspace is opened, it opens with everything, or is refused and left as it was. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { MINUTE } from '../../core/domain/time'
import { migrations, type Migration } from '../../core/store/migrations'
import { Store } from '../../core/store/store'
import { TestClock } from '../support/clock'
import { atEveryCall, breaking, FAULTS, type Fault } from '../support/disk-faults'
import { NOW } from '../support/fixtures'
import { diskError } from '../support/open-files'
import { asAfterCrash, bytesUnder } from '../support/stores'
import { temporaryFolder } from '../support/temporary-folder'
import { watching, type DiskCall } from '../support/watched-disk'

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/watched-disk')).watched(await original()),
)

// Every call is broken, one after the other.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 30_000 })

const SEGMENT = 'journal/journal-000000000000004.jsonl'

let home: string
let whole: string

const put = (store: Store, id: string) =>
  store.transact('test.put', (transaction) => {
    transaction.put('sandboxes', { id, state: 0 })
  })
const idsOf = (store: Store) => store.all('sandboxes').map(({ id }) => id)

/** A workspace with a backup at 1 and at 2, a snapshot at 3, and 4 to 6 in the journal behind it. */
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-test-'))
  whole = path.join(home, 'whole')
  const running = path.join(home, 'running')
  const clock = new TestClock(NOW)
  const store = await Store.open(running, clock)
  for (const id of ['1', '2', '3']) {
    clock.moveBy(MINUTE)
    await put(store, id)
    if (id !== '3') await store.backups.make('manual')
  }
  await store.close()
  const again = await Store.open(running, clock)
  for (const id of ['4', '5', '6']) await put(again, id)
  await cp(running, whole, { recursive: true })
  await rm(path.join(whole, 'lock'))
  await again.close()
})
afterAll(() => rm(home, { recursive: true, force: true }))

interface Case {
  /** What a crash or a broken disk made of the workspace. */
  spoil: (folder: string) => Promise<unknown>
  steps?: readonly Migration[]
  /** What is there once it is opened. */
  ids: string[]
  isLost?: boolean
  faults?: readonly Fault[]
  /** Some of the calls that are broken. */
  calls: string[]
}

/** Files that an opening may leave beside what is there: they say nothing of the state. */
const BESIDE = /^(lock|quarantine\/.*|backups\/.*-migration\.json|journal\/.*|.*\.tmp)$/

/**
 * What an opening that was refused has left: every byte that was there, where it was or in a copy. Only a good snapshot may
 * have been replaced by a newer one.
 */
async function expectUntouched(
  one: Case,
  before: Record<string, string>,
  folder: string,
  where: string,
): Promise<void> {
  const after = await bytesUnder(folder)
  const isThinnedOut = Object.keys(after).some((name) => name.endsWith('-migration.json'))
  for (const [name, bytes] of Object.entries(before)) {
    if (name.startsWith('backups') && isThinnedOut) continue
    if (name === 'state.json' && one.isLost) continue
    const tornOff = after[name]?.endsWith('0a') && bytes.startsWith(after[name])
    expect(tornOff || Object.values(after).includes(bytes), `${where}: ${name}`).toBe(true)
  }
  for (const name of Object.keys(after)) if (!(name in before)) expect(name, where).toMatch(BESIDE)
}

/** Opens a workspace while a call fails, and once more where it was refused. */
async function attempt(one: Case, fault: Fault, number: number): Promise<string | null> {
  const { spoil, steps = migrations } = one
  const folder = path.join(await temporaryFolder(), 'data')
  await cp(whole, folder, { recursive: true })
  await spoil(folder)
  const before = await bytesUnder(folder)
  const open = (where = folder) => Store.open(where, new TestClock(NOW), steps)
  let answer: Store | Error | null = null
  const broken = await breaking(folder, fault, number, async () => {
    answer = await open().catch((error: unknown) => error as Error)
  })
  const opened = answer as unknown as Store | Error
  if (broken === null) {
    await (opened as Store).close()
    return null
  }
  if (opened instanceof Error) {
    expect(opened, broken).toMatchObject({ code: fault.code })
    await expectUntouched(one, before, folder, broken)
    // On a disk that takes nothing back a lock may stay, half written. The next start says that it is to be deleted.
    if (fault.lasting === 'all') await rm(path.join(folder, 'lock'), { force: true })
  }
  const store = opened instanceof Error ? await open() : opened
  const expectAll = (held: Store, ids: string[]) => {
    expect(idsOf(held), broken).toEqual(ids)
    expect(
      held.all('openingReports').some(({ loss }) => loss !== null),
      broken,
    ).toBe(one.isLost ?? false)
  }
  expectAll(store, one.ids)
  await put(store, 'next')
  const crashed = await open(await asAfterCrash(folder))
  expectAll(crashed, [...one.ids, 'next'])
  await crashed.close()
  await store.close()
  return broken
}

const ALL = ['1', '2', '3', '4', '5', '6']
const inFile = (name: string, change: (text: string) => string) => async (folder: string) => {
  const file = path.join(folder, name)
  await writeFile(file, change(await readFile(file, 'utf8')))
}

const FEW: readonly Fault[] = [
  { code: 'EIO', lasting: 'once' },
  { code: 'ENOSPC', lasting: 'once' },
  { code: 'EIO', lasting: 'all' },
]

const cases: Record<string, Case> = {
  'in which all is well': {
    spoil: () => Promise.resolve(),
    ids: ALL,
    faults: FAULTS,
    calls: ['mkdir .', 'readFile state.json', `readFile ${SEGMENT}`],
  },
  'whose last line is torn': {
    spoil: inFile(SEGMENT, (text) => text.slice(0, -9)),
    ids: ALL.slice(0, -1),
    calls: [`truncate ${SEGMENT}`],
  },
  'whose snapshot is broken': {
    spoil: inFile('state.json', (text) => text.slice(9)),
    ids: ALL,
    calls: ['mkdir quarantine', 'rename state.json.*.tmp'],
  },
  'whose journal is broken': {
    spoil: inFile(SEGMENT, (text) => text.replace('"id":"5"', '"id":"x"')),
    ids: ALL.slice(0, 4),
    isLost: true,
    calls: ['open journal/journal-000000000000008.jsonl', `rm ${SEGMENT}`],
  },
  'of an earlier version': {
    spoil: () => Promise.resolve(),
    steps: [...migrations, (changes) => changes],
    ids: ALL,
    calls: ['sync state.json.*.tmp'],
  },
}

test.each(Object.entries(cases))('a workspace %s', async (_, one) => {
  const broken = await atEveryCall(one.faults ?? FEW, (fault, number) => attempt(one, fault, number))
  expect(broken).toEqual(expect.arrayContaining(one.calls.map((call) => `EIO at ${call}, once`)))
})

test('a broken file that is put aside, and cannot be removed, keeps nothing from opening', async () => {
  const folder = path.join(await temporaryFolder(), 'data')
  await cp(whole, folder, { recursive: true })
  await cases['whose journal is broken']?.spoil(folder)
  const refuse = ({ step, path: file }: DiskCall) => {
    if (step === 'rm' && file.endsWith(SEGMENT)) throw diskError('EACCES')
  }
  const store = await watching(refuse, () => Store.open(folder, new TestClock(NOW)))
  await store.close()
  const again = await Store.open(folder, new TestClock(NOW))
  expect(again.openingReport).toBeNull()
  expect(idsOf(again)).toEqual(['1', '2', '3', '4'])
  await again.close()
})
