import { afterEach, beforeEach, expect, test } from 'vitest'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import type { JsonObject } from '../../../core/sandbox/shared/exchange'
import { contractChecker } from '../../support/openapi'
import { clientOf, clockAt, items, type Reply } from './helpers'

const DAY = 86_400_000
const TEN = '2026-11-24T10:00:00-05:00'
const TAKEN = 'The slot you have selected is no longer available.'
const checker = contractChecker('ghl')
const clock = clockAt('2026-11-23T12:00:00Z')
let ghl: GhlSandbox
let call: ReturnType<typeof clientOf>
let contactId: string

beforeEach(async () => {
  ghl = await startGhlSandbox({ now: clock.now })
  call = clientOf(ghl, { version: '2021-04-15' })
  contactId = ghl.addContact({ firstName: 'Lee', lastName: 'Lead', phone: '+15550100' })
})

afterEach(async () => {
  await ghl.stop()
  expect(ghl.exchanges.flatMap((exchange) => checker.checkResponse(exchange))).toEqual([])
})

function book(change: JsonObject = {}): Promise<Reply> {
  const { locationId } = ghl
  return call('POST', '/calendars/events/appointments', {
    calendarId: ghl.calendars.intro,
    locationId,
    contactId,
    startTime: TEN,
    ...change,
  })
}

async function slots(query: Record<string, string> = {}): Promise<Record<string, string[]>> {
  const range = { startDate: String(clock.now()), endDate: String(clock.now() + 2 * DAY), ...query }
  const { body } = await call(
    'GET',
    `/calendars/${ghl.calendars.intro}/free-slots?${new URLSearchParams(range)}`,
  )
  const days = Object.entries(body).filter(([key]) => /^\d{4}-\d{2}-\d{2}$/.test(key))
  return Object.fromEntries(days.map(([day, value]) => [day, (value as { slots: string[] }).slots]))
}

test('free slots are keyed by day and carry the offset of the asked zone, else of the location', async () => {
  const local = await slots()
  expect(Object.keys(local)).toEqual(['2026-11-23', '2026-11-24'])
  expect(local['2026-11-24']?.[0]).toBe('2026-11-24T09:00:00-05:00')
  expect(local['2026-11-24']).toHaveLength(16)
  const tokyo = await slots({ timezone: 'Asia/Tokyo' })
  expect(tokyo['2026-11-24']?.[0]).toBe('2026-11-24T00:00:00+09:00')
  expect(Object.values(tokyo).flat()).toHaveLength(Object.values(local).flat().length)
})

test('free slots keep the wall clock across the end of daylight saving time, and weekends are absent', async () => {
  const startDate = String(Date.parse('2026-10-30T00:00:00Z'))
  const endDate = String(Date.parse('2026-11-03T00:00:00Z'))
  const autumn = await startGhlSandbox({ now: () => Date.parse('2026-10-29T12:00:00Z') })
  const path = `/calendars/${autumn.calendars.demo}/free-slots?${new URLSearchParams({ startDate, endDate })}`
  const { body } = await clientOf(autumn, { version: 'v3' })('GET', path)
  await autumn.stop()
  expect(Object.keys(body).sort()).toEqual(['2026-10-30', '2026-11-02', 'traceId'])
  const first = (day: string): unknown => (body[day] as { slots: string[] }).slots[0]
  expect(first('2026-10-30')).toBe('2026-10-30T09:00:00-04:00')
  expect(first('2026-11-02')).toBe('2026-11-02T09:00:00-05:00')
})

test('free slots refuse more than 31 days, bad numbers and bad zones', async () => {
  const ask = async (query: Record<string, string>): Promise<Reply> =>
    call('GET', `/calendars/${ghl.calendars.intro}/free-slots?${new URLSearchParams(query)}`)
  const startDate = String(clock.now())
  expect((await ask({ startDate, endDate: String(clock.now() + 32 * DAY) })).status).toBe(400)
  const wrong = await ask({ startDate, endDate: 'tomorrow', timezone: 'Mars/Base' })
  expect(wrong.status).toBe(422)
  expect(wrong.body['message']).toHaveLength(2)
})

test('an appointment is created, read, moved in place, canceled and deleted', async () => {
  const made = await book({ title: 'Intro call' })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    startTime: TEN,
    endTime: '2026-11-24T10:30:00-05:00',
    appointmentStatus: 'confirmed',
    assignedUserId: ghl.users[0]?.id,
  })
  expect((await slots())['2026-11-24']).not.toContain(TEN)
  const path = `/calendars/events/appointments/${String(made.body['id'])}`
  const read = async (): Promise<unknown> => (await call('GET', path)).body['event']
  expect(await read()).toMatchObject({ id: made.body['id'], startTime: TEN, contactId })

  const moved = await call('PUT', path, { startTime: '2026-11-24T14:00:00Z' })
  expect([moved.status, moved.body['id']]).toEqual([200, made.body['id']])
  expect(moved.body['startTime']).toBe('2026-11-24T09:00:00-05:00')
  expect((await slots())['2026-11-24']).toContain(TEN)

  await call('PUT', path, { appointmentStatus: 'cancelled' })
  expect(await read()).toMatchObject({ appointmentStatus: 'cancelled' })
  expect((await slots())['2026-11-24']).toHaveLength(16)

  const deleted = await call('DELETE', `/calendars/events/${String(made.body['id'])}`, {})
  expect([deleted.status, deleted.body]).toEqual([201, { succeeded: true }])
  expect((await call('GET', path)).status).toBe(400)
})

test('a taken slot is refused, unless the check is told to look away', async () => {
  ghl.takeSlot(ghl.calendars.intro, TEN)
  const refused = await book()
  expect([refused.status, refused.body['message'], refused.body['error']]).toEqual([
    400,
    TAKEN,
    'Bad Request',
  ])
  expect((await book({ startTime: '2026-11-24T03:00:00-05:00' })).body['message']).toBe(TAKEN)
  expect((await book({ startTime: '2026-11-20T10:00:00-05:00' })).body['message']).toBe(TAKEN)
  expect((await book({ ignoreFreeSlotValidation: true })).status).toBe(201)
})

test('four simultaneous identical bookings have one winner', async () => {
  const replies = await Promise.all([book(), book(), book(), book()])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400])
})

test('a calendar of two people takes two meetings at one time, a move onto a full one is refused', async () => {
  const calendarId = ghl.calendars.demo
  const first = await book({ calendarId })
  const second = await book({ calendarId })
  expect(first.body['assignedUserId']).not.toBe(second.body['assignedUserId'])
  expect((await book({ calendarId })).body['message']).toBe(TAKEN)
  const other = await book({ calendarId, startTime: '2026-11-24T11:00:00-05:00' })
  const path = `/calendars/events/appointments/${String(other.body['id'])}`
  expect((await call('PUT', path, { startTime: TEN })).body['message']).toBe(TAKEN)
})

test('what is missing or malformed is listed in one 422', async () => {
  const reply = await call('POST', '/calendars/events/appointments', {
    locationId: ghl.locationId,
    startTime: 'soon',
    appointmentStatus: 'maybe',
  })
  expect([reply.status, reply.body['message']]).toEqual([
    422,
    [
      'calendarId must be a string',
      'contactId must be a string',
      'startTime must be a valid ISO 8601 date string',
      'appointmentStatus must be one of the allowed values',
    ],
  ])
})

test('appointments are listed by time and calendar, and under the contact without a zone', async () => {
  await book()
  await book({ startTime: '2026-11-25T10:00:00-05:00' })
  const list = async (query: Record<string, string>): Promise<JsonObject[]> => {
    const range = { startTime: String(clock.now()), endTime: String(clock.now() + 10 * DAY) }
    const all = { locationId: ghl.locationId, ...range, ...query }
    return items((await call('GET', `/calendars/events?${new URLSearchParams(all)}`)).body['events'])
  }
  const { intro, demo } = ghl.calendars
  expect(await list({ calendarId: intro })).toHaveLength(2)
  expect(await list({ calendarId: demo })).toEqual([])
  expect(await list({ userId: ghl.users[0]?.id ?? '' })).toHaveLength(2)
  expect(await list({ calendarId: intro, endTime: String(Date.parse(TEN)) })).toHaveLength(1)
  expect(await list({})).toEqual([])
  const own = await call('GET', `/contacts/${contactId}/appointments`)
  expect(items(own.body['events']).map((event) => [event['startTime'], event['endTime']])).toEqual([
    ['2026-11-24 10:00:00', '2026-11-24 10:30:00'],
    ['2026-11-25 10:00:00', '2026-11-25 10:30:00'],
  ])
})

test('a token, a version, the scope and the own location are needed; all but the version answer 401', async () => {
  const path = `/calendars/?locationId=${ghl.locationId}`
  const wrong = await call('GET', path, undefined, 'wrong')
  expect([wrong.status, wrong.body]).toEqual([
    401,
    { statusCode: 401, message: 'Invalid token: access token is invalid', error: 'Unauthorized' },
  ])
  const contactsOnly = ghl.addToken({ scopes: ['contacts.readonly'] })
  const scopeless = await call('GET', path, undefined, contactsOnly)
  expect([scopeless.status, scopeless.body['message']]).toEqual([
    401,
    'The token is not authorized for this scope.',
  ])
  const foreign = await call('GET', '/calendars/?locationId=elsewhere')
  expect([foreign.status, foreign.body['message']]).toEqual([
    401,
    'This location is not accessible from this token!',
  ])
  expect((await clientOf(ghl)('GET', path)).status).toBe(400)
  ghl.revokeToken(contactsOnly)
  expect((await call('GET', `/contacts/${contactId}`, undefined, contactsOnly)).status).toBe(401)
})

test('every answer says what is left of the limits, and the hundred-and-first call in ten seconds is refused', async () => {
  const tight = await startGhlSandbox({ now: clock.now })
  const ask = clientOf(tight, { version: 'v3' })
  const path = `/calendars/?locationId=${tight.locationId}`
  const first = await ask('GET', path)
  const names = ['limit-daily', 'daily-remaining', 'interval-milliseconds', 'max', 'remaining']
  expect(names.map((name) => first.headers.get(`x-ratelimit-${name}`))).toEqual([
    '200000',
    '199999',
    '10000',
    '100',
    '99',
  ])
  for (let index = 0; index < 99; index += 1) await ask('GET', path)
  const last = await ask('GET', path)
  await tight.stop()
  expect([last.status, last.headers.get('x-ratelimit-remaining')]).toEqual([429, '0'])
})
