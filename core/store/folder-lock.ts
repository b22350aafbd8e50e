import { open, readFile, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StoreError } from './store-error'

/** Folders that this very process holds: its own process id in a lock says nothing, since ids are used again. */
const heldHere = new Set<string>()

/**
 * Takes the data folder for this process; two processes writing one store would lose changes. A lock left by a
 * process that is gone is taken over. Throws `store.locked` while another process, or another store of this one,
 * holds it. Returns what gives it back.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const home = await realpath(folder)
  const file = path.join(home, 'lock')
  if (heldHere.has(home)) throw locked(folder)
  heldHere.add(home)
  try {
    if (!(await claim(file)) && !(await takeOver(file))) throw locked(folder)
  } catch (error) {
    heldHere.delete(home)
    throw error
  }
  return async () => {
    // A lock that cannot be removed is one of a process that is gone, soon.
    await rm(file, { force: true }).finally(() => heldHere.delete(home))
  }
}

/** Makes the file with our process id in it; false when there is one already. */
async function claim(file: string): Promise<boolean> {
  let handle
  try {
    handle = await open(file, 'wx', 0o600)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
  try {
    await handle.writeFile(String(process.pid)).finally(() => handle.close())
  } catch (error) {
    // Half a process id may be that of another process, which lives.
    await rm(file, { force: true })
    throw error
  }
  return true
}

/**
 * Replaces the lock of a process that is gone; false when its holder lives. Only who holds the guard may remove a lock:
 * of two that start at once, the second would otherwise remove the first one's new lock.
 */
async function takeOver(file: string): Promise<boolean> {
  const guard = `${file}.takeover`
  if (!(await claim(guard))) {
    if (await isHeld(guard)) return false
    await rm(guard, { force: true })
    if (!(await claim(guard))) return false
  }
  try {
    if (await isHeld(file)) return false
    await rm(file, { force: true })
    return await claim(file)
  } finally {
    await rm(guard, { force: true })
  }
}

async function isHeld(file: string): Promise<boolean> {
  const holder = await holderOf(file)
  return holder !== null && holder !== process.pid && isAlive(holder)
}

/** Null when the file is gone, or when no process id comes to stand in it, as after a crash while it was made. */
async function holderOf(file: string): Promise<number | null> {
  for (let looks = 0; looks < 10; looks += 1) {
    try {
      const text = await readFile(file, 'utf8')
      if (text !== '') return /^[1-9]\d*$/.test(text) ? Number(text) : null
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null
      throw error
    }
    // Another process is between making and writing it.
    await setTimeout(20)
  }
  return null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

function locked(folder: string): StoreError {
  return new StoreError(
    'store.locked',
    `Another Slotkeeper is using the data folder ${folder}. Close it first, or start with another folder. If none is running, delete the file ${path.join(folder, 'lock')}.`,
  )
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
