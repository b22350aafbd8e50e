import { describe, expect, test } from 'vitest'
import type { CalendlyInvitee } from '../../../../core/sandbox/calendly/wire'
import type { CalendlySandboxState } from '../../../../core/sandbox/calendly'
import { ATTEMPT, calendlyBench, TUESDAY_TEN, valueOf, type CalendlyBench } from '../support'

const FORBIDDEN = {
  kind: 'status',
  status: 403,
  body: { title: 'Permission Denied', message: 'You do not have permission to access this resource.' },
} as const

/** A bench whose one booking is kept, in another world with what `change` makes of it. */
async function bookedBench(
  name: 'intro' | 'roundRobin' | 'group' = 'intro',
  change: (state: CalendlySandboxState, invitee: CalendlyInvitee) => void = () => undefined,
): Promise<CalendlyBench> {
  const first = await calendlyBench()
  const outcome = await first.provider.book(first.request({ slot: first.slot(name) }))
  expect(outcome.kind).toBe('booked')
  return calendlyBench((state) => {
    Object.assign(state, first.sandbox.snapshot())
    const [invitee] = state.invitees
    if (invitee) change(state, invitee)
  })
}

function look(bench: CalendlyBench, name: 'intro' | 'roundRobin' | 'group' = 'intro', start = TUESDAY_TEN) {
  return bench.provider.find({ attemptId: ATTEMPT, identity: bench.identity, slot: bench.slot(name, start) })
}

describe('an unknown booking is found by our mark (B2)', () => {
  test('whatever its e-mail address is now', async () => {
    const bench = await bookedBench('intro', (_state, invitee) => {
      invitee.email = 'somebody.else@example.com'
    })
    const found = valueOf(await look(bench))
    expect(found).toMatchObject([{ attemptId: ATTEMPT, start: TUESDAY_TEN, status: 'confirmed' }])
    expect(bench.sandbox.exchanges.some(({ url }) => /[?&](invitee_)?email=/.test(url))).toBe(false)
  })

  test('the lead’s own booking of the same time without the mark is not it', async () => {
    const bench = await bookedBench('intro', (_state, invitee) => {
      invitee.tracking = { ...invitee.tracking, utm_source: null, utm_content: null }
    })
    expect(valueOf(await look(bench))).toEqual([])
  })

  test('another program’s mark and another attempt’s are not it', async () => {
    const bench = await bookedBench('intro', (_state, invitee) => {
      invitee.tracking = { ...invitee.tracking, utm_source: 'other' }
    })
    expect(valueOf(await look(bench))).toEqual([])
    const other = await bookedBench()
    const query = { attemptId: 'attempt-2', identity: other.identity, slot: other.slot() }
    expect(valueOf(await other.provider.find(query))).toEqual([])
  })

  test('another start or another event type is not it', async () => {
    const bench = await bookedBench()
    expect(valueOf(await look(bench, 'intro', '2026-11-24T15:00:30.000Z'))).toEqual([])
    expect(valueOf(await look(bench, 'group'))).toEqual([])
  })

  test('one that was canceled or moved since is found as that', async () => {
    const canceled = await bookedBench()
    canceled.sandbox.cancelAsInvitee(canceled.sandbox.snapshot().invitees[0]?.uri ?? '')
    expect(valueOf(await look(canceled))).toMatchObject([{ status: 'canceled' }])
    const moved = await bookedBench()
    const next = moved.sandbox.rescheduleAsInvitee(
      moved.sandbox.snapshot().invitees[0]?.uri ?? '',
      '2026-11-25T15:00:00Z',
    )
    expect(valueOf(await look(moved))).toMatchObject([{ status: 'rescheduled', rescheduledTo: next.uri }])
  })

  test('of several, the active one comes first', async () => {
    const bench = await bookedBench('group', (state, invitee) => {
      const canceled = { ...invitee, status: 'canceled' as const }
      state.invitees.splice(0, 1, canceled, { ...invitee, uri: `${invitee.uri}-2` })
    })
    expect(valueOf(await look(bench, 'group')).map(({ status }) => status)).toEqual(['confirmed', 'canceled'])
  })

  test('on later pages of the events and of the invitees', async () => {
    const bench = await bookedBench('group', (state, invitee) => {
      const [event] = state.events
      if (!event) return
      for (let number = 0; number < 120; number += 1) {
        const uri = `${event.uri}${String(number)}`
        state.events.unshift({ ...event, uri, event_type: state.eventTypeNames.intro })
        state.invitees.unshift({ ...invitee, uri: `${invitee.uri}${String(number)}`, tracking: NO_MARK })
      }
    })
    expect(valueOf(await look(bench, 'group'))).toHaveLength(1)
    const pages = bench.sandbox.exchanges.filter(({ url }) => url.includes('page_token='))
    expect(pages.map(({ url }) => url.split('?')[0]?.replace(/[^/]+(?=\/invitees)/, 'EV'))).toEqual([
      '/scheduled_events',
      '/scheduled_events/EV/invitees',
    ])
  })

  test('not while the list lags', async () => {
    const bench = await bookedBench()
    bench.sandbox.setListLag(60_000)
    expect(valueOf(await look(bench))).toEqual([])
    bench.clock.moveBy(60_000)
    expect(valueOf(await look(bench))).toHaveLength(1)
  })
})

describe('the search is complete or it fails', () => {
  test('it goes over the whole organisation, so a colleague’s meeting is found', async () => {
    const bench = await bookedBench('roundRobin', (state) => {
      const [event] = state.events
      const robin = state.users[1]
      if (event && robin) {
        event.event_memberships = [{ user: robin.uri, user_email: robin.email, user_name: robin.name }]
      }
    })
    expect(valueOf(await look(bench, 'roundRobin'))).toMatchObject([{ host: 'Robin Second' }])
  })

  test('without the organisation’s list the user’s own does for an event type of the user alone', async () => {
    const bench = await bookedBench()
    bench.sandbox.failNext({ route: 'GET /scheduled_events', fault: FORBIDDEN })
    expect(valueOf(await look(bench))).toHaveLength(1)
    const lists = bench.sandbox.exchanges.filter(({ url }) => url.startsWith('/scheduled_events?'))
    expect(lists.map(({ url }) => /[?&](user|organization)=/.exec(url)?.[1])).toEqual([
      'organization',
      'user',
    ])
    expect(lists.some(({ url }) => url.includes('status='))).toBe(false)
  })

  test.each(['round_robin', 'collective', 'multi_pool'])('but not for a %s one', async (pooling) => {
    const bench = await bookedBench('intro', (state) => {
      const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.intro)
      Object.assign(type ?? {}, { pooling_type: pooling })
    })
    bench.sandbox.failNext({ route: 'GET /scheduled_events', fault: FORBIDDEN })
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason: 'scope' })
  })

  test('nor for a colleague’s', async () => {
    const bench = await bookedBench('intro', (state) => {
      const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.intro)
      if (type) type.profile = { ...type.profile, owner: state.users[1]?.uri ?? '' }
    })
    bench.sandbox.failNext({ route: 'GET /scheduled_events', fault: FORBIDDEN })
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason: 'scope' })
  })

  test('another account’s token is not asked for meetings', async () => {
    const bench = await bookedBench()
    const identity = { ...bench.identity, accountId: 'https://api.calendly.com/users/OTHER' }
    // What is kept of the account is not believed: the token may be newer.
    bench.connection.account = { id: identity.accountId, name: 'Other', email: null, organization: null }
    const found = await bench.provider.find({ attemptId: ATTEMPT, identity, slot: bench.slot() })
    expect(found).toMatchObject({ kind: 'failed', reason: 'auth' })
    expect(found).toHaveProperty('message', expect.stringContaining('another account'))
    expect(bench.sandbox.exchanges.map(({ url }) => url)).toEqual(['/users/me'])
  })

  test.each([
    ['GET /users/me', 'outage'],
    ['GET /scheduled_events', 'outage'],
    ['GET /scheduled_events/{uuid}/invitees', 'outage'],
  ])('%s that fails is a failure', async (route, reason) => {
    const bench = await bookedBench()
    bench.sandbox.failNext({ route, fault: { kind: 'status', status: 500 } })
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason })
  })

  test.each([
    ['GET /scheduled_events', '/scheduled_events?', 'start_time'],
    ['GET /scheduled_events', '/scheduled_events?', 'end_time'],
    ['GET /scheduled_events/{uuid}/invitees', '/invitees?', 'created_at'],
  ])('a record of %s %s whose %s cannot be read is a failure, never thrown', async (route, url, key) => {
    const bench = await bookedBench()
    await look(bench)
    bench.spoilAnswers()
    const good = bench.sandbox.exchanges.find((one) => one.url.includes(url))?.responseBody
    const body = structuredClone(good) as { collection: Record<string, unknown>[]; pagination: unknown }
    for (const item of body.collection) item[key] = '2026-11-24 15:00:00'
    bench.sandbox.failNext({ route, fault: { kind: 'status', status: 200, body } })
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason: 'unexpected' })
  })
})

const NO_MARK = {
  utm_campaign: null,
  utm_source: null,
  utm_medium: null,
  utm_content: null,
  utm_term: null,
  salesforce_uuid: null,
}
