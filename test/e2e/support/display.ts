import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { hasDisplay } from '../../../scripts/find-electron.mjs'

/**
 * Playwright's global setup: where there is no display but Xvfb, starts one for the run on a number of its own choice.
 * Returns what stops it.
 */
export default async function startDisplay(): Promise<(() => Promise<void>) | undefined> {
  if (hasDisplay()) return undefined
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const exited = once(xvfb, 'exit')
  const number = await Promise.race([displayNumber(xvfb.stdio[3] as Readable), exited.then(() => null)])
  if (number === null) throw new Error(`Xvfb did not start (exit code ${String(xvfb.exitCode)})`)
  process.env['DISPLAY'] = `:${number}`
  return async () => {
    xvfb.kill()
    await exited
  }
}

async function displayNumber(pipe: Readable): Promise<string> {
  let said = ''
  for await (const chunk of pipe.setEncoding('utf8')) {
    said += String(chunk)
    if (said.endsWith('\n')) break
  }
  return said.trim()
}
