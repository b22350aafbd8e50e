import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { z } from 'zod'
import { writeFileDurably } from './durable-file'
import { isCode } from './folder-lock'
import { migrate, migrations, refuseNewer, versionAfter, type Migration } from './migrations'
import { StoreError } from './store-error'

/** All collections as they stood after the change set at `position`. */
export interface Snapshot {
  position: number
  savedAt: string
  collections: Record<string, unknown[]>
}

const envelopeSchema = z.object({
  schemaVersion: z.number().int().positive(),
  journalPosition: z.number().int().nonnegative(),
  savedAt: z.string(),
  checksum: z.string(),
  data: z.record(z.string(), z.array(z.unknown())),
})

/** lowdb's adapter for the snapshot: checked and migrated when read, whole or not at all when written. */
export class SnapshotFile implements Adapter<Snapshot> {
  readonly #file: string
  readonly #steps: readonly Migration[]
  #length = 0
  #version: number | null = null

  constructor(file: string, steps: readonly Migration[] = migrations) {
    this.#file = file
    this.#steps = steps
  }

  /** Characters that were last read or written; 0 before. */
  get length(): number {
    return this.#length
  }

  /** The schema version in which it stands on disk; null before it is read or written. */
  get version(): number | null {
    return this.#version
  }

  /** Null when there is none yet. Throws `store.damaged` or `store.newer_version`; the file is then left as it is. */
  async read(): Promise<Snapshot | null> {
    const text = await this.#text()
    if (text === null) return null
    this.#length = text.length
    const envelope = envelopeSchema.safeParse(parseJson(text))
    if (!envelope.success) throw this.#damaged('it is not a snapshot of Slotkeeper')
    const { schemaVersion, journalPosition, savedAt, checksum, data } = envelope.data
    refuseNewer(this.#file, schemaVersion, this.#steps)
    const head = { schemaVersion, journalPosition, savedAt }
    if (checksum !== digest(head, JSON.stringify(data))) throw this.#damaged('its checksum does not match')
    this.#version = schemaVersion
    const { puts } = migrate({ puts: data, removals: {} }, schemaVersion, this.#steps)
    return { position: journalPosition, savedAt, collections: puts }
  }

  async write(snapshot: Snapshot): Promise<void> {
    const data = JSON.stringify(snapshot.collections)
    const head = {
      schemaVersion: versionAfter(this.#steps),
      journalPosition: snapshot.position,
      savedAt: snapshot.savedAt,
    }
    const start = JSON.stringify({ ...head, checksum: digest(head, data) })
    const text = `${start.slice(0, -1)},"data":${data}}\n`
    await writeFileDurably(this.#file, text)
    this.#length = text.length
    this.#version = head.schemaVersion
  }

  async #text(): Promise<string | null> {
    try {
      return await readFile(this.#file, 'utf8')
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null
      throw error
    }
  }

  #damaged(what: string): StoreError {
    return new StoreError('store.damaged', `${this.#file} is damaged: ${what}.`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Head {
  schemaVersion: number
  journalPosition: number
  savedAt: string
}

/** Covers the head too: with a wrong position, changes of the journal would be passed over in silence. */
function digest(head: Head, data: string): string {
  return createHash('sha256').update(JSON.stringify(head)).update(data).digest('hex')
}
