import type * as FileSystem from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'

/**
 * The seam between the store and the file system. A test file puts it in place before anything else:
 * `vi.mock('node:fs/promises', async (original) => (await import('…/watched-disk')).watched(await original()))`
 */
export interface DiskCall {
  /** `open`, `rename` …, or what is done with an open file: `writeFile`, `sync` … */
  step: string
  path: string
}

/** What a test does before a call reaches the disk: it may throw in its place. */
type Watcher = (call: DiskCall) => void

let watcher: Watcher | null = null
let underWay = 0

/** Runs `work` while every call is shown to `before`. */
export async function watching<T>(before: Watcher, work: () => Promise<T>): Promise<T> {
  watcher = before
  try {
    return await work()
  } finally {
    watcher = null
  }
}

/** Resolves when nothing is being done on the disk any more. */
export async function quiet(): Promise<void> {
  do await setImmediate()
  while (underWay > 0)
}

const OF_FOLDERS = ['mkdir', 'readFile', 'readdir', 'realpath', 'rename', 'rm', 'stat', 'truncate'] as const
const OF_FILES = ['appendFile', 'close', 'datasync', 'sync', 'truncate', 'writeFile'] as const

/** The same file system, every call of which is shown to the watcher first. */
export function watched(real: typeof FileSystem): typeof FileSystem {
  const calls = OF_FOLDERS.map((step) => {
    const call = real[step] as (...args: unknown[]) => Promise<unknown>
    return [step, (...args: unknown[]) => before(step, String(args[0]), () => call(...args))]
  })
  const open = (...args: Parameters<typeof real.open>) => {
    const file = String(args[0])
    return before('open', file, async () => watchedHandle(await real.open(...args), file))
  }
  return { ...real, ...Object.fromEntries(calls), open } as typeof FileSystem
}

async function before<T>(step: string, file: string, call: () => Promise<T>): Promise<T> {
  watcher?.({ step, path: file })
  return counted(call)
}

async function counted<T>(call: () => Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await call()
  } finally {
    underWay -= 1
  }
}

function watchedHandle(handle: FileHandle, file: string): FileHandle {
  for (const step of OF_FILES) {
    const real = handle[step].bind(handle) as (...args: unknown[]) => Promise<void>
    const call = (...args: unknown[]) => counted(() => real(...args))
    const watchedCall = async (...args: unknown[]) => {
      const [bytes] = args
      try {
        watcher?.({ step, path: file })
      } catch (error) {
        // What fails to write has written a part; what fails to close is closed.
        if (step === 'writeFile' || step === 'appendFile') await call(halfOf(bytes as string | Buffer))
        if (step === 'close') await call()
        throw error
      }
      await call(...args)
    }
    Object.defineProperty(handle, step, { value: watchedCall })
  }
  return handle
}

function halfOf(bytes: string | Buffer): Buffer {
  const all = Buffer.from(bytes as string)
  return all.subarray(0, all.length / 2)
}

/** A call in words that are the same in every run: `sync state.json.*.tmp`. */
export function worded({ step, path: file }: DiskCall, folder: string): string {
  const name = path.relative(folder, file).replace(/\.[0-9a-f]{12}\.tmp$/, '.*.tmp')
  return `${step} ${name || '.'}`
}
