import { open, type FileHandle } from 'node:fs/promises'
import { onTestFinished, vi } from 'vitest'

type Step = 'sync' | 'datasync' | 'truncate' | 'writeFile' | 'appendFile'

/**
 * Watches one step of every open file. What the test returns from `before` runs first: a promise holds the step back,
 * a rejection breaks it as a failing disk does. The real step follows. Ends with the test.
 */
export async function watchFiles(step: Step, before: () => unknown): Promise<void> {
  const handle = await open('.', 'r')
  const shared = Object.getPrototypeOf(handle) as Record<Step, (...args: unknown[]) => Promise<void>>
  await handle.close()
  const real = shared[step]
  const watched = vi.spyOn(shared, step).mockImplementation(async function (
    this: FileHandle,
    ...args: unknown[]
  ) {
    await before()
    await real.apply(this, args)
  })
  onTestFinished(() => {
    watched.mockRestore()
  })
}

/** What Node throws when the disk answers with `code`. */
export function diskError(code: 'EIO' | 'ENOSPC' | 'EROFS' | 'EACCES' | 'EPERM' | 'EMFILE'): Error {
  return Object.assign(new Error(`${code}: the disk said no`), { code })
}

/** A gate that is closed until it is opened. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
