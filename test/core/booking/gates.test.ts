import { describe, expect, test } from 'vitest'
import type { GateFacts } from '../../../core/booking/gate-facts'
import { ANSWER_GATES, OPT_OUT_GATES, ZONE_GATES } from '../../../core/booking/conversation-gates'
import { runGates } from '../../../core/booking/gate'
import { GATES, shouldAutoBook } from '../../../core/booking/gates'
import type { Context } from '../../../core/context'
import type { BookingTarget, Slot } from '../../../core/domain/slot'
import { plus, MINUTE } from '../../../core/domain/time'
import { newConnection } from '../../../core/store/workspace'
import type { Outcome } from '../../../core/providers/provider'
import {
  EVENT_TYPE,
  makeAppointment,
  makeAttempt,
  makeInbound,
  makeLead,
  makeOffer,
  makeReading,
  makeSettings,
  makeSlot,
  NOW,
} from '../../support/fixtures'

const TARGET: BookingTarget = {
  provider: 'calendly',
  id: EVENT_TYPE,
  name: 'Intro call',
  minutes: 30,
  publicUrl: null,
  requiredQuestions: [],
  cannotBook: null,
}

/** An acceptance with which nothing is wrong. */
function goodFacts(changes: Partial<GateFacts> = {}): GateFacts {
  const message = makeInbound()
  const offer = changes.offer === undefined ? makeOffer() : changes.offer
  return {
    now: NOW,
    settings: makeSettings({ autoBookMode: 'auto' }),
    lead: makeLead(),
    message,
    isDecided: false,
    hasNewer: false,
    answersInARow: 0,
    reading: makeReading(),
    offer,
    slot: offer?.slot ?? null,
    appointments: [],
    underWay: [],
    connection: { ...newConnection('calendly'), health: 'ok' },
    targets: { kind: 'ok', value: [TARGET] },
    budget: { leftThisMinute: 10, leftThisHour: 50, leftToday: 100 },
    free: null,
    approved: false,
    ...changes,
  }
}

/** A context whose calendar answers `slots`. Of all else the gates use only the log. */
function contextWith(slots: Outcome<Slot[]> | Error): Context {
  const provider = {
    freeSlots: () => (slots instanceof Error ? Promise.reject(slots) : Promise.resolve(slots)),
  }
  const silent = () => undefined
  return {
    clock: { now: () => Date.parse(NOW) },
    providers: { calendly: provider, ghl: provider },
    log: { info: silent, warn: silent, error: silent },
  } as unknown as Context
}

const free = contextWith({ kind: 'ok', value: [makeSlot()] })

async function blockedBy(changes: Partial<GateFacts>, context = free): Promise<string | undefined> {
  return (await shouldAutoBook(context, goodFacts(changes))).blockedBy?.name
}

const settings = makeSettings({ autoBookMode: 'auto' })

const BLOCKING: readonly (readonly [gate: string, what: string, facts: Partial<GateFacts>])[] = [
  ['automation', 'while it is paused', { settings: { ...settings, paused: true } }],
  ['automation', 'while auto-book is off', { settings: { ...settings, autoBookMode: 'off' } }],
  [
    'channel',
    'on a channel that is switched off',
    { settings: { ...settings, channels: { sms: false, email: true, linkedin: true } } },
  ],
  ['lead welcome', 'a lead who opted out', { lead: makeLead({ optOuts: ['sms'] }) }],
  ['lead welcome', 'a blacklisted lead', { lead: makeLead({ status: 'blacklisted' }) }],
  ['lead welcome', 'an unqualified lead', { lead: makeLead({ status: 'unqualified' }) }],
  ['message', 'an automatic reply', { message: makeInbound({ automatic: true }) }],
  ['message', 'an older message than the newest', { hasNewer: true }],
  ['message', 'a message that was decided on before', { isDecided: true }],
  ['not booked yet', 'a lead with an upcoming meeting', { appointments: [makeAppointment()] }],
  [
    'not booked yet',
    'a lead with a meeting at the other provider',
    { appointments: [makeAppointment({ provider: 'ghl' })] },
  ],
  ['lead switch', 'a lead who is not booked automatically', { lead: makeLead({ autoBook: false }) }],
  ['reading', 'what is no acceptance', { reading: { ...goodFacts().reading, intent: 'ambiguous' } }],
  ['reading', 'what is not clear enough', { reading: { ...goodFacts().reading, confidence: 0.89 } }],
  ['offer', 'without the offer', { offer: null }],
  [
    'offer',
    'a proposal of which no free time is known',
    { offer: null, reading: makeReading({ offerId: null }) },
  ],
  ['offer', 'an offer that was closed', { offer: makeOffer({ outcome: 'closed' }) }],
  ['offer', 'an offer that expired', { offer: makeOffer({ expiresAt: NOW }) }],
  ['offer', 'an offer of the other provider', { settings: { ...settings, meetingBookingProvider: 'ghl' } }],
  [
    'offer',
    'an offer of another event type',
    { targets: { kind: 'ok', value: [{ ...TARGET, id: 'another' }] } },
  ],
  ['time', 'a time within the minimum notice', { settings: { ...settings, minimumNoticeMinutes: 2000 } }],
  [
    'offer',
    'a proposed time of another event type',
    {
      offer: null,
      slot: makeSlot(undefined, { targetId: 'another' }),
      reading: makeReading({ intent: 'propose_time', offerId: null }),
    },
  ],
  [
    'time',
    'a time beyond the horizon',
    {
      offer: makeOffer({
        slot: makeSlot(plus(NOW, 15 * 24 * 60 * MINUTE)),
        expiresAt: plus(NOW, 20 * 24 * 60 * MINUTE),
      }),
    },
  ],
  [
    'time',
    'a time that has passed',
    {
      offer: null,
      slot: makeSlot(plus(NOW, -MINUTE)),
      reading: makeReading({ intent: 'propose_time', offerId: null }),
    },
  ],
  ['time zone', 'a lead without a zone', { lead: makeLead({ zone: null }) }],
  ['identity', 'a lead without e-mail at Calendly', { lead: makeLead({ emails: [] }) }],
  [
    'identity',
    'a lead of whom GoHighLevel could make no contact',
    {
      lead: makeLead({ emails: [], phones: [] }),
      settings: { ...settings, meetingBookingProvider: 'ghl' },
      offer: makeOffer({ slot: makeSlot(undefined, { provider: 'ghl' }) }),
      targets: { kind: 'ok', value: [{ ...TARGET, provider: 'ghl' }] },
    },
  ],
  [
    'questions',
    'an event type that cannot be resolved',
    { targets: { kind: 'failed', reason: 'outage', message: 'Calendly has trouble.' } },
  ],
  [
    'questions',
    'without an answer to a required question',
    { targets: { kind: 'ok', value: [{ ...TARGET, requiredQuestions: ['Budget?'] }] } },
  ],
  [
    'questions',
    'an event type that the API cannot book',
    { targets: { kind: 'ok', value: [{ ...TARGET, cannotBook: 'It takes payment.' }] } },
  ],
  [
    'provider',
    'a provider that is not working',
    { connection: { ...newConnection('calendly'), health: 'failing', message: 'The token is gone.' } },
  ],
  [
    'provider',
    'a provider that is switched off',
    { settings: { ...settings, calendly: { enabled: false, eventLink: '', directLink: '' } } },
  ],
  [
    'booking budget',
    'when the budget is used up',
    { budget: { leftThisMinute: 3, leftThisHour: 0, leftToday: 7 } },
  ],
  [
    'no other attempt',
    'while another attempt is under way',
    { underWay: [makeAttempt({ state: 'unknown' })] },
  ],
]

describe('shouldAutoBook', () => {
  test('asks the gates in the order of the requirement', () => {
    expect(GATES.map(({ name }) => name)).toEqual([
      'automation',
      'channel',
      'lead welcome',
      'message',
      'not booked yet',
      'lead switch',
      'reading',
      'offer',
      'time',
      'time zone',
      'identity',
      'questions',
      'provider',
      'booking budget',
      'no other attempt',
      'calendar',
      'still free',
    ])
  })

  test('passes an acceptance with which nothing is wrong, and keeps every result', async () => {
    const outcome = await shouldAutoBook(free, goodFacts())
    expect(outcome.blockedBy).toBeNull()
    expect(outcome.results.map(({ result }) => result)).toEqual(GATES.map(() => 'pass'))
    expect(outcome.results.every(({ reason }) => reason.length > 0)).toBe(true)
  })

  test('stops at the first gate that blocks and keeps the results up to it', async () => {
    const outcome = await shouldAutoBook(
      free,
      goodFacts({ lead: makeLead({ status: 'blacklisted', autoBook: false }) }),
    )
    expect(outcome.blockedBy?.name).toBe('lead welcome')
    expect(outcome.results.map(({ gate, result }) => [gate, result])).toEqual([
      ['automation', 'pass'],
      ['channel', 'pass'],
      ['lead welcome', 'block'],
    ])
  })

  test('an error in a gate blocks', async () => {
    const outcome = await shouldAutoBook(contextWith(new Error('a bug')), goodFacts())
    expect(outcome.blockedBy?.name).toBe('calendar')
    expect(outcome.results.at(-1)?.reason).toContain('nothing is booked')
    const broken = new Proxy(makeLead(), {
      get: () => {
        throw new Error('a bug')
      },
    })
    expect(await blockedBy({ lead: broken })).toBe('lead welcome')
  })
})

describe('every gate', () => {
  /** Facts of which everything that a gate could look at breaks. */
  const broken = new Proxy({} as GateFacts, {
    get: () => {
      throw new Error('a bug')
    },
  })
  const every = [...GATES, ...ANSWER_GATES, ...OPT_OUT_GATES, ...ZONE_GATES]

  test.each(every.map((gate) => [gate.name, gate] as const))(
    '%s: an error in it blocks, in plain words',
    (_, gate) => {
      const { blockedBy, results } = runGates([gate], broken)
      expect(blockedBy?.name).toBe(gate.name)
      expect(results).toMatchObject([{ gate: gate.name, result: 'block' }])
      expect(results[0]?.reason).toContain('failed')
    },
  )

  test.each(every.map((gate) => [gate.name, gate] as const))(
    '%s: lets the good case pass and says what it saw',
    (_, gate) => {
      const { blockedBy, results } = runGates(
        [gate],
        goodFacts({ free: { kind: 'ok', value: { target: TARGET, slots: [makeSlot()] } } }),
      )
      expect(blockedBy).toBeNull()
      expect(results).toMatchObject([{ gate: gate.name, result: 'pass' }])
    },
  )

  test('has a case below in which it blocks', () => {
    const tried = new Set([...BLOCKING.map(([gate]) => gate), 'calendar', 'still free', 'answers in a row'])
    expect(every.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  })
})

describe('answers in a row', () => {
  test('are stopped at the third, unless a person sends the next', () => {
    const asked = (answersInARow: number, approved = false) =>
      runGates(ANSWER_GATES, goodFacts({ answersInARow, approved })).blockedBy?.name
    expect(asked(2)).toBeUndefined()
    expect(asked(3)).toBe('answers in a row')
    expect(asked(3, true)).toBeUndefined()
  })
})

describe('a gate blocks', () => {
  test.each(BLOCKING)('%s: %s', async (gate, _, changes) => {
    expect(await blockedBy(changes)).toBe(gate)
  })

  test('still free: a time that the provider no longer offers', async () => {
    expect(await blockedBy({}, contextWith({ kind: 'ok', value: [] }))).toBe('still free')
  })

  test('calendar: when it cannot be read', async () => {
    const down = contextWith({ kind: 'failed', reason: 'outage', message: 'Calendly has trouble.' })
    expect(await blockedBy({}, down)).toBe('calendar')
  })
})

describe('a gate lets pass', () => {
  test('an answer to the required question', async () => {
    const targets: GateFacts['targets'] = {
      kind: 'ok',
      value: [{ ...TARGET, requiredQuestions: ['Budget?'] }],
    }
    expect(await blockedBy({ targets, lead: makeLead({ answers: { 'Budget?': 'Small' } }) })).toBeUndefined()
  })

  test('a lead whose meeting was canceled, is over, or was moved away', async () => {
    const over = { start: '2026-11-20T15:00:00.000Z', end: '2026-11-20T15:30:00.000Z' }
    for (const appointment of [
      makeAppointment({ status: 'canceled' }),
      makeAppointment({ status: 'rescheduled' }),
      makeAppointment(over),
    ]) {
      expect(await blockedBy({ appointments: [appointment] })).toBeUndefined()
    }
  })

  test('what a person approved, although automation is paused and the channel is off', async () => {
    const settings = makeSettings({
      autoBookMode: 'off',
      paused: true,
      channels: { sms: false, email: false, linkedin: false },
    })
    const changes = {
      settings,
      lead: makeLead({ autoBook: false }),
    }
    expect(await blockedBy({ ...changes, approved: true })).toBeUndefined()
    expect(await blockedBy({ ...changes, approved: true, appointments: [makeAppointment()] })).toBe(
      'not booked yet',
    )
    expect(await blockedBy({ ...changes, approved: true }, contextWith({ kind: 'ok', value: [] }))).toBe(
      'still free',
    )
  })
})

describe('what can be written instead of booking', () => {
  const answerTo = async (changes: Partial<GateFacts>, context = free) =>
    (await shouldAutoBook(context, goodFacts(changes))).answer

  test('other times for a time that is gone, and nothing while the calendar cannot be read', async () => {
    expect(await answerTo({}, contextWith({ kind: 'ok', value: [] }))).toBe('other_times')
    expect(await answerTo({ offer: makeOffer({ expiresAt: NOW }) })).toBe('other_times')
    expect(await answerTo({ settings: { ...settings, minimumNoticeMinutes: 2000 } })).toBe('other_times')
    const down = contextWith({ kind: 'failed', reason: 'outage', message: 'Calendly has trouble.' })
    expect(await answerTo({}, down)).toBeNull()
  })

  test('a question for what only the lead knows', async () => {
    expect(await answerTo({ lead: makeLead({ emails: [] }) })).toBe('ask_email')
    expect(await answerTo({ lead: makeLead({ zone: null }) })).toBe('ask_zone')
  })

  test('a link for what the API cannot book', async () => {
    const asks = {
      kind: 'ok' as const,
      value: [{ ...TARGET, requiredQuestions: ['Budget?'] }] as [BookingTarget],
    }
    expect(await answerTo({ targets: asks })).toBe('booking_link')
    expect(await answerTo({ budget: { leftThisMinute: 0, leftThisHour: 1, leftToday: 1 } })).toBe(
      'booking_link',
    )
  })

  test('nothing where a person has to decide', async () => {
    expect(await answerTo({ settings: { ...settings, paused: true } })).toBeNull()
    expect(await answerTo({ appointments: [makeAppointment()] })).toBeNull()
    expect(await answerTo({ lead: makeLead({ optOuts: ['sms'] }) })).toBeNull()
    expect(
      await answerTo({
        settings: { ...settings, calendly: { enabled: false, eventLink: '', directLink: '' } },
      }),
    ).toBeNull()
  })
})

describe('a free time that the lead proposed', () => {
  const proposal: Partial<GateFacts> = {
    offer: null,
    slot: makeSlot(),
    reading: makeReading({ intent: 'propose_time', offerId: null }),
  }

  test('passes without an offer, through every gate', async () => {
    const { blockedBy, results } = await shouldAutoBook(free, goodFacts(proposal))
    expect(blockedBy).toBeNull()
    expect(results).toHaveLength(GATES.length)
  })

  test('is held to the provider and the event type as an offer is', async () => {
    expect(await blockedBy({ ...proposal, slot: makeSlot(undefined, { targetId: 'another' }) })).toBe('offer')
    expect(await blockedBy({ ...proposal, slot: makeSlot(undefined, { provider: 'ghl' }) })).toBe('offer')
  })
})
