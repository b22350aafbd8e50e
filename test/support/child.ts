import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

export interface Child {
  /** The whole lines that it has written to stdout so far. */
  lines: string[]
  /** Resolves with the line that is the `number`th, or with undefined when the process ended before it came. */
  line(number: number): Promise<string | undefined>
  kill(): void
  endInput(): void
  /** Writes a line to its stdin. */
  write(line: string): void
  /** Resolves when it has ended and all that it wrote is in `lines`. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** Starts a program whose lines a test reads. It is killed with the test. */
export function startChild(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const tell = () => {
    for (const look of waiting) look()
  }
  let isOver = false
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    tell()
  })
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true
    tell()
    return { code: code as number | null, signal: signal as NodeJS.Signals | null }
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    lines,
    ended,
    line: (number) =>
      new Promise((resolve) => {
        const look = () => {
          if (lines.length < number && !isOver) return
          waiting.delete(look)
          resolve(lines[number - 1])
        }
        waiting.add(look)
        look()
      }),
    kill: () => child.kill('SIGKILL'),
    endInput: () => child.stdin.end(),
    write: (line) => void child.stdin.write(`${line}\n`),
  }
}
