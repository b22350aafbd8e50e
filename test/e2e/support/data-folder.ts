import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** A folder for the app's data: the caller's own, which is kept, or a fresh one, which `remove` deletes. */
export async function dataFolder(
  given: string | undefined,
): Promise<{ data: string; remove: () => Promise<void> }> {
  if (given !== undefined) return { data: given, remove: () => Promise.resolve() }
  const data = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-e2e-'))
  return { data, remove: () => rm(data, { recursive: true, force: true, maxRetries: 3 }) }
}
