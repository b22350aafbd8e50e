import { describe, expect, test } from 'vitest'
import { CONVERSATION, TIME_ZONE } from '../../../core/booking/conversation-gates'
import type { GateOutcome } from '../../../core/booking/gate'
import { GATES } from '../../../core/booking/gates'
import { nextStep, type Considered, type NextStep } from '../../../core/booking/next-step'
import type { AnswerPurpose } from '../../../core/domain/answer'
import type { RefusalReason } from '../../../core/domain/attempt'
import { exactly } from '../../../core/domain/time'
import {
  makeAppointment,
  makeAttempt,
  makeInbound,
  makeLead,
  makeReading,
  makeSettings,
  makeSlot,
  NOW,
} from '../../support/fixtures'

const SLOT = makeSlot()
const WORDED = 'Tue, Nov 24, 10:00 AM EST'

function step(changes: Partial<Considered> & { intent?: Considered['reading']['intent'] } = {}): NextStep {
  const { intent = 'accept_offer', ...rest } = changes
  return nextStep({
    now: NOW,
    settings: makeSettings({ autoBookMode: 'auto' }),
    lead: makeLead(),
    message: makeInbound(),
    reading: makeReading({ intent, offerId: intent === 'accept_offer' ? 'offer-1' : null }),
    isBooked: false,
    slot: intent === 'accept_offer' ? SLOT : null,
    gates: null,
    result: null,
    answersConfirmation: false,
    askedBefore: new Set(),
    ...rest,
  })
}

function blockedAt(name: string, answer: AnswerPurpose | null, reason = 'It is closed.'): GateOutcome {
  const gate = [...GATES, TIME_ZONE, CONVERSATION.notInARow].find((one) => one.name === name)
  if (!gate) throw new Error(`no gate ${name}`)
  return { results: [{ gate: name, result: 'block', reason, facts: {} }], blockedBy: gate, answer }
}

const refused = (reason: RefusalReason) =>
  ({
    kind: 'refused',
    attempt: makeAttempt({ slot: SLOT, state: 'refused' }),
    reason,
    message: 'The provider says no.',
  }) as const

/** What a step comes to, short: what is written to the lead, and what a person is left with otherwise. */
const summary = ({ outcome, answer, task, snoozeUntil }: NextStep) => [
  outcome,
  answer?.purpose ?? null,
  task?.kind ?? null,
  snoozeUntil !== null,
]

describe('the next step', () => {
  const window = { start: '2026-11-26T17:00:00.000Z', end: '2026-11-26T22:00:00.000Z' }
  const rows: [what: string, Parameters<typeof step>[0], ReturnType<typeof summary>][] = [
    ['an acceptance that passed', {}, ['suggested', null, 'approve_booking', false]],
    [
      'a booking',
      { result: { kind: 'booked', attempt: makeAttempt(), appointment: makeAppointment() } },
      ['booked', null, null, false],
    ],
    [
      'a booking of which the outcome is open',
      { result: { kind: 'unknown', attempt: makeAttempt(), message: 'No answer.' } },
      ['unknown', null, null, false],
    ],
    [
      'what changed at the last moment',
      { result: { kind: 'not_started', message: 'Paused.' } },
      ['blocked', null, 'approve_booking', false],
    ],
    ['refused: taken', { result: refused('slot_taken') }, ['refused', 'other_times', 'which_slot', false]],
    ...(['plan', 'scope', 'not_bookable', 'bad_answer', 'bad_location'] as const).map(
      (reason): (typeof rows)[number] => [
        `refused: ${reason}`,
        { result: refused(reason) },
        ['refused', 'booking_link', 'provider_trouble', false],
      ],
    ),
    ...(['auth', 'outage', 'rate', 'unexpected', 'bad_identity', 'not_found_at_provider'] as const).map(
      (reason): (typeof rows)[number] => [
        `refused: ${reason}`,
        { result: refused(reason) },
        ['refused', null, 'provider_trouble', false],
      ],
    ),
    [
      'refused by the plan, and the link was sent today',
      { result: refused('plan'), askedBefore: new Set(['booking_link'] as const) },
      ['refused', null, 'provider_trouble', false],
    ],
    [
      'blocked: taken',
      { gates: blockedAt('still free', 'other_times') },
      ['blocked', 'other_times', 'which_slot', false],
    ],
    [
      'blocked: the calendar cannot be read',
      { gates: blockedAt('calendar', null) },
      ['blocked', null, 'provider_trouble', false],
    ],
    [
      'blocked: no e-mail',
      { gates: blockedAt('identity', 'ask_email') },
      ['blocked', 'ask_email', 'missing_email', false],
    ],
    [
      'blocked: no e-mail, and it was asked for',
      { gates: blockedAt('identity', 'ask_email'), askedBefore: new Set(['ask_email'] as const) },
      ['blocked', null, 'missing_email', false],
    ],
    [
      'blocked: a required question',
      { gates: blockedAt('questions', 'booking_link') },
      ['blocked', 'booking_link', 'manual_follow_up', false],
    ],
    [
      'blocked: paused',
      { gates: blockedAt('automation', null) },
      ['blocked', null, 'approve_booking', false],
    ],
    [
      'a proposal that is free',
      { intent: 'propose_time', slot: SLOT },
      ['suggested', null, 'approve_booking', false],
    ],
    [
      'a proposal that is not free',
      {
        reading: makeReading({ intent: 'propose_time', offerId: null, proposed: [exactly(SLOT.start)] }),
        slot: null,
      },
      ['no_acceptance', 'other_times', 'which_slot', false],
    ],
    [
      'a proposal of a part of a day',
      { reading: makeReading({ intent: 'propose_time', offerId: null, proposed: [window] }), slot: null },
      ['no_acceptance', 'other_times', 'which_slot', false],
    ],
    [
      'a proposal of a time that has passed or never comes',
      { intent: 'propose_time' },
      ['no_acceptance', null, 'which_slot', false],
    ],
    [
      'a proposal without a known zone',
      { intent: 'propose_time', gates: blockedAt('time zone', 'ask_zone') },
      ['blocked', 'ask_zone', 'unknown_zone', false],
    ],
    ['a question for times', { intent: 'ask_times' }, ['no_acceptance', 'other_times', 'which_slot', false]],
    [
      'a question for a link',
      { intent: 'ask_link' },
      ['no_acceptance', 'booking_link', 'manual_follow_up', false],
    ],
    ['an ambiguous reply', { intent: 'ambiguous' }, ['no_acceptance', null, 'which_slot', false]],
    ['a decline', { intent: 'decline' }, ['no_acceptance', null, 'manual_follow_up', false]],
    ['another question', { intent: 'question' }, ['no_acceptance', null, 'manual_follow_up', false]],
    ['anything else', { intent: 'other' }, ['no_acceptance', null, 'manual_follow_up', false]],
    [
      'a deferral to a day',
      { reading: makeReading({ intent: 'defer', offerId: null, notBefore: '2027-01-04' }), slot: null },
      ['no_acceptance', null, null, true],
    ],
    [
      'a deferral to a day that has passed',
      { reading: makeReading({ intent: 'defer', offerId: null, notBefore: '2026-11-20' }), slot: null },
      ['no_acceptance', null, 'manual_follow_up', false],
    ],
    ['a deferral without a day', { intent: 'defer' }, ['no_acceptance', null, 'manual_follow_up', false]],
    ['an automatic reply', { intent: 'automatic_reply' }, ['no_acceptance', null, null, false]],
    [
      'a courtesy',
      { reading: makeReading({ intent: 'other', offerId: null, confidence: 1 }), slot: null },
      ['no_acceptance', null, null, false],
    ],
    ['an opt-out in words', { intent: 'opt_out' }, ['no_acceptance', 'opt_out_confirmed', null, false]],
    [
      'an opt-out by a keyword of the carrier',
      { intent: 'opt_out', message: makeInbound({ text: 'Stop.' }) },
      ['no_acceptance', null, null, false],
    ],
    [
      'a second opt-out',
      { intent: 'opt_out', lead: makeLead({ optOuts: ['sms'] }) },
      ['no_acceptance', null, null, false],
    ],
    ...(['email', 'linkedin'] as const).map((channel): (typeof rows)[number] => [
      `an opt-out by ${channel}`,
      { intent: 'opt_out', message: makeInbound({ channel }) },
      ['no_acceptance', null, null, false],
    ]),
    [
      'START after an opt-out',
      { intent: 'other', lead: makeLead({ optOuts: ['sms'] }), message: makeInbound({ text: 'START' }) },
      ['no_acceptance', null, 'manual_follow_up', false],
    ],
    [
      'a booked lead who wants to move',
      { intent: 'reschedule', isBooked: true },
      ['no_acceptance', null, 'change_meeting', false],
    ],
    [
      'a booked lead who cancels',
      { intent: 'cancel', isBooked: true },
      ['no_acceptance', null, 'change_meeting', false],
    ],
    [
      'a booked lead who asks for times',
      { intent: 'ask_times', isBooked: true },
      ['no_acceptance', null, 'which_slot', false],
    ],
    [
      'a booked lead who wants to talk later',
      {
        reading: makeReading({ intent: 'defer', offerId: null, notBefore: '2027-01-04' }),
        slot: null,
        isBooked: true,
      },
      ['no_acceptance', null, 'manual_follow_up', false],
    ],
  ]
  test.each(rows)('after %s', (_, changes, expected) => {
    expect(summary(step(changes))).toEqual(expected)
  })
})

describe('the sentence', () => {
  test('names the time that was lost', () => {
    expect(step({ gates: blockedAt('still free', 'other_times') }).sentence).toBe(
      `Not booked: ${WORDED} was taken meanwhile.`,
    )
    expect(step({ result: refused('slot_taken') }).sentence).toBe(
      `Not booked: ${WORDED} was taken meanwhile.`,
    )
  })

  test('sleeps until the lead’s own morning, and says so on both clocks', () => {
    const reading = makeReading({
      intent: 'defer',
      offerId: null,
      notBefore: '2027-01-04',
      explanation: 'It wants to talk later.',
    })
    const lead = makeLead({ zone: { name: 'America/Los_Angeles', source: 'operator' } })
    const until = step({ reading, slot: null, lead })
    expect(until.snoozeUntil).toBe('2027-01-04T17:00:00.000Z')
    expect(until.sentence).toBe(
      'Snoozed until Mon, Jan 4, 12:00 PM EST (9:00 AM PST for Ada): it wants to talk later.',
    )
    expect(step({ reading, slot: null, lead: makeLead({ zone: null }) }).snoozeUntil).toBe(
      '2027-01-04T14:00:00.000Z',
    )
  })

  test('says what of the lead was noted, and what was not', () => {
    const gives = (lead: Considered['lead']) =>
      step({
        reading: makeReading({ intent: 'other', offerId: null, confidence: 1, email: 'dana@example.com' }),
        slot: null,
        lead,
      })
    expect(gives(makeLead({ emails: ['dana@example.com'] })).sentence).toBe(
      'Noted the e-mail address dana@example.com.',
    )
    expect(gives(makeLead({ emails: [] }))).toMatchObject({ task: { kind: 'manual_follow_up' } })
    expect(gives(makeLead())).toMatchObject({ task: { kind: 'manual_follow_up' } })
  })
})

test('a task quotes the lead, and never twice', () => {
  const asks = (explanation: string) =>
    step({
      message: makeInbound({ replyText: 'What would it cost?' }),
      reading: makeReading({ intent: 'question', offerId: null, explanation }),
      slot: null,
    }).task?.detail
  expect(asks('It asks something.')).toBe('“What would it cost?” It asks something.')
  expect(asks('It asks something: “What would it cost?”.')).toBe('It asks something: “What would it cost?”.')
})

describe('what can still be done with one click', () => {
  test('books the time that the reply means, also where the lead was asked', () => {
    for (const gates of [null, blockedAt('identity', 'ask_email'), blockedAt('automation', null)]) {
      expect(step({ gates }).task?.suggestion).toMatchObject({ kind: 'book', slot: SLOT })
    }
  })

  test('never books a time that is gone', () => {
    expect(step({ gates: blockedAt('still free', 'other_times') }).task?.suggestion ?? null).toBeNull()
    expect(step({ result: refused('slot_taken') }).task?.suggestion ?? null).toBeNull()
  })
})
