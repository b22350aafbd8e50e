import { toInstant, type Clock, type Instant } from '../domain/time'
import { BackupRoutine } from './backup-routine'
import { type ChangeSet, type CollectionName, type Entity, type IndexName } from './collections'
import { makeFolder } from './durable-file'
import { lockFolder } from './folder-lock'
import { migrations, type Migration } from './migrations'
import { applyTo, dump, openFolder, type OpenedFolder } from './open-folder'
import type { OpeningReport } from './opening-report'
import { replaceAll } from './restore'
import type { Snapshot } from './snapshot'
import { StoreError } from './store-error'
import type { Table } from './table'
import { Transaction, type Reader } from './transaction'

/**
 * A journal of this many bytes is worth a new snapshot, or one as long as the snapshot itself: so the cost of snapshots
 * stays in step with what is written.
 */
const COMPACT_AT_BYTES = 4 * 1024 * 1024

/** The cause of a change set that restores a backup. */
export const RESTORE = 'backup.restore'

/** What is learnt anew from the providers: no backup is made for it alone. */
const LEARNT_ANEW: readonly string[] = ['recordChecks', 'reconciliations', 'connections']

function isWorthwhile({ puts, removals }: ChangeSet): boolean {
  return [...Object.keys(puts), ...Object.keys(removals)].some((name) => !LEARNT_ANEW.includes(name))
}

interface Job {
  cause: string
  work: (transaction: Transaction) => unknown
  /** What is to be done on the very state that the work will find; the work does not begin when it fails. */
  before?: () => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** What became of a restore; where it was not done, nothing has changed. */
export type Restore =
  | { kind: 'restored'; savedAt: Instant }
  /** There is no backup of that name any more. */
  | { kind: 'gone' }
  /** It cannot be read. */
  | { kind: 'unreadable' }
  /** A newer Slotkeeper wrote it. */
  | { kind: 'newer' }

/**
 * Keeps the workspace: collections in memory, every change in a journal on disk before it shows, a snapshot now and
 * then. Readers see only what is durable. Transactions run one after the other, each on the state that the ones before
 * it left; those that wait together share one fsync.
 */
export class Store implements Reader {
  /** What had to be put right when it was opened; null when all was as it should be. */
  readonly openingReport: OpeningReport | null
  readonly backups: BackupRoutine
  readonly #clock: Clock
  readonly #parts: OpenedFolder
  readonly #unlock: () => Promise<void>
  readonly #listeners = new Set<(changeSet: ChangeSet) => void>()
  #position: number
  /** The last change that tells more than that the providers were looked at. */
  #worthwhile: number
  #queue: Job[] = []
  #draining: Promise<void> | null = null
  #compacting: Promise<void> | null = null
  #closing: Promise<void> | null = null

  private constructor(clock: Clock, parts: OpenedFolder, unlock: () => Promise<void>) {
    this.openingReport = parts.report
    this.#clock = clock
    this.#parts = parts
    this.#position = parts.position
    this.#worthwhile = parts.position
    this.backups = new BackupRoutine(parts.backups, clock, {
      position: () => this.#position,
      worthwhile: () => this.#worthwhile,
      snapshot: () => this.#snapshot(),
    })
    this.#unlock = unlock
  }

  /**
   * Takes the folder for this process and brings back what was committed, as far as it can be read; `openingReport`
   * says what cannot. Throws StoreError when the folder is in use or a newer Slotkeeper wrote it.
   */
  static async open(folder: string, clock: Clock, steps: readonly Migration[] = migrations): Promise<Store> {
    await makeFolder(folder)
    const unlock = await lockFolder(folder)
    try {
      return new Store(clock, await openFolder(folder, clock, steps), unlock)
    } catch (error) {
      await unlock()
      throw error
    }
  }

  get<C extends CollectionName>(collection: C, id: string): Entity<C> | undefined {
    return this.#table(collection).get(id)
  }

  by<C extends CollectionName>(collection: C, index: IndexName<C>, key: string): Entity<C>[] {
    return this.#table(collection).by(index, key)
  }

  all<C extends CollectionName>(collection: C): Entity<C>[] {
    return [...this.#table(collection).all()]
  }

  count(collection: CollectionName): number {
    return this.#table(collection).size
  }

  /**
   * Runs `work` on the newest state and commits what it put and removed, all or nothing. Resolves with its answer once
   * the change is on disk and visible; rejects with what `work` threw or what kept the journal from being written, and
   * nothing has changed then. `work` must be synchronous and touch nothing but the transaction.
   */
  transact<T>(cause: string, work: (transaction: Transaction) => T): Promise<T> {
    return this.#enqueue(cause, work)
  }

  #enqueue<T>(
    cause: string,
    work: (transaction: Transaction) => T,
    before?: () => Promise<unknown>,
  ): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreError('store.closed', 'Slotkeeper is closing.'))
    return new Promise<T>((resolve, reject) => {
      const job: Job = { cause, work, resolve: resolve as (value: unknown) => void, reject }
      this.#queue.push(before ? { ...job, before } : job)
      this.#draining ??= this.#drain()
    })
  }

  /**
   * Brings back what a backup holds, as one change that follows on all others: the journal goes on, and listeners are
   * told. The state before is kept as a backup first. `mend` sees the transaction that restores, and may add to it or
   * keep it from being made by throwing.
   */
  async restoreBackup(name: string, mend: (transaction: Transaction) => void): Promise<Restore> {
    let backup: Snapshot | null
    try {
      backup = await this.#parts.backups.read(name)
    } catch (error) {
      if (error instanceof StoreError)
        return { kind: error.code === 'store.newer_version' ? 'newer' : 'unreadable' }
      throw error
    }
    if (!backup) return { kind: 'gone' }
    const { savedAt, collections } = backup
    await this.#enqueue(
      RESTORE,
      (transaction) => {
        replaceAll(transaction, collections)
        mend(transaction)
      },
      () => this.backups.make('before-restore'),
    )
    return { kind: 'restored', savedAt }
  }

  /**
   * Tells of every committed change, in order. What a listener throws becomes an uncaught exception of the process.
   * Returns a function that stops listening at once.
   */
  subscribe(listener: (changeSet: ChangeSet) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Finishes what was asked, writes a snapshot and gives the folder back. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await this.#draining
    await this.#compacting
    await this.backups.settled()
    try {
      await this.#save(await this.#cut())
    } finally {
      await this.#parts.journal.close().finally(() => this.#unlock())
    }
  }

  async #drain(): Promise<void> {
    // Callers that act in the same turn join one batch.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      await this.#commitBatch(await this.#nextBatch())
      const { journal, snapshotFile } = this.#parts
      const isLong = journal.length > Math.max(COMPACT_AT_BYTES, snapshotFile.length)
      if (isLong && !this.#compacting) await this.#compactInBackground()
    }
    this.#draining = null
  }

  /** All that wait; one that has something to do before it goes alone. */
  async #nextBatch(): Promise<Job[]> {
    const [first] = this.#queue
    if (!first?.before) {
      const alone = this.#queue.findIndex(({ before }) => before)
      return this.#queue.splice(0, alone < 0 ? this.#queue.length : alone)
    }
    this.#queue.shift()
    try {
      await first.before()
      return [first]
    } catch (error) {
      first.reject(error)
      return []
    }
  }

  async #commitBatch(jobs: Job[]): Promise<void> {
    const batch = new Transaction(this)
    const changeSets: ChangeSet[] = []
    const finished: { job: Job; value: unknown }[] = []
    const at = toInstant(this.#clock.now())
    for (const job of jobs) {
      const transaction = new Transaction(batch)
      try {
        const value = job.work(transaction)
        const changes = transaction.changes()
        if (changes) {
          const position = this.#position + changeSets.length + 1
          changeSets.push({ position, at, cause: job.cause, ...changes })
          batch.absorb(transaction)
        }
        finished.push({ job, value })
      } catch (error) {
        job.reject(error)
      }
    }
    try {
      if (changeSets.length > 0) await this.#parts.journal.append(changeSets)
    } catch (error) {
      for (const { job } of finished) job.reject(error)
      return
    }
    for (const changeSet of changeSets) {
      applyTo(this.#parts.tables, changeSet)
      this.#position = changeSet.position
      if (isWorthwhile(changeSet)) this.#worthwhile = changeSet.position
    }
    for (const { job, value } of finished) job.resolve(value)
    for (const changeSet of changeSets) {
      // Apart from the batch: a listener's mistake must not stop the commits behind it.
      for (const listener of this.#listeners)
        queueMicrotask(() => {
          if (this.#listeners.has(listener)) listener(changeSet)
        })
    }
  }

  /** Resolves when commits may go on; the snapshot is written beside them. */
  async #compactInBackground(): Promise<void> {
    try {
      const snapshot = await this.#cut()
      this.#compacting = this.#save(snapshot)
        .catch(() => undefined)
        .finally(() => {
          this.#compacting = null
        })
    } catch {
      // The journal still holds everything; the next compaction tries again.
    }
  }

  /**
   * Takes the state as it is and begins a new segment behind it. No commit may be under way: its change sets would
   * stand in the segment that the snapshot lets go of.
   */
  async #cut(): Promise<Snapshot> {
    const snapshot = this.#snapshot()
    await this.#parts.journal.rotate(this.#position + 1)
    return snapshot
  }

  #snapshot(): Snapshot {
    const savedAt = toInstant(this.#clock.now())
    return { position: this.#position, savedAt, collections: dump(this.#parts.tables) }
  }

  async #save(snapshot: Snapshot): Promise<void> {
    const { snapshots, journal, backups } = this.#parts
    snapshots.data = snapshot
    await snapshots.write()
    // What leads on from the last two backups stays, so that a broken snapshot costs nothing.
    const copies = await backups.list()
    await journal.dropUpTo(Math.min(snapshot.position, copies[1]?.position ?? 0))
  }

  #table<C extends CollectionName>(collection: C): Table<C> {
    const table = this.#parts.tables.get(collection)
    if (!table) throw new Error(`there is no collection ${collection}`)
    return table
  }
}
