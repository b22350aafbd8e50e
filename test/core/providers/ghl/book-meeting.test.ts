import { describe, expect, test } from 'vitest'
import { makeSettings } from '../../../support/fixtures'
import { ATTEMPT, closedUrl, ghlBench, startBareServer, TUESDAY_TEN, writes, type GhlBench } from '../support'

const BOOKING = 'POST /calendars/events/appointments'

function order(bench: GhlBench, status: number, body?: unknown): void {
  bench.spoilAnswers()
  bench.sandbox.failNext({ route: BOOKING, fault: { kind: 'status', status, body } })
}

describe('a booking is one call for the contact that was settled (H1)', () => {
  test('no contact is written, and no check of GoHighLevel’s is switched off', async () => {
    const bench = await ghlBench()
    const outcome = await bench.provider.book(bench.request())
    expect(writes(bench.sandbox)).toEqual([BOOKING])
    expect(bench.sandbox.exchanges[0]?.requestBody).toEqual({
      calendarId: bench.sandbox.calendars.intro,
      locationId: bench.sandbox.locationId,
      contactId: bench.contactId,
      startTime: '2026-11-24T10:00:00-05:00',
      endTime: '2026-11-24T15:30:00.000Z',
      title: 'Intro call',
      appointmentStatus: 'confirmed',
    })
    expect(outcome).toMatchObject({
      kind: 'booked',
      appointment: {
        provider: 'ghl',
        targetId: bench.sandbox.calendars.intro,
        start: TUESDAY_TEN,
        end: '2026-11-24T15:30:00.000Z',
        status: 'confirmed',
        attemptId: ATTEMPT,
        invitee: { ghlContactId: bench.contactId },
        asOf: '2026-11-23T14:00:00.000Z',
      },
    })
  })

  test('it goes to the location that the attempt names, whatever is set meanwhile', async () => {
    const bench = await ghlBench()
    const { ghl } = bench.settings
    bench.settings = makeSettings({ ghl: { ...ghl, locationId: 'elsewhere' } })
    expect((await bench.provider.book(bench.request())).kind).toBe('booked')
    expect(bench.sandbox.exchanges[0]?.requestBody).toMatchObject({ locationId: bench.sandbox.locationId })
  })

  test('the user of the settings is asked for', async () => {
    const bench = await ghlBench()
    const assignedUserId = bench.sandbox.users[0]?.id ?? ''
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, assignedUserId } })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      appointment: { host: assignedUserId },
    })
  })

  test('without a contact nothing is sent', async () => {
    const bench = await ghlBench()
    const identity = { accountId: bench.sandbox.locationId, email: null, ghlContactId: null }
    expect(await bench.provider.book(bench.request({ identity }))).toMatchObject({
      kind: 'refused',
      reason: 'bad_identity',
    })
    expect(bench.sandbox.exchanges).toEqual([])
  })
})

describe('what the answer means', () => {
  test('a taken slot is slot_taken', async () => {
    const bench = await ghlBench()
    bench.sandbox.takeSlot(bench.sandbox.calendars.intro, TUESDAY_TEN)
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'slot_taken',
    })
  })

  test('a missing permission is scope', async () => {
    const bench = await ghlBench()
    bench.token = bench.sandbox.addToken({ scopes: ['calendars/events.readonly'] })
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason: 'scope' })
  })

  test('no connection is an outage: nothing was sent', async () => {
    const bench = await ghlBench()
    bench.url = await closedUrl()
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason: 'outage' })
  })

  test.each(['drop_after', 'drop_before'] as const)('a connection cut by %s is unknown', async (kind) => {
    const bench = await ghlBench()
    bench.sandbox.failNext({ route: BOOKING, fault: { kind } })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(writes(bench.sandbox)).toEqual([BOOKING])
  })

  test.each([[408], [500], [502], [503], [504]])('%i is unknown', async (status) => {
    const bench = await ghlBench()
    order(bench, status)
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(writes(bench.sandbox)).toEqual([BOOKING])
  })

  test('a redirect is not followed, and unknown', async () => {
    const bench = await ghlBench()
    const elsewhere = await startBareServer({ status: 201, body: '{}' })
    bench.spoilAnswers()
    bench.sandbox.failNext({
      route: BOOKING,
      fault: { kind: 'status', status: 307, headers: { location: elsewhere.url } },
    })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(elsewhere.received).toEqual([])
  })

  test.each([
    [400, 'unexpected'],
    [422, 'unexpected'],
    [429, 'rate'],
    [401, 'auth'],
  ])('%i is refused as %s', async (status, reason) => {
    const bench = await ghlBench()
    order(bench, status)
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason })
  })

  test.each([
    ['nothing', undefined],
    ['no start', { id: 'A' }],
    ['a start without an offset', { id: 'A', startTime: '2026-11-24 10:00:00' }],
    [
      'an end without an offset',
      { id: 'A', startTime: '2026-11-24T10:00:00-05:00', endTime: '2026-11-24 10:30:00' },
    ],
  ])('a success with %s is unknown', async (_what, body) => {
    const bench = await ghlBench()
    order(bench, 201, body)
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
  })

  test('a success without an end lasts as long as the slot, and 200 is as good as 201', async () => {
    const bench = await ghlBench()
    order(bench, 200, { id: 'A', startTime: '2026-11-24T10:00:00-05:00' })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'booked',
      appointment: { end: '2026-11-24T15:30:00.000Z', targetId: bench.sandbox.calendars.intro },
    })
  })
})
