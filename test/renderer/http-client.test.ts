import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bridgeClient } from '../../renderer/client'
import { httpClient } from '../../renderer/http-client'

let server: Server
let respond: (response: ServerResponse, body: string) => void
const seen: {
  url: string | undefined
  method: string | undefined
  type: string | undefined
  body: string
}[] = []

beforeEach(async () => {
  seen.length = 0
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ url: request.url, method: request.method, type: request.headers['content-type'], body })
      respond(response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const send = globalThis.fetch
  // A page resolves addresses against its own; here that is the server's.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    send(new URL(path, `http://127.0.0.1:${port}`), init),
  )
})

afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function answering(status: number, body: string): void {
  respond = (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }
}

describe('the HTTP client', () => {
  it('posts the request as JSON to the method’s address and gives the answer back', async () => {
    answering(200, '{"ok":true,"value":{}}')
    const answer = await httpClient().call('tasks.dismiss', { taskId: 'task-1' })
    expect(answer).toEqual({ ok: true, value: {} })
    expect(seen).toEqual([
      { url: '/api/tasks.dismiss', method: 'POST', type: 'application/json', body: '{"taskId":"task-1"}' },
    ])
  })

  it('gives the core’s own error back, whatever the status', async () => {
    const error = {
      code: 'bad_request',
      message: 'Correct it.',
      details: [{ path: ['zone'], message: 'is wrong' }],
    }
    answering(400, JSON.stringify({ ok: false, error }))
    expect(await httpClient().call('workspace.get', {})).toEqual({ ok: false, error })
  })

  it('says what to do when the page is not signed in', async () => {
    answering(401, 'no')
    const answer = await httpClient().call('workspace.get', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'signed_out' } })
  })

  it('takes nothing that is not an answer for one', async () => {
    for (const body of [
      '<html>',
      'null',
      '{}',
      '{"ok":true}',
      '{"ok":false,"error":{}}',
      '{"ok":1,"value":1}',
    ]) {
      answering(200, body)
      expect(await httpClient().call('workspace.get', {})).toMatchObject({
        ok: false,
        error: { code: 'bad_answer' },
      })
    }
  })

  it('answers when nobody listens', async () => {
    respond = (response) => {
      response.destroy()
    }
    expect(await httpClient().call('workspace.get', {})).toMatchObject({
      ok: false,
      error: { code: 'unreachable' },
    })
  })

  it('hears events, and tells when their stream is lost and back', () => {
    const streams: EventTarget[] = []
    vi.stubGlobal(
      'EventSource',
      class extends EventTarget {
        constructor(readonly url: string) {
          super()
          streams.push(this)
        }
      },
    )
    const client = httpClient()
    const heard: unknown[] = []
    const connections: boolean[] = []
    client.on('leads.changed', (change) => heard.push(change))
    const stop = client.on('deliveries.changed', (change) => heard.push(change))
    client.onConnection((connected) => connections.push(connected))
    const [stream] = streams
    if (!stream) throw new Error('no stream')
    stream.dispatchEvent(new Event('open'))
    stream.dispatchEvent(new MessageEvent('leads.changed', { data: '{"rows":[],"removed":["lead-1"]}' }))
    stop()
    stream.dispatchEvent(new MessageEvent('deliveries.changed', { data: '{}' }))
    stream.dispatchEvent(new Event('error'))
    stream.dispatchEvent(new Event('open'))
    expect(streams).toHaveLength(1)
    expect(heard).toEqual([{ rows: [], removed: ['lead-1'] }])
    expect(connections).toEqual([true, false, true])
  })
})

describe('the desktop bridge', () => {
  it('answers when the bridge throws', async () => {
    const client = bridgeClient({ call: () => Promise.reject(new Error('gone')), on: () => () => {} })
    expect(await client.call('workspace.get', {})).toMatchObject({
      ok: false,
      error: { code: 'unreachable' },
    })
  })
})
