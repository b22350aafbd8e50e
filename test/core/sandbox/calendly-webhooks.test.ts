import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import { calendlySignature } from '../../../core/sandbox/calendly/webhooks'
import { asObject } from '../../../core/sandbox/shared/exchange'
import { contractChecker } from '../../support/openapi'
import { clientOf, clockAt, startReceiver, type Reply } from './helpers'

const HOUR = 3_600_000
const EVENTS = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted']
const checker = contractChecker('calendly')
let clock: ReturnType<typeof clockAt>
let calendly: CalendlySandbox
let receiver: Awaited<ReturnType<typeof startReceiver>>
let call: ReturnType<typeof clientOf>

beforeEach(async () => {
  clock = clockAt('2026-11-23T12:00:00Z')
  calendly = await startCalendlySandbox({ now: clock.now })
  receiver = await startReceiver()
  call = clientOf(calendly)
})

afterEach(async () => {
  await calendly.stop()
  await receiver.stop()
  expect(calendly.exchanges.flatMap((exchange) => checker.checkResponse(exchange))).toEqual([])
})

function subscribe(change: object = {}): Promise<Reply> {
  return call('POST', '/webhook_subscriptions', {
    url: receiver.url,
    events: EVENTS,
    organization: calendly.organization,
    user: calendly.user,
    scope: 'user',
    signing_key: 'sandbox_key',
    ...change,
  })
}

function book(start = '2026-11-24T15:00:00Z') {
  const eventType = calendly.eventTypes.intro.uri
  return calendly.bookAsInvitee({
    eventType,
    start,
    name: 'Lee Lead',
    email: 'lee@example.com',
    timezone: 'America/New_York',
  })
}

/** The API never sees these bodies, so they are put before the checker as what sample_webhook_data answers. */
function payloadProblems(body: unknown): string[] {
  return checker.checkResponse({
    method: 'GET',
    url: '/sample_webhook_data',
    requestHeaders: {},
    requestBody: undefined,
    status: 200,
    responseBody: body,
  })
}

const state = async (uri: string): Promise<object> =>
  asObject((await call('GET', new URL(uri).pathname)).body['resource'])

test('the signature is the HMAC of t, a dot and the body, as in the published example', () => {
  const body =
    '{"event":"invitee.created","created_at":"2023-11-14T22:13:20.000000Z","created_by":"https://api.calendly.com/users/AAA","payload":{"email":"a@example.com"}}'
  expect(calendlySignature('calendly_key', 1_700_000_000, body)).toBe(
    't=1700000000,v1=d6e180d65490baad58eb05bee811735ef6e1d522baaa05b7ee56482716cf700d',
  )
})

test('a subscription is made once, never shows its key, and is listed, read and deleted', async () => {
  const made = await subscribe()
  expect(made.status).toBe(201)
  const subscription = asObject(made.body['resource'])
  expect(subscription).toMatchObject({ callback_url: receiver.url, state: 'active', retry_started_at: null })
  expect(JSON.stringify(made.body)).not.toContain('sandbox_key')
  const twice = await subscribe()
  expect([twice.status, twice.body]).toEqual([
    409,
    { title: 'Already Exists', message: 'Hook with this url already exists' },
  ])
  const query = `organization=${calendly.organization}&user=${calendly.user}`
  expect((await call('GET', `/webhook_subscriptions?${query}`)).status).toBe(400)
  const listed = await call('GET', `/webhook_subscriptions?${query}&scope=user`)
  expect(listed.body['collection']).toEqual([subscription])
  const path = new URL(String(subscription['uri'])).pathname
  expect((await call('GET', path)).body['resource']).toEqual(subscription)
  expect((await call('DELETE', path)).status).toBe(204)
  expect((await call('GET', path)).status).toBe(404)
})

test('a subscription needs known events, its organisation, its user and the scope to read what it gets', async () => {
  for (const change of [
    { events: ['invitee.moved'] },
    { scope: undefined },
    { user: undefined },
    { url: 'x' },
  ]) {
    expect((await subscribe(change)).status).toBe(400)
  }
  const token = calendly.addToken({ scopes: ['webhooks:write'] })
  const body = {
    url: receiver.url,
    events: EVENTS,
    organization: calendly.organization,
    scope: 'organization',
  }
  const refused = await call('POST', '/webhook_subscriptions', body, token)
  expect([refused.status, refused.body['required_scopes']]).toEqual([403, ['scheduled_events:read']])
})

test('bookings, cancellations and no-shows arrive signed and in the shape of the contract', async () => {
  await subscribe()
  const invitee = book()
  calendly.markNoShow(invitee.uri)
  calendly.unmarkNoShow(invitee.uri)
  calendly.cancelAsInvitee(invitee.uri, 'Conflict')
  await calendly.settled()

  expect(receiver.received.map(({ body }) => body['event'])).toEqual([
    'invitee.created',
    'invitee_no_show.created',
    'invitee_no_show.deleted',
    'invitee.canceled',
  ])
  for (const { raw, headers, body } of receiver.received) {
    expect(payloadProblems(body)).toEqual([])
    const t = clock.now() / 1000
    const v1 = createHmac('sha256', 'sandbox_key').update(`${t}.${raw}`).digest('hex')
    expect(headers['calendly-webhook-signature']).toBe(`t=${t},v1=${v1}`)
    expect(JSON.stringify(body)).not.toContain('calendar_event')
  }
  const [created, noShow, unmarked, canceled] = receiver.received.map(({ body }) => asObject(body['payload']))
  expect(created).toMatchObject({ uri: invitee.uri, status: 'active', no_show: null })
  expect(noShow).toMatchObject({ status: 'active', no_show: { created_at: '2026-11-23T12:00:00.000000Z' } })
  expect(unmarked).toMatchObject({ no_show: null })
  expect(canceled).toMatchObject({
    status: 'canceled',
    rescheduled: false,
    cancellation: { canceler_type: 'invitee', reason: 'Conflict' },
    scheduled_event: { status: 'canceled', invitees_counter: { total: 1, active: 0, limit: 1 } },
  })
})

test('without a signing key there is no signature', async () => {
  await subscribe({ signing_key: undefined })
  book()
  await calendly.settled()
  expect(receiver.received[0]?.headers['calendly-webhook-signature']).toBeUndefined()
})

test("a hook of one user hears nothing of a colleague's meetings", async () => {
  await subscribe()
  const eventType = calendly.eventTypes.roundRobin.uri
  const guest = { eventType, start: '2026-11-24T15:00:00Z', email: 'lee@example.com', timezone: 'UTC' }
  const hosts = ['Ana', 'Ben'].map((name) => calendly.bookAsInvitee({ ...guest, name }).event)
  await calendly.settled()
  expect(new Set(hosts).size).toBe(2)
  expect(receiver.received).toHaveLength(1)
})

test('a reschedule is a canceled and a created event that point at each other', async () => {
  await subscribe()
  const old = book()
  const next = calendly.rescheduleAsInvitee(old.uri, '2026-11-25T16:00:00Z')
  await calendly.settled()
  const [canceled, created] = receiver.received.slice(1).map(({ body }) => body)
  expect(canceled).toMatchObject({
    event: 'invitee.canceled',
    payload: {
      uri: old.uri,
      status: 'canceled',
      rescheduled: true,
      old_invitee: null,
      new_invitee: next.uri,
    },
  })
  expect(created).toMatchObject({
    event: 'invitee.created',
    payload: {
      uri: next.uri,
      status: 'active',
      rescheduled: false,
      old_invitee: old.uri,
      new_invitee: null,
      scheduled_event: { start_time: '2026-11-25T16:00:00.000000Z' },
    },
  })
  expect(next.event).not.toBe(old.event)
  expect(payloadProblems(canceled)).toEqual([])
  expect(payloadProblems(created)).toEqual([])
})

test('held webhooks can arrive late, reversed and twice', async () => {
  await subscribe()
  calendly.holdWebhooks()
  const old = book()
  const next = calendly.rescheduleAsInvitee(old.uri, '2026-11-25T16:00:00Z')
  await calendly.settled()
  expect(receiver.received).toEqual([])
  await calendly.releaseWebhooks({ order: 'reversed', copies: 2 })
  expect(receiver.received.map(({ body }) => [body['event'], asObject(body['payload'])['uri']])).toEqual([
    ['invitee.created', next.uri],
    ['invitee.created', next.uri],
    ['invitee.canceled', old.uri],
    ['invitee.canceled', old.uri],
    ['invitee.created', old.uri],
    ['invitee.created', old.uri],
  ])
})

test('a failed delivery is tried again with a growing pause, and success clears the trouble', async () => {
  const uri = String(asObject((await subscribe()).body['resource'])['uri'])
  receiver.answerWith(302)
  book()
  await calendly.settled()
  expect(await state(uri)).toMatchObject({ state: 'active', retry_started_at: '2026-11-23T12:00:00.000000Z' })

  receiver.answerWith(500)
  const dues: number[] = []
  for (let index = 0; index < 3; index += 1) {
    const due = calendly.snapshot().deliveries[0]?.dueAt ?? 0
    dues.push(due - clock.now())
    clock.advance(due - clock.now() - 1)
    await calendly.deliverDue()
    clock.advance(1)
    await calendly.deliverDue()
  }
  expect(receiver.received).toHaveLength(4)
  expect(dues).toEqual([60_000, 120_000, 240_000])

  receiver.answerWith(204)
  clock.advance(HOUR)
  await calendly.deliverDue()
  expect(receiver.received).toHaveLength(5)
  expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1)
  expect(await state(uri)).toMatchObject({ state: 'active', retry_started_at: null })
  expect(calendly.snapshot().deliveries).toEqual([])
})

test('after 24 hours of failure the subscription is disabled for good', async () => {
  const uri = String(asObject((await subscribe()).body['resource'])['uri'])
  const { port } = new URL(receiver.url)
  await receiver.stop()
  book()
  await calendly.settled()
  for (let hour = 0; hour < 24; hour += 1) {
    expect(await state(uri)).toMatchObject({ state: 'active' })
    clock.advance(HOUR)
    await calendly.deliverDue()
  }
  expect(await state(uri)).toMatchObject({ state: 'disabled' })
  const attempts = calendly.deliveries.length
  expect(calendly.deliveries.every(({ outcome }) => outcome.kind === 'failed')).toBe(true)
  expect(calendly.deliveries[0]?.url).toContain(port)
  book('2026-11-25T15:00:00Z')
  clock.advance(HOUR)
  await calendly.deliverDue()
  expect(calendly.deliveries).toHaveLength(attempts)
  receiver = await startReceiver()
})

test('sample data is a bare envelope, and nothing is booked for it', async () => {
  for (const event of EVENTS) {
    const query = new URLSearchParams({ event, organization: calendly.organization, scope: 'organization' })
    const sample = await call('GET', `/sample_webhook_data?${query}`)
    expect(sample.body['event']).toBe(event)
    expect(sample.body['resource']).toBeUndefined()
  }
  expect(calendly.snapshot().events).toEqual([])
  const noScope = `/sample_webhook_data?event=invitee.created&organization=${calendly.organization}`
  expect((await call('GET', noScope)).status).toBe(400)
})

test('a snapshot goes on in the same world: token, subscription, invitees and undelivered webhooks', async () => {
  await subscribe()
  calendly.holdWebhooks()
  const invitee = book()
  const changes: string[] = []
  const restored = await startCalendlySandbox({
    now: clock.now,
    state: calendly.snapshot(),
    onChange: () => changes.push('changed'),
  })
  expect(restored.token).toBe(calendly.token)
  expect(restored.eventTypes).toEqual(calendly.eventTypes)
  await restored.deliverDue()
  expect(receiver.received.map(({ body }) => asObject(body['payload'])['uri'])).toEqual([invitee.uri])
  restored.cancelAsInvitee(invitee.uri)
  await restored.settled()
  expect(receiver.received).toHaveLength(2)
  expect(changes.length).toBeGreaterThan(0)
  expect(JSON.parse(JSON.stringify(restored.snapshot()))).toEqual(restored.snapshot())
  await restored.stop()
})
