import http, { type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asObject, type JsonObject } from '../../../core/sandbox/shared/exchange'

/** A clock that only the test moves. Epoch ms. */
export function clockAt(iso: string) {
  let time = Date.parse(iso)
  return {
    now: () => time,
    advance: (ms: number) => {
      time += ms
    },
  }
}

export interface Reply {
  status: number
  headers: Headers
  body: JsonObject
}

/** A client of a sandbox: bearer token, JSON in and out. */
export function clientOf(sandbox: { url: string; token: string }, extraHeaders: Record<string, string> = {}) {
  return async (method: string, path: string, body?: unknown, token = sandbox.token): Promise<Reply> => {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...extraHeaders },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : asObject(JSON.parse(text)),
    }
  }
}

export interface Received {
  headers: IncomingHttpHeaders
  raw: string
  body: JsonObject
}

/** A webhook receiver on loopback that keeps what it gets and answers as told. */
export async function startReceiver() {
  const received: Received[] = []
  let status = 200
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString()
      received.push({ headers: request.headers, raw, body: asObject(JSON.parse(raw)) })
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (next: number) => {
      status = next
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The objects in a list of an answer. */
export function items(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : []
}
