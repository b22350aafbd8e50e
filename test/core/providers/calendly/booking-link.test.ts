import { describe, expect, test } from 'vitest'
import type { BookingLink, Outcome } from '../../../../core/providers/provider'
import type { Fault } from '../../../../core/sandbox/shared/faults'
import { makeLead } from '../../../support/fixtures'
import { calendlyBench, TUESDAY_TEN, valueOf, writes, type CalendlyBench } from '../support'

const PAGE = 'https://calendly.com/dana-host/intro'
const PLAN: Fault = {
  kind: 'status',
  status: 403,
  body: { title: 'Permission Denied', message: 'Please upgrade to a paid Calendly account.' },
}

const linkFor = (
  bench: CalendlyBench,
  lead = makeLead(),
  publicUrl: string | null = PAGE,
): Promise<Outcome<BookingLink>> => bench.provider.link({ ...bench.target(), publicUrl }, lead)

const follow = (bench: CalendlyBench, link: string, start: string) =>
  bench.sandbox.bookAsInvitee({
    eventType: bench.sandbox.eventTypes.intro.uri,
    start,
    name: 'Ada Osei',
    email: 'ada.osei@example.com',
    timezone: 'America/New_York',
    link,
  })

describe('a booking link is good for one booking (C3)', () => {
  test('it is made, used once, and dead after', async () => {
    const bench = await calendlyBench()
    const { url, singleUse } = valueOf(await linkFor(bench))
    expect(singleUse).toBe(true)
    expect(writes(bench.sandbox)).toEqual(['POST /scheduling_links'])
    expect(follow(bench, url, TUESDAY_TEN)).toMatchObject({ status: 'active', scheduling_method: null })
    expect(() => follow(bench, url, '2026-11-24T17:00:00.000Z')).toThrow('cannot be booked any more')
  })

  test('each is another, and books only the event type that it was made for', async () => {
    const bench = await calendlyBench()
    const [one, two] = [valueOf(await linkFor(bench)), valueOf(await linkFor(bench))]
    expect(one.url).not.toBe(two.url)
    const other = valueOf(await bench.provider.link(bench.target('phoneCall'), makeLead()))
    expect(() => follow(bench, other.url, TUESDAY_TEN)).toThrow('cannot be booked any more')
  })
})

test.each([
  ['name and e-mail address', {}, { name: 'Ada Osei', email: 'ada.osei@example.com' }],
  ['a first name alone', { lastName: '', emails: [] }, { name: 'Ada' }],
  ['an e-mail address alone', { firstName: '', lastName: '' }, { email: 'ada.osei@example.com' }],
  [
    'signs that mean something in an address',
    { firstName: 'A & B', lastName: '#1+', emails: [] },
    { name: 'A & B #1+' },
  ],
  ['nothing', { firstName: '', lastName: '', emails: [] }, {}],
])('a link is prefilled with what is known: %s', async (_what, known, prefilled) => {
  const bench = await calendlyBench()
  const { url } = valueOf(await linkFor(bench, makeLead(known)))
  expect(Object.fromEntries(new URL(url).searchParams)).toEqual(prefilled)
})

describe('where the account may make no such links the lead gets the public page, prefilled', () => {
  test('without the permission', async () => {
    const bench = await calendlyBench()
    bench.token = bench.sandbox.addToken({ scopes: ['event_types:read'] })
    expect(valueOf(await linkFor(bench))).toEqual({
      url: `${PAGE}?name=Ada+Osei&email=ada.osei%40example.com`,
      singleUse: false,
    })
  })

  test('on a plan that has none', async () => {
    const bench = await calendlyBench()
    bench.sandbox.failNext({ route: 'POST /scheduling_links', fault: PLAN })
    expect(valueOf(await linkFor(bench))).toMatchObject({ singleUse: false })
  })

  test('and where there is no page either, what is missing is said', async () => {
    const bench = await calendlyBench()
    bench.token = bench.sandbox.addToken({ scopes: ['event_types:read'] })
    const refused = await linkFor(bench, makeLead(), null)
    expect(refused).toMatchObject({ kind: 'failed', reason: 'scope' })
    expect(refused).toHaveProperty('message', expect.stringContaining('scheduling_links:write'))
  })
})

describe('a link that leads nowhere is not made', () => {
  test('of an event type that is switched off', async () => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.link({ ...bench.target('inactive'), publicUrl: PAGE }, makeLead())
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'not_bookable' })
    expect(writes(bench.sandbox)).toEqual([])
  })

  test.each([
    [{ kind: 'status', status: 401 }, 'auth'],
    [{ kind: 'status', status: 429 }, 'rate'],
    [{ kind: 'status', status: 503 }, 'outage'],
    [{ kind: 'drop_after' }, 'outage'],
    [{ kind: 'status', status: 404 }, 'unexpected'],
    [{ kind: 'status', status: 201, body: { resource: { booking_url: 'no address' } } }, 'unexpected'],
  ] as [Fault, string][])('while Calendly answers %j', async (fault, reason) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /scheduling_links', fault })
    expect(await linkFor(bench)).toMatchObject({ kind: 'failed', reason })
  })
})

test.each(['paid', 'withQuestion'] as const)(
  'an event type that the API cannot book for the lead has a link: %s',
  async (name) => {
    const bench = await calendlyBench()
    expect(valueOf(await bench.provider.link(bench.target(name), makeLead()))).toMatchObject({
      singleUse: true,
    })
  },
)
