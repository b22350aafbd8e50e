import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { writeFileDurably } from './durable-file'
import { isCode } from './folder-lock'

/** Turns a secret into text that is safe on a disk, and back. `decrypt` throws when the text is not its own. */
export interface Cipher {
  encrypt(secret: string): Promise<string> | string
  decrypt(kept: string): Promise<string> | string
}

/** Secrets by name. Names are not checked here; the context's `SecretStore` says which ones there are. */
interface Secrets<Protection extends string> {
  readonly protection: Protection
  get(name: string): string | null
  set(name: string, value: string): Promise<void>
  clear(name: string): Promise<void>
  /** Names whose value is kept but cannot be decrypted here: they count as not set. */
  unreadable(): string[]
}

export interface SecretFile<Protection extends string> extends Secrets<Protection> {
  /** Where a broken file was moved to when this was opened, else null. */
  readonly quarantined: string | null
}

const fileSchema = z.strictObject({ version: z.literal(1), values: z.record(z.string(), z.string()) })

/**
 * Opens the file that keeps secrets outside the state file (W3): mode 0600, each value encrypted, replaced as a whole.
 * Values are held in memory from here on. A value of another machine or key counts as not set and stays in the file
 * until it is replaced. A file that is no secret file is moved to `quarantine/`, and every secret counts as not set.
 */
export async function openSecretFile<Protection extends string>(options: {
  file: string
  cipher: Cipher
  protection: Protection
}): Promise<SecretFile<Protection>> {
  const { file, cipher, protection } = options
  const read = await readKept(file)
  let { kept } = read
  const values = new Map<string, string>()
  for (const [name, text] of Object.entries(kept)) {
    const value = await decrypted(cipher, text)
    if (value !== null) values.set(name, value)
  }

  // One change at a time: each writes the whole file. A change that fails leaves file and memory as they were.
  let last: Promise<unknown> = Promise.resolve()
  const change = (make: () => Promise<Record<string, string>>, apply: () => void): Promise<void> => {
    const work = async (): Promise<void> => {
      const next = await make()
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      await writeFileDurably(file, `${JSON.stringify({ version: 1, values: next }, null, 2)}\n`)
      kept = next
      apply()
    }
    const done = last.then(work, work)
    last = done
    return done
  }

  return {
    protection,
    quarantined: read.quarantined,
    unreadable: () => Object.keys(kept).filter((name) => !values.has(name)),
    get: (name) => values.get(name) ?? null,
    set: (name, value) =>
      change(
        async () => ({ ...kept, [name]: await cipher.encrypt(value) }),
        () => values.set(name, value),
      ),
    clear: (name) =>
      change(
        () => Promise.resolve(Object.fromEntries(Object.entries(kept).filter(([other]) => other !== name))),
        () => values.delete(name),
      ),
  }
}

/** Secrets that are gone when the app ends, for a machine that offers no protection. */
export function memorySecrets(): Secrets<'memory'> {
  const values = new Map<string, string>()
  return {
    protection: 'memory',
    unreadable: () => [],
    get: (name) => values.get(name) ?? null,
    set: (name, value) => {
      values.set(name, value)
      return Promise.resolve()
    },
    clear: (name) => {
      values.delete(name)
      return Promise.resolve()
    },
  }
}

async function readKept(file: string): Promise<{ kept: Record<string, string>; quarantined: string | null }> {
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return { kept: {}, quarantined: null }
    throw error
  }
  const parsed = fileSchema.safeParse(parseJson(text))
  if (parsed.success) return { kept: parsed.data.values, quarantined: null }
  return { kept: {}, quarantined: await quarantine(file) }
}

/** Moves a broken file out of the way under a name of its own, for whoever can still read it. */
async function quarantine(file: string): Promise<string> {
  const folder = path.join(path.dirname(file), 'quarantine')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const moment = new Date().toISOString().replaceAll(':', '-')
  const place = path.join(folder, `${moment}-${path.basename(file)}`)
  await rename(file, place)
  return place
}

async function decrypted(cipher: Cipher, text: string): Promise<string | null> {
  try {
    return await cipher.decrypt(text)
  } catch {
    return null
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
