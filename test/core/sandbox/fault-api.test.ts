import { expect, onTestFinished, test } from 'vitest'
import { startCalendlySandbox } from '../../../core/sandbox/calendly'
import { startGhlSandbox } from '../../../core/sandbox/ghl'
import { clientOf, clockAt, items, startReceiver } from './helpers'

const START = '2026-11-24T15:00:00Z'

async function bothSandboxes() {
  const clock = clockAt('2026-11-23T12:00:00Z')
  const calendly = await startCalendlySandbox({ now: clock.now })
  const ghl = await startGhlSandbox({ now: clock.now })
  const receiver = await startReceiver()
  onTestFinished(async () => {
    await calendly.stop()
    await ghl.stop()
    await receiver.stop()
  })
  const calls = { calendly: clientOf(calendly), ghl: clientOf(ghl, { version: 'v3' }) }
  const contactId = ghl.addContact({ name: 'Lee Lead' })
  ghl.webhookUrl = receiver.url
  return {
    clock,
    calendly,
    ghl,
    calls,
    receiver,
    order: async (url: string, body: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: response.status, text: await response.text() }
    },
    clear: (url: string) => fetch(`${url}/sandbox/faults`, { method: 'DELETE' }),
    subscribe: () =>
      calls.calendly('POST', '/webhook_subscriptions', {
        url: receiver.url,
        events: ['invitee.created', 'invitee.canceled'],
        organization: calendly.organization,
        user: calendly.user,
        scope: 'user',
      }),
    book: {
      calendly: (start = START) =>
        calls.calendly('POST', '/invitees', {
          event_type: calendly.eventTypes.intro.uri,
          start_time: start,
          invitee: { name: 'Lee Lead', email: 'lee@example.com', timezone: 'America/New_York' },
          location: { kind: 'zoom_conference' },
        }),
      ghl: (start = START) =>
        calls.ghl('POST', '/calendars/events/appointments', {
          calendarId: ghl.calendars.intro,
          locationId: ghl.locationId,
          contactId,
          startTime: start,
        }),
    },
  }
}

const ROUTES = { calendly: 'POST /invitees', ghl: 'POST /calendars/events/appointments' } as const
const providers = ['calendly', 'ghl'] as const

const madeAt = (world: Awaited<ReturnType<typeof bothSandboxes>>, provider: 'calendly' | 'ghl') =>
  provider === 'calendly'
    ? world.calendly.snapshot().invitees.length
    : world.ghl.snapshot().appointments.length

test.each(providers)('%s: 500 after the work answers so, and has booked', async (provider) => {
  const world = await bothSandboxes()
  const ordered = await world.order(world[provider].url, {
    of: 'call',
    route: ROUTES[provider],
    fault: { kind: 'status_after', status: 500, body: { message: 'broken' } },
  })
  expect(ordered.status).toBe(204)
  expect(await world.book[provider]()).toMatchObject({ status: 500, body: { message: 'broken' } })
  expect(madeAt(world, provider)).toBe(1)
  expect((await world.book[provider]('2026-11-24T16:00:00Z')).status).toBe(201)
})

test.each(providers)(
  '%s: 429 as often as ordered, with the vendor’s headers, and nothing done',
  async (provider) => {
    const world = await bothSandboxes()
    await world.order(world[provider].url, {
      of: 'call',
      route: ROUTES[provider],
      fault: { kind: 'rate_limited' },
      times: 2,
    })
    for (let call = 0; call < 2; call += 1) {
      const { status, headers, body } = await world.book[provider]()
      expect([status, headers.get('x-ratelimit-remaining')]).toEqual([429, '0'])
      expect(body['message']).toBe('Too Many Requests')
      expect(headers.get(provider === 'calendly' ? 'x-ratelimit-reset' : 'x-ratelimit-max')).toMatch(/^\d+$/)
    }
    expect(madeAt(world, provider)).toBe(0)
    expect((await world.book[provider]()).status).toBe(201)
  },
)

test.each(providers)(
  '%s: every call is cut while the network is down, and none after it is back',
  async (provider) => {
    const world = await bothSandboxes()
    const { url } = world[provider]
    await world.order(url, { of: 'call', route: '*', fault: { kind: 'drop_before' }, times: 'always' })
    for (let call = 0; call < 3; call += 1) await expect(world.book[provider]()).rejects.toThrow()
    expect(madeAt(world, provider)).toBe(0)
    await world.clear(url)
    expect((await world.book[provider]()).status).toBe(201)
  },
)

test.each(providers)(
  '%s: a slow body has its headers at once and all of its bytes in the end',
  async (provider) => {
    const world = await bothSandboxes()
    const fault = { kind: 'slow_body', msPerByte: 0 }
    await world.order(world[provider].url, { of: 'call', route: ROUTES[provider], fault })
    const { status, body } = await world.book[provider]()
    expect(status).toBe(201)
    expect(Object.keys(body).length).toBeGreaterThan(0)
  },
)

test('a body too slow for its reader has done its work, and its headers were there before it was given up', async () => {
  const world = await bothSandboxes()
  const { calendly } = world
  const fault = { kind: 'slow_body', msPerByte: 60_000 } as const
  calendly.failNext({ route: 'GET /users/me', fault })
  const reader = new AbortController()
  const response = await fetch(`${calendly.url}/users/me`, {
    headers: { authorization: `Bearer ${calendly.token}` },
    signal: reader.signal,
  })
  expect(response.status).toBe(200)
  const body = expect(response.text()).rejects.toThrow()
  reader.abort()
  await body
})

test('a call that hangs before its work books nothing', async () => {
  const world = await bothSandboxes()
  world.ghl.failNext({ route: ROUTES.ghl, fault: { kind: 'hang_before' } })
  const booking = expect(world.book.ghl()).rejects.toThrow()
  await expect.poll(() => world.ghl.exchanges.length).toBe(1)
  expect(madeAt(world, 'ghl')).toBe(0)
  await world.ghl.stop()
  await booking
})

test('webhooks get lost, come twice, late and behind the next one', async () => {
  const world = await bothSandboxes()
  const { calendly, clock, receiver } = world
  await world.subscribe()
  const event = 'invitee.created'
  const starts = ['15:00', '16:00', '17:00', '18:00', '19:00'].map((time) => `2026-11-24T${time}:00Z`)
  for (const fault of [
    { kind: 'lost' },
    { kind: 'duplicated', copies: 2 },
    { kind: 'delayed', ms: 60_000 },
    { kind: 'reordered' },
  ]) {
    expect((await world.order(calendly.url, { of: 'webhook', event, fault })).status).toBe(204)
  }
  for (const start of starts) expect((await world.book.calendly(start)).status).toBe(201)
  await calendly.settled()
  const arrived = () =>
    receiver.received.map(({ raw }) => starts.findIndex((start) => raw.includes(start.slice(0, 16))))
  expect(arrived()).toEqual([1, 1, 4, 3])
  clock.advance(60_000)
  await calendly.deliverDue()
  expect(arrived()).toEqual([1, 1, 4, 3, 2])
})

test('what waited behind the next webhook goes out when faults are cleared', async () => {
  const world = await bothSandboxes()
  world.ghl.disturbWebhooks({ event: '*', fault: { kind: 'reordered' }, times: 'always' })
  await world.book.ghl()
  await world.ghl.settled()
  expect(world.receiver.received).toHaveLength(0)
  await world.clear(world.ghl.url)
  await world.ghl.settled()
  expect(world.receiver.received.map(({ body }) => body['type'])).toEqual(['AppointmentCreate'])
})

test('meetings stay out of both providers’ lists for as long as ordered', async () => {
  const world = await bothSandboxes()
  const { calendly, ghl, calls, clock } = world
  const at = Date.parse(START)
  const range = `startTime=${String(at - 1)}&endTime=${String(at + 1)}`
  const listed = {
    calendly: async () =>
      items(
        (await calls.calendly('GET', `/scheduled_events?user=${encodeURIComponent(calendly.user)}`)).body[
          'collection'
        ],
      ).length,
    ghl: async () =>
      items(
        (
          await calls.ghl(
            'GET',
            `/calendars/events?locationId=${ghl.locationId}&calendarId=${ghl.calendars.intro}&${range}`,
          )
        ).body['events'],
      ).length,
  }
  for (const provider of providers) {
    await world.order(world[provider].url, { of: 'list', lagMs: 30_000 })
    await world.book[provider]()
    expect(await listed[provider]()).toBe(0)
  }
  clock.advance(30_000)
  for (const provider of providers) expect(await listed[provider]()).toBe(1)
})

test('a disabled subscription gets nothing more, and a revoked token is refused', async () => {
  const world = await bothSandboxes()
  const { calendly, ghl } = world
  await world.subscribe()
  await world.order(calendly.url, { of: 'subscriptions', state: 'disabled' })
  expect(await world.order(ghl.url, { of: 'subscriptions', state: 'disabled' })).toMatchObject({
    status: 400,
  })
  await world.book.calendly()
  await calendly.settled()
  expect(world.receiver.received).toHaveLength(0)
  for (const provider of providers) {
    await world.order(world[provider].url, { of: 'token', revoke: world[provider].token })
    expect((await world.book[provider]()).status).toBe(401)
  }
})

/** @promise security: No web page can switch on faults in the sandbox. */
test('an order that is not understood, comes from a web page or names no route changes nothing', async () => {
  const world = await bothSandboxes()
  const { url } = world.calendly
  const good = { of: 'call', route: ROUTES.calendly, fault: { kind: 'drop_before' } }
  const refused = await Promise.all([
    world.order(url, { ...good, often: 3 }),
    world.order(url, { ...good, fault: { kind: 'explode' } }),
    world.order(url, { ...good, route: 'POST /nowhere' }),
    world.order(url, good, { 'content-type': 'text/plain' }),
    world.order(url, good, { origin: 'https://evil.example.com' }),
  ])
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 415, 403])
  expect((await world.book.calendly()).status).toBe(201)
  expect(world.calendly.exchanges.map(({ url: path }) => path)).toEqual(['/invitees'])
})
