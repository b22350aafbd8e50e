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
  const problem = FILE_PROBLEMS[code]
  if (problem !== undefined) {
    const place = 'path' in error && typeof error.path === 'string' ? error.path : folder
    return `The data folder ${folder} cannot be used: ${problem} (${place}). Put that right, or choose another folder with --data DIR.`
  }
  return error.message.replaceAll(/\s*\n\s*/g, ' ')
}

const FILE_PROBLEMS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it lies on a disk that is read-only',
  ENOENT: 'the folder above it does not exist',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk quota is used up',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
}

function portSentence(code: string, port: string): string {
  const choice = 'choose another port (--port for the console, --webhook-port for webhooks)'
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Stop that one, or ${choice}.`
  return `Port ${port} cannot be opened (${code}). Please ${choice}.`
}
