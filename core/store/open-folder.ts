import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Low } from 'lowdb'
import { toInstant, type Clock, type Instant } from '../domain/time'
import { Backups } from './backups'
import { collectionNames, type ChangeSet, type CollectionName, type Entity } from './collections'
import { removeLeftovers } from './durable-file'
import { isCode } from './folder-lock'
import { Journal } from './journal'
import { versionAfter, type Migration } from './migrations'
import { wordOpening, type OpeningReport } from './opening-report'
import { quarantine } from './quarantine'
import { firstPositionOf } from './journal-lines'
import { readJournal, segmentsIn, type JournalReading } from './read-journal'
import { SnapshotFile, type Snapshot } from './snapshot'
import { StoreError } from './store-error'
import { Table } from './table'

export type Tables = Map<CollectionName, Table<CollectionName>>

/** What a store goes on with. */
export interface OpenedFolder {
  tables: Tables
  position: number
  snapshotFile: SnapshotFile
  snapshots: Low<Snapshot>
  journal: Journal
  backups: Backups
  /** Null when all was as it should be. */
  report: OpeningReport | null
}

/** A state that can be opened: a snapshot, and how far the journal leads on from it. */
interface Rung {
  from: OpeningReport['basis']['from']
  snapshot: Snapshot
  tables: Tables
  reading: JournalReading
}

/** With what the file system threw, where the file could not be read at all. */
type Broken = OpeningReport['broken'][number] & { notGiven?: Error }

const STATE = 'state.json'
const JOURNAL = 'journal'

/**
 * Reads the newest good snapshot and the journal behind it: `state.json`, else the backups from the newest on. Whatever
 * is broken is put into quarantine, the state that was reached is written anew, and the report says what was lost.
 * Throws `store.newer_version`, and before anything is changed what the file system throws while reading, unless all
 * changes are there without the file.
 */
export async function openFolder(
  folder: string,
  clock: Clock,
  steps: readonly Migration[],
): Promise<OpenedFolder> {
  const now = toInstant(clock.now())
  const stateFile = path.join(folder, STATE)
  const snapshotFile = new SnapshotFile(stateFile, steps)
  const backups = new Backups(folder, clock, steps)
  const empty: Snapshot = { position: 0, savedAt: now, collections: {} }
  const snapshots = new Low<Snapshot>(snapshotFile, empty)

  const { rung, broken, highest, isStateGone } = await findRung(folder, {
    snapshotFile,
    backups,
    steps,
    empty,
  })
  const { reading, tables } = rung
  const isWhole = broken.length === 0 && !reading.lost && !isStateGone
  // A state that lacks changes takes a place of its own, so that it is never taken for one that has them.
  const position = reading.lost ? highest + 1 : reading.reached
  const report = isWhole ? null : await putAside(folder, now, rung, broken)
  const oldVersion = rung.from === 'state' ? snapshotFile.version : null
  const isOld = oldVersion !== null && oldVersion < versionAfter(steps)
  if (isOld) await backups.keepCopy(stateFile, rung.snapshot.position, 'migration')

  await removeLeftovers(stateFile)
  const isTailGood = !reading.lost && !reading.broken.some(({ name }) => name === reading.tail?.name)
  const journal = await Journal.open(path.join(folder, JOURNAL), {
    tail: isTailGood ? reading.tail : null,
    nextPosition: position + 1,
    schemaVersion: versionAfter(steps),
  })
  try {
    if (report) tables.get('openingReports')?.put(report)
    if (report || isOld) {
      snapshots.data = { position, savedAt: now, collections: dump(tables) }
      await snapshots.write()
    }
  } catch (error) {
    await journal.close()
    throw error
  }
  for (const { file } of broken) {
    // They are copied, and passed over from now on: one that stays does no harm.
    if (file !== STATE) await rm(path.join(folder, file), { force: true }).catch(() => undefined)
  }
  return { tables, position, snapshotFile, snapshots, journal, backups, report }
}

/** Looks for what reaches furthest; the newest snapshot does, unless it or the journal behind it is broken. */
async function findRung(
  folder: string,
  parts: { snapshotFile: SnapshotFile; backups: Backups; steps: readonly Migration[]; empty: Snapshot },
): Promise<{ rung: Rung; broken: Broken[]; highest: number; isStateGone: boolean }> {
  const journalFolder = path.join(folder, JOURNAL)
  const broken: Broken[] = []
  const climb = async (from: Rung['from'], snapshot: Snapshot): Promise<Rung> => {
    const tables = tablesOf(snapshot)
    const reading = await readJournal(journalFolder, snapshot.position, parts.steps, (changeSet) =>
      applyTo(tables, changeSet),
    )
    return { from, snapshot, tables, reading }
  }

  const state = await readable(STATE, broken, () => parts.snapshotFile.read())
  const copies = await parts.backups.list()
  let best = state ? await climb('state', state) : null
  for (const { name, position } of copies) {
    // Either nothing is lost, or it holds nothing that was not reached already.
    if (best && (!best.reading.lost || position <= best.reading.reached)) break
    const snapshot = await readable(path.join('backups', name), broken, () => parts.backups.read(name))
    const rung = snapshot && (await climb('backup', snapshot))
    if (rung && rung.reading.reached > (best?.reading.reached ?? 0)) best = rung
  }
  best ??= await climb('journal', parts.empty)

  // What the disk does not give now may be whole: nothing is given up for it.
  const notGiven = broken.find((one) => one.notGiven)?.notGiven
  if (notGiven && (best.reading.lost || best.reading.reached === 0)) throw notGiven

  const [first] = await segmentsIn(journalFolder)
  const isStateGone = state === null && first !== undefined && firstPositionOf(first) > 1
  const positions = [best.reading.highest, ...copies.map(({ position }) => position)]
  for (const { name, why } of best.reading.broken) broken.push({ file: path.join(JOURNAL, name), why })
  return { rung: best, broken, highest: Math.max(...positions), isStateGone }
}

/** The disk, or who may read: what fails so stands there nevertheless, perhaps whole. */
const NOT_GIVEN = ['EIO', 'EACCES', 'EPERM'] as const

/** Null when there is none, or none that can be read; what is wrong is noted then. */
async function readable(
  file: string,
  broken: Broken[],
  read: () => Promise<Snapshot | null>,
): Promise<Snapshot | null> {
  try {
    return await read()
  } catch (error) {
    const notGiven = NOT_GIVEN.some((code) => isCode(error, code))
    const isDamaged = error instanceof StoreError && error.code === 'store.damaged'
    if (!(error instanceof Error) || (!isDamaged && !notGiven)) throw error
    broken.push({ file, why: error.message, ...(notGiven && { notGiven: error }) })
    return null
  }
}

async function putAside(
  folder: string,
  at: Instant,
  { from, snapshot, reading }: Rung,
  broken: readonly Broken[],
): Promise<OpeningReport> {
  const isNothing = from === 'journal' && reading.reached === 0
  const savedAt = from === 'journal' ? null : snapshot.savedAt
  const report: OpeningReport = {
    id: at,
    basis: { from: isNothing ? 'nothing' : from, savedAt },
    broken: broken.map(({ file, why }) => ({ file, why })),
    quarantine: null,
    loss: reading.lost && { since: reading.lastAt ?? savedAt, until: reading.lost.until },
  }
  if (broken.length === 0) return report
  const reasons = broken.map(({ file, why }) => `${file}: ${why}\n`).join('')
  const page = `${wordOpening(report, (instant) => instant)}\n\n${reasons}`
  const files = broken.map(({ file }) => file)
  return { ...report, quarantine: await quarantine(folder, at, files, page) }
}

function tablesOf(snapshot: Snapshot): Tables {
  const tables: Tables = new Map(collectionNames.map((name) => [name, new Table(name)]))
  for (const name of collectionNames) {
    // Checked by its schema before it was written and by the checksum now, so it is not parsed again.
    for (const entity of snapshot.collections[name] ?? []) {
      tables.get(name)?.put(entity as Entity<CollectionName>)
    }
  }
  return tables
}

export function applyTo(tables: Tables, changeSet: ChangeSet): void {
  for (const name of collectionNames) {
    const table = tables.get(name)
    for (const entity of changeSet.puts[name] ?? []) table?.put(entity)
    for (const id of changeSet.removals[name] ?? []) table?.remove(id)
  }
}

/** Everything as it stands now: entities are never changed in place, so it stays as it is while it is written. */
export function dump(tables: Tables): Snapshot['collections'] {
  return Object.fromEntries([...tables].map(([name, table]) => [name, [...table.all()]]))
}
