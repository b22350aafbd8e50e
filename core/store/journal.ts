import { mkdir, open, rm, stat, truncate, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { ChangeSet } from './collections'
import { syncFolder } from './durable-file'
import { firstPositionOf, segmentName, toLine } from './journal-lines'
import { segmentsIn, type JournalReading } from './read-journal'
import { StoreError } from './store-error'

/**
 * The append-only log of change sets, in segments named by their first position. A line is acknowledged only after
 * fsync.
 */
export class Journal {
  readonly #folder: string
  readonly #schemaVersion: number
  #handle: FileHandle
  #file: string
  #length: number
  #broken: Error | null = null

  private constructor(parts: {
    folder: string
    schemaVersion: number
    file: string
    handle: FileHandle
    length: number
  }) {
    this.#folder = parts.folder
    this.#schemaVersion = parts.schemaVersion
    this.#file = parts.file
    this.#handle = parts.handle
    this.#length = parts.length
  }

  /**
   * Opens the journal for appending behind `tail`, of which a torn line is cut off; it was never acknowledged. Where
   * there is no tail to go on behind, a new segment begins at `nextPosition`.
   */
  static async open(
    folder: string,
    options: { tail: JournalReading['tail']; nextPosition: number; schemaVersion: number },
  ): Promise<Journal> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { name, length } = options.tail ?? { name: segmentName(options.nextPosition), length: 0 }
    const file = path.join(folder, name)
    const handle = await open(file, 'a', 0o600)
    try {
      if ((await stat(file)).size > length) await truncate(file, length)
      // The folder may be new as well.
      await syncFolder(path.dirname(folder))
      await syncFolder(folder)
    } catch (error) {
      await handle.close()
      throw error
    }
    return new Journal({ folder, schemaVersion: options.schemaVersion, file, handle, length })
  }

  /** Bytes in the segment that is being written. */
  get length(): number {
    return this.#length
  }

  /**
   * Durable when it resolves. When it rejects, none of the lines will be read back, unless the disk also refused to
   * take them back; no further change is taken then.
   */
  async append(changeSets: readonly ChangeSet[]): Promise<void> {
    if (this.#broken) throw this.#broken
    const bytes = Buffer.from(changeSets.map((changeSet) => toLine(changeSet, this.#schemaVersion)).join(''))
    try {
      await this.#handle.appendFile(bytes)
      await this.#handle.datasync()
      this.#length += bytes.length
    } catch (error) {
      await this.#undo()
      throw error
    }
  }

  /**
   * Begins a new segment; the earlier ones can be dropped once they are not needed any more. What the disk would not take
   * back stays behind with them.
   */
  async rotate(firstPosition: number): Promise<void> {
    const file = path.join(this.#folder, segmentName(firstPosition))
    if (file === this.#file) {
      if (this.#broken) await this.#takeBack()
      return
    }
    const handle = await open(file, 'a', 0o600)
    try {
      await syncFolder(this.#folder)
    } catch (error) {
      await this.#unbegin(file, handle)
      throw error
    }
    const before = this.#handle
    this.#handle = handle
    this.#file = file
    this.#length = 0
    // All that stands in it was synced when it was written.
    await before.close().catch(() => undefined)
  }

  /**
   * What would be appended behind the first position of a later segment is passed over when it is read. So one that could
   * not be begun goes again before anything is appended; if it does not, no further change is taken.
   */
  async #unbegin(file: string, handle: FileHandle): Promise<void> {
    try {
      await handle.close().finally(() => rm(file))
    } catch (error) {
      this.#giveUp(error)
      return
    }
    // A folder that cannot be synced at all is no reason to stop: the name would have to outlive its removal.
    await syncFolder(this.#folder).catch(() => undefined)
  }

  /** Removes the segments of which nothing lies behind `position`; the one being written stays. */
  async dropUpTo(position: number): Promise<void> {
    const segments = await segmentsIn(this.#folder)
    for (const [index, name] of segments.entries()) {
      const next = segments[index + 1]
      if (next === undefined || firstPositionOf(next) > position + 1) return
      await rm(path.join(this.#folder, name))
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  /** A half-written batch must not stand before the next one. If even that fails, no further change is taken. */
  async #undo(): Promise<void> {
    try {
      await this.#takeBack()
    } catch (error) {
      this.#giveUp(error)
    }
  }

  async #takeBack(): Promise<void> {
    await this.#handle.truncate(this.#length)
    await this.#handle.datasync()
  }

  #giveUp(cause: unknown): void {
    this.#broken = new StoreError(
      'store.not_writable',
      `The data folder ${path.dirname(this.#folder)} cannot be written. Free some space or mend the disk, then start Slotkeeper again.`,
      { cause },
    )
  }
}
