import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** How long a program may take to end by itself when it is asked to, in milliseconds. */
const GRACE = 2000

/** How long the last lines of a program that has ended are waited for, in milliseconds. */
const LAST_LINES = 500

/** What a shell answers for a program that is not there, or may not be run. */
const NOT_FOUND = 127
const NOT_ALLOWED = 126

/** Under which name the guard's shell speaks. */
const GUARD_NAME = 'slotkeeper-guard'

/** A shell adds it to the number of the signal that ended a program. */
const BY_SIGNAL = 128

export interface ChildGroup {
  /** Ends the program and everything that it started; resolves when it is gone. */
  stop(): Promise<void>
}

/**
 * Runs a program whose lines are read, in a process group of its own that ends with this app, also when the app is
 * killed: a guard waits for the pipe to the app to close, and then ends the group. The guard is a fixed script; the
 * operator's words are handed to it as words and are read by no shell.
 */
export function runGroup(
  argv: readonly [string, ...string[]],
  options: { env?: Record<string, string>; onLine: (line: string) => void; onEnd: (why: string) => void },
): ChildGroup {
  const [program] = argv
  const isWindows = process.platform === 'win32'
  const [file, ...words]: readonly [string, ...string[]] = isWindows
    ? argv
    : ['/bin/sh', '-c', GUARD, GUARD_NAME, ...argv]
  const child = spawn(file, words, {
    detached: !isWindows,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      // What the guard's shell says of a program that cannot be run is said by its code too.
      if (!line.startsWith(`${GUARD_NAME}: `)) options.onLine(line)
    })
  }
  // The guard may be gone before the pipe is closed.
  child.stdin.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => {
    let isOver = false
    const end = (why: string) => {
      if (isOver) return
      isOver = true
      resolve()
      options.onEnd(why)
    }
    child.once('error', (error) => end(`${program} could not be started: ${error.message}.`))
    child.once('exit', (code, killedBy) => {
      // What it started ends with it. Its last lines may still be on their way, for as long as nothing else holds its pipes.
      signal(child, 'SIGKILL')
      const why = whyEnded(program, code, killedBy)
      child.once('close', () => end(why))
      setTimeout(() => end(why), LAST_LINES).unref()
    })
  })
  return {
    async stop() {
      signal(child, 'SIGTERM')
      const killer = setTimeout(() => signal(child, 'SIGKILL'), GRACE)
      await ended
      clearTimeout(killer)
    },
  }
}

/**
 * The guard outlives a polite end until the program has ended too. The program runs without input. `cat` returns when the app's end of the pipe is gone; the group, which is the guard's
 * own, is ended then, and killed if it does not listen.
 */
const GUARD = `
trap : TERM
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
( trap '' TERM; cat <&3 >/dev/null; kill -TERM 0; sleep 2; kill -KILL 0 ) >/dev/null 2>&1 &
while kill -0 "$program" 2>/dev/null; do wait "$program"; code=$?; done
exit "$code"
`

function whyEnded(program: string, code: number | null, killedBy: NodeJS.Signals | null): string {
  if (code === NOT_FOUND) return `${program} is not found. Install it, or enter where it lies.`
  if (code === NOT_ALLOWED) return `${program} may not be run. Make it executable, or enter another program.`
  if (code !== null && code > BY_SIGNAL) return `${program} was ended by signal ${code - BY_SIGNAL}.`
  return killedBy ? `${program} was ended (${killedBy}).` : `${program} ended with code ${code ?? 0}.`
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(name)
    else process.kill(-child.pid, name)
  } catch {
    // Nothing of the group is left.
  }
}
