/** @promise reliability: However many meetings of other people stand before ours, the record is read to its end. */
import { describe, expect, test } from 'vitest'
import type { CalendlySandboxState } from '../../../../core/sandbox/calendly'
import { DAY, HOUR, MINUTE, plus, type Instant } from '../../../../core/domain/time'
import type { RecordPart, RecordQuery } from '../../../../core/providers/provider'
import { makeLead, NOW } from '../../../support/fixtures'
import { calendlyBench, valueOf, type CalendlyBench } from '../support'

const FORBIDDEN = {
  kind: 'status',
  status: 403,
  body: { title: 'Permission Denied', message: 'You do not have permission to access this resource.' },
} as const
const TROUBLE = { kind: 'status', status: 500, body: { title: 'Internal Server Error' } } as const
const NOT_FOUND = {
  kind: 'status',
  status: 404,
  body: { title: 'Resource Not Found', message: 'The server could not find the requested resource.' },
} as const
const LIST = 'GET /scheduled_events'
const INVITEES = 'GET /scheduled_events/{uuid}/invitees'
const INVITEE = 'GET /scheduled_events/{uuid}/invitees/{invitee_uuid}'
const EVENT = 'GET /scheduled_events/{uuid}'

/** Meetings at these minutes from now on, in the order given; ours unless said otherwise. */
type Meeting = { minute: number; of?: 'intro' | 'group'; email?: string }

/** A record that holds these meetings. */
async function benchWith(meetings: readonly Meeting[]): Promise<CalendlyBench> {
  const first = await calendlyBench()
  await first.provider.book(first.request())
  return calendlyBench((state) => {
    Object.assign(state, first.sandbox.snapshot())
    const { events, invitees } = multiplied(state, meetings)
    Object.assign(state, { events, invitees })
  })
}

function multiplied(state: CalendlySandboxState, meetings: readonly Meeting[]) {
  const [event] = state.events
  const [invitee] = state.invitees
  if (!event || !invitee) throw new Error('nothing is booked')
  const made = meetings.map(
    ({ minute, of = 'intro', email = `guest${String(minute)}@example.com` }, index) => {
      const uri = `https://api.calendly.com/scheduled_events/event-${String(index)}`
      const start = plus(NOW, minute * MINUTE)
      return {
        event: {
          ...event,
          uri,
          event_type: state.eventTypeNames[of],
          start_time: start,
          end_time: plus(start, 30 * MINUTE),
        },
        invitee: { ...invitee, uri: `${uri}/invitees/invitee-${String(index)}`, event: uri, email },
      }
    },
  )
  return { events: made.map(({ event }) => event), invitees: made.map(({ invitee }) => invitee) }
}

function windowOf(bench: CalendlyBench, from: Instant = NOW, most = 200): RecordQuery {
  const window = { start: from, end: plus(NOW, 30 * DAY) }
  return { kind: 'window', window, targetIds: [bench.sandbox.eventTypes.intro.uri], most }
}

async function read(bench: CalendlyBench, query: RecordQuery): Promise<RecordPart> {
  return valueOf(await bench.provider.readRecord(query))
}

/** Reads on from where each reading stopped. */
async function readToTheEnd(bench: CalendlyBench, most = 200) {
  const starts: Instant[] = []
  let from: Instant | null = NOW
  let readings = 0
  while (from !== null && readings < 10) {
    const part: RecordPart = await read(bench, windowOf(bench, from, most))
    starts.push(...part.appointments.map(({ start }) => start))
    from = part.unread?.from ?? null
    readings += 1
  }
  return { starts, from, readings }
}

function minute(count: number): Instant {
  return plus(NOW, count * MINUTE)
}

function lead(...emails: string[]): RecordQuery {
  return {
    kind: 'lead',
    lead: makeLead({ emails }),
    window: { start: plus(NOW, -DAY), end: plus(NOW, 30 * DAY) },
  }
}

function callsTo(bench: CalendlyBench, end: RegExp): number {
  return bench.sandbox.exchanges.filter(({ url }) => end.test(url)).length
}

describe('a window', () => {
  test('that begins with more than a thousand meetings of others is read past them', async () => {
    const others = Array.from({ length: 1100 }, (_, minute) => ({ minute, of: 'group' as const }))
    const bench = await benchWith([...others, { minute: 2000 }])
    const { starts, from, readings } = await readToTheEnd(bench)
    expect(starts).toEqual([minute(2000)])
    expect([from, readings]).toEqual([null, 2])
    expect(callsTo(bench, /\/invitees/)).toBe(1)
  })

  test('of which a thousand meetings have one start is read past them', async () => {
    const others = Array.from({ length: 1050 }, () => ({ minute: 0, of: 'group' as const }))
    const bench = await benchWith([...others, { minute: 60 }])
    expect(await readToTheEnd(bench)).toMatchObject({ starts: [minute(60)], from: null })
  })

  test('stops after so many meetings, but not in the middle of one start', async () => {
    const bench = await benchWith([{ minute: 60 }, { minute: 120 }, { minute: 120 }, { minute: 180 }])
    const part = await read(bench, windowOf(bench, NOW, 2))
    expect(part.appointments.map(({ start }) => start)).toEqual([minute(60), minute(120), minute(120)])
    expect(part.unread).toEqual({ from: minute(180), failure: null })
  })

  test('is read of the organization, or of the user alone where only that is allowed, asked once', async () => {
    const bench = await benchWith([{ minute: 60 }])
    bench.sandbox.failNext({ route: LIST, fault: FORBIDDEN })
    expect((await read(bench, windowOf(bench))).appointments).toHaveLength(1)
    expect((await read(bench, windowOf(bench))).appointments).toHaveLength(1)
    expect(callsTo(bench, /scheduled_events\?organization=/)).toBe(1)
    expect(callsTo(bench, /scheduled_events\?user=/)).toBe(2)
  })

  test('stops after what was read when the limit for calls is nearly used up', async () => {
    const bench = await benchWith([{ minute: 60 }, { minute: 120 }])
    const limited = await limitedTo(bench, 17)
    const part = await read(limited, windowOf(limited))
    expect(part.appointments).toHaveLength(1)
    expect(part.unread).toMatchObject({ from: minute(60), failure: { reason: 'rate' } })
  })

  test('leaves out one meeting that cannot be read, and goes no further in an outage', async () => {
    const bench = await benchWith([{ minute: 60 }, { minute: 120 }, { minute: 180 }])
    bench.sandbox.failNext({ route: INVITEES, fault: FORBIDDEN })
    const part = await read(bench, windowOf(bench))
    expect(part.appointments.map(({ start }) => start)).toEqual([minute(120), minute(180)])
    expect(part.unread).toBeNull()

    bench.sandbox.failNext({ route: INVITEES, fault: TROUBLE })
    const cut = await read(bench, windowOf(bench))
    expect(cut).toMatchObject({
      appointments: [],
      unread: { from: minute(60), failure: { reason: 'outage' } },
    })
  })
})

describe('a lead', () => {
  test('is known by its address, however it is written', async () => {
    const bench = await benchWith([{ minute: 60, email: 'Lee.Moreno@Example.com' }, { minute: 120 }])
    const { appointments } = await read(bench, lead('lee.moreno@example.com'))
    expect(appointments.map(({ start }) => start)).toEqual([minute(60)])
  })

  test('that is looked at sparingly leaves the last calls to bookings', async () => {
    const meetings = Array.from({ length: 9 }, (_, index) => ({
      minute: 60 * index + 60,
      email: 'lee@example.com',
    }))
    const sparing = await limitedTo(await benchWith(meetings), 20)
    const part = await read(sparing, { ...lead('lee@example.com'), isSparing: true } as RecordQuery)
    expect(part.unread?.failure).toMatchObject({ reason: 'rate' })
    expect(20 - sparing.sandbox.exchanges.length).toBeGreaterThanOrEqual(14)

    const whole = await limitedTo(await benchWith(meetings), 20)
    expect((await read(whole, lead('lee@example.com'))).appointments).toHaveLength(9)
  })
})

describe('one meeting', () => {
  const externalId = 'https://api.calendly.com/scheduled_events/event-0/invitees/invitee-0'
  const query = { kind: 'meeting', externalId } as const

  test('that is neither in its event nor has one is not there', async () => {
    const bench = await benchWith([])
    expect(await read(bench, query)).toEqual({ appointments: [], unread: null })
  })

  test.each([INVITEE, EVENT])(
    'of which %s alone answers that there is none is no empty record',
    async (route) => {
      const bench = await benchWith([{ minute: 60 }])
      bench.sandbox.failNext({ route, fault: NOT_FOUND })
      expect(await bench.provider.readRecord(query)).toMatchObject({ kind: 'failed', reason: 'unexpected' })
    },
  )

  test('whose time cannot be read is a failure, not an empty record', async () => {
    const bench = await benchWith([{ minute: 60 }])
    const spoilt = await calendlyBench((state) => {
      Object.assign(state, bench.sandbox.snapshot())
      const [event] = state.events
      if (event) event.start_time = '2026-11-24 10:00:00'
    })
    spoilt.spoilAnswers()
    expect(await spoilt.provider.readRecord(query)).toMatchObject({ kind: 'failed', reason: 'unexpected' })
  })

  test('is as of the moment at which Calendly answered', async () => {
    const bench = await benchWith([{ minute: 60 }])
    bench.clock.moveBy(HOUR)
    expect((await read(bench, query)).appointments[0]?.asOf).toBe(plus(NOW, HOUR))
  })
})

/** The same record at a Calendly that allows so many calls a minute. */
function limitedTo(bench: CalendlyBench, requestsPerMinute: number): Promise<CalendlyBench> {
  return calendlyBench((state) => {
    Object.assign(state, bench.sandbox.snapshot())
    state.limits.requestsPerMinute = requestsPerMinute
  })
}
