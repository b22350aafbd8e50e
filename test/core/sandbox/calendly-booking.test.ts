import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import { REQUIRED_QUESTION } from '../../../core/sandbox/calendly/seed'
import { asObject, type JsonObject } from '../../../core/sandbox/shared/exchange'
import { contractChecker } from '../../support/openapi'
import { clientOf, clockAt, items, type Reply } from './helpers'

const START = '2026-11-24T15:00:00Z'
const ZOOM = { kind: 'zoom_conference' }
const checker = contractChecker('calendly')
const clock = clockAt('2026-11-23T12:00:00Z')
let calendly: CalendlySandbox
let call: ReturnType<typeof clientOf>

beforeEach(async () => {
  calendly = await startCalendlySandbox({
    now: clock.now,
    seed: { limits: { bookingsPerMinute: 1000, bookingsPerHour: 1000, bookingsPerDay: 1000 } },
  })
  call = clientOf(calendly)
})

afterEach(async () => {
  await calendly.stop()
  expect(calendly.exchanges.flatMap((exchange) => checker.checkResponse(exchange))).toEqual([])
})

const invitee = { name: 'Lee Lead', email: 'lee@example.com', timezone: 'America/New_York' }

function book(change: JsonObject = {}): Promise<Reply> {
  return call('POST', '/invitees', {
    event_type: calendly.eventTypes.intro.uri,
    start_time: START,
    invitee,
    location: ZOOM,
    ...change,
  })
}

function details(reply: Reply): JsonObject {
  return items(reply.body['details'])[0] ?? {}
}

test('a booking answers with the invitee, and its event can be read', async () => {
  const reply = await book({ event_guests: ['guest@example.com'] })
  expect(reply.status).toBe(201)
  const made = asObject(reply.body['resource'])
  expect(made).toMatchObject({
    name: 'Lee Lead',
    first_name: null,
    last_name: null,
    status: 'active',
    scheduling_method: 'api',
    rescheduled: false,
    no_show: null,
    created_at: '2026-11-23T12:00:00.000000Z',
  })
  expect(made['start_time']).toBeUndefined()
  const event = await call('GET', new URL(String(made['event'])).pathname)
  expect(event.body['resource']).toMatchObject({
    status: 'active',
    start_time: '2026-11-24T15:00:00.000000Z',
    end_time: '2026-11-24T15:30:00.000000Z',
    location: { type: 'zoom', status: 'pushed' },
    invitees_counter: { total: 1, active: 1, limit: 1 },
    event_guests: [{ email: 'guest@example.com' }],
  })
  const again = await call('GET', new URL(String(made['uri'])).pathname)
  expect(again.body['resource']).toEqual(made)
})

test('a taken start is refused with already_filled, and is no longer offered', async () => {
  calendly.takeSlot(calendly.eventTypes.intro.uri, START)
  const reply = await book()
  expect(reply.status).toBe(400)
  expect(reply.body).toEqual({
    title: 'Invalid Argument',
    message: 'The supplied parameters are invalid.',
    details: [
      { parameter: 'event.start_time', message: 'That start time has been filled', code: 'already_filled' },
    ],
  })
  const query = new URLSearchParams({
    event_type: calendly.eventTypes.intro.uri,
    start_time: '2026-11-24T00:00:00Z',
    end_time: '2026-11-25T00:00:00Z',
  })
  const offered = items((await call('GET', `/event_type_available_times?${query}`)).body['collection'])
  expect(offered.map((slot) => slot['start_time'])).not.toContain(START)
  expect(offered).toHaveLength(15)
})

test('of two identical bookings at once one wins', async () => {
  const replies = await Promise.all([book(), book()])
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 400])
})

test('a start outside the open hours or in the past is unavailable', async () => {
  for (const start of ['2026-11-24T05:00:00Z', '2026-11-24T15:10:00Z', '2026-11-20T15:00:00Z']) {
    expect(details(await book({ start_time: start }))).toEqual({
      parameter: 'event.start_time',
      message: 'That time is unavailable',
    })
  }
})

test('the location is chosen by kind among those of the type', async () => {
  const refused = {
    title: 'Invalid Argument',
    message: 'Specified location kind is not configured for this event type.',
    details: [
      {
        parameter: 'event.location_configuration.location',
        message: 'invalid location choice',
        code: 'invalid_location_choice',
      },
    ],
  }
  for (const location of [undefined, { kind: 'google_conference' }, { type: 'zoom' }]) {
    const reply = await book({ location })
    expect([reply.status, reply.body]).toEqual([400, refused])
  }
  const event_type = calendly.eventTypes.phoneCall.uri
  expect((await book({ event_type, location: { kind: 'outbound_call' } })).status).toBe(400)
  const phone = await book({ event_type, location: { kind: 'outbound_call', location: '+1 555-0100' } })
  expect(phone.status).toBe(201)
  const event = await call('GET', new URL(String(asObject(phone.body['resource'])['event'])).pathname)
  expect(asObject(event.body['resource'])['location']).toEqual({
    type: 'outbound_call',
    location: '+1 555-0100',
  })
})

test('round robin takes no location, and books the second host when the first is busy', async () => {
  const event_type = calendly.eventTypes.roundRobin.uri
  expect((await book({ event_type })).status).toBe(400)
  const hosts = new Set<unknown>()
  for (let index = 0; index < 2; index += 1) {
    const reply = await book({ event_type, location: undefined })
    expect(reply.status).toBe(201)
    const event = await call('GET', new URL(String(asObject(reply.body['resource'])['event'])).pathname)
    hosts.add(items(asObject(event.body['resource'])['event_memberships'])[0]?.['user'])
  }
  expect(hosts.size).toBe(2)
  expect(details(await book({ event_type, location: undefined }))['code']).toBe('already_filled')
})

test('required questions need an answer, in their exact words and not blank', async () => {
  const event_type = calendly.eventTypes.withQuestion.uri
  const answer = { question: REQUIRED_QUESTION, answer: 'Pricing', position: 0 }
  const blank = 'Required Questions and Answers cannot be blank.'
  const refused = [
    [],
    [{ ...answer, question: REQUIRED_QUESTION.toLowerCase() }],
    [{ ...answer, answer: ' ' }],
    [answer, { question: 'Phone Number', answer: '', position: 1 }],
  ]
  for (const questions_and_answers of refused) {
    const reply = await book({ event_type, questions_and_answers })
    expect([reply.status, reply.body['message']]).toEqual([400, blank])
  }
  const badPhone = [answer, { question: 'Phone Number', answer: 'call me', position: 1 }]
  expect((await book({ event_type, questions_and_answers: badPhone })).body['message']).toBe(
    'questions_and_answers Phone Number is not a valid phone number',
  )
  const noText = [{ answer: 'Pricing', position: 0 }]
  expect(details(await book({ event_type, questions_and_answers: noText }))).toEqual({
    parameter: 'questions_and_answers[0].question',
    message: 'is missing',
  })
  const good = await book({ event_type, questions_and_answers: [answer] })
  expect(good.status).toBe(201)
  expect(asObject(good.body['resource'])['questions_and_answers']).toEqual([answer])
})

test('tracking has all six keys or none', async () => {
  const five = {
    utm_campaign: null,
    utm_source: 'app',
    utm_medium: null,
    utm_term: null,
    salesforce_uuid: null,
  }
  expect(details(await book({ tracking: five }))).toEqual({
    parameter: 'tracking.utm_content',
    message: 'is missing',
  })
  const six = { ...five, utm_content: null }
  const reply = await book({ tracking: six })
  expect(asObject(reply.body['resource'])['tracking']).toEqual(six)
})

test('an invitee has a name or a first name, an e-mail and a zone', async () => {
  const { email, timezone } = invitee
  const nameless = await book({ invitee: { email, timezone, last_name: 'Lead' } })
  expect(nameless.body['message']).toBe('invitee either name or first_name must be filled')
  expect(details(await book({ invitee: { name: 'Lee', timezone } }))['parameter']).toBe('invitee.email')
  expect(details(await book({ invitee: { name: 'Lee', email } }))['parameter']).toBe('invitee.timezone')
  const nowhere = await book({ invitee: { ...invitee, timezone: 'Mars/Base' } })
  expect(details(nowhere)['parameter']).toBe('invitee.timezone')
  const parts = await book({ invitee: { first_name: 'Lee', last_name: 'Lead', email, timezone } })
  expect(parts.body['resource']).toMatchObject({ name: 'Lee Lead', first_name: 'Lee', last_name: 'Lead' })
})

test('unknown and inactive types are not found, paid and poll types are forbidden', async () => {
  const { inactive, paid, poll } = calendly.eventTypes
  const unknown = 'https://api.calendly.com/event_types/none'
  const statuses = []
  for (const event_type of [unknown, inactive.uri, paid.uri, poll.uri]) {
    statuses.push((await book({ event_type })).status)
  }
  expect(statuses).toEqual([404, 404, 403, 403])
})

test('a group meeting takes several invitees into one event, and ends with the last', async () => {
  const event_type = calendly.eventTypes.group.uri
  const made: JsonObject[] = []
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    const reply = await book({ event_type, invitee: { ...invitee, name } })
    made.push(asObject(reply.body['resource']))
  }
  expect(new Set(made.map((one) => one['event'])).size).toBe(1)
  expect(details(await book({ event_type }))['code']).toBe('already_filled')

  calendly.cancelAsInvitee(String(made[0]?.['uri']), 'Conflict')
  const eventPath = new URL(String(made[0]?.['event'])).pathname
  expect((await call('GET', eventPath)).body['resource']).toMatchObject({
    status: 'active',
    invitees_counter: { total: 3, active: 2, limit: 3 },
  })
  const active = await call('GET', `${eventPath}/invitees?status=active`)
  expect(items(active.body['collection']).map((one) => one['name'])).toEqual(['Ben', 'Cleo'])
  expect((await call('POST', `${eventPath}/cancellation`, { reason: 'Ill' })).status).toBe(201)
  const all = items((await call('GET', `${eventPath}/invitees`)).body['collection'])
  expect(all.map((one) => one['status'])).toEqual(['canceled', 'canceled', 'canceled'])
})

test('an event is canceled once, and not after it began', async () => {
  const event = String(asObject((await book()).body['resource'])['event'])
  const path = `${new URL(event).pathname}/cancellation`
  const first = await call('POST', path, { reason: 'Ill' })
  expect(first.body['resource']).toMatchObject({
    canceled_by: 'Dana Host',
    reason: 'Ill',
    canceler_type: 'host',
  })
  const second = await call('POST', path, {})
  expect([second.status, second.body]).toEqual([
    403,
    { title: 'Permission Denied', message: 'Event is already canceled' },
  ])
  expect((await book()).status).toBe(201)

  const past = clockAt('2026-11-23T12:00:00Z')
  const other = await startCalendlySandbox({ now: past.now, state: calendly.snapshot() })
  past.advance(48 * 3_600_000)
  const late = await clientOf(other)('GET', `/scheduled_events?user=${other.user}&status=active`)
  const uri = String(items(late.body['collection'])[0]?.['uri'])
  const tooLate = await clientOf(other)('POST', `${new URL(uri).pathname}/cancellation`, {})
  await other.stop()
  expect([tooLate.status, tooLate.body['message']]).toEqual([403, 'Event in the past'])
})

test('a no-show can be marked, read and unmarked', async () => {
  const uri = asObject((await book()).body['resource'])['uri']
  const marked = await call('POST', '/invitee_no_shows', { invitee: uri })
  expect(marked.status).toBe(201)
  const noShow = asObject(marked.body['resource'])
  const path = new URL(String(noShow['uri'])).pathname
  expect((await call('GET', path)).body['resource']).toEqual(noShow)
  expect((await call('DELETE', path)).status).toBe(204)
  expect((await call('GET', path)).status).toBe(404)
})

test('a single-use link names its event type and dies with the booking', async () => {
  const owner = calendly.eventTypes.intro.uri
  const made = await call('POST', '/scheduling_links', { max_event_count: 1, owner, owner_type: 'EventType' })
  expect(made.status).toBe(201)
  const link = String(asObject(made.body['resource'])['booking_url'])
  expect(link).toMatch(/^https:\/\/calendly\.com\/d\/[0-9a-f]{4}-[0-9a-f]{3}\/intro$/)
  const guest = { eventType: owner, name: 'Lee', email: 'lee@example.com', timezone: 'UTC', link }
  calendly.bookAsInvitee({ ...guest, start: START })
  expect(() => calendly.bookAsInvitee({ ...guest, start: '2026-11-24T16:00:00Z' })).toThrow(link)
})

test('a single-use link is refused without its scope, for more than one booking, and for nothing', async () => {
  const owner = calendly.eventTypes.intro.uri
  const good = { max_event_count: 1, owner, owner_type: 'EventType' }
  const make = (body: unknown, token?: string) => call('POST', '/scheduling_links', body, token)
  const narrow = await make(good, calendly.addToken({ scopes: ['scheduled_events:write'] }))
  expect(narrow).toMatchObject({ status: 403, body: { required_scopes: ['scheduling_links:write'] } })
  for (const wrong of [{ max_event_count: 2 }, { owner_type: 'User' }, { owner: undefined }]) {
    expect((await make({ ...good, ...wrong })).status).toBe(400)
  }
  expect((await make({ ...good, owner: `${owner}-other` })).status).toBe(404)
  expect((await make(good)).status).toBe(201)
})
