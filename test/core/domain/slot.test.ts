import { describe, expect, test } from 'vitest'
import {
  openQuestions,
  orderedSlotSchema,
  targetFor,
  targetOf,
  type BookingTarget,
  type BookingTargets,
} from '../../../core/domain/slot'
import { EVENT_TYPE, makeLead, makeSlot } from '../../support/fixtures'

const QUESTION = 'What would you like to discuss?'

function makeTarget(known: Partial<BookingTarget> = {}): BookingTarget {
  return {
    provider: 'calendly',
    id: EVENT_TYPE,
    name: 'Discovery call',
    minutes: 30,
    publicUrl: null,
    requiredQuestions: [],
    cannotBook: null,
    ...known,
  }
}

const ASKING = makeTarget({ requiredQuestions: [QUESTION] })
const DIRECT = makeTarget({ id: `${EVENT_TYPE}-direct` })
const answered = makeLead({ answers: { [QUESTION]: 'Pricing' } })

describe('a lead is booked on the first event type that its answers allow (C4)', () => {
  test('on the preferred one when its questions are answered', () => {
    expect(targetFor(answered, [ASKING, DIRECT])).toBe(ASKING)
  })

  test('on the second one when a question is open', () => {
    expect(targetFor(makeLead(), [ASKING, DIRECT])).toBe(DIRECT)
  })

  test('on the second one when the first cannot be booked at all', () => {
    expect(targetFor(answered, [{ ...ASKING, cannotBook: 'It takes payment.' }, DIRECT])).toBe(DIRECT)
  })

  test.each<[string, BookingTargets]>([
    ['is of no use either', [ASKING, { ...DIRECT, cannotBook: 'It is a poll.' }]],
    ['asks a question too', [ASKING, { ...DIRECT, requiredQuestions: ['Budget?'] }]],
    ['is not there', [ASKING]],
  ])('on the preferred one when the second one %s', (_what, targets) => {
    expect(targetFor(makeLead(), targets)).toBe(ASKING)
  })
})

test.each([
  ['no answer', {}],
  ['a blank answer', { [QUESTION]: '  ' }],
  ['an answer to the question in other capitals', { [QUESTION.toUpperCase()]: 'Pricing' }],
])('a question stays open with %s', (_what, answers) => {
  expect(openQuestions({ answers }, ASKING)).toEqual([QUESTION])
})

test('a slot belongs to the event type that it was read from, and to no other provider’s', () => {
  const slot = makeSlot('2026-11-24T15:00:00.000Z', { targetId: DIRECT.id })
  expect(targetOf(slot, [ASKING, DIRECT])).toBe(DIRECT)
  expect(targetOf(slot, [ASKING])).toBeUndefined()
  expect(targetOf({ ...slot, provider: 'ghl' }, [ASKING, DIRECT])).toBeUndefined()
})

test.each([
  ['as Calendly writes it', { providerStart: '2026-11-24T15:00:00Z' }, true],
  ['with another offset', { providerStart: '2026-11-24T10:00:00-05:00' }, true],
  ['with two starts that differ', { providerStart: '2026-11-24T13:00:00Z' }, false],
  ['with a start that is none', { providerStart: 'tomorrow' }, false],
  ['that ends before it starts', { end: '2026-11-24T14:30:00.000Z' }, false],
])('a time is ordered only as it was listed: %s', (_, known, isListed) => {
  expect(orderedSlotSchema.safeParse(makeSlot('2026-11-24T15:00:00.000Z', known)).success).toBe(isListed)
})
