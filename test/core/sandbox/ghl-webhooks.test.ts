import { verify } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import { asObject } from '../../../core/sandbox/shared/exchange'
import { clientOf, clockAt, startReceiver, type Received } from './helpers'

const TEN = '2026-11-24T10:00:00-05:00'
let clock: ReturnType<typeof clockAt>
let ghl: GhlSandbox
let receiver: Awaited<ReturnType<typeof startReceiver>>
let contactId: string

beforeEach(async () => {
  clock = clockAt('2026-11-23T12:00:00Z')
  receiver = await startReceiver()
  ghl = await startGhlSandbox({ now: clock.now, seed: { webhookUrl: receiver.url } })
  contactId = ghl.addContact({ name: 'Lee Lead', email: 'lee@example.com', phone: '+15550100' })
})

afterEach(async () => {
  await ghl.stop()
  await receiver.stop()
})

function isSigned({ headers, raw }: Received, publicKeyPem: string): boolean {
  const signature = Buffer.from(String(headers['x-ghl-signature']), 'base64')
  return verify(null, Buffer.from(raw), publicKeyPem, signature)
}

test('an inbound SMS arrives signed over its raw body, with timestamp and webhookId', async () => {
  const messageId = ghl.receiveSms({ contactId, text: 'Ja, 10 Uhr passt – danke' })
  await ghl.settled()
  const [delivery] = receiver.received
  if (delivery === undefined) throw new Error('nothing arrived')
  expect(isSigned(delivery, ghl.publicKeyPem)).toBe(true)
  expect(isSigned({ ...delivery, raw: delivery.raw.replace('10 Uhr', '11 Uhr') }, ghl.publicKeyPem)).toBe(
    false,
  )
  expect(delivery.body).toMatchObject({
    type: 'InboundMessage',
    locationId: ghl.locationId,
    timestamp: '2026-11-23T12:00:00.000Z',
    webhookId: expect.stringMatching(/./) as unknown,
    body: 'Ja, 10 Uhr passt – danke',
    contactId,
    direction: 'inbound',
    messageType: 'SMS',
    messageId,
    attachments: [],
  })
})

test('an inbound e-mail carries its addresses, subject and thread', async () => {
  ghl.receiveEmail({ contactId, subject: 'Re: Hello', html: '<div>Yes</div>', threadId: 'T1' })
  await ghl.settled()
  expect(receiver.received[0]?.body).toMatchObject({
    type: 'InboundMessage',
    messageType: 'Email',
    body: '<div>Yes</div>',
    subject: 'Re: Hello',
    threadId: 'T1',
    from: 'Lee Lead <lee@example.com>',
    to: ['dana@example.com'],
    emailMessageId: expect.stringMatching(/./) as unknown,
  })
})

test('appointments and sent messages are announced, each with an id of its own', async () => {
  const call = clientOf(ghl, { version: '2021-04-15' })
  const booking = { calendarId: ghl.calendars.intro, locationId: ghl.locationId, contactId, startTime: TEN }
  const made = await call('POST', '/calendars/events/appointments', booking)
  const id = String(made.body['id'])
  ghl.moveAppointment(id, '2026-11-24T11:00:00-05:00')
  ghl.setStatus(id, 'showed')
  ghl.cancelAppointment(id)
  await call('DELETE', `/calendars/events/${id}`, {})
  await call('POST', '/conversations/messages', { type: 'SMS', contactId, message: 'Hi' })
  await ghl.settled()

  const told = receiver.received.map(({ body }) => {
    const { appointmentStatus, startTime } = asObject(body['appointment'])
    return [body['type'], appointmentStatus, startTime]
  })
  expect(told).toEqual([
    ['AppointmentCreate', 'confirmed', TEN],
    ['AppointmentUpdate', 'confirmed', '2026-11-24T11:00:00-05:00'],
    ['AppointmentUpdate', 'showed', '2026-11-24T11:00:00-05:00'],
    ['AppointmentUpdate', 'cancelled', '2026-11-24T11:00:00-05:00'],
    ['AppointmentDelete', 'cancelled', '2026-11-24T11:00:00-05:00'],
    ['OutboundMessage', undefined, undefined],
  ])
  expect(receiver.received.every((delivery) => isSigned(delivery, ghl.publicKeyPem))).toBe(true)
  expect(new Set(receiver.received.map(({ body }) => body['webhookId'])).size).toBe(6)
  expect(asObject(receiver.received[0]?.body['appointment'])).toMatchObject({
    id,
    contactId,
    source: 'third_party',
  })
})

test('a booking in the widget is announced like any other; a full slot is not to be had', async () => {
  ghl.bookInWidget({ calendarId: ghl.calendars.intro, contactId, start: TEN })
  await ghl.settled()
  expect(receiver.received[0]?.body).toMatchObject({
    type: 'AppointmentCreate',
    appointment: { source: 'booking_widget', startTime: TEN },
  })
  expect(() => ghl.bookInWidget({ calendarId: ghl.calendars.intro, contactId, start: TEN })).toThrow(TEN)
})

test('only a 429 is tried again, every ten minutes and six times; any other failure loses the event', async () => {
  receiver.answerWith(500)
  ghl.receiveSms({ contactId, text: 'lost' })
  await ghl.settled()
  clock.advance(3_600_000)
  await ghl.deliverDue()
  expect(receiver.received).toHaveLength(1)

  receiver.answerWith(429)
  ghl.receiveSms({ contactId, text: 'late' })
  await ghl.settled()
  clock.advance(9 * 60_000)
  await ghl.deliverDue()
  expect(receiver.received).toHaveLength(2)
  clock.advance(60_000)
  await ghl.deliverDue()
  expect(receiver.received).toHaveLength(3)
  const [, first, second] = receiver.received
  expect(second?.body['webhookId']).toBe(first?.body['webhookId'])
  expect(second?.body['timestamp']).toBe('2026-11-23T13:10:00.000Z')
  for (let index = 0; index < 10; index += 1) {
    clock.advance(600_000)
    await ghl.deliverDue()
  }
  expect(receiver.received).toHaveLength(8)
  expect(ghl.snapshot().deliveries).toEqual([])
})

test('without an address nothing is sent, and an address can be set and changed', async () => {
  ghl.webhookUrl = null
  ghl.receiveSms({ contactId, text: 'unheard' })
  ghl.webhookUrl = `${receiver.url}/two`
  ghl.receiveSms({ contactId, text: 'heard' })
  await ghl.settled()
  expect(receiver.received.map(({ body }) => body['body'])).toEqual(['heard'])
  expect(ghl.deliveries[0]?.url).toBe(`${receiver.url}/two`)
})

test('a snapshot goes on in the same world with the same keys', async () => {
  const id = ghl.bookInWidget({ calendarId: ghl.calendars.intro, contactId, start: TEN })
  await ghl.settled()
  const restored = await startGhlSandbox({
    now: clock.now,
    state: JSON.parse(JSON.stringify(ghl.snapshot())) as ReturnType<GhlSandbox['snapshot']>,
  })
  expect([restored.token, restored.locationId, restored.publicKeyPem]).toEqual([
    ghl.token,
    ghl.locationId,
    ghl.publicKeyPem,
  ])
  restored.cancelAppointment(id)
  await restored.settled()
  await restored.stop()
  const last = receiver.received.at(-1)
  expect(last?.body).toMatchObject({ type: 'AppointmentUpdate', appointment: { id } })
  expect(last !== undefined && isSigned(last, ghl.publicKeyPem)).toBe(true)
})
