import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startCalendlySandbox } from '../../../core/sandbox/calendly'
import { REQUIRED_QUESTION } from '../../../core/sandbox/calendly/seed'
import { startGhlSandbox } from '../../../core/sandbox/ghl'
import { asObject, type JsonObject, type SandboxExchange } from '../../../core/sandbox/shared/exchange'
import { contractChecker, type OpenApiDocument } from '../../support/openapi'
import { clientOf, clockAt, items } from './helpers'

const DAY = 86_400_000
const calendlyChecker = contractChecker('calendly')
const ghlChecker = contractChecker('ghl')

function exchange(change: Partial<SandboxExchange>): SandboxExchange {
  return {
    method: 'GET',
    url: '/users/me',
    requestHeaders: { version: '2021-04-15' },
    requestBody: undefined,
    status: 200,
    responseBody: null,
    ...change,
  }
}

/** The operations that these calls have reached, as `GET /users/{uuid}`. */
function reached(exchanges: SandboxExchange[], file: string): { missed: string[] } {
  const document = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../contracts', file), 'utf8'),
  ) as OpenApiDocument
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), template })),
  )
  const hit = ({ method, template }: { method: string; template: string }): boolean => {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
    return exchanges.some((one) => one.method === method && pattern.test(one.url.split('?')[0] ?? ''))
  }
  return { missed: operations.filter((operation) => !hit(operation)).map((o) => `${o.method} ${o.template}`) }
}

test('every Calendly operation answers as its OpenAPI says', async () => {
  const problems: string[] = []
  const clock = clockAt('2026-11-23T12:00:00Z')
  const calendly = await startCalendlySandbox({
    now: clock.now,
    observe: (one) => problems.push(...calendlyChecker.check(one)),
  })
  const call = clientOf(calendly)
  const own = (uri: unknown): string => new URL(String(uri)).pathname
  const event_type = calendly.eventTypes.withQuestion.uri
  const { organization, user } = calendly

  await call('GET', '/users/me')
  await call('GET', own(user))
  await call('GET', `/event_types?${new URLSearchParams({ user, active: 'true', count: '2' })}`)
  await call('GET', `/event_types?${new URLSearchParams({ organization })}`)
  await call('GET', own(event_type))
  const window = { start_time: '2026-11-24T00:00:00Z', end_time: '2026-11-25T00:00:00Z' }
  await call('GET', `/event_type_available_times?${new URLSearchParams({ event_type, ...window })}`)
  await call('POST', '/scheduling_links', { max_event_count: 1, owner: event_type, owner_type: 'EventType' })
  const booked = await call('POST', '/invitees', {
    event_type,
    start_time: '2026-11-24T15:00:00Z',
    invitee: { first_name: 'Lee', email: 'lee@example.com', timezone: 'America/New_York' },
    location: { kind: 'zoom_conference' },
    questions_and_answers: [{ question: REQUIRED_QUESTION, answer: 'Pricing', position: 0 }],
    event_guests: ['guest@example.com'],
  })
  const invitee = asObject(booked.body['resource'])
  await call('GET', `/user_busy_times?${new URLSearchParams({ user, ...window })}`)
  await call('GET', `/scheduled_events?${new URLSearchParams({ user, invitee_email: 'lee@example.com' })}`)
  await call('GET', own(invitee['event']))
  await call('GET', `${own(invitee['event'])}/invitees`)
  await call('GET', own(invitee['uri']))
  const noShow = await call('POST', '/invitee_no_shows', { invitee: invitee['uri'] })
  await call('GET', own(asObject(noShow.body['resource'])['uri']))
  await call('DELETE', own(asObject(noShow.body['resource'])['uri']))
  await call('POST', `${own(invitee['event'])}/cancellation`, { reason: 'Ill' })
  await call('GET', own(invitee['event']))
  const hook = await call('POST', '/webhook_subscriptions', {
    url: 'http://127.0.0.1:9/hook',
    events: ['invitee.created'],
    organization,
    scope: 'organization',
  })
  const target = new URLSearchParams({ organization, scope: 'organization' })
  await call('GET', `/webhook_subscriptions?${target}`)
  await call('GET', own(asObject(hook.body['resource'])['uri']))
  await call('DELETE', own(asObject(hook.body['resource'])['uri']))
  await call('GET', `/sample_webhook_data?${target}&event=invitee.canceled`)
  await calendly.stop()

  expect(problems).toEqual([])
  expect(calendly.exchanges.filter(({ status }) => status >= 400)).toEqual([])
  expect(reached(calendly.exchanges, 'calendly-subset-2026-11.openapi.json')).toEqual({ missed: [] })
})

test('every GoHighLevel operation answers as its OpenAPI says', async () => {
  const problems: string[] = []
  const clock = clockAt('2026-11-23T12:00:00Z')
  const ghl = await startGhlSandbox({
    now: clock.now,
    observe: (one) => problems.push(...ghlChecker.check(one)),
  })
  const call = clientOf(ghl, { version: '2021-07-28' })
  const { locationId } = ghl
  const calendarId = ghl.calendars.intro
  const range = { startDate: String(clock.now()), endDate: String(clock.now() + 5 * DAY) }

  await call('GET', `/calendars/?locationId=${locationId}`)
  await call('GET', `/calendars/${calendarId}`)
  await call('GET', `/calendars/${calendarId}/free-slots?${new URLSearchParams(range)}`)
  const upserted = await call('POST', '/contacts/upsert', {
    locationId,
    firstName: 'Lee',
    lastName: 'Lead',
    email: 'lee@example.com',
    phone: '+15550100',
    dndSettings: { WhatsApp: { status: 'active' } },
    customFields: [{ id: 'plan', field_value: 'Pro' }],
  })
  const contactId = String(asObject(upserted.body['contact'])['id'])
  await call('POST', `/contacts/${contactId}/tags`, { tags: ['demo'] })
  await call('GET', `/contacts/${contactId}`)
  await call('GET', `/contacts/search/duplicate?${new URLSearchParams({ locationId, number: '+15550100' })}`)
  await call(
    'GET',
    `/contacts/search/duplicate?${new URLSearchParams({ locationId, email: 'no@example.com' })}`,
  )
  const made = await call('POST', '/calendars/events/appointments', {
    calendarId,
    locationId,
    contactId,
    startTime: '2026-11-24T10:00:00-05:00',
    endTime: '2026-11-24T10:30:00-05:00',
    title: 'Intro call',
    appointmentStatus: 'confirmed',
    toNotify: true,
  })
  const event = `/calendars/events/appointments/${String(made.body['id'])}`
  await call('PUT', event, { startTime: '2026-11-24T11:00:00-05:00' })
  await call('GET', event)
  const events = { locationId, calendarId, startTime: range.startDate, endTime: range.endDate }
  await call('GET', `/calendars/events?${new URLSearchParams(events)}`)
  await call('GET', `/contacts/${contactId}/appointments`)
  await call('DELETE', `/calendars/events/${String(made.body['id'])}`, {})
  const sms = await call('POST', '/conversations/messages', { type: 'SMS', contactId, message: 'Hi' })
  const email = await call('POST', '/conversations/messages', {
    type: 'Email',
    contactId,
    subject: 'Hello',
    html: '<p>Hi</p>',
  })
  await call('GET', `/conversations/messages/${String(sms.body['messageId'])}`)
  await call('GET', `/conversations/messages/email/${String(email.body['emailMessageId'])}`)
  await call('GET', `/conversations/search?${new URLSearchParams({ locationId, contactId })}`)
  await call('GET', `/conversations/${String(sms.body['conversationId'])}/messages?limit=1`)
  await ghl.stop()

  expect(problems).toEqual([])
  expect(ghl.exchanges.filter(({ status }) => status >= 400)).toEqual([])
  expect(reached(ghl.exchanges, 'ghl-subset.openapi.json')).toEqual({ missed: [] })
  const event1 = items(
    asObject(ghl.exchanges.find(({ url }) => url.startsWith('/calendars/events?'))?.responseBody)['events'],
  )
  expect(event1[0]?.['startTime']).toBe('2026-11-24T11:00:00-05:00')
})

test('the Calendly check bites: wrong types, missing keys, unknown values, statuses, paths and requests', async () => {
  const clock = clockAt('2026-11-23T12:00:00Z')
  const calendly = await startCalendlySandbox({ now: clock.now })
  await clientOf(calendly)('GET', '/users/me')
  await clientOf(calendly)('GET', `/event_types?user=${calendly.user}`)
  await calendly.stop()
  const [me, types] = calendly.exchanges
  const user = asObject(asObject(me?.responseBody)['resource'])
  const withUser = (change: JsonObject): string[] =>
    calendlyChecker.check(exchange({ responseBody: { resource: { ...user, ...change } } }))
  expect(withUser({})).toEqual([])
  expect(withUser({ uri: 'not a uri' })).toEqual([
    'GET /users/me: response 200 body/resource/uri must match format "uri"',
  ])
  expect(withUser({ avatar_url: 7 }).join()).toContain('body/resource/avatar_url must be string,null')
  expect(withUser({ time_notation: '30h' }).join()).toContain('must be equal to one of the allowed values')
  expect(withUser({ email: undefined }).join()).toContain("must have required property 'email'")
  expect(withUser({ created_at: 'yesterday' }).join()).toContain('must match format "date-time"')

  // 3.1 only: `type` as a list, `oneOf` with null.
  const list = structuredClone(asObject(types?.responseBody))
  const first = items(list['collection'])[0] ?? {}
  const withType = (change: JsonObject): string[] => {
    const body = { ...list, collection: [{ ...first, ...change }] }
    return calendlyChecker.check({ ...exchange({}), url: types?.url ?? '', responseBody: body })
  }
  expect(withType({ profile: null })).toEqual([])
  expect(withType({ profile: 'Dana' }).join()).toContain('profile')
  expect(withType({ pooling_type: 'random' }).join()).toContain('pooling_type')

  expect(calendlyChecker.check(exchange({ url: '/user/me' }))).toEqual([
    'GET /user/me is not in the contract',
  ])
  expect(calendlyChecker.check(exchange({ status: 302 })).join()).toContain(
    'status 302 is not in the contract',
  )
  expect(calendlyChecker.checkRequest(exchange({ url: '/event_types?count=200&page=2' }))).toEqual([
    'GET /event_types: request query count/value must be <= 100',
    'GET /event_types: request query page is not in the contract',
  ])
  const partial = { event_type: 'https://api.calendly.com/event_types/A', start_time: '2026-11-24T15:00:00Z' }
  const post = exchange({ method: 'POST', url: '/invitees', requestBody: partial, status: 0 })
  expect(calendlyChecker.check(post)).toEqual([
    "POST /invitees: request body must have required property 'invitee'",
  ])
  expect(calendlyChecker.check({ ...post, requestBody: undefined })).toEqual([
    'POST /invitees: request body is missing',
  ])
})

test('the GoHighLevel check bites', () => {
  const slots = (body: unknown): string[] =>
    ghlChecker.check(
      exchange({
        url: '/calendars/C/free-slots?startDate=1795478400000&endDate=1795478500000',
        responseBody: body,
      }),
    )
  expect(slots({ '2026-11-24': { slots: ['2026-11-24T10:00:00-05:00'] }, traceId: 't' })).toEqual([])
  expect(slots({ '2026-11-24': ['2026-11-24T10:00:00-05:00'] })).not.toEqual([])
  expect(slots({ '2026-11-24': { slots: [1] } })).not.toEqual([])
  const unversioned = exchange({
    url: '/calendars/?locationId=L',
    requestHeaders: {},
    responseBody: { calendars: [] },
  })
  expect(ghlChecker.check(unversioned)).toEqual(['GET /calendars/: request header Version is missing'])
  const wrongVersion = { ...unversioned, requestHeaders: { version: '2020-01-01' } }
  expect(ghlChecker.check(wrongVersion)).toHaveLength(1)
  const booking = { method: 'POST', url: '/calendars/events/appointments', status: 201 }
  const wrong = exchange({ ...booking, requestBody: { calendarId: 'C' }, responseBody: { id: 'A' } })
  const told = ghlChecker.check(wrong).join('\n')
  for (const missing of ['locationId', 'contactId', 'startTime']) {
    expect(told).toContain(`request body must have required property '${missing}'`)
  }
  expect(told).toContain("response 201 body must have required property 'calendarId'")
  const refusal = { statusCode: 422, message: 'one text', error: 'Unprocessable Entity' }
  expect(ghlChecker.checkResponse(exchange({ ...booking, status: 422, responseBody: refusal }))).not.toEqual(
    [],
  )
})
