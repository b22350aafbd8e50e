import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import { contractChecker } from '../../support/openapi'
import { clientOf, clockAt, items } from './helpers'

const checker = contractChecker('calendly')
let clock: ReturnType<typeof clockAt>
let calendly: CalendlySandbox
let call: ReturnType<typeof clientOf>

beforeEach(async () => {
  clock = clockAt('2026-10-30T12:00:00Z')
  calendly = await startCalendlySandbox({ now: clock.now })
  call = clientOf(calendly)
})

afterEach(async () => {
  await calendly.stop()
  expect(calendly.exchanges.flatMap((exchange) => checker.checkResponse(exchange))).toEqual([])
})

function times(eventType: string, start_time: string, end_time: string): string {
  return `/event_type_available_times?${new URLSearchParams({ event_type: eventType, start_time, end_time })}`
}

function book(start: string, email = 'lee@example.com') {
  const eventType = calendly.eventTypes.intro.uri
  return calendly.bookAsInvitee({ eventType, start, name: 'Lee Lead', email, timezone: 'America/New_York' })
}

test('a token is needed, and says whose it is', async () => {
  const me = await call('GET', '/users/me')
  expect(me.body['resource']).toMatchObject({
    uri: calendly.user,
    current_organization: calendly.organization,
  })
  expect((await call('GET', new URL(calendly.user).pathname)).body).toEqual(me.body)
  for (const token of ['wrong', calendly.addToken({ scopes: [] })]) {
    if (token !== 'wrong') calendly.revokeToken(token)
    const reply = await call('GET', '/users/me', undefined, token)
    expect([reply.status, reply.body]).toEqual([
      401,
      { title: 'Unauthenticated', message: 'The access token is invalid' },
    ])
  }
})

test('a token without the scope is told which one it lacks; write includes read', async () => {
  const reader = calendly.addToken({ scopes: ['scheduled_events:read'] })
  const refused = await call('POST', '/invitees', {}, reader)
  expect([refused.status, refused.body]).toEqual([
    403,
    {
      title: 'Insufficient scope',
      message: "This operation requires the scopes listed in the 'required_scopes' array.",
      required_scopes: ['scheduled_events:write'],
    },
  ])
  const writer = calendly.addToken({ scopes: ['scheduled_events:write'] })
  expect((await call('GET', `/scheduled_events?user=${calendly.user}`, undefined, writer)).status).toBe(200)
  for (const scopes of [['availability:read'], ['event_types:read']]) {
    const path = times(calendly.eventTypes.intro.uri, '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z')
    expect((await call('GET', path, undefined, calendly.addToken({ scopes }))).status).toBe(200)
  }
})

test('every answer says what is left of the rate limit, and the last one is refused', async () => {
  const tight = await startCalendlySandbox({ now: clock.now, seed: { limits: { requestsPerMinute: 2 } } })
  const ask = clientOf(tight)
  const remaining = [
    await ask('GET', '/users/me'),
    await ask('GET', '/users/me'),
    await ask('GET', '/users/me'),
  ]
  expect(remaining.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(remaining.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0'])
  expect(remaining[2]?.headers.get('x-ratelimit-reset')).toBe('60')
  clock.advance(60_000)
  expect((await ask('GET', '/users/me')).status).toBe(200)
  await tight.stop()
})

test('bookings are capped by the minute, the hour and the day', async () => {
  const MINUTE = 60_000
  const attempt = async (limits: object, pauses: number[]): Promise<number[]> => {
    const time = clockAt('2026-11-23T12:00:00Z')
    const capped = await startCalendlySandbox({ now: time.now, seed: { limits } })
    const statuses: number[] = []
    for (const pause of pauses) {
      time.advance(pause)
      statuses.push((await clientOf(capped)('POST', '/invitees', {})).status)
    }
    await capped.stop()
    return statuses
  }
  expect(await attempt({}, Array<number>(11).fill(0))).toEqual([...Array<number>(10).fill(400), 429])
  expect(await attempt({ bookingsPerMinute: 1 }, [0, MINUTE - 1, 1])).toEqual([400, 429, 400])
  expect(await attempt({ bookingsPerHour: 1 }, [0, MINUTE, 59 * MINUTE])).toEqual([400, 429, 400])
  expect(await attempt({ bookingsPerDay: 1 }, [0, 60 * MINUTE, 23 * 60 * MINUTE])).toEqual([400, 429, 400])
})

test('event types are listed by person, by organisation and by activity', async () => {
  const names = async (query: string): Promise<unknown[]> =>
    items((await call('GET', `/event_types?${query}`)).body['collection']).map((type) => type['name'])
  const mine = await names(`user=${calendly.user}`)
  expect(mine).toHaveLength(7)
  expect(mine).not.toContain('Team call')
  expect(mine).toEqual([...mine].sort())
  expect(await names(`organization=${calendly.organization}`)).toContain('Team call')
  expect(await names(`user=${calendly.user}&active=true`)).not.toContain('Old intro call')
  expect(await names(`user=${calendly.user}&active=false`)).toEqual(['Old intro call'])
  expect((await names(`user=${calendly.user}&sort=position:desc`))[0]).toBe('Group demo')
  expect((await call('GET', '/event_types')).status).toBe(400)
  expect((await call('GET', '/event_types?user=https://api.calendly.com/users/none')).status).toBe(403)
  expect((await call('GET', '/event_types/none')).body).toEqual({
    title: 'Resource Not Found',
    message: 'The server could not find the requested resource.',
  })
  const { uri, link } = calendly.eventTypes.intro
  expect((await call('GET', new URL(uri).pathname)).body['resource']).toMatchObject({
    uri,
    scheduling_url: link,
  })
})

test('a list comes in pages that lead to each other', async () => {
  const first = await call('GET', `/event_types?user=${calendly.user}&count=3`)
  const { pagination } = first.body as { pagination: Record<string, string | number | null> }
  expect(pagination).toMatchObject({ count: 3, previous_page: null, previous_page_token: null })
  expect(pagination['next_page']).toMatch(/^https:\/\/api\.calendly\.com\/event_types\?/)
  const seen = items(first.body['collection'])
  let token = pagination['next_page_token']
  while (token !== null) {
    const next = await call('GET', `/event_types?user=${calendly.user}&count=3&page_token=${String(token)}`)
    seen.push(...items(next.body['collection']))
    token = (next.body['pagination'] as { next_page_token: string | null }).next_page_token
  }
  expect(new Set(seen.map((type) => type['uri'])).size).toBe(7)
  expect((await call('GET', `/event_types?user=${calendly.user}&count=101`)).status).toBe(400)
  expect((await call('GET', `/event_types?user=${calendly.user}&page_token=nonsense`)).status).toBe(400)
})

test('open hours follow the wall clock of the host across the end of daylight saving time', async () => {
  const path = times(calendly.eventTypes.intro.uri, '2026-10-30T13:00:00Z', '2026-11-03T00:00:00Z')
  const reply = await call('GET', path)
  const starts = items(reply.body['collection']).map((slot) => String(slot['start_time']))
  expect(starts).toHaveLength(32)
  expect([starts[0], starts[15]]).toEqual(['2026-10-30T13:00:00Z', '2026-10-30T20:30:00Z'])
  expect([starts[16], starts[31]]).toEqual(['2026-11-02T14:00:00Z', '2026-11-02T21:30:00Z'])
  expect(reply.body['pagination']).toBeUndefined()
  expect(items(reply.body['collection'])[0]).toEqual({
    status: 'available',
    invitees_remaining: 1,
    start_time: '2026-10-30T13:00:00Z',
    scheduling_url: 'https://calendly.com/dana-host/intro/2026-10-30T13:00:00Z?month=2026-10&date=2026-10-30',
  })
})

test('available times begin in the future and span 31 days at most', async () => {
  const { intro, inactive } = calendly.eventTypes
  const message = async (from: string, to: string): Promise<unknown> =>
    items((await call('GET', times(intro.uri, from, to))).body['details'])[0]?.['message']
  expect(await message('2026-10-30T12:00:00Z', '2026-11-01T00:00:00Z')).toBe(
    'start_time must be in the future',
  )
  expect(await message('2026-11-01T00:00:00Z', '2026-12-03T00:00:00Z')).toBe(
    'date range can be no greater than 31 days',
  )
  const day = ['2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z'] as const
  expect((await call('GET', times('https://api.calendly.com/event_types/none', ...day))).status).toBe(404)
  expect((await call('GET', times(inactive.uri, ...day))).body).toEqual({ collection: [] })
})

test('busy times tell our meetings from those of other calendars, for seven days at most', async () => {
  book('2026-11-02T15:00:00Z')
  calendly.takeSlot(calendly.eventTypes.intro.uri, '2026-11-02T17:00:00Z')
  const ask = (end_time: string) =>
    call(
      'GET',
      `/user_busy_times?${new URLSearchParams({ user: calendly.user, start_time: '2026-11-01T00:00:00Z', end_time })}`,
    )
  const busy = items((await ask('2026-11-08T00:00:00Z')).body['collection'])
  expect(busy.map((time) => [time['type'], time['start_time']])).toEqual([
    ['calendly', '2026-11-02T15:00:00.000000Z'],
    ['external', '2026-11-02T17:00:00.000000Z'],
  ])
  expect((await ask('2026-11-08T00:00:01Z')).status).toBe(400)
})

test('scheduled events are filtered by person, invitee, status and time, and sorted', async () => {
  const first = book('2026-11-02T15:00:00Z')
  book('2026-11-03T15:00:00Z', 'kim@example.com')
  book('2026-11-04T15:00:00Z')
  calendly.cancelAsInvitee(first.uri)
  const starts = async (query: string): Promise<string[]> =>
    items((await call('GET', `/scheduled_events?user=${calendly.user}&${query}`)).body['collection']).map(
      (event) => String(event['start_time']).slice(0, 10),
    )
  expect(await starts('')).toEqual(['2026-11-02', '2026-11-03', '2026-11-04'])
  expect(await starts('sort=start_time:desc')).toEqual(['2026-11-04', '2026-11-03', '2026-11-02'])
  expect(await starts('invitee_email=Lee@example.com')).toEqual(['2026-11-02', '2026-11-04'])
  expect(await starts('invitee_email=lee@example.com&status=active')).toEqual(['2026-11-04'])
  const window = 'min_start_time=2026-11-03T00:00:00Z&max_start_time=2026-11-03T23:59:59Z'
  expect(await starts(window)).toEqual(['2026-11-03'])
  expect((await call('GET', '/scheduled_events')).status).toBe(400)
})

test('a new event stays out of the list while the list lags', async () => {
  calendly.setListLag(5_000)
  book('2026-11-02T15:00:00Z')
  const count = async (): Promise<number> =>
    items((await call('GET', `/scheduled_events?user=${calendly.user}`)).body['collection']).length
  expect(await count()).toBe(0)
  clock.advance(5_000)
  expect(await count()).toBe(1)
})

test('a conference has no join URL until it is ready', async () => {
  const slow = await startCalendlySandbox({ now: clock.now, seed: { conferenceDelayMs: 3_000 } })
  const { event } = slow.bookAsInvitee({
    eventType: slow.eventTypes.intro.uri,
    start: '2026-11-02T15:00:00Z',
    name: 'Lee',
    email: 'lee@example.com',
    timezone: 'UTC',
  })
  const location = async () =>
    ((await clientOf(slow)('GET', new URL(event).pathname)).body['resource'] as { location: unknown })
      .location
  expect(await location()).toMatchObject({ status: 'processing', join_url: null })
  clock.advance(3_000)
  expect(await location()).toMatchObject({
    status: 'pushed',
    join_url: expect.stringMatching(/^https:/) as unknown,
  })
  await slow.stop()
})
