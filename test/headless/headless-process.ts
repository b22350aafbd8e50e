import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { bundleForNode, type Bundle } from '../support/bundle'

const ENTRY = path.resolve(import.meta.dirname, '../../headless/main.ts')

/** Builds the headless host with a console of one page beside it. */
export async function buildHeadless(): Promise<Bundle> {
  const bundle = await bundleForNode(ENTRY)
  const renderer = path.resolve(path.dirname(bundle.file), '../renderer')
  await mkdir(renderer)
  await writeFile(path.join(renderer, 'index.html'), '<!doctype html><title>Slotkeeper</title>')
  return bundle
}

export interface Ended {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

export interface Host {
  child: ChildProcess
  ended: Promise<Ended>
  /** What the line that starts with this name says, once it is there. Rejects when the host ends without it. */
  said: (name: string) => Promise<string>
}

/** Starts the host in a process of its own; it is killed with the test if it is still there. */
export function startHost(bundle: Bundle, args: string[], environment: Record<string, string> = {}): Host {
  const { SLOTKEEPER_SECRET_KEY: _, ...inherited } = process.env
  const child = spawn(process.execPath, [bundle.file, ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stdout,
    stderr,
  }))

  const said = (name: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = stdout.split('\n').find((text) => text.startsWith(`${name}: `))
        if (line !== undefined) resolve(line.slice(name.length + 2))
      }
      child.stdout.on('data', look)
      look()
      void ended.then(() => reject(new Error(`The host ended without saying "${name}". ${stderr}`)))
    })
  return { child, ended, said }
}

/** Calls the console's door as a browser would that opened the printed address. */
export async function signedInCall(
  consoleUrl: string,
): Promise<(method: string, request: unknown) => Promise<unknown>> {
  const { origin } = new URL(consoleUrl)
  const exchanged = await fetch(consoleUrl, { redirect: 'manual' })
  const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async (method, request) => {
    const response = await fetch(`${origin}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(request),
    })
    return (await response.json()) as unknown
  }
}
