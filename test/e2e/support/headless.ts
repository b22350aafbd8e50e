import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { dataFolder } from './data-folder'

const PROGRAM = path.resolve(import.meta.dirname, '../../../dist/node/headless.js')
const START_MS = 30_000
const STOP_MS = 10_000

export interface Headless {
  /** The console's address with its one-time token. */
  url: string
  /** The data folder that the host runs on. */
  data: string
  /** Resolves to the match in the first line of output, past or to come, that fits. Rejects when the host ends first. */
  line: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Ends the host as an operator would and deletes the data folder unless it was given. */
  stop: () => Promise<void>
  /** Ends the host at once, as a power cut would; the data folder stays. */
  kill: () => Promise<void>
}

export interface HeadlessOptions {
  /** A data folder to run on; without it the host gets a fresh one. */
  data?: string
  /** More arguments for the host. */
  args?: string[]
  /** More environment variables for the host. */
  env?: Record<string, string>
}

/** Starts the built headless host on free ports and waits until it has named the console's address. */
export async function startHeadless(options: HeadlessOptions = {}): Promise<Headless> {
  const { data, remove } = await dataFolder(options.data)
  const args = [PROGRAM, '--data', data, '--port', '0', '--webhook-port', '0', ...(options.args ?? [])]
  const host = spawn(process.execPath, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(host, 'close')
  const line = lineReader(host, ended)

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const timer = setTimeout(() => host.kill('SIGKILL'), STOP_MS)
    host.kill(signal)
    await ended
    clearTimeout(timer)
  }
  const stop = async (): Promise<void> => {
    await end('SIGTERM')
    await remove()
    if (host.signalCode === 'SIGKILL')
      throw new Error(`The host did not stop within ${String(STOP_MS / 1000)} s.`)
  }

  try {
    const [, url = ''] = await line(/^Console: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/)
    return { url, data, line, stop, kill: () => end('SIGKILL') }
  } catch (error) {
    await stop()
    throw error
  }
}

function lineReader(
  host: ChildProcessByStdio<null, Readable, Readable>,
  ended: Promise<unknown>,
): Headless['line'] {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  for (const stream of [host.stdout, host.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push(text)
      for (const look of waiting) look()
    })
  }
  return (pattern) =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer)
        waiting.delete(look)
      }
      const look = (): void => {
        const match = lines.map((text) => pattern.exec(text)).find((found) => found !== null)
        if (match === undefined) return
        settle()
        resolve(match)
      }
      const fail = (when: string): void => {
        settle()
        reject(new Error(`The host did not say ${String(pattern)} ${when}. It said:\n${lines.join('\n')}`))
      }
      const timer = setTimeout(fail, START_MS, `within ${String(START_MS / 1000)} s`)
      waiting.add(look)
      look()
      void ended.then(() => {
        fail('before it ended')
      })
    })
}
