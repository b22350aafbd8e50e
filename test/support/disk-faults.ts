import { diskError } from './open-files'
import { quiet, watching, worded } from './watched-disk'

export const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EPERM', 'EMFILE'] as const

export interface Fault {
  code: (typeof CODES)[number]
  /** What fails from the broken call on: it alone, every such call, or everything. */
  lasting: 'once' | 'such' | 'all'
}

/** Every code, and a disk that stays broken. */
export const FAULTS: readonly Fault[] = [
  ...CODES.map((code) => ({ code, lasting: 'once' as const })),
  { code: 'EIO', lasting: 'such' },
  { code: 'EIO', lasting: 'all' },
]

/** Does `work`, in which the `number`th call of the disk fails. Returns what broke, in words; null where it was over before. */
export async function breaking(
  folder: string,
  { code, lasting }: Fault,
  number: number,
  work: () => Promise<unknown>,
): Promise<string | null> {
  let count = 0
  const broken: string[] = []
  await watching(
    (call) => {
      count += 1
      const words = worded(call, folder)
      if (count === number) broken.push(words)
      const fails = { once: count === number, such: broken[0] === words, all: broken.length > 0 }
      if (fails[lasting]) throw diskError(code)
    },
    async () => {
      await work()
      await quiet()
    },
  )
  return broken[0] === undefined ? null : `${code} at ${broken[0]}, ${lasting}`
}

/** Tries every fault at every call, until the work is over before it. Returns what was broken, in words. */
export async function atEveryCall(
  faults: readonly Fault[],
  attempt: (fault: Fault, number: number) => Promise<string | null>,
): Promise<string[]> {
  const broken: string[] = []
  for (const fault of faults) {
    for (let number = 1; ; number += 1) {
      const words = await attempt(fault, number)
      if (words === null) break
      broken.push(words)
    }
  }
  return broken
}
