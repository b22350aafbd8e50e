import { describe, expect, test } from 'vitest'
import { chooseFor, slotsToOffer } from '../../../core/availability/slots-to-offer'
import type { Appointment } from '../../../core/domain/appointment'
import type { Slot } from '../../../core/domain/slot'
import { HOUR, MINUTE, plus } from '../../../core/domain/time'
import { failed } from '../../../core/providers/provider'
import {
  makeAppointment,
  makeAttempt,
  makeLead,
  makeOffer,
  makeSettings,
  makeSlot,
  NOW,
} from '../../support/fixtures'
import { openCalendar, type Calendar } from './calendar'

const MORNING = makeSlot('2026-11-24T15:00:00.000Z')
const AFTERNOON = makeSlot('2026-11-24T19:00:00.000Z')
const NEXT_DAY = makeSlot('2026-11-25T15:00:00.000Z')
const ALL = [MORNING, AFTERNOON, NEXT_DAY]

async function found(calendar: Calendar, lead = makeLead()) {
  const answer = await slotsToOffer(calendar.context, lead)
  if (answer.kind === 'failed') throw new Error(answer.message)
  const starts = (slots: Slot[]) => slots.map(({ start }) => start)
  const { free } = answer.value
  return {
    chosen: starts(chooseFor(calendar.context, lead, free)),
    free: starts(free),
    readAt: answer.value.readAt,
  }
}

/** The provider's list goes on naming all three, as one that lags behind does. */
async function listing(slots = ALL): Promise<Calendar> {
  const calendar = await openCalendar({ slotsPerOffer: 5 })
  calendar.says(slots)
  return calendar
}

const put = (calendar: Calendar, known: Partial<Appointment>) =>
  calendar.store.transact('test.record', (transaction) => {
    transaction.put('appointments', makeAppointment({ leadId: 'another-lead', ...known }))
  })

const starts = (...slots: Slot[]) => slots.map(({ start }) => start)

describe('a time at which a meeting stands is not offered, though the provider’s list still names it', () => {
  test('where the meeting is of the same event type', async () => {
    const calendar = await listing()
    await put(calendar, { start: MORNING.start, end: MORNING.end })
    expect(await found(calendar)).toMatchObject({
      chosen: starts(AFTERNOON, NEXT_DAY),
      free: starts(AFTERNOON, NEXT_DAY),
    })
  })

  test('not even where it only reaches into it', async () => {
    const calendar = await listing()
    await put(calendar, {
      start: plus(MORNING.start, -45 * MINUTE),
      end: plus(MORNING.start, 15 * MINUTE),
    })
    expect((await found(calendar)).free).toEqual(starts(AFTERNOON, NEXT_DAY))
  })

  test('nor while a booking of it is under way', async () => {
    const calendar = await listing()
    await calendar.store.transact('test.claim', (transaction) => {
      transaction.put('attempts', makeAttempt({ slot: MORNING, state: 'unknown' }))
    })
    expect((await found(calendar)).free).toEqual(starts(AFTERNOON, NEXT_DAY))
  })
})

describe('a meeting keeps no time from being offered', () => {
  test.each<[string, Partial<Appointment>]>([
    ['that was canceled', { status: 'canceled' }],
    ['that was moved elsewhere', { status: 'rescheduled' }],
    ['of another event type', { targetId: 'another' }],
    ['at another provider', { provider: 'ghl', externalId: 'appointment-1' }],
    ['that ends as the time begins', { start: plus(MORNING.start, -HOUR), end: MORNING.start }],
    ['that begins as the time ends', { start: MORNING.end, end: plus(MORNING.end, HOUR) }],
  ])('%s', async (_what, known) => {
    const calendar = await listing([MORNING])
    await put(calendar, { start: MORNING.start, end: MORNING.end, ...known })
    expect((await found(calendar)).free).toEqual(starts(MORNING))
  })
})

test('what this lead was offered before stays free, but is not chosen; what others were offered is', async () => {
  const calendar = await listing()
  await calendar.store.transact('test.offer', (transaction) => {
    transaction.put(
      'offers',
      makeOffer({ slot: MORNING, channel: 'email', outcome: 'closed', settledAt: NOW }),
    )
    transaction.put('offers', makeOffer({ id: 'offer-2', leadId: 'another-lead', slot: AFTERNOON }))
  })
  expect(await found(calendar)).toMatchObject({ chosen: starts(AFTERNOON, NEXT_DAY), free: starts(...ALL) })
})

test('what was offered least is chosen first, as the ledger counts it', async () => {
  const calendar = await openCalendar({ slotsPerOffer: 1 })
  const other = makeSlot('2026-11-24T16:00:00.000Z')
  calendar.says([MORNING, other])
  await calendar.store.transact('test.offer', (transaction) => {
    transaction.put('offers', makeOffer({ leadId: 'another-lead', slot: MORNING }))
  })
  expect((await found(calendar)).chosen).toEqual(starts(other))
})

test('the lead’s snooze and zone count', async () => {
  const calendar = await openCalendar({ slotsPerOffer: 1 })
  calendar.says(ALL)
  const snoozed = makeLead({ snoozedUntil: plus(AFTERNOON.start, HOUR) })
  expect((await found(calendar, snoozed)).chosen).toEqual(starts(NEXT_DAY))
  // 10:00 in New York is 4:00 on the next day in Auckland, 14:00 is 8:00.
  const far = makeLead({ zone: { name: 'Pacific/Auckland', source: 'operator' } })
  expect((await found(calendar, far)).chosen).toEqual(starts(AFTERNOON))
})

test('a lead whose zone is not known is taken to be in the workspace’s', async () => {
  const calendar = await openCalendar({ slotsPerOffer: 1 })
  calendar.says([AFTERNOON, NEXT_DAY])
  expect((await found(calendar, makeLead({ zone: null }))).chosen).toEqual(starts(NEXT_DAY))
})

test('nothing is read of a provider that is switched off, and what it says is wrong is passed on', async () => {
  const calendar = await listing()
  const outage = failed('outage', 'Calendly does not answer.')
  calendar.says(outage)
  expect(await slotsToOffer(calendar.context, makeLead())).toEqual(outage)
  await calendar.save({ calendly: { ...makeSettings().calendly, enabled: false } })
  const answer = await slotsToOffer(calendar.context, makeLead())
  expect(answer).toMatchObject({ kind: 'failed', message: 'Calendly is switched off in Settings.' })
  expect(calendar.asked).toHaveLength(1)
})
