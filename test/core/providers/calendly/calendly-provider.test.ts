import { describe, expect, test } from 'vitest'
import { makeLead, makeSettings } from '../../../support/fixtures'
import { DAY } from '../../../../core/domain/time'
import { calendlyBench, closedUrl, hours, valueOf, writes, type CalendlyBench } from '../support'

const ALL = [
  'users:read',
  'event_types:read',
  'availability:read',
  'scheduled_events:read',
  'scheduled_events:write',
  'scheduling_links:write',
  'webhooks:write',
]

async function benchWithout(...missing: string[]): Promise<CalendlyBench> {
  const bench = await calendlyBench()
  bench.token = bench.sandbox.addToken({ scopes: ALL.filter((scope) => !missing.includes(scope)) })
  return bench
}

describe('a connection test is live and claims nothing that it did not see (W4)', () => {
  test('it shows whose account it is, and changes nothing', async () => {
    const bench = await calendlyBench()
    await bench.provider.book(bench.request())
    const before = bench.sandbox.snapshot()
    expect(await bench.provider.check()).toEqual({
      kind: 'ok',
      account: {
        id: bench.sandbox.user,
        name: 'Dana Host',
        email: 'dana@example.com',
        organization: bench.sandbox.organization,
      },
      missingPermissions: [],
      suffices: true,
    })
    expect(bench.sandbox.snapshot()).toEqual(before)
    expect(writes(bench.sandbox).filter((write) => write === 'POST /invitees')).toHaveLength(1)
  })

  test('a token with just what is needed lacks nothing', async () => {
    const bench = await benchWithout()
    expect(await bench.provider.check()).toMatchObject({ kind: 'ok', missingPermissions: [] })
  })

  test.each([
    [['scheduled_events:write'], ['scheduled_events:write']],
    [
      ['scheduled_events:read', 'scheduled_events:write'],
      ['scheduled_events:read', 'scheduled_events:write'],
    ],
    [['webhooks:write'], ['webhooks:write']],
    [['event_types:read'], ['event_types:read']],
    // Either of the two opens this door in the sandbox, as the vendor's pages disagree.
    [['availability:read'], []],
    [
      ['event_types:read', 'availability:read', 'webhooks:write'],
      ['event_types:read', 'availability:read', 'webhooks:write'],
    ],
  ])('a token without %j lacks %j', async (without, missingPermissions) => {
    const bench = await benchWithout(...without)
    expect(await bench.provider.check()).toMatchObject({
      kind: 'ok',
      missingPermissions,
      suffices: missingPermissions.length === 0,
    })
  })

  test('a token that may make no links is told so, and suffices', async () => {
    const bench = await benchWithout('scheduling_links:write')
    expect(await bench.provider.check()).toMatchObject({
      kind: 'ok',
      missingPermissions: ['scheduling_links:write'],
      suffices: true,
    })
  })

  test('whether links may be made can stay open', async () => {
    const bench = await calendlyBench()
    const body = { title: 'Permission Denied', message: 'Not you.' }
    bench.sandbox.failNext({ route: 'POST /scheduling_links', fault: { kind: 'status', status: 403, body } })
    expect(await bench.provider.check()).toMatchObject({ kind: 'ok', missingPermissions: [], suffices: true })
  })

  test('a token that may not say whose it is fails, and says what is missing', async () => {
    const bench = await benchWithout('users:read')
    expect(await bench.provider.check()).toMatchObject({
      kind: 'failing',
      account: null,
      missingPermissions: ['users:read'],
    })
  })

  test.each([
    ['POST /scheduled_events/{uuid}/cancellation', 403, 'scheduled_events:write'],
    ['DELETE /webhook_subscriptions/{uuid}', 403, 'webhooks:write'],
    ['GET /scheduled_events', 409, 'scheduled_events:read'],
    ['GET /event_types', 500, 'event_types:read'],
    ['GET /event_type_available_times', 302, 'availability:read'],
  ])('%s answered with a bare %i leaves %s open, and that fails', async (route, status, scope) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({
      route,
      fault: { kind: 'status', status, body: { title: 'Permission Denied', message: 'Not you.' } },
    })
    const health = await bench.provider.check()
    expect(health.kind).toBe('failing')
    expect(health).toHaveProperty('message', expect.stringContaining(scope))
    expect(health.account?.name).toBe('Dana Host')
  })

  test('a revoked token, no token and no connection fail', async () => {
    const bench = await calendlyBench()
    bench.sandbox.revokeToken(bench.sandbox.token)
    expect(await bench.provider.check()).toMatchObject({ kind: 'failing', account: null })
    bench.token = null
    expect(await bench.provider.check()).toMatchObject({
      kind: 'failing',
      message: 'No Calendly token is set. Add one in Settings.',
    })
    bench.token = bench.sandbox.token
    bench.url = await closedUrl()
    expect(await bench.provider.check()).toMatchObject({ kind: 'failing', account: null })
  })
})

describe('who is booked is settled before the booking', () => {
  test('the account is asked for, and the first e-mail address taken', async () => {
    const bench = await calendlyBench()
    const lead = makeLead({ emails: ['one@example.com', 'two@example.com'], ghlContactId: 'K' })
    expect(valueOf(await bench.provider.identify(lead))).toEqual({
      accountId: bench.sandbox.user,
      email: 'one@example.com',
      ghlContactId: null,
    })
  })

  test('a known account is not asked for again', async () => {
    const bench = await calendlyBench()
    bench.connection.account = {
      id: 'https://api.calendly.com/users/A',
      name: 'A',
      email: null,
      organization: null,
    }
    expect(valueOf(await bench.provider.identify(makeLead())).accountId).toBe(
      'https://api.calendly.com/users/A',
    )
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('a lead without an e-mail address cannot be booked', async () => {
    const bench = await calendlyBench()
    expect(await bench.provider.identify(makeLead({ emails: [] }))).toMatchObject({
      kind: 'failed',
      reason: 'bad_identity',
    })
  })

  test('a token that is refused fails', async () => {
    const bench = await calendlyBench()
    bench.token = 'wrong'
    expect(await bench.provider.identify(makeLead())).toMatchObject({ kind: 'failed', reason: 'auth' })
  })
})

describe('free slots are those of the official API (V1)', () => {
  const timesCalls = (bench: CalendlyBench) =>
    bench.sandbox.exchanges
      .filter(({ url }) => url.startsWith('/event_type_available_times'))
      .map(({ url }) => new URL(url, 'http://sandbox').searchParams)

  test('they end after the event type’s length and keep the start as written', async () => {
    const bench = await calendlyBench()
    const window = { start: '2026-11-24T15:00:00.000Z', end: '2026-11-24T16:00:00.000Z' }
    expect(valueOf(await bench.provider.freeSlots(bench.target(), window))).toEqual([
      {
        provider: 'calendly',
        targetId: bench.sandbox.eventTypes.intro.uri,
        start: '2026-11-24T15:00:00.000Z',
        end: '2026-11-24T15:30:00.000Z',
        providerStart: '2026-11-24T15:00:00Z',
      },
      {
        provider: 'calendly',
        targetId: bench.sandbox.eventTypes.intro.uri,
        start: '2026-11-24T15:30:00.000Z',
        end: '2026-11-24T16:00:00.000Z',
        providerStart: '2026-11-24T15:30:00Z',
      },
    ])
  })

  test('a window from the past on starts two minutes from now', async () => {
    const bench = await calendlyBench()
    await bench.provider.freeSlots(bench.target(), { start: hours(-24), end: hours(24) })
    expect(timesCalls(bench)[0]?.get('start_time')).toBe('2026-11-23T14:02:00.000Z')
  })

  test('a window is cut to 31 days, and 31 days are asked for in one call', async () => {
    const bench = await calendlyBench()
    const long = { start: hours(24), end: hours(24 * 60) }
    const slots = valueOf(await bench.provider.freeSlots(bench.target(), long))
    expect(timesCalls(bench)).toHaveLength(1)
    const [query] = timesCalls(bench)
    expect(Date.parse(query?.get('end_time') ?? '') - Date.parse(query?.get('start_time') ?? '')).toBe(
      31 * DAY,
    )
    expect(slots.length).toBeGreaterThan(200)
  })

  test('a window that is over makes no call', async () => {
    const bench = await calendlyBench()
    expect(
      valueOf(await bench.provider.freeSlots(bench.target(), { start: hours(-2), end: hours(-1) })),
    ).toEqual([])
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('a group time with seats left is free, and gone with the last seat', async () => {
    const bench = await calendlyBench()
    const start = '2026-11-24T15:00:00Z'
    const take = (name: string) =>
      bench.sandbox.bookAsInvitee({
        eventType: bench.sandbox.eventTypes.group.uri,
        start,
        name,
        email: `${name}@example.com`,
        timezone: 'America/New_York',
      })
    const window = { start: '2026-11-24T15:00:00.000Z', end: '2026-11-24T15:10:00.000Z' }
    take('one')
    take('two')
    expect(valueOf(await bench.provider.freeSlots(bench.target('group'), window))).toHaveLength(1)
    take('three')
    expect(valueOf(await bench.provider.freeSlots(bench.target('group'), window))).toEqual([])
  })

  test('what is not available, cannot be read or lies outside the window is not offered', async () => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    const time = (start_time: string, status: string | null = 'available') => ({ status, start_time })
    bench.sandbox.failNext({
      route: 'GET /event_type_available_times',
      fault: {
        kind: 'status',
        status: 200,
        body: {
          collection: [
            time('2026-11-24T15:00:00Z', 'unavailable'),
            time('2026-11-24 15:30:00'),
            time('soon'),
            time('2026-11-24T16:00:00Z', null),
            time('2026-11-24T17:00:00Z'),
            time('2026-11-23T14:00:00Z'),
          ],
        },
      },
    })
    const window = { start: hours(-1), end: '2026-11-24T17:00:00.000Z' }
    const slots = valueOf(await bench.provider.freeSlots(bench.target(), window))
    expect(slots.map(({ start }) => start)).toEqual(['2026-11-24T16:00:00.000Z'])
  })

  test.each([
    [401, 'auth'],
    [403, 'scope'],
    [429, 'rate'],
    [503, 'outage'],
  ])('an answer of %i is a failure of the kind %s', async (status, reason) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'GET /event_type_available_times', fault: { kind: 'status', status } })
    const window = { start: hours(24), end: hours(48) }
    expect(await bench.provider.freeSlots(bench.target(), window)).toMatchObject({ kind: 'failed', reason })
  })
})

test('without a link there is nothing to book', async () => {
  const bench = await calendlyBench()
  bench.settings = makeSettings()
  expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
})
