import { describe, expect, test } from 'vitest'
import { calendlyDeliveryKey, readCalendlyWebhook } from '../../../../core/providers/calendly/webhook'
import { fixture } from '../support'

const INVITEE = 'https://api.calendly.com/scheduled_events/EV1/invitees/IN1'
const NEW_INVITEE = 'https://api.calendly.com/scheduled_events/EV2/invitees/IN2'

type Json = Record<string, unknown>

/** The fixture with changes to the payload, and to the envelope. */
function changed(name: string, payload: Json, envelope: Json = {}): Json {
  const body = fixture(name)
  return { ...body, ...envelope, payload: { ...(body['payload'] as Json), ...payload } }
}

describe('each webhook event says how the meeting is now (T3)', () => {
  test('invitee.created', () => {
    expect(readCalendlyWebhook(fixture('calendly.invitee.created'))).toEqual({
      kind: 'appointment',
      event: 'invitee.created',
      appointment: {
        provider: 'calendly',
        externalId: INVITEE,
        eventUri: 'https://api.calendly.com/scheduled_events/EV1',
        targetId: 'https://api.calendly.com/event_types/ET1',
        host: 'Dana Host',
        start: '2026-11-24T15:00:00.000Z',
        end: '2026-11-24T15:30:00.000Z',
        zone: 'America/New_York',
        joinUrl: 'https://zoom.example/j/1',
        status: 'confirmed',
        reason: null,
        rescheduledFrom: null,
        rescheduledTo: null,
        invitee: { email: 'lee@example.com', name: 'Lee Lead', phone: null, ghlContactId: null },
        attemptId: null,
        createdAt: '2026-11-22T20:00:00.123Z',
        asOf: '2026-11-22T20:00:01.000Z',
      },
    })
  })

  test.each([
    ['calendly.invitee.canceled', { externalId: INVITEE, status: 'canceled', reason: 'Conflict' }],
    [
      'calendly.reschedule.1-canceled-old',
      { externalId: INVITEE, status: 'rescheduled', rescheduledTo: NEW_INVITEE },
    ],
    [
      'calendly.reschedule.2-created-new',
      { externalId: NEW_INVITEE, status: 'confirmed', rescheduledFrom: INVITEE },
    ],
    ['calendly.invitee_no_show.created', { externalId: INVITEE, status: 'no_show' }],
  ])('%s', (name, appointment) => {
    expect(readCalendlyWebhook(fixture(name))).toMatchObject({ kind: 'appointment', appointment })
  })

  test('our mark names the attempt', () => {
    const tracking = { utm_source: 'slotkeeper', utm_content: 'attempt-1' }
    expect(readCalendlyWebhook(changed('calendly.invitee.created', { tracking }))).toMatchObject({
      appointment: { attemptId: 'attempt-1' },
    })
  })

  test('one invitee of a group event who cancels is canceled though the event stays', () => {
    const body = fixture('calendly.invitee.canceled')
    const event = (body['payload'] as Json)['scheduled_event'] as Json
    const group = changed('calendly.invitee.canceled', { scheduled_event: { ...event, status: 'active' } })
    expect(readCalendlyWebhook(group)).toMatchObject({ appointment: { status: 'canceled' } })
  })

  test.each([
    ['is gone from the payload', null],
    [
      'still stands in the payload',
      { uri: 'https://api.calendly.com/invitee_no_shows/NS1', created_at: null },
    ],
  ])('a deleted no-show is unset, whether it %s (unknowns.md E3)', (_what, no_show) => {
    const deleted = changed(
      'calendly.invitee_no_show.created',
      { no_show },
      { event: 'invitee_no_show.deleted' },
    )
    expect(readCalendlyWebhook(deleted)).toMatchObject({
      event: 'invitee_no_show.deleted',
      appointment: { status: 'confirmed' },
    })
  })
})

describe('what cannot be used is ignored and says why, never thrown (T3)', () => {
  const event = (fixture('calendly.invitee.created')['payload'] as Json)['scheduled_event'] as Json
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'invitee.created'],
    ['no payload', { event: 'invitee.created', created_at: '2026-11-22T20:00:01Z' }],
    ['another event', { event: 'event_type.updated', created_at: '2026-11-22T20:00:01Z', payload: {} }],
    ['no event', changed('calendly.invitee.created', { scheduled_event: null })],
    [
      'a start without an offset',
      changed('calendly.invitee.created', {
        scheduled_event: { ...event, start_time: '2026-11-24 15:00:00' },
      }),
    ],
    [
      'an end that is no time',
      changed('calendly.invitee.created', { scheduled_event: { ...event, end_time: 'later' } }),
    ],
    ['a broken time of booking', changed('calendly.invitee.created', { created_at: '2026-02-30T00:00:00Z' })],
    ['a broken time of its own', changed('calendly.invitee.created', {}, { created_at: 'now' })],
  ])('%s', (_what, body) => {
    const read = readCalendlyWebhook(body)
    expect(read.kind).toBe('ignored')
    expect(read).toHaveProperty('why', expect.stringMatching(/\.$/))
  })
})

describe('a delivery is told from another by what Calendly repeats (A15)', () => {
  const later = { created_at: '2026-11-23T09:00:00.000000Z' }

  test('a second delivery of the same is the same', () => {
    for (const name of [
      'calendly.invitee.created',
      'calendly.invitee.canceled',
      'calendly.invitee_no_show.created',
    ]) {
      expect(calendlyDeliveryKey(changed(name, {}, later))).toBe(calendlyDeliveryKey(fixture(name)))
    }
  })

  test('a cancellation after a no-show is keyed by its own time', () => {
    const no_show = { uri: 'NS1', created_at: '2026-11-24T15:40:00.000000Z' }
    expect(calendlyDeliveryKey(changed('calendly.invitee.canceled', { no_show }))).toBe(
      `invitee.canceled ${INVITEE} 2026-11-22T21:00:00.000000Z`,
    )
  })

  test('a no-show that was set, unset and set again is three deliveries, and unset twice two', () => {
    const set = (at: string) =>
      changed('calendly.invitee_no_show.created', { no_show: { uri: `NS-${at}`, created_at: at } })
    const unset = (at: string) =>
      changed(
        'calendly.invitee_no_show.created',
        // It still stands in the payload, as it may.
        {},
        { event: 'invitee_no_show.deleted', created_at: at },
      )
    const keys = [
      set('2026-11-24T15:40:00.000000Z'),
      unset('2026-11-24T15:41:00.000000Z'),
      set('2026-11-24T15:42:00.000000Z'),
      unset('2026-11-24T15:43:00.000000Z'),
    ].map(calendlyDeliveryKey)
    expect(new Set(keys).size).toBe(4)
  })

  test('what is no invitee has no key', () => {
    expect(calendlyDeliveryKey({ event: 'invitee.created', created_at: 'x', payload: {} })).toBeNull()
    expect(calendlyDeliveryKey(null)).toBeNull()
  })
})
