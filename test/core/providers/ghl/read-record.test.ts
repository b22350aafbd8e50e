import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../../core/sandbox/shared/faults'
import { DAY, MINUTE, plus } from '../../../../core/domain/time'
import { makeLead, NOW } from '../../../support/fixtures'
import { ghlBench, TUESDAY_TEN, valueOf, type GhlBench } from '../support'

const ONE = 'GET /calendars/events/appointments/{eventId}'
const EVENTS = 'GET /calendars/events'
const WINDOW = { start: NOW, end: plus(NOW, 30 * DAY) }

function answer(status: number, message: string): Fault {
  return { kind: 'status', status, body: { statusCode: status, message, error: 'Bad Request' } }
}

/** A bench with one meeting of Ada's, tomorrow at ten. */
async function bookedBench(): Promise<GhlBench & { externalId: string }> {
  const bench = await ghlBench()
  const externalId = bench.sandbox.bookInWidget({
    calendarId: bench.sandbox.calendars.intro,
    contactId: bench.contactId,
    start: TUESDAY_TEN,
  })
  return Object.assign(bench, { externalId })
}

function lead(bench: GhlBench, window = WINDOW) {
  const one = makeLead({ ghlContactId: bench.contactId })
  return bench.provider.readRecord({ kind: 'lead', lead: one, window })
}

test('blocked time, which has no contact, is no meeting', async () => {
  const bench = await ghlBench()
  bench.spoilAnswers()
  const event = {
    id: 'blocked',
    calendarId: 'calendar',
    startTime: TUESDAY_TEN,
    endTime: plus(TUESDAY_TEN, MINUTE),
  }
  bench.sandbox.failNext({
    route: EVENTS,
    fault: { kind: 'status', status: 200, body: { events: [event, { ...event, id: 'a', contactId: 'k' }] } },
  })
  const read = valueOf(
    await bench.provider.readRecord({ kind: 'window', window: WINDOW, targetIds: ['calendar'], most: 9 }),
  )
  expect(read.appointments.map(({ externalId }) => externalId)).toEqual(['a'])
})

describe('a contact’s list', () => {
  test('only names meetings, each of which is read', async () => {
    const bench = await bookedBench()
    expect(valueOf(await lead(bench)).appointments).toMatchObject([{ start: TUESDAY_TEN }])
    expect(bench.sandbox.exchanges.at(-1)?.url).toContain(`/appointments/${bench.externalId}`)
  })

  test('has no zone, so that the days at the edges are read too, and no others', async () => {
    const bench = await bookedBench()
    const read = async (start: string) =>
      valueOf(await lead(bench, { start, end: plus(start, 30 * DAY) })).appointments.length
    expect(await read(plus(TUESDAY_TEN, DAY))).toBe(1)
    expect(await read(plus(TUESDAY_TEN, 2 * DAY))).toBe(0)
  })
})

describe('one meeting', () => {
  test.each([
    [404, 'Not Found'],
    [400, 'Appointment not found'],
  ])('that answers %i “%s” is not there', async (status, message) => {
    const bench = await bookedBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: ONE, fault: answer(status, message) })
    const { externalId } = bench
    expect(valueOf(await bench.provider.readRecord({ kind: 'meeting', externalId })).appointments).toEqual([])
  })

  test('that answers another 400 is a failure', async () => {
    const bench = await bookedBench()
    bench.sandbox.failNext({ route: ONE, fault: answer(400, 'eventId must be a string') })
    const { externalId } = bench
    const read = await bench.provider.readRecord({ kind: 'meeting', externalId })
    expect(read).toMatchObject({ kind: 'failed', reason: 'unexpected' })
  })

  test('is as of its last change, else of the answer', async () => {
    const bench = await bookedBench()
    bench.spoilAnswers()
    bench.clock.moveBy(5 * MINUTE)
    const query = { kind: 'meeting', externalId: bench.externalId } as const
    const asOf = async () => valueOf(await bench.provider.readRecord(query)).appointments[0]?.asOf
    expect(await asOf()).toBe(NOW)
    const event = { id: bench.externalId, startTime: TUESDAY_TEN, contactId: bench.contactId }
    bench.sandbox.failNext({ route: ONE, fault: { kind: 'status', status: 200, body: { event } } })
    expect(await asOf()).toBe(plus(NOW, 5 * MINUTE))
  })
})
