import { describe, expect, test } from 'vitest'
import { ghlDeliveryKey, readGhlWebhook } from '../../../../core/providers/ghl/webhook'
import { fixture } from '../support'

type Json = Record<string, unknown>

const MINUTES = 30

function appointmentBody(change: Json = {}, envelope: Json = {}): Json {
  const body = fixture('ghl.AppointmentCreate')
  return { ...body, ...envelope, appointment: { ...(body['appointment'] as Json), ...change } }
}

function read(body: unknown, locationId = 'L') {
  return readGhlWebhook(body, locationId, MINUTES)
}

describe('an appointment’s webhook says how the meeting is now (T3)', () => {
  test('AppointmentCreate', () => {
    expect(read(fixture('ghl.AppointmentCreate'))).toEqual({
      kind: 'appointment',
      event: 'AppointmentCreate',
      appointment: {
        provider: 'ghl',
        externalId: 'A',
        eventUri: null,
        targetId: 'C',
        host: 'U',
        start: '2026-11-24T15:00:00.000Z',
        end: '2026-11-24T15:30:00.000Z',
        zone: null,
        joinUrl: null,
        status: 'confirmed',
        reason: null,
        rescheduledFrom: null,
        rescheduledTo: null,
        invitee: { email: null, name: null, phone: null, ghlContactId: 'K' },
        attemptId: null,
        createdAt: '2026-11-22T20:00:00.000Z',
        asOf: '2026-11-22T20:00:00.000Z',
      },
    })
  })

  test.each([
    ['cancelled', 'canceled'],
    ['invalid', 'canceled'],
    ['showed', 'showed'],
    ['completed', 'showed'],
    ['noshow', 'no_show'],
    ['new', 'confirmed'],
  ])('AppointmentUpdate with the status %s is %s', (appointmentStatus, status) => {
    const body = appointmentBody({ appointmentStatus }, { type: 'AppointmentUpdate' })
    expect(read(body)).toMatchObject({ event: 'AppointmentUpdate', appointment: { status } })
  })

  test('an update is as of its own change, however late it comes', () => {
    const body = appointmentBody(
      { dateUpdated: '2026-11-22T21:00:00Z' },
      { type: 'AppointmentUpdate', timestamp: '2026-11-22T23:00:00Z' },
    )
    expect(read(body)).toMatchObject({ appointment: { asOf: '2026-11-22T21:00:00.000Z' } })
  })

  test.each([
    ['did not move', '2026-11-22T20:00:00Z', '2026-11-22T22:00:00.000Z'],
    ['moved', '2026-11-22T22:30:00Z', '2026-11-22T22:30:00.000Z'],
    ['is missing', undefined, '2026-11-22T22:00:00.000Z'],
    ['cannot be read', '2026-11-22 23:00:00', '2026-11-22T22:00:00.000Z'],
  ])('a deletion whose dateUpdated %s is canceled as of the later time', (_what, dateUpdated, asOf) => {
    const body = appointmentBody(
      { dateUpdated },
      { type: 'AppointmentDelete', timestamp: '2026-11-22T22:00:00Z' },
    )
    expect(read(body)).toMatchObject({ appointment: { status: 'canceled', asOf } })
  })

  test('without an end it lasts as long as the workspace’s meetings', () => {
    expect(read(appointmentBody({ endTime: undefined }))).toMatchObject({
      appointment: { end: '2026-11-24T15:30:00.000Z' },
    })
  })
})

describe('a message’s webhook is a message', () => {
  test('InboundMessage by SMS, without an id of its own', () => {
    expect(read(fixture('ghl.InboundMessage.sms'))).toEqual({
      kind: 'message',
      event: 'InboundMessage',
      message: {
        contactId: 'K',
        channel: 'sms',
        externalId: 'wh-2',
        text: 'Yes',
        sentAt: '2026-11-22T20:00:00.000Z',
      },
    })
  })

  test('InboundMessage by e-mail', () => {
    const email = {
      ...fixture('ghl.InboundMessage.sms'),
      messageType: 'Email',
      emailMessageId: 'EM',
      body: '<div>Yes</div>',
    }
    expect(read(email)).toMatchObject({ message: { channel: 'email', externalId: 'EM' } })
  })

  test('a time that cannot be read is that of the delivery: the message is not lost', () => {
    const body = { ...fixture('ghl.InboundMessage.sms'), dateAdded: '2026-11-22 20:00:00' }
    expect(read(body)).toMatchObject({ message: { sentAt: '2026-11-22T20:00:00.000Z' } })
  })
})

describe('what cannot be used is ignored and says why, never thrown', () => {
  const sms = fixture('ghl.InboundMessage.sms')
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'AppointmentCreate'],
    ['another location', appointmentBody({}, { locationId: 'M' })],
    ['another event', { type: 'ContactCreate', locationId: 'L' }],
    ['no appointment', { type: 'AppointmentCreate', locationId: 'L' }],
    ['a start without an offset', appointmentBody({ startTime: '2027-06-12 10:00:00' })],
    ['a start that is no time', appointmentBody({ startTime: 'soon' })],
    ['an end without an offset', appointmentBody({ endTime: '2027-06-12 10:30:00' })],
    ['no time of change at all', appointmentBody({ dateUpdated: undefined }, { timestamp: undefined })],
    ['no readable time of change', appointmentBody({ dateUpdated: 'x' }, { timestamp: 'y' })],
    ['a message without a contact', { ...sms, contactId: undefined }],
    ['a message of another kind', { ...sms, messageType: 'Live_Chat' }],
    ['our own message', { ...sms, direction: 'outbound' }],
    ['a message without an id', { ...sms, webhookId: undefined }],
    ['a message without a readable time', { ...sms, dateAdded: 'x', timestamp: '2026-11-22 20:00:00' }],
  ])('%s', (_what, body) => {
    const answer = read(body)
    expect(answer.kind).toBe('ignored')
    expect(answer).toHaveProperty('why', expect.stringMatching(/\.$/))
  })
})

test('a delivery is told by its webhookId', () => {
  expect(ghlDeliveryKey(fixture('ghl.AppointmentCreate'))).toBe('wh-1')
  expect(ghlDeliveryKey({ type: 'AppointmentCreate' })).toBeNull()
  expect(ghlDeliveryKey(7)).toBeNull()
})
