import { mkdir, writeFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Api, ApiListener } from '../../../core/api/api'
import { startConsole, type RunningConsole } from '../../../core/server/console'
import { temporaryFolder } from '../../support/temporary-folder'

export const INDEX = '<!doctype html><title>Slotkeeper</title>'
const ASSET = 'console.log("asset")'

export interface Door {
  console: RunningConsole
  port: number
  token: string
  calls: { method: string; request: unknown }[]
  listeners: Set<ApiListener>
  logged: string[]
}

/** Starts a console's door over a core that only notes what it is asked. */
export async function openDoor(options: { token?: string; answer?: Api['call'] } = {}): Promise<Door> {
  const outside = await temporaryFolder()
  const staticFolder = path.join(outside, 'renderer')
  await mkdir(path.join(staticFolder, 'assets'), { recursive: true })
  await writeFile(path.join(outside, 'secrets.json'), 'SECRET')
  await writeFile(path.join(staticFolder, '.hidden'), 'SECRET')
  await writeFile(path.join(staticFolder, 'index.html'), INDEX)
  await writeFile(path.join(staticFolder, 'assets', 'index-abc123.js'), ASSET)

  const calls: Door['calls'] = []
  const listeners: Door['listeners'] = new Set()
  const logged: string[] = []
  const api: Api = {
    call: (method, request) => {
      calls.push({ method, request })
      return options.answer?.(method, request) ?? Promise.resolve({ ok: true, value: { method } })
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const note = (event: string): void => void logged.push(event)
  const running = await startConsole({
    api,
    port: 0,
    staticFolder,
    log: { info: note, warn: note, error: note },
    ...(options.token && { token: options.token }),
  })
  onTestFinished(() => running.close())
  const url = new URL(running.url)
  const token = url.searchParams.get('token') ?? ''
  return { console: running, port: Number(url.port), token, calls, listeners, logged }
}

export interface Got {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** Sends exactly this path and these headers; fetch would tidy both up. */
export function send(
  door: Door,
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
  const { body, ...rest } = options
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: door.port, path: target, agent: false, ...rest },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export async function signIn(door: Door): Promise<string> {
  const { headers } = await send(door, `/?token=${door.token}`)
  return cookieOf(headers).split(';')[0] ?? ''
}

export function cookieOf(headers: http.IncomingHttpHeaders): string {
  return headers['set-cookie']?.[0] ?? ''
}

export function call(
  door: Door,
  method: string,
  cookie: string,
  more: Record<string, string> = {},
  body = '{}',
): Promise<Got> {
  const headers = { 'content-type': 'application/json', cookie, ...more }
  return send(door, `/api/${method}`, { method: 'POST', headers, body })
}
