import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A fresh folder for one test, deleted when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
