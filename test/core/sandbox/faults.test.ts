import { expect, test } from 'vitest'
import { startCalendlySandbox } from '../../../core/sandbox/calendly'
import { startGhlSandbox } from '../../../core/sandbox/ghl'
import { asObject } from '../../../core/sandbox/shared/exchange'
import { clientOf, clockAt } from './helpers'

const clock = clockAt('2026-11-23T12:00:00Z')

async function withCalendly() {
  const calendly = await startCalendlySandbox({ now: clock.now })
  const call = clientOf(calendly)
  const book = () =>
    call('POST', '/invitees', {
      event_type: calendly.eventTypes.intro.uri,
      start_time: '2026-11-24T15:00:00Z',
      invitee: { name: 'Lee Lead', email: 'lee@example.com', timezone: 'America/New_York' },
      location: { kind: 'zoom_conference' },
    })
  return { calendly, call, book, invitees: () => calendly.snapshot().invitees.length }
}

test('a status fault answers once, in the words ordered, and does nothing', async () => {
  const { calendly, book, invitees } = await withCalendly()
  calendly.failNext({
    route: 'POST /invitees',
    fault: { kind: 'status', status: 503, body: { message: 'Busy' }, headers: { 'retry-after': '3' } },
  })
  const failed = await book()
  expect([failed.status, failed.body, failed.headers.get('retry-after')]).toEqual([
    503,
    { message: 'Busy' },
    '3',
  ])
  expect(invitees()).toBe(0)
  expect((await book()).status).toBe(201)
  await calendly.stop()
})

test('a connection cut before the work books nothing, one cut after it has booked', async () => {
  const { calendly, book, invitees } = await withCalendly()
  calendly.failNext({ route: 'POST /invitees', fault: { kind: 'drop_before' } })
  await expect(book()).rejects.toThrow()
  expect(invitees()).toBe(0)
  calendly.failNext({ route: 'POST /invitees', fault: { kind: 'drop_after' } })
  await expect(book()).rejects.toThrow()
  expect(invitees()).toBe(1)
  expect((await book()).status).toBe(400)
  expect(calendly.exchanges.map(({ status }) => status)).toEqual([0, 0, 400])
  await calendly.stop()
})

test('a hanging call has done its work and ends when the sandbox stops', async () => {
  const { calendly, book, invitees } = await withCalendly()
  calendly.failNext({ route: 'POST /invitees', fault: { kind: 'hang_after' } })
  const booking = expect(book()).rejects.toThrow()
  await expect.poll(invitees).toBe(1)
  await calendly.stop()
  await booking
})

test('faults wait for their own route, whatever the places in its path are called', async () => {
  const { calendly, call, book } = await withCalendly()
  calendly.failNext({
    route: 'POST /scheduled_events/:uuid/cancellation',
    fault: { kind: 'status', status: 500 },
  })
  const event = String(asObject((await book()).body['resource'])['event'])
  const path = `${new URL(event).pathname}/cancellation`
  expect((await call('POST', path, {})).status).toBe(500)
  expect((await call('POST', path, {})).status).toBe(201)
  const nowhere = { route: 'POST /nowhere', fault: { kind: 'drop_before' } } as const
  expect(() => calendly.failNext(nowhere)).toThrow('POST /nowhere')
  await calendly.stop()
})

test('GoHighLevel fails in the same ways: a booking cut off has been made', async () => {
  const ghl = await startGhlSandbox({ now: clock.now })
  const contactId = ghl.addContact({ name: 'Lee Lead' })
  ghl.failNext({ route: 'POST /calendars/events/appointments', fault: { kind: 'drop_after' } })
  const booking = clientOf(ghl, { version: 'v3' })('POST', '/calendars/events/appointments', {
    calendarId: ghl.calendars.intro,
    locationId: ghl.locationId,
    contactId,
    startTime: '2026-11-24T10:00:00-05:00',
  })
  await expect(booking).rejects.toThrow()
  expect(ghl.snapshot().appointments).toHaveLength(1)
  await ghl.stop()
})

test('a body that is not JSON and a path that is not there are refused in the words of the provider', async () => {
  const { calendly } = await withCalendly()
  const ghl = await startGhlSandbox({ now: clock.now })
  const post = (url: string, token: string) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, version: 'v3', 'content-type': 'application/json' },
      body: '{"half":',
    })
  const [theirs, ours] = [
    await post(`${calendly.url}/invitees`, calendly.token),
    await post(`${ghl.url}/contacts/upsert`, ghl.token),
  ]
  expect([theirs.status, ours.status]).toEqual([400, 400])
  expect(await theirs.json()).toMatchObject({ title: 'Invalid Argument' })
  expect(await ours.json()).toMatchObject({ statusCode: 400, error: 'Bad Request' })
  expect((await clientOf(calendly)('GET', '/nowhere')).body['title']).toBe('Resource Not Found')
  expect((await clientOf(ghl)('GET', '/nowhere')).body['message']).toBe('Cannot GET /nowhere')
  await calendly.stop()
  await ghl.stop()
})
