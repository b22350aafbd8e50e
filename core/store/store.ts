import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Low } from 'lowdb'
import { toInstant, type Clock } from '../domain/time'
import {
  collectionNames,
  type ChangeSet,
  type CollectionName,
  type Entity,
  type IndexName,
} from './collections'
import { removeLeftovers } from './durable-file'
import { lockFolder } from './folder-lock'
import { Journal } from './journal'
import { SnapshotFile, type Snapshot } from './snapshot'
import { StoreError } from './store-error'
import { Table } from './table'
import { Transaction, type Reader } from './transaction'

/**
 * A journal of this many bytes is worth a new snapshot, or one as long as the snapshot itself: so the cost of snapshots
 * stays in step with what is written.
 */
const COMPACT_AT_BYTES = 4 * 1024 * 1024

interface Job {
  cause: string
  work: (transaction: Transaction) => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * Keeps the workspace: collections in memory, every change in a journal on disk before it shows, a snapshot now and
 * then. Readers see only what is durable. Transactions run one after the other, each on the state that the ones before
 * it left; those that wait together share one fsync.
 */
export class Store implements Reader {
  readonly #clock: Clock
  readonly #tables: Map<CollectionName, Table<CollectionName>>
  readonly #snapshotFile: SnapshotFile
  readonly #snapshots: Low<Snapshot>
  readonly #unlock: () => Promise<void>
  readonly #listeners = new Set<(changeSet: ChangeSet) => void>()
  #journal: Journal
  #position: number
  #queue: Job[] = []
  #draining: Promise<void> | null = null
  #compacting: Promise<void> | null = null
  #closing: Promise<void> | null = null

  private constructor(parts: {
    clock: Clock
    tables: Map<CollectionName, Table<CollectionName>>
    snapshotFile: SnapshotFile
    snapshots: Low<Snapshot>
    journal: Journal
    position: number
    unlock: () => Promise<void>
  }) {
    this.#clock = parts.clock
    this.#tables = parts.tables
    this.#snapshotFile = parts.snapshotFile
    this.#snapshots = parts.snapshots
    this.#journal = parts.journal
    this.#position = parts.position
    this.#unlock = parts.unlock
  }

  /** Takes the folder for this process and brings back what was committed. Throws StoreError. */
  static async open(folder: string, clock: Clock): Promise<Store> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const unlock = await lockFolder(folder)
    try {
      const stateFile = path.join(folder, 'state.json')
      await removeLeftovers(stateFile)
      const snapshotFile = new SnapshotFile(stateFile)
      const snapshots = new Low<Snapshot>(snapshotFile, {
        position: 0,
        savedAt: toInstant(clock.now()),
        collections: {},
      })
      await snapshots.read()
      let position = snapshots.data.position
      const tables = new Map(collectionNames.map((name) => [name, new Table(name)]))
      for (const name of collectionNames) {
        // Checked by its schema before it was written and by the checksum now, so it is not parsed again.
        for (const entity of snapshots.data.collections[name] ?? []) {
          tables.get(name)?.put(entity as Entity<CollectionName>)
        }
      }
      const journal = await Journal.open(path.join(folder, 'journal'), position, (changeSet) => {
        applyTo(tables, changeSet)
        position = changeSet.position
      })
      return new Store({ clock, tables, snapshotFile, snapshots, journal, position, unlock })
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
    if (this.#closing) return Promise.reject(new StoreError('store.closed', 'Slotkeeper is closing.'))
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ cause, work, resolve: resolve as (value: unknown) => void, reject })
      this.#draining ??= this.#drain()
    })
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
    try {
      await this.#save(await this.#cut())
    } finally {
      await this.#journal.close()
      await this.#unlock()
    }
  }

  async #drain(): Promise<void> {
    // Callers that act in the same turn join one batch.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      await this.#commitBatch(this.#queue.splice(0))
      const isLong = this.#journal.length > Math.max(COMPACT_AT_BYTES, this.#snapshotFile.length)
      if (isLong && !this.#compacting) await this.#compactInBackground()
    }
    this.#draining = null
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
      if (changeSets.length > 0) await this.#journal.append(changeSets)
    } catch (error) {
      for (const { job } of finished) job.reject(error)
      return
    }
    for (const changeSet of changeSets) {
      applyTo(this.#tables, changeSet)
      this.#position = changeSet.position
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
    const dump = Object.fromEntries(collectionNames.map((name) => [name, this.all(name)]))
    const snapshot = { position: this.#position, savedAt: toInstant(this.#clock.now()), collections: dump }
    await this.#journal.rotate(this.#position + 1)
    return snapshot
  }

  async #save(snapshot: Snapshot): Promise<void> {
    this.#snapshots.data = snapshot
    await this.#snapshots.write()
    await this.#journal.dropEarlier()
  }

  #table<C extends CollectionName>(collection: C): Table<C> {
    const table = this.#tables.get(collection)
    if (!table) throw new Error(`there is no collection ${collection}`)
    return table
  }
}

function applyTo(tables: Map<CollectionName, Table<CollectionName>>, changeSet: ChangeSet): void {
  for (const name of collectionNames) {
    const table = tables.get(name)
    for (const entity of changeSet.puts[name] ?? []) table?.put(entity)
    for (const id of changeSet.removals[name] ?? []) table?.remove(id)
  }
}
