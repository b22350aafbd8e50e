import { describe, expect, test } from 'vitest'
import { REQUIRED_QUESTION } from '../../../../core/sandbox/calendly/seed'
import { makeLead } from '../../../support/fixtures'
import {
  ATTEMPT,
  calendlyBench,
  closedUrl,
  fixture,
  startBareServer,
  TUESDAY_TEN,
  writes,
  type CalendlyBench,
} from '../support'

function sent(bench: CalendlyBench): unknown {
  return bench.sandbox.exchanges.find(({ url }) => url === '/invitees')?.requestBody
}

const TRACKING = {
  utm_campaign: null,
  utm_source: 'slotkeeper',
  utm_medium: null,
  utm_content: ATTEMPT,
  utm_term: null,
  salesforce_uuid: null,
}

describe('a booking is one POST /invitees, exactly as the contract says (C1)', () => {
  test('with the slot byte for byte, the location and all six keys of the tracking', async () => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.book(bench.request())
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
    expect(sent(bench)).toEqual({
      event_type: bench.sandbox.eventTypes.intro.uri,
      start_time: '2026-11-24T15:00:00Z',
      invitee: { name: 'Ada Osei', email: 'ada.osei@example.com', timezone: 'America/New_York' },
      location: { kind: 'zoom_conference' },
      tracking: TRACKING,
    })
    expect(outcome).toMatchObject({
      kind: 'booked',
      appointment: {
        provider: 'calendly',
        targetId: bench.sandbox.eventTypes.intro.uri,
        host: 'Dana Host',
        start: TUESDAY_TEN,
        end: '2026-11-24T15:30:00.000Z',
        zone: 'America/New_York',
        status: 'confirmed',
        attemptId: ATTEMPT,
        invitee: { email: 'ada.osei@example.com', name: 'Ada Osei' },
      },
    })
  })

  test('for the e-mail address that was settled, whatever the lead has since', async () => {
    const bench = await calendlyBench()
    await bench.provider.book(bench.request({ lead: makeLead({ emails: ['new@example.com'] }) }))
    expect(sent(bench)).toMatchObject({ invitee: { email: 'ada.osei@example.com' } })
  })

  test('round robin takes no location', async () => {
    const bench = await calendlyBench((state) => {
      const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.roundRobin)
      if (type) type.locations = [{ kind: 'zoom_conference' }]
    })
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot('roundRobin') }))
    expect(outcome.kind).toBe('booked')
    expect(sent(bench)).not.toHaveProperty('location')
  })

  test('a phone call takes the lead’s number as its place', async () => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot('phoneCall') }))
    expect(outcome.kind).toBe('booked')
    expect(sent(bench)).toMatchObject({ location: { kind: 'outbound_call', location: '+15555550101' } })
  })

  test.each(['physical', 'custom', 'ask_invitee'] as const)(
    'a place of the kind %s is sent as it is set',
    async (kind) => {
      const bench = await calendlyBench((state) => {
        const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.intro)
        if (type) type.locations = [{ kind, location: '1 Main St' }]
      })
      expect((await bench.provider.book(bench.request())).kind).toBe('booked')
      expect(sent(bench)).toMatchObject({ location: { kind, location: '1 Main St' } })
    },
  )

  test('a required question is answered by its exact text and position', async () => {
    const bench = await calendlyBench()
    const lead = makeLead({ answers: { [REQUIRED_QUESTION]: ' Pricing ', 'Phone Number': '  ' } })
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot('withQuestion'), lead }))
    expect(outcome.kind).toBe('booked')
    expect(sent(bench)).toMatchObject({
      questions_and_answers: [{ question: REQUIRED_QUESTION, answer: 'Pricing', position: 0 }],
    })
  })

  test('a question that is switched off is neither needed nor answered', async () => {
    const bench = await calendlyBench((state) => {
      const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.withQuestion)
      if (type) type.custom_questions = type.custom_questions.map((one) => ({ ...one, enabled: false }))
    })
    const lead = makeLead({ answers: { [REQUIRED_QUESTION]: 'Pricing' } })
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot('withQuestion'), lead }))
    expect(outcome.kind).toBe('booked')
    expect(sent(bench)).not.toHaveProperty('questions_and_answers')
  })
})

describe('what the API cannot book is refused before anything is sent', () => {
  test.each(['paid', 'poll', 'inactive'] as const)('an event type that is %s', async (name) => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot(name) }))
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'not_bookable' })
    expect(writes(bench.sandbox)).toEqual([])
  })

  test.each([
    ['missing', {}],
    ['blank', { [REQUIRED_QUESTION]: '  ' }],
    ['of other capitals', { [REQUIRED_QUESTION.toUpperCase()]: 'Pricing' }],
  ])('a required answer that is %s', async (_what, answers) => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.book(
      bench.request({ slot: bench.slot('withQuestion'), lead: makeLead({ answers }) }),
    )
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'bad_answer' })
    expect(writes(bench.sandbox)).toEqual([])
  })

  test('a phone call to a lead without a number', async () => {
    const bench = await calendlyBench()
    const outcome = await bench.provider.book(
      bench.request({ slot: bench.slot('phoneCall'), lead: makeLead({ phones: [] }) }),
    )
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'bad_identity' })
    expect(writes(bench.sandbox)).toEqual([])
  })

  test('a place that nobody has set', async () => {
    const bench = await calendlyBench((state) => {
      const type = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.intro)
      if (type) type.locations = [{ kind: 'ask_invitee' }]
    })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'bad_location',
    })
    expect(writes(bench.sandbox)).toEqual([])
  })

  test('a lead without an address, and a provider without a token', async () => {
    const bench = await calendlyBench()
    const identity = { ...bench.identity, email: null }
    expect(await bench.provider.book(bench.request({ identity }))).toMatchObject({ reason: 'bad_identity' })
    bench.token = null
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'not_configured',
    })
    expect(writes(bench.sandbox)).toEqual([])
  })
})

describe('what the answer means', () => {
  test('an answer that Calendly does not take is bad_answer (C5)', async () => {
    const bench = await calendlyBench()
    const lead = makeLead({ answers: { [REQUIRED_QUESTION]: 'Pricing', 'Phone Number': 'call me' } })
    const outcome = await bench.provider.book(bench.request({ slot: bench.slot('withQuestion'), lead }))
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'bad_answer' })
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
  })

  test('a missing permission is scope, and is named (C5)', async () => {
    const bench = await calendlyBench()
    bench.token = bench.sandbox.addToken({ scopes: ['event_types:read'] })
    const outcome = await bench.provider.book(bench.request())
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'scope' })
    expect(outcome).toHaveProperty('message', expect.stringContaining('scheduled_events:write'))
  })

  test.each([
    [400, fixture('calendly.post-invitees.400.invalid_location_choice'), 'bad_location'],
    [400, fixture('calendly.post-invitees.400.already_filled'), 'slot_taken'],
    [401, { message: 'The access token is invalid' }, 'auth'],
    [403, { message: 'Please upgrade to a paid Calendly account.' }, 'plan'],
  ])('%i %j is refused as %s (C5)', async (status, body, reason) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status, body } })
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason })
  })

  test('a taken slot is slot_taken', async () => {
    const bench = await calendlyBench()
    bench.sandbox.takeSlot(bench.sandbox.eventTypes.intro.uri, TUESDAY_TEN)
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'slot_taken',
    })
  })

  test.each([[400], [404], [409]])(
    'a vague %i is slot_taken when the time is no longer free',
    async (status) => {
      const bench = await calendlyBench()
      bench.spoilAnswers()
      bench.sandbox.takeSlot(bench.sandbox.eventTypes.intro.uri, TUESDAY_TEN)
      const body = { title: 'Internal Server Error', message: 'The supplied parameters are invalid.' }
      bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status, body } })
      expect(await bench.provider.book(bench.request())).toMatchObject({
        kind: 'refused',
        reason: 'slot_taken',
      })
    },
  )

  test.each([[400], [404], [409]])('a vague %i is unexpected while the time is free', async (status) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status, body: {} } })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'unexpected',
    })
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
  })

  test('a vague refusal is slot_taken when only other times, or the time as unavailable, are listed', async () => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    const collection = [
      { status: 'unavailable', start_time: '2026-11-24T15:00:00Z' },
      { status: 'available', start_time: '2026-11-24T15:00:30Z' },
      { status: 'available', start_time: 'soon' },
    ]
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status: 400, body: {} } })
    bench.sandbox.failNext({
      route: 'GET /event_type_available_times',
      fault: { kind: 'status', status: 200, body: { collection } },
    })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'slot_taken',
    })
  })

  test('a vague refusal with times that cannot be read again is unexpected, not slot_taken', async () => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status: 400, body: {} } })
    bench.sandbox.failNext({
      route: 'GET /event_type_available_times',
      fault: { kind: 'status', status: 500 },
    })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'refused',
      reason: 'unexpected',
    })
  })

  test('no connection is an outage: nothing was sent', async () => {
    const bench = await calendlyBench()
    bench.url = await closedUrl()
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason: 'outage' })
  })

  test.each(['drop_after', 'drop_before'] as const)('a connection cut by %s is unknown', async (kind) => {
    const bench = await calendlyBench()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind } })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
  })

  test.each([[408], [424], [500], [502], [503], [504]])('%i is unknown', async (status) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status } })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
  })

  test('a redirect is not followed, and unknown', async () => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    const elsewhere = await startBareServer({ status: 201, body: '{}' })
    bench.sandbox.failNext({
      route: 'POST /invitees',
      fault: { kind: 'status', status: 308, headers: { location: elsewhere.url } },
    })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
    expect(elsewhere.received).toEqual([])
  })

  test('429 is refused as rate and not tried again', async () => {
    const bench = await calendlyBench()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status: 429 } })
    expect(await bench.provider.book(bench.request())).toMatchObject({ kind: 'refused', reason: 'rate' })
    expect(writes(bench.sandbox)).toEqual(['POST /invitees'])
  })

  test.each([
    ['nothing', undefined],
    ['no invitee', { resource: {} }],
    ['a time that cannot be read', inviteeWith({ created_at: '2026-11-22 20:00:00' })],
    ['a time of change that cannot be read', inviteeWith({ updated_at: 'yesterday' })],
  ])('a success with %s is unknown', async (_what, body) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'POST /invitees', fault: { kind: 'status', status: 201, body } })
    expect((await bench.provider.book(bench.request())).kind).toBe('unknown')
  })

  test.each([
    ['cannot be read', { kind: 'status', status: 500 } as const],
    [
      'has no readable times',
      {
        kind: 'status',
        status: 200,
        body: { resource: { uri: 'EV1', start_time: 'soon', end_time: 'later' } },
      } as const,
    ],
  ])('when the event %s, the slot’s own times stand', async (_what, fault) => {
    const bench = await calendlyBench()
    bench.spoilAnswers()
    bench.sandbox.failNext({ route: 'GET /scheduled_events/{uuid}', fault })
    expect(await bench.provider.book(bench.request())).toMatchObject({
      kind: 'booked',
      appointment: { start: TUESDAY_TEN, end: '2026-11-24T15:30:00.000Z', attemptId: ATTEMPT },
    })
  })
})

function inviteeWith(change: object): object {
  return { resource: { ...(fixture('calendly.post-invitees.201')['resource'] as object), ...change } }
}
