import { describe, expect, test } from 'vitest'
import { DAY } from '../../../../core/domain/time'
import { makeLead, makeSettings } from '../../../support/fixtures'
import { closedUrl, ghlBench, hours, TUESDAY_TEN, valueOf, writes, type GhlBench } from '../support'

/** What gohighlevel.md B1 lists. */
const ALL = [
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'contacts.readonly',
  'contacts.write',
  'conversations.readonly',
  'conversations/message.readonly',
  'conversations/message.write',
]

describe('a connection test is live and claims nothing that it did not see (W4)', () => {
  test('it shows the location and changes nothing', async () => {
    const bench = await ghlBench()
    await bench.provider.book(bench.request())
    const before = bench.sandbox.snapshot()
    const calls = bench.sandbox.exchanges.length
    expect(await bench.provider.check()).toEqual({
      kind: 'ok',
      account: {
        id: bench.sandbox.locationId,
        name: `Location ${bench.sandbox.locationId}`,
        email: null,
        organization: null,
      },
      missingPermissions: [],
      suffices: true,
    })
    expect(bench.sandbox.snapshot()).toEqual(before)
    expect(bench.sandbox.exchanges.length - calls).toBe(ALL.length)
  })

  test('what it asks to write is nothing, for nobody', async () => {
    const bench = await ghlBench()
    await bench.provider.check()
    const asked = bench.sandbox.exchanges.filter(({ method }) => method !== 'GET')
    expect(
      asked.map(({ method, url, requestBody, status }) => [`${method} ${url}`, requestBody, status]),
    ).toEqual([
      ['PUT /calendars/events/appointments/SlotkeeperNobody0000', {}, 400],
      ['POST /contacts/SlotkeeperNobody0000/tags', { tags: [] }, 400],
      ['POST /conversations/messages', { type: 'SMS', contactId: 'SlotkeeperNobody0000' }, 400],
    ])
  })

  test.each(ALL.map((scope) => [scope]))('a token without %s lacks it', async (scope) => {
    const bench = await ghlBench()
    bench.token = bench.sandbox.addToken({ scopes: ALL.filter((one) => one !== scope) })
    expect(await bench.provider.check()).toMatchObject({ kind: 'ok', missingPermissions: [scope] })
  })

  test('a token that may only read lacks every permission to write', async () => {
    const bench = await ghlBench()
    bench.token = bench.sandbox.addToken({ scopes: ALL.filter((scope) => scope.endsWith('readonly')) })
    expect(await bench.provider.check()).toMatchObject({
      kind: 'ok',
      missingPermissions: ['calendars/events.write', 'contacts.write', 'conversations/message.write'],
    })
  })

  test('it works before a calendar is chosen', async () => {
    const bench = await ghlBench()
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, calendarId: '' } })
    expect(await bench.provider.check()).toMatchObject({ kind: 'ok', missingPermissions: [] })
  })

  test('a token of another location fails', async () => {
    const bench = await ghlBench()
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, locationId: 'elsewhere' } })
    const health = await bench.provider.check()
    expect(health).toMatchObject({ kind: 'failing', account: null })
    expect(health).toHaveProperty('message', expect.stringContaining('another location'))
  })

  test.each([
    ['GET /calendars/', 500],
    ['PUT /calendars/events/appointments/{eventId}', 503],
    ['POST /contacts/{contactId}/tags', 429],
    ['POST /conversations/messages', 302],
    ['GET /contacts/{contactId}', 409],
  ])('%s answered with %i proves nothing, and fails', async (route, status) => {
    const bench = await ghlBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route, fault: { kind: 'status', status } })
    expect(await bench.provider.check()).toMatchObject({ kind: 'failing' })
  })

  test('a wrong token, no token, no location and no connection fail', async () => {
    const bench = await ghlBench()
    bench.sandbox.revokeToken(bench.sandbox.token)
    expect(await bench.provider.check()).toMatchObject({ kind: 'failing' })
    bench.token = null
    expect(await bench.provider.check()).toMatchObject({
      message: 'No GoHighLevel token is set. Add one in Settings.',
    })
    bench.settings = makeSettings()
    expect(await bench.provider.check()).toMatchObject({
      message: 'No GoHighLevel location id is set. Add one in Settings.',
    })
    const other = await ghlBench()
    other.url = await closedUrl()
    expect(await other.provider.check()).toMatchObject({ kind: 'failing' })
  })
})

describe('who is booked is settled before the booking (H1)', () => {
  test('a known contact is taken as it is', async () => {
    const bench = await ghlBench()
    const lead = makeLead({ ghlContactId: bench.contactId, emails: [], phones: [] })
    expect(valueOf(await bench.provider.identify(lead))).toEqual({
      accountId: bench.sandbox.locationId,
      email: null,
      ghlContactId: bench.contactId,
    })
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('an unknown one is upserted without tags, so that those that it has stay', async () => {
    const bench = await ghlBench()
    const known = bench.sandbox.addContact({ email: 'lee@example.com', tags: ['vip'] })
    const identity = valueOf(await bench.provider.identify(makeLead({ emails: ['lee@example.com'] })))
    expect(identity).toEqual({
      accountId: bench.sandbox.locationId,
      email: 'lee@example.com',
      ghlContactId: known,
    })
    expect(writes(bench.sandbox)).toEqual(['POST /contacts/upsert'])
    expect(bench.sandbox.exchanges[0]?.requestBody).not.toHaveProperty('tags')
    expect(bench.sandbox.contact(known).tags).toEqual(['vip'])
  })

  test('a new one can be booked at once', async () => {
    const bench = await ghlBench()
    const lead = makeLead({ emails: [], phones: ['+15555550177'] })
    const identity = valueOf(await bench.provider.identify(lead))
    expect((await bench.provider.book(bench.request({ lead, identity }))).kind).toBe('booked')
  })

  test('a lead whom nothing identifies cannot be booked, and no call is made', async () => {
    const bench = await ghlBench()
    expect(await bench.provider.identify(makeLead({ emails: [], phones: [] }))).toMatchObject({
      kind: 'failed',
      reason: 'bad_identity',
    })
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('without a location, or with a token that may not write contacts, it fails', async () => {
    const bench = await ghlBench()
    bench.token = bench.sandbox.addToken({ scopes: ['contacts.readonly'] })
    expect(await bench.provider.identify(makeLead())).toMatchObject({ kind: 'failed', reason: 'scope' })
    bench.settings = makeSettings()
    expect(await bench.provider.identify(makeLead())).toMatchObject({
      kind: 'failed',
      reason: 'not_configured',
    })
  })
})

describe('the calendar of the settings is what is booked', () => {
  test('it is read from the location and cached', async () => {
    const bench = await ghlBench()
    expect(valueOf(await bench.provider.targets())).toEqual([bench.target()])
    await bench.provider.targets()
    expect(bench.sandbox.exchanges).toHaveLength(1)
  })

  test('its booking page is the one that the settings name, for any number of bookings (C3)', async () => {
    const bench = await ghlBench()
    const [without] = valueOf(await bench.provider.targets())
    expect(await bench.provider.link(without, makeLead())).toMatchObject({
      kind: 'failed',
      reason: 'not_configured',
    })
    const bookingLink = 'https://example.com/book/intro'
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, bookingLink } })
    bench.connection.targets = []
    const [target] = valueOf(await bench.provider.targets())
    expect(target.publicUrl).toBe(bookingLink)
    expect(valueOf(await bench.provider.link(target, makeLead()))).toEqual({
      url: bookingLink,
      singleUse: false,
    })
  })

  test('one that the location does not have, and none at all, are the operator’s to correct', async () => {
    const bench = await ghlBench()
    for (const calendarId of ['other', '']) {
      bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, calendarId } })
      expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
    }
  })
})

describe('free slots are those of the official API (V1)', () => {
  const queries = (bench: GhlBench) =>
    bench.sandbox.exchanges
      .filter(({ url }) => url.includes('/free-slots'))
      .map(({ url }) => new URL(url, 'http://sandbox').searchParams)

  test('they are cut to the window, though GoHighLevel answers by days', async () => {
    const bench = await ghlBench()
    const window = { start: TUESDAY_TEN, end: '2026-11-24T16:00:00.000Z' }
    expect(valueOf(await bench.provider.freeSlots(bench.target(), window))).toEqual([
      bench.slot(),
      {
        provider: 'ghl',
        targetId: bench.sandbox.calendars.intro,
        start: '2026-11-24T15:30:00.000Z',
        end: '2026-11-24T16:00:00.000Z',
        providerStart: '2026-11-24T10:30:00-05:00',
      },
    ])
  })

  test('a window is cut to 31 days', async () => {
    const bench = await ghlBench()
    await bench.provider.freeSlots(bench.target(), { start: hours(1), end: hours(24 * 60) })
    const [query] = queries(bench)
    expect(Number(query?.get('endDate')) - Number(query?.get('startDate'))).toBe(31 * DAY)
  })

  test('an empty window makes no call', async () => {
    const bench = await ghlBench()
    expect(
      valueOf(await bench.provider.freeSlots(bench.target(), { start: hours(2), end: hours(2) })),
    ).toEqual([])
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('they are those of the user that will be booked', async () => {
    const bench = await ghlBench()
    const [, robin] = bench.sandbox.users
    bench.settings = makeSettings({ ghl: { ...bench.settings.ghl, assignedUserId: robin?.id ?? '' } })
    // Dana holds this calendar alone.
    const window = { start: hours(24), end: hours(48) }
    expect(valueOf(await bench.provider.freeSlots(bench.target(), window))).toEqual([])
    const demo = { ...bench.target(), id: bench.sandbox.calendars.demo }
    expect(valueOf(await bench.provider.freeSlots(demo, window)).length).toBeGreaterThan(0)
  })

  test('only days are read, and times without an offset are not offered', async () => {
    const bench = await ghlBench()
    bench.spoilAnswers()
    const body = {
      traceId: 't',
      '2026-11-25': { slots: ['2026-11-25T10:00:00-05:00'] },
      '2026-11-24': { slots: ['2026-11-24 10:00:00', 'soon', '2026-11-24T15:00:00Z'] },
      '2026-11-26': 'closed',
      message: { slots: ['2026-11-24T16:00:00Z'] },
    }
    bench.sandbox.failNext({
      route: 'GET /calendars/{calendarId}/free-slots',
      fault: { kind: 'status', status: 200, body },
    })
    const slots = valueOf(
      await bench.provider.freeSlots(bench.target(), { start: hours(1), end: hours(100) }),
    )
    expect(slots.map(({ start }) => start)).toEqual([TUESDAY_TEN, '2026-11-25T15:00:00.000Z'])
  })
})
