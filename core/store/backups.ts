import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { toInstant, type Clock, type Instant } from '../domain/time'
import { syncFolder, writeFileDurably } from './durable-file'
import { isCode } from './folder-lock'
import type { Migration } from './migrations'
import { asName } from './quarantine'
import { SnapshotFile, type Snapshot } from './snapshot'

/** Why a backup was made. */
export const backupReasons = ['start', 'scheduled', 'manual', 'before-restore', 'migration'] as const
export type BackupReason = (typeof backupReasons)[number]

export interface Backup {
  /** The file's name, which says all of this: by it a backup is asked for. */
  name: string
  at: Instant
  /** The last change that it holds. */
  position: number
  reason: BackupReason
  bytes: number
}

/** Should the newest be broken, the one before it is there. */
const ALWAYS = 2
const HOURS_OF_TODAY = 3
const IN_ALL = 10

const NAME = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-(\d{15})-([a-z-]+)\.json$/
const LEFTOVER = /\.json\.[0-9a-f]{12}\.tmp$/

/** The folder `backups/`: whole snapshots of the workspace, beside the one that is opened. */
export class Backups {
  readonly #folder: string
  readonly #clock: Clock
  readonly #steps: readonly Migration[]

  constructor(dataFolder: string, clock: Clock, steps: readonly Migration[]) {
    this.#folder = path.join(dataFolder, 'backups')
    this.#clock = clock
    this.#steps = steps
  }

  /** The newest first. Files of others are passed over. */
  async list(): Promise<Backup[]> {
    const found: Backup[] = []
    for (const name of await this.#names()) {
      const known = parseName(name)
      const bytes = known && (await this.#sizeOf(name))
      // One may be thinned out meanwhile.
      if (known && bytes !== null) found.push({ ...known, bytes })
    }
    return found.sort(byAge)
  }

  /** Null when there is none of that name. Throws `store.damaged` and `store.newer_version`; it is left as it is. */
  read(name: string): Promise<Snapshot | null> {
    if (!parseName(name)) return Promise.resolve(null)
    return new SnapshotFile(path.join(this.#folder, name), this.#steps).read()
  }

  /** Durable when it resolves; then those that are not needed any more are removed. */
  async write(snapshot: Snapshot, reason: BackupReason): Promise<Backup> {
    const at = await this.#prepare()
    const name = nameOf(at, snapshot.position, reason)
    await new SnapshotFile(path.join(this.#folder, name), this.#steps).write(snapshot)
    await this.#thinOut(at)
    return { name, at, position: snapshot.position, reason, bytes: (await this.#sizeOf(name)) ?? 0 }
  }

  /** Keeps a snapshot's file byte for byte, as the version before could read it. */
  async keepCopy(file: string, position: number, reason: BackupReason): Promise<void> {
    const at = await this.#prepare()
    await writeFileDurably(path.join(this.#folder, nameOf(at, position, reason)), await readFile(file))
    await this.#thinOut(at)
  }

  async #prepare(): Promise<Instant> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await syncFolder(path.dirname(this.#folder))
    for (const name of await this.#names()) {
      // What a crash left of a backup; only one is made at a time.
      if (LEFTOVER.test(name)) await rm(path.join(this.#folder, name), { force: true })
    }
    return toInstant(this.#clock.now())
  }

  async #thinOut(now: Instant): Promise<void> {
    try {
      for (const { name } of outdated(await this.list(), now))
        await rm(path.join(this.#folder, name), { force: true })
    } catch {
      // The backup is made all the same; what is one too many goes with the next.
    }
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder)
    } catch (error) {
      if (isCode(error, 'ENOENT')) return []
      throw error
    }
  }

  /** Null where it is gone. */
  async #sizeOf(name: string): Promise<number | null> {
    try {
      return (await stat(path.join(this.#folder, name))).size
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null
      throw error
    }
  }
}

/**
 * Of backups, the newest first, those to remove: the newest two stay, the newest of the last three hours of today in which any was made,
 * one of every day before, and the newest that was made by hand, before a restore, so that it can be undone, or before a
 * migration, which alone the version before can read; ten in all. Days and hours are UTC's.
 */
export function outdated(backups: readonly Backup[], now: Instant): Backup[] {
  const kept = new Set<Backup>()
  const today = now.slice(0, 10)
  const hours = new Set<string>()
  const days = new Set<string>([today])
  for (const backup of backups.slice(0, ALWAYS)) kept.add(backup)
  for (const backup of backups) {
    const [day, hour] = [backup.at.slice(0, 10), backup.at.slice(0, 13)]
    if (day === today ? hours.has(hour) || hours.size === HOURS_OF_TODAY : days.has(day)) continue
    kept.add(backup)
    if (day === today) hours.add(hour)
    else days.add(day)
  }
  const special = (['manual', 'before-restore', 'migration'] as const).flatMap(
    (reason) => backups.find((backup) => backup.reason === reason) ?? [],
  )
  const others = backups.filter((backup) => kept.has(backup) && !special.includes(backup))
  const stay = new Set([...special, ...others.slice(0, IN_ALL - special.length)])
  return backups.filter((backup) => !stay.has(backup))
}

function byAge(a: Backup, b: Backup): number {
  return b.position - a.position || (a.at < b.at ? 1 : -1)
}

function nameOf(at: Instant, position: number, reason: BackupReason): string {
  return `${asName(at)}-${String(position).padStart(15, '0')}-${reason}.json`
}

function parseName(name: string): Omit<Backup, 'bytes'> | null {
  const [, day, hour, minute, second, position, reason] = NAME.exec(name) ?? []
  const known = backupReasons.find((one) => one === reason)
  if (!known) return null
  return {
    name,
    at: `${day ?? ''}${hour ?? ''}:${minute ?? ''}:${second ?? ''}`,
    position: Number(position),
    reason: known,
  }
}
