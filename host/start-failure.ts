/** Something that the operator gave the host cannot be used; the message says what and how to go on. */
export class StartError extends Error {
  readonly code = 'start.refused'
  override readonly name = 'StartError'
}

/** Why the app could not start and what to do, in one line for the operator. */
export function explainStartFailure(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const listening = 'syscall' in error && error.syscall === 'listen'
  if (listening) return portSentence(code, 'port' in error ? String(error.port) : '')
  if (isKnown(code)) {
    const place = 'path' in error && typeof error.path === 'string' ? error.path : folder
    const [problem, remedy] = FILE_PROBLEMS[code]
    return `The data folder ${folder} cannot be used: ${problem} (${place}). ${remedy}, or choose another folder with --data DIR.`
  }
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'Slotkeeper cannot start: too many files are open on this computer. Close other programs, then start it again.'
  return error.message.replaceAll(/\s*\n\s*/g, ' ')
}

const NO_RIGHT = ['this user may not read or write there', 'Give this user the right to'] as const
const IN_THE_WAY = ['a file stands where a folder is needed', 'Move the file away'] as const

/** What is wrong, and what to do about it. */
const FILE_PROBLEMS = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: ['it lies on a disk that is read-only', 'Make the disk writable'],
  ENOENT: ['the folder above it does not exist', 'Make that folder'],
  ENOSPC: ['its disk is full', 'Free some space'],
  EDQUOT: ['its disk quota is used up', 'Free some space'],
  EIO: ['its disk reports an error', 'Check the disk and its connection'],
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
} as const

function isKnown(code: string): code is keyof typeof FILE_PROBLEMS {
  return Object.hasOwn(FILE_PROBLEMS, code)
}

function portSentence(code: string, port: string): string {
  const choice = 'choose another port (--port for the console, --webhook-port for webhooks)'
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Stop that one, or ${choice}.`
  return `Port ${port} cannot be opened (${code}). Please ${choice}.`
}
