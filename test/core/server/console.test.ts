import { expect, test } from 'vitest'
import { methodNames } from '../../../core/api/contract'
import { startConsole } from '../../../core/server/console'
import { call, cookieOf, INDEX, openDoor, send, signIn } from './door'

/** @promise security: A browser signs in with a token in the address and keeps a strict cookie that no script can read. */
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

/** @promise security: Without a session no call reaches the core. */
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
