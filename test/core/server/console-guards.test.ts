import http from 'node:http'
import { expect, test } from 'vitest'
import { call, openDoor, send, signIn } from './door'

/** @promise security: The console’s door serves only under the names of this machine and to its own origin. */
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

/** @promise security: A failure behind the console’s door tells no caller how the program looks inside. */
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

/** @promise security: No path leads out of the console’s folder of pages. */
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

/** @promise security: The console’s door listens on loopback only. */
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
