import { mkdir, writeFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Api, ApiListener } from '../../../core/api/api'
import { methodNames } from '../../../core/api/contract'
import { startConsole, type RunningConsole } from '../../../core/server/console'
import { temporaryFolder } from '../../support/temporary-folder'

const INDEX = '<!doctype html><title>Slotkeeper</title>'
const ASSET = 'console.log("asset")'

interface Door {
  console: RunningConsole
  port: number
  token: string
  calls: { method: string; request: unknown }[]
  listeners: Set<ApiListener>
  logged: string[]
}

async function openDoor(options: { token?: string; answer?: Api['call'] } = {}): Promise<Door> {
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

interface Got {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** Sends exactly this path and these headers; fetch would tidy both up. */
function send(
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

async function signIn(door: Door): Promise<string> {
  const { headers } = await send(door, `/?token=${door.token}`)
  return cookieOf(headers).split(';')[0] ?? ''
}

function cookieOf(headers: http.IncomingHttpHeaders): string {
  return headers['set-cookie']?.[0] ?? ''
}

function call(
  door: Door,
  method: string,
  cookie: string,
  more: Record<string, string> = {},
  body = '{}',
): Promise<Got> {
  const headers = { 'content-type': 'application/json', cookie, ...more }
  return send(door, `/api/${method}`, { method: 'POST', headers, body })
}

test('the address with its token signs in, with a strict cookie that no script can read', async () => {
  const door = await openDoor()
  const exchanged = await send(door, `/?token=${door.token}`)
  expect(exchanged.status).toBe(303)
  expect(exchanged.headers.location).toBe('/')
  expect(cookieOf(exchanged.headers)).toMatch(
    /^slotkeeper_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect(cookieOf(exchanged.headers)).not.toContain(door.token)

  const cookie = cookieOf(exchanged.headers).split(';')[0] ?? ''
  const page = await send(door, '/', { headers: { cookie } })
  expect(page).toMatchObject({ status: 200, body: INDEX })
})

test('a token that was made here works once; whoever is signed in may open the address again', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  const again = await send(door, `/?token=${door.token}`)
  expect(cookieOf(again.headers)).toBe('')
  expect((await send(door, '/')).status).toBe(401)
  const mine = await send(door, `/?token=${door.token}`, { headers: { cookie } })
  expect(mine.status).toBe(303)
  expect((await send(door, '/', { headers: { cookie } })).status).toBe(200)
})

test("a token of the operator's own choice works again and again, each time with a session of its own", async () => {
  const door = await openDoor({ token: 'my own & only' })
  expect(door.console.url).toContain('token=my%20own%20%26%20only')
  const cookies = await Promise.all(
    [1, 2].map(async () => cookieOf((await send(door, '/?token=my%20own%20%26%20only')).headers)),
  )
  expect(cookies[0]).not.toBe('')
  expect(cookies[0]).not.toBe(cookies[1])
})

test.each(['/?token=', '/?token=wrong', '/?token[]=a', '/?token=a&token=b'])(
  '%s signs nobody in',
  async (target) => {
    const door = await openDoor()
    const { headers } = await send(door, target)
    expect(cookieOf(headers)).toBe('')
    expect(await signIn(door)).not.toBe('')
  },
)

test('without a session a call is answered 401 in the shape of an answer, and nothing is asked of the core', async () => {
  const door = await openDoor()
  for (const cookie of [
    '',
    'slotkeeper_1=x',
    `slotkeeper_${door.port}=`,
    `slotkeeper_${door.port}=${door.token}`,
  ]) {
    for (const method of ['workspace.get', 'no.such', 'events']) {
      const got = await call(door, method, cookie)
      expect(got.status).toBe(401)
      expect(JSON.parse(got.body)).toMatchObject({ ok: false, error: { code: 'signed_out' } })
    }
  }
  expect(door.calls).toEqual([])
})

test('without a session the page says where to find the address, and no file is served', async () => {
  const door = await openDoor()
  const page = await send(door, '/')
  expect(page.status).toBe(401)
  expect(page.headers['content-type']).toContain('text/plain')
  expect(page.body).toContain('Open the address that Slotkeeper printed')
  const asset = await send(door, '/assets/index-abc123.js')
  expect(asset.status).toBe(401)
  expect(asset.body).not.toContain('asset')
})

test('every method of the contract is carried to the core with its request, and its answer back', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  for (const method of methodNames) {
    const got = await call(door, method, cookie, {}, JSON.stringify({ of: method }))
    expect(got.status).toBe(200)
    expect(JSON.parse(got.body)).toEqual({ ok: true, value: { method } })
    expect(got.headers['cache-control']).toBe('no-store')
  }
  expect(door.calls).toEqual(methodNames.map((method) => ({ method, request: { of: method } })))
})

test("the core's refusal is an answer too", async () => {
  const refusal = { ok: false, error: { code: 'not_found', message: 'There is no such lead.' } } as const
  const door = await openDoor({ answer: () => Promise.resolve(refusal) })
  const got = await call(door, 'leads.list', await signIn(door))
  expect(JSON.parse(got.body)).toEqual(refusal)
})

test.each(['no.such', '__proto__', 'constructor', 'leads.list%2f..', 'LEADS.LIST', 'leads.list/more'])(
  'the unknown method %s is 404 and never reaches the core',
  async (method) => {
    const door = await openDoor()
    const got = await call(door, method, await signIn(door))
    expect(got.status).toBe(404)
    expect(JSON.parse(got.body)).toMatchObject({ ok: false })
    expect(door.calls).toEqual([])
  },
)

test.each([
  ['another name', { host: 'attacker.example.com' }],
  ['another name with our port', { host: 'attacker.example.com:PORT' }],
  ['no port', { host: '127.0.0.1' }],
  ['another loopback address', { host: '127.0.0.2:PORT' }],
  ['a look-alike', { host: 'localhost.example.com:PORT' }],
  ['a foreign origin', { origin: 'https://attacker.example.com' }],
  ['another port on this machine', { origin: 'http://127.0.0.1:1' }],
  ['https on our port', { origin: 'https://127.0.0.1:PORT' }],
  ['our other name', { origin: 'http://localhost:PORT' }],
  ['a sandboxed page', { origin: 'null' }],
])('a signed-in call with %s is refused', async (_name, headers) => {
  const door = await openDoor()
  const cookie = await signIn(door)
  const filled = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(door.port))]),
  )
  const got = await call(door, 'leads.list', cookie, filled)
  expect(got.status).toBe(403)
  expect(JSON.parse(got.body)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  expect((await send(door, '/api/events', { headers: { cookie, ...filled } })).status).toBe(403)
  expect((await send(door, `/?token=${door.token}`, { headers: filled })).status).toBe(403)
  expect(door.calls).toEqual([])
})

test('both names of this machine serve, with their own origin', async () => {
  const door = await openDoor({ token: 'T' })
  const cookie = await signIn(door)
  for (const name of ['127.0.0.1', 'localhost']) {
    const host = `${name}:${door.port}`
    expect((await call(door, 'leads.list', cookie, { host, origin: `http://${host}` })).status).toBe(200)
  }
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/jsonp',
  '',
])('a call with content type "%s", which a form could send, is refused', async (type) => {
  const door = await openDoor()
  const got = await call(door, 'leads.list', await signIn(door), { 'content-type': type })
  expect(got.status).toBe(415)
  expect(JSON.parse(got.body)).toMatchObject({ ok: false, error: { code: 'bad_request' } })
  expect(door.calls).toEqual([])
})

test.each([
  ['not JSON', '{"a":', 400],
  ['larger than 1 MB', JSON.stringify('x'.repeat(1024 * 1024)), 413],
])(
  'a body that is %s is refused without telling how the program looks inside',
  async (_name, body, status) => {
    const door = await openDoor()
    const got = await call(door, 'leads.list', await signIn(door), {}, body)
    expect(got.status).toBe(status)
    expect(JSON.parse(got.body)).toMatchObject({ ok: false })
    expect(got.body).not.toMatch(/node_modules|\.ts|SyntaxError|at /)
    expect(door.calls).toEqual([])
  },
)

test('a bug behind the door is a plain 500, and the log has it', async () => {
  const door = await openDoor({ answer: () => Promise.reject(new Error('secret detail')) })
  const got = await call(door, 'leads.list', await signIn(door))
  expect(got.status).toBe(500)
  expect(JSON.parse(got.body)).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(got.body).not.toContain('secret detail')
  expect(door.logged).toEqual(['console.failed'])
})

test('only GET and HEAD read pages', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const got = await send(door, '/', { method, headers: { cookie } })
    expect([404, 405]).toContain(got.status)
  }
  expect((await send(door, '/api/leads.list', { headers: { cookie } })).status).toBe(404)
})

test.each([
  '/../secrets.json',
  '/assets/../../secrets.json',
  '/%2e%2e/secrets.json',
  '/%2e%2e%2fsecrets.json',
  '/..%5csecrets.json',
  '/..%255csecrets.json',
  '/assets/%2e%2e/%2e%2e/secrets.json',
  '//etc/passwd',
  '/%00',
  '/%zz',
  '/.hidden',
  '/assets',
  '/no-such-file.js',
])('%s serves nothing', async (target) => {
  const door = await openDoor()
  const got = await send(door, target, { headers: { cookie: await signIn(door) } })
  expect([400, 403, 404]).toContain(got.status)
  expect(got.body).not.toMatch(/SECRET|root:|node_modules|at /)
})

test('every answer carries the policy and the other guards, and files say how long they may be kept', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  const answers = await Promise.all([
    send(door, '/', { headers: { cookie } }),
    send(door, '/assets/index-abc123.js', { headers: { cookie } }),
    send(door, '/nothing', { headers: { cookie } }),
    send(door, '/'),
    call(door, 'leads.list', cookie),
    call(door, 'leads.list', ''),
  ])
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
  expect(answers[0].headers['cache-control']).toBe('no-cache')
  expect(answers[1].headers['cache-control']).toContain('immutable')
  expect(answers[1].headers['content-type']).toContain('text/javascript')
})

test('it listens on 127.0.0.1 only', async () => {
  const door = await openDoor()
  const refused = new Promise((resolve) => {
    http
      .get({ host: '::1', port: door.port })
      .once('error', resolve)
      .once('response', () => resolve(null))
  })
  expect(await refused).toBeInstanceOf(Error)
})

test('a port that is taken is an error with its code', async () => {
  const door = await openDoor()
  const second = startConsole({
    api: { call: () => Promise.reject(new Error('unused')), listen: () => () => undefined },
    port: door.port,
    staticFolder: '/nowhere',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

/** Opens the event stream and collects what arrives. */
async function listen(
  door: Door,
  cookie: string,
): Promise<{ text: () => string; type: string; leave: () => void; ended: Promise<unknown> }> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: '127.0.0.1', port: door.port, path: '/api/events', headers: { cookie } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        const ended = new Promise((done) => response.once('close', done))
        resolve({
          text: () => text,
          type: response.headers['content-type'] ?? '',
          leave: () => request.destroy(),
          ended,
        })
      },
    )
    request.once('error', reject)
  })
}

function tell(door: Door): void {
  for (const listener of door.listeners)
    listener('leads.changed', { rows: [], removed: ['lead-1\nnot a line'] })
}

test('events reach every signed-in page as server-sent events', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  const pages = await Promise.all([listen(door, cookie), listen(door, cookie)])
  tell(door)
  const expected = 'event: leads.changed\ndata: {"rows":[],"removed":["lead-1\\nnot a line"]}\n\n'
  for (const page of pages) {
    expect(page.type).toBe('text/event-stream')
    await vi.waitFor(() => expect(page.text()).toContain(expected))
    page.leave()
  }
})

test('a page that leaves is no longer told', async () => {
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  expect(door.listeners.size).toBe(1)
  page.leave()
  await vi.waitFor(() => expect(door.listeners.size).toBe(0))
})

test('a quiet stream is kept open with comments', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  vi.advanceTimersByTime(31_000)
  await vi.waitFor(() => expect(page.text().match(/^: still here$/gm)).toHaveLength(2))
  page.leave()
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0))
})

test('closing the door ends every stream and refuses what comes after', async () => {
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  await door.console.close()
  await page.ended
  expect(door.listeners.size).toBe(0)
  await expect(send(door, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
