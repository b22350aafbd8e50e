import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../core/context'
import { lineLog } from '../host/log'

const MOST_BYTES = 5 * 1024 * 1024

/** The support log: stderr, and a file of which one older part is kept. A log that cannot be written stops nothing. */
export function openLog(folder: string): Log {
  const file = path.join(folder, 'slotkeeper.log')
  attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  attempt(() => {
    if (statSync(file).size > MOST_BYTES) renameSync(file, path.join(folder, 'slotkeeper.old.log'))
  })
  return lineLog((line) => {
    process.stderr.write(line)
    attempt(() => appendFileSync(file, line, { mode: 0o600 }))
  })
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // No file yet, or a disk that is full or read-only; stderr has the line.
  }
}
