import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../core/domain/settings'
import type { Slot } from '../../../core/domain/slot'
import { DAY, HOUR, MINUTE, plus } from '../../../core/domain/time'
import { failed } from '../../../core/providers/provider'
import { newConnection } from '../../../core/store/workspace'
import { makeAppointment, makeAttempt, makeSettings, makeSlot, NOW } from '../../support/fixtures'
import { openCalendar, TARGET, type Calendar } from './calendar'

const TUESDAY = makeSlot('2026-11-24T15:00:00.000Z')
const WEDNESDAY = makeSlot('2026-11-25T15:00:00.000Z')
const OUTAGE = failed('outage', 'Calendly does not answer.')

async function read(calendar: Calendar, fresh = false) {
  const answer = await calendar.cache.read(TARGET, { fresh })
  if (answer.kind === 'failed') throw new Error(answer.message)
  return { starts: answer.value.slots.map(({ start }) => start), readAt: answer.value.readAt }
}

const starts = (...slots: Slot[]) => slots.map(({ start }) => start)

async function knowing(...slots: Slot[]): Promise<Calendar> {
  const calendar = await openCalendar()
  calendar.says(slots)
  await read(calendar)
  return calendar
}

describe('free times are kept with their age (V2)', () => {
  test('and asked for again only when they are older than the limit', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    calendar.clock.moveBy(15 * MINUTE)
    expect(await read(calendar)).toEqual({ starts: starts(TUESDAY), readAt: NOW })
    calendar.clock.moveBy(1)
    const readAt = plus(NOW, 15 * MINUTE + 1)
    expect(await read(calendar)).toEqual({ starts: starts(WEDNESDAY), readAt })
    expect(calendar.asked).toHaveLength(2)
  })

  test('by the limit that the settings name now', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    calendar.clock.moveBy(2 * MINUTE)
    await calendar.save({ availabilityMaxAgeMinutes: 2 })
    expect((await read(calendar)).starts).toEqual(starts(TUESDAY))
    await calendar.save({ availabilityMaxAgeMinutes: 1 })
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
  })

  test('counted from when they were asked for, however late the answer came', async () => {
    const calendar = await openCalendar()
    calendar.says([TUESDAY])
    const release = calendar.hold()
    const reading = read(calendar)
    calendar.clock.moveBy(10 * MINUTE)
    release()
    expect((await reading).readAt).toBe(NOW)
  })

  test('too old, they are never given, whatever keeps new ones away', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says(OUTAGE)
    calendar.clock.moveBy(15 * MINUTE + 1)
    expect(await calendar.cache.read(TARGET)).toEqual(OUTAGE)
  })

  test('and read anew at once where that is asked for', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    expect((await read(calendar, true)).starts).toEqual(starts(WEDNESDAY))
  })

  test('each named once and in order, though the provider did not', async () => {
    const calendar = await knowing(WEDNESDAY, TUESDAY, WEDNESDAY)
    expect((await read(calendar)).starts).toEqual(starts(TUESDAY, WEDNESDAY))
  })

  test('by event type: what is known of one says nothing of another', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([])
    const other = await calendar.cache.read({ ...TARGET, id: 'another' })
    expect(other).toMatchObject({ kind: 'ok', value: { slots: [] } })
    expect((await read(calendar)).starts).toEqual(starts(TUESDAY))
  })
})

test('who asks while a question is under way gets its answer', async () => {
  const calendar = await openCalendar()
  calendar.says([TUESDAY])
  const release = calendar.hold()
  const readings = [read(calendar), read(calendar), read(calendar, true)]
  release()
  for (const { starts: named } of await Promise.all(readings)) expect(named).toEqual(starts(TUESDAY))
  expect(calendar.asked).toHaveLength(1)
})

test('a time that has come inside the notice since it was read is not given', async () => {
  const soon = makeSlot(plus(NOW, 2 * HOUR))
  const calendar = await knowing(soon, TUESDAY)
  expect((await read(calendar)).starts).toEqual(starts(soon, TUESDAY))
  calendar.clock.moveBy(1)
  expect((await read(calendar)).starts).toEqual(starts(TUESDAY))
  expect(calendar.asked).toHaveLength(1)
})

describe('in the background', () => {
  test('what is in use is read again when it is five minutes old', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    calendar.clock.moveBy(5 * MINUTE - 1)
    await calendar.cache.refresh()
    expect(calendar.asked).toHaveLength(1)
    calendar.clock.moveBy(1)
    await calendar.cache.refresh()
    expect(await read(calendar)).toEqual({ starts: starts(WEDNESDAY), readAt: plus(NOW, 5 * MINUTE) })
    expect(calendar.asked).toHaveLength(2)
  })

  test('a reading that fails keeps what was known, which goes on ageing, and is not tried all the time', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says(OUTAGE)
    calendar.clock.moveBy(5 * MINUTE)
    await calendar.cache.refresh()
    await calendar.cache.refresh()
    expect(calendar.asked).toHaveLength(2)
    expect(await read(calendar)).toEqual({ starts: starts(TUESDAY), readAt: NOW })
    calendar.clock.moveBy(10 * MINUTE + 1)
    expect((await calendar.cache.read(TARGET)).kind).toBe('failed')
  })

  test('nothing is read that nobody asked for in the last hour', async () => {
    const calendar = await openCalendar()
    await calendar.cache.refresh()
    expect(calendar.asked).toHaveLength(0)
    await read(calendar)
    for (let minutes = 0; minutes < 70; minutes += 10) {
      calendar.clock.moveBy(10 * MINUTE)
      await calendar.cache.refresh()
    }
    expect(calendar.asked).toHaveLength(7)
  })

  test.each(['failing', 'untested'] as const)('nothing is read of a provider that is %s', async (health) => {
    const calendar = await knowing(TUESDAY)
    await calendar.store.transact('test.health', (transaction) => {
      transaction.put('connections', { ...newConnection('calendly'), health })
    })
    calendar.clock.moveBy(5 * MINUTE)
    await calendar.cache.refresh()
    expect(calendar.asked).toHaveLength(1)
  })
})

describe('a time that is learnt to be taken is given no more', () => {
  const record = (calendar: Calendar, known: Parameters<typeof makeAppointment>[0]) =>
    calendar.store.transact('test.record', (transaction) => {
      transaction.put('appointments', makeAppointment(known))
    })
  const refuse = (calendar: Calendar, reason: 'slot_taken' | 'outage') =>
    calendar.store.transact('test.refuse', (transaction) => {
      const refusal = { reason, message: 'No.' }
      transaction.put('attempts', makeAttempt({ slot: TUESDAY, state: 'refused', refusal, settledAt: NOW }))
    })

  test('when a meeting that reaches into it is recorded', async () => {
    const calendar = await knowing(TUESDAY, WEDNESDAY)
    await record(calendar, {
      start: plus(TUESDAY.start, -15 * MINUTE),
      end: plus(TUESDAY.start, 15 * MINUTE),
    })
    await expect.poll(() => read(calendar)).toMatchObject({ starts: starts(WEDNESDAY) })
    expect(calendar.asked).toHaveLength(1)
  })

  test('when the provider refused it as taken, and for no other refusal', async () => {
    const calendar = await knowing(TUESDAY, WEDNESDAY)
    await refuse(calendar, 'outage')
    await calendar.store.transact('test.wait', () => null)
    expect((await read(calendar)).starts).toEqual(starts(TUESDAY, WEDNESDAY))
    await refuse(calendar, 'slot_taken')
    await expect.poll(() => read(calendar)).toMatchObject({ starts: starts(WEDNESDAY) })
    expect(calendar.asked).toHaveLength(1)
  })

  test('by an answer that was on its way either', async () => {
    const calendar = await openCalendar()
    calendar.says([TUESDAY, WEDNESDAY])
    const release = calendar.hold()
    const reading = read(calendar)
    await refuse(calendar, 'slot_taken')
    release()
    expect((await reading).starts).toEqual(starts(WEDNESDAY))
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
  })

  test.each([
    ['another event type', { start: TUESDAY.start, targetId: 'another' }],
    ['another time', { start: TUESDAY.end }],
    ['a meeting that is canceled', { start: TUESDAY.start, status: 'canceled' as const }],
  ])('but stays after %s', async (_what, known) => {
    const calendar = await knowing(TUESDAY)
    await record(calendar, known)
    await calendar.store.transact('test.wait', () => null)
    expect((await read(calendar)).starts).toEqual(starts(TUESDAY))
  })
})

describe('all that is known is dropped', () => {
  const { calendly, ghl } = makeSettings()
  test.each<[string, Partial<Settings>]>([
    ['provider', { meetingBookingProvider: 'ghl' }],
    ['link', { calendly: { ...calendly, eventLink: 'https://calendly.com/dana-host/other' } }],
    ['calendar', { ghl: { ...ghl, calendarId: 'calendar-2' } }],
    ['location', { ghl: { ...ghl, locationId: 'location-2' } }],
    ['notice', { minimumNoticeMinutes: 60 }],
    ['horizon', { lookAheadDays: 7 }],
  ])('with a change of the %s', async (_what, change) => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    await calendar.save(change)
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
  })

  test('with a change of the account', async () => {
    const calendar = await knowing(TUESDAY)
    calendar.says([WEDNESDAY])
    const account = { id: 'https://api.calendly.com/users/OTHER', name: 'O', email: null, organization: null }
    await calendar.store.transact('test.account', (transaction) => {
      transaction.put('connections', { ...newConnection('calendly'), account })
    })
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
  })

  test('and an answer to the old question is not kept', async () => {
    const calendar = await openCalendar()
    calendar.says([TUESDAY])
    const releaseOld = calendar.hold()
    const old = read(calendar)
    await calendar.save({ lookAheadDays: 7 })
    calendar.says([WEDNESDAY])
    calendar.hold()()
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
    releaseOld()
    await old
    expect((await read(calendar)).starts).toEqual(starts(WEDNESDAY))
  })

  test('but not with any other change', async () => {
    const calendar = await knowing(TUESDAY)
    await calendar.save({ slotsPerOffer: 5, paused: true })
    await read(calendar)
    expect(calendar.asked).toHaveLength(1)
  })
})

test('the provider is asked from the notice to the horizon', async () => {
  const calendar = await openCalendar({ minimumNoticeMinutes: 60, lookAheadDays: 7 })
  await read(calendar)
  expect(calendar.asked).toEqual([{ start: plus(NOW, HOUR), end: plus(NOW, 7 * DAY) }])
})
