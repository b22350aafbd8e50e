import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * Replaces a file so that after a crash at any point either the old or the new content is there, whole: a fresh
 * temporary file beside it, fsync, rename, fsync of the folder. Throws what the file system throws; the old file then
 * still stands, or the new one where only the last fsync failed.
 */
export async function writeFileDurably(file: string, data: string | Buffer, mode = 0o600): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(path.dirname(file))
}

/** Removes the temporary files of replacements that a crash cut short. Nobody may be writing the file meanwhile. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = path.dirname(file)
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${path.basename(file)}.`) && /\.[0-9a-f]{12}\.tmp$/.test(name)) {
      await rm(path.join(folder, name), { force: true })
    }
  }
}

/** Makes a folder for its owner alone, and those above it that are missing; their names are durable when it resolves. */
export async function makeFolder(folder: string): Promise<void> {
  const highest = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (highest === undefined) return
  const end = path.dirname(path.resolve(highest))
  for (let made = path.resolve(folder); made !== end; made = path.dirname(made)) {
    await syncFolder(path.dirname(made))
  }
}

/** Makes names in a folder durable: a new or renamed file is only safe once its folder is synced. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder and makes renames durable by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
