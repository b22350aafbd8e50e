import { mkdir, open, readdir, readFile, rm, truncate, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import type { ChangeSet } from './collections'
import { syncFolder } from './durable-file'
import { StoreError } from './store-error'

const SEGMENT = /^journal-(\d{15})\.jsonl$/

/**
 * The append-only log of change sets, in segments named by their first position. A line is `<crc32> <json>\n`; it is
 * acknowledged only after fsync.
 */
export class Journal {
  readonly #folder: string
  #handle: FileHandle
  #file: string
  #length: number
  #broken: Error | null = null

  private constructor(folder: string, file: string, handle: FileHandle, length: number) {
    this.#folder = folder
    this.#file = file
    this.#handle = handle
    this.#length = length
  }

  /**
   * Reads every change set after `position` in order and opens the journal for appending. A torn last line, which was
   * never acknowledged, is cut off. Throws `store.damaged`, and changes nothing, when a line that was acknowledged
   * cannot be read or is missing.
   */
  static async open(
    folder: string,
    position: number,
    replay: (changeSet: ChangeSet) => void,
  ): Promise<Journal> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const segments = (await readdir(folder)).filter((name) => SEGMENT.test(name)).sort()
    // A snapshot is written only after the segment behind it was begun.
    if (position > 0 && segments.length === 0) throw damaged(folder, 'it has no segments')
    let expected = position + 1
    let length = 0
    for (const name of segments) {
      const file = path.join(folder, name)
      const isLast = name === segments.at(-1)
      // The name tells of a loss even where the segment is still empty.
      if (firstPositionOf(name) > expected) throw damaged(file, `change ${String(expected)} is missing`)
      const { changeSets, good, size, isTorn } = readLines(await readFile(file))
      for (const changeSet of changeSets) {
        if (changeSet.position < expected) continue
        if (changeSet.position > expected) throw damaged(file, `change ${String(expected)} is missing`)
        replay(changeSet)
        expected += 1
      }
      if (good < size) {
        if (!isLast || !isTorn) throw damaged(file, `it cannot be read from byte ${String(good)} on`)
        await truncate(file, good)
      }
      length = good
    }
    const file = path.join(folder, segments.at(-1) ?? segmentName(expected))
    const handle = await open(file, 'a', 0o600)
    await syncFolder(folder)
    return new Journal(folder, file, handle, length)
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
    const bytes = Buffer.from(changeSets.map(toLine).join(''))
    try {
      await this.#handle.appendFile(bytes)
      await this.#handle.datasync()
      this.#length += bytes.length
    } catch (error) {
      await this.#undo()
      throw error
    }
  }

  /** Begins a new segment; the earlier ones can be dropped once a snapshot holds them. */
  async rotate(firstPosition: number): Promise<void> {
    const file = path.join(this.#folder, segmentName(firstPosition))
    if (file === this.#file) return
    const handle = await open(file, 'a', 0o600)
    await syncFolder(this.#folder)
    await this.#handle.close()
    this.#handle = handle
    this.#file = file
    this.#length = 0
  }

  /** Removes the segments before the one being written. */
  async dropEarlier(): Promise<void> {
    for (const name of (await readdir(this.#folder)).filter((entry) => SEGMENT.test(entry))) {
      if (name < path.basename(this.#file)) await rm(path.join(this.#folder, name))
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  /** A half-written batch must not stand before the next one. If even that fails, no further change is taken. */
  async #undo(): Promise<void> {
    try {
      await this.#handle.truncate(this.#length)
      await this.#handle.datasync()
    } catch (error) {
      this.#broken = new StoreError(
        'store.not_writable',
        `The data folder ${this.#folder} cannot be written. Free some space or mend the disk, then start Slotkeeper again.`,
        { cause: error },
      )
    }
  }
}

function segmentName(firstPosition: number): string {
  return `journal-${String(firstPosition).padStart(15, '0')}.jsonl`
}

function firstPositionOf(segment: string): number {
  return Number(SEGMENT.exec(segment)?.[1])
}

function toLine(changeSet: ChangeSet): string {
  const json = JSON.stringify(changeSet)
  return `${checksum(json)} ${json}\n`
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}

interface Lines {
  changeSets: ChangeSet[]
  /** The length of the lines that can be read. */
  good: number
  size: number
  /** What follows them is one line without its end, so fsync never returned for it. */
  isTorn: boolean
}

/** Reads lines until the first that is incomplete or fails its checksum. */
function readLines(bytes: Buffer): Lines {
  const changeSets: ChangeSet[] = []
  let good = 0
  for (;;) {
    const end = bytes.indexOf(10, good)
    if (end < 0) break
    const line = bytes.toString('utf8', good, end)
    const json = line.slice(9)
    if (line.slice(0, 9) !== `${checksum(json)} `) break
    changeSets.push(JSON.parse(json) as ChangeSet)
    good = end + 1
  }
  return { changeSets, good, size: bytes.length, isTorn: bytes.indexOf(10, good) < 0 }
}

function damaged(file: string, what: string): StoreError {
  return new StoreError(
    'store.damaged',
    `${file} is damaged: ${what}. Nothing was changed. Restore the data folder from a backup, then start again.`,
  )
}
