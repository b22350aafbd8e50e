import { describe, expect, test } from 'vitest'
import { makeSettings } from '../../../support/fixtures'
import { ATTEMPT, ghlBench, TUESDAY_TEN, valueOf, type GhlBench } from '../support'

const LIST = 'GET /calendars/events'

function look(bench: GhlBench, start = TUESDAY_TEN) {
  const { identity } = bench.request()
  return bench.provider.find({ attemptId: ATTEMPT, identity, slot: bench.slot(start) })
}

function bookInWidget(bench: GhlBench, contactId = bench.contactId, start = TUESDAY_TEN): string {
  return bench.sandbox.bookInWidget({ calendarId: bench.sandbox.calendars.intro, contactId, start })
}

/** The next list holds these records instead. */
function orderList(bench: GhlBench, ...events: object[]): void {
  bench.spoilAnswers()
  bench.sandbox.failNext({ route: LIST, fault: { kind: 'status', status: 200, body: { events } } })
}

function event(bench: GhlBench, change: object = {}): object {
  return {
    id: 'A',
    calendarId: bench.sandbox.calendars.intro,
    contactId: bench.contactId,
    appointmentStatus: 'confirmed',
    startTime: '2026-11-24T10:00:00-05:00',
    endTime: '2026-11-24T10:30:00-05:00',
    ...change,
  }
}

describe('an unknown booking is found by the contact and the time (B2)', () => {
  test('after an answer that was not seen', async () => {
    const bench = await ghlBench()
    bench.sandbox.failNext({ route: 'POST /calendars/events/appointments', fault: { kind: 'drop_after' } })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(valueOf(await look(bench))).toMatchObject([
      { start: TUESDAY_TEN, status: 'confirmed', invitee: { ghlContactId: bench.contactId } },
    ])
  })

  test('not another contact’s, another start or another calendar’s', async () => {
    const bench = await ghlBench()
    const other = bench.sandbox.addContact({ firstName: 'Lee', email: 'lee@example.com' })
    bookInWidget(bench, other)
    bookInWidget(bench, bench.contactId, '2026-11-24T15:30:00Z')
    expect(valueOf(await look(bench))).toEqual([])
    orderList(bench, event(bench, { calendarId: bench.sandbox.calendars.demo }))
    expect(valueOf(await look(bench))).toEqual([])
  })

  test('a canceled one is found as canceled, a deleted one not at all', async () => {
    const bench = await ghlBench()
    const id = bookInWidget(bench)
    bench.sandbox.cancelAppointment(id)
    expect(valueOf(await look(bench))).toMatchObject([{ externalId: id, status: 'canceled' }])
    const answer = await bench.api.send('DELETE', `/calendars/events/${id}`, {})
    expect(answer).toMatchObject({ status: 201 })
    expect(valueOf(await look(bench))).toEqual([])
  })

  test('of several, the active one comes first', async () => {
    const bench = await ghlBench()
    bench.sandbox.cancelAppointment(bookInWidget(bench))
    const id = bookInWidget(bench)
    const found = valueOf(await look(bench))
    expect(found.map(({ status }) => status)).toEqual(['confirmed', 'canceled'])
    expect(found[0]?.externalId).toBe(id)
  })

  test.each([
    ['showed', 'showed'],
    ['noshow', 'no_show'],
    ['invalid', 'canceled'],
    ['new', 'confirmed'],
  ] as const)('one whose status is %s is %s', async (status, read) => {
    const bench = await ghlBench()
    bench.sandbox.setStatus(bookInWidget(bench), status)
    expect(valueOf(await look(bench))).toMatchObject([{ status: read }])
  })
})

describe('the search is complete or it fails', () => {
  test('another location is not searched', async () => {
    const bench = await ghlBench()
    const { identity } = bench.request()
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, locationId: 'elsewhere' } })
    const found = await bench.provider.find({ attemptId: ATTEMPT, identity, slot: bench.slot() })
    expect(found).toMatchObject({ kind: 'failed', reason: 'auth' })
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('nor is it searched without a contact', async () => {
    const bench = await ghlBench()
    const identity = { ...bench.request().identity, ghlContactId: null }
    const found = await bench.provider.find({ attemptId: ATTEMPT, identity, slot: bench.slot() })
    expect(found).toMatchObject({ kind: 'failed', reason: 'bad_identity' })
  })

  test.each([
    ['a start without an offset', { startTime: '2026-11-24 10:00:00' }],
    ['a start that is no time', { startTime: 'soon' }],
    ['a start that is no text', { startTime: 1_795_532_400_000 }],
    ['no start', { startTime: undefined }],
    ['an end without an offset', { endTime: '2026-11-24 10:30:00' }],
    ['an end before time', { endTime: '2026-11-31T10:30:00Z' }],
  ])('a record of this contact with %s is a failure, never thrown', async (_what, change) => {
    const bench = await ghlBench()
    orderList(bench, event(bench), event(bench, { id: 'B', ...change }))
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason: 'unexpected' })
  })

  test('a record of somebody else that cannot be read is no matter', async () => {
    const bench = await ghlBench()
    orderList(bench, event(bench, { contactId: 'other', startTime: 7 }), event(bench))
    expect(valueOf(await look(bench))).toHaveLength(1)
  })

  test('a time of booking that cannot be read is taken as the time of reading', async () => {
    const bench = await ghlBench()
    orderList(bench, event(bench, { dateAdded: '2026-11-23 09:00:00' }))
    expect(valueOf(await look(bench))).toMatchObject([{ createdAt: '2026-11-23T14:00:00.000Z' }])
  })

  test.each([
    [401, 'auth'],
    [403, 'scope'],
    [429, 'rate'],
    [503, 'outage'],
  ])('a list answered with %i is a failure of the kind %s', async (status, reason) => {
    const bench = await ghlBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: LIST, fault: { kind: 'status', status } })
    expect(await look(bench)).toMatchObject({ kind: 'failed', reason })
  })
})
