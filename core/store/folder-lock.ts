import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { StoreError } from './store-error'

/**
 * Takes the data folder for this process; two processes writing one store would lose changes. A lock left by a
 * process that is gone is taken over. Throws `store.locked` while another process lives. Returns what gives it back.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'lock')
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      const handle = await open(file, 'wx', 0o600)
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
      const holder = await holderOf(file)
      if (holder !== null && holder !== process.pid && isAlive(holder)) break
      await rm(file, { force: true })
    }
  }
  throw new StoreError(
    'store.locked',
    `Another Slotkeeper is using the data folder ${folder}. Close it first, or start with another folder.`,
  )
}

async function holderOf(file: string): Promise<number | null> {
  try {
    const pid = Number(await readFile(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
