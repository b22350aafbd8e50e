import { describe, expect, test } from 'vitest'
import { chooseSlots, type DistributionFacts } from '../../../core/availability/distribution'
import { slotKey, type Slot } from '../../../core/domain/slot'
import { DAY, MINUTE, plus } from '../../../core/domain/time'
import { makeSettings, makeSlot, NEW_YORK, NOW } from '../../support/fixtures'

type Known = Partial<Omit<DistributionFacts, 'settings'>> & {
  settings?: Partial<DistributionFacts['settings']>
}

/** Now is Monday, 9:00 in New York; a lead there, whom nothing was offered yet. */
function factsWith({ settings, ...known }: Known = {}): DistributionFacts {
  return {
    now: NOW,
    settings: makeSettings(settings),
    leadZone: NEW_YORK,
    snoozedUntil: null,
    wasOffered: () => false,
    timesOffered: () => 0,
    ...known,
  }
}

/** Half an hour in November 2026 by New York's clock, which is five hours behind UTC then. */
function at(day: number, time: string): Slot {
  return makeSlot(plus(`2026-11-${String(day).padStart(2, '0')}T${time}:00.000Z`, 5 * 60 * MINUTE))
}

const choose = (slots: Slot[], known?: Known) =>
  chooseSlots(slots, factsWith(known)).map(({ start }) => start)
const starts = (...slots: Slot[]) => slots.map(({ start }) => start)
const one: Known = { settings: { slotsPerOffer: 1 } }
const all: Known = { settings: { slotsPerOffer: 5 } }

describe('never offered is (V3)', () => {
  test('what was offered to this lead before', () => {
    const [before, other] = [at(24, '10:00'), at(24, '11:00')]
    expect(choose([before, other], { wasOffered: (slot) => slotKey(slot) === slotKey(before) })).toEqual(
      starts(other),
    )
  })

  test('what is nearer than the minimum notice', () => {
    expect(choose([at(23, '10:30'), at(23, '11:00')], all)).toEqual(starts(at(23, '11:00')))
    const longer = { settings: { minimumNoticeMinutes: 24 * 60, slotsPerOffer: 5 } }
    expect(choose([at(23, '16:00'), at(24, '09:00')], longer)).toEqual(starts(at(24, '09:00')))
  })

  test('what has passed, even where no notice is asked for', () => {
    const slots = [at(23, '08:30'), at(23, '09:00'), at(23, '09:30')]
    const known = {
      settings: {
        minimumNoticeMinutes: 0,
        slotsPerOffer: 5,
        workingHours: { start: '08:00', end: '17:00' },
      },
    }
    expect(choose(slots, known)).toEqual(starts(at(23, '09:00'), at(23, '09:30')))
  })

  test('what is further ahead than the workspace looks', () => {
    const known = {
      settings: { lookAheadDays: 2, slotsPerOffer: 5, workingHours: { start: '08:00', end: '17:00' } },
    }
    const slots = [at(25, '08:30'), at(25, '09:00')]
    expect(choose(slots, known)).toEqual(starts(at(25, '08:30')))
  })

  test('what lies before the lead’s snooze ends', () => {
    const snoozedUntil = at(25, '10:00').start
    expect(choose([at(24, '10:00'), at(25, '09:30'), at(25, '10:00')], { ...all, snoozedUntil })).toEqual(
      starts(at(25, '10:00')),
    )
  })

  test('what begins before the working hours or ends after them', () => {
    expect(choose([at(24, '08:30'), at(24, '09:00')], all)).toEqual(starts(at(24, '09:00')))
    expect(choose([at(24, '16:30'), at(24, '16:45'), at(24, '17:00')], all)).toEqual(starts(at(24, '16:30')))
  })

  test('what is on a day off, by the workspace’s calendar', () => {
    expect(choose([at(28, '10:00'), at(29, '10:00')], all)).toEqual([])
    expect(choose([at(28, '10:00')], { settings: { workingDays: [6] } })).toEqual(starts(at(28, '10:00')))
    // Sunday evening in New York is Monday in Auckland, where this workspace works.
    const inAuckland = {
      settings: { zone: 'Pacific/Auckland', workingHours: { start: '09:00', end: '17:00' } },
    }
    expect(choose([at(29, '18:00')], inAuckland)).toEqual(starts(at(29, '18:00')))
  })

  test('what runs over midnight', () => {
    const late = { settings: { workingHours: { start: '00:00', end: '23:59' } } }
    expect(choose([makeSlot(at(24, '23:45').start)], late)).toEqual([])
  })

  test('the same time twice, though the provider named it twice', () => {
    expect(choose([at(24, '10:00'), at(24, '10:00')], all)).toEqual(starts(at(24, '10:00')))
  })
})

test('working hours are kept over a clock change', () => {
  const now = '2026-10-30T12:00:00.000Z'
  const slots = ['2026-10-30T20:30:00.000Z', '2026-11-02T13:30:00.000Z', '2026-11-02T14:00:00.000Z']
  expect(
    choose(
      slots.map((start) => makeSlot(start)),
      { ...all, now },
    ),
  ).toEqual(['2026-10-30T20:30:00.000Z', '2026-11-02T14:00:00.000Z'])
})

describe('the lead’s own day, 07:00 to 21:00,', () => {
  // 9:00 to 10:00 in New York is 19:30 to 20:30 in Kolkata; 10:30 is 21:00.
  test('is kept to where something lies in it', () => {
    const slots = [at(24, '10:30'), at(24, '10:00'), at(25, '14:00')]
    expect(choose(slots, { ...all, leadZone: 'Asia/Kolkata' })).toEqual(starts(at(24, '10:00')))
    // 9:30 in New York is 6:30 in Los Angeles.
    expect(choose([at(24, '09:30'), at(24, '10:00')], { ...all, leadZone: 'America/Los_Angeles' })).toEqual(
      starts(at(24, '10:00')),
    )
  })

  test('is dropped where nothing does', () => {
    const slots = [at(24, '10:30'), at(25, '14:00')]
    expect(choose(slots, { ...all, leadZone: 'Asia/Kolkata' })).toEqual(starts(...slots))
  })
})

describe('the first pick is', () => {
  test('in the next five days where there is one, though later ones are mornings or fresher', () => {
    const soon = at(27, '16:00')
    const timesOffered = (slot: Slot) => (slotKey(slot) === slotKey(soon) ? 9 : 0)
    expect(choose([at(30, '09:00'), soon], { ...one, timesOffered })).toEqual(starts(soon))
    const limit = makeSlot(plus(NOW, 5 * DAY))
    const everyDay = { settings: { slotsPerOffer: 1, workingDays: [1, 2, 3, 4, 5, 6, 7] } }
    expect(choose([limit, at(28, '08:30')], everyDay)).toEqual(starts(limit))
    expect(choose([limit, at(27, '16:30')], everyDay)).toEqual(starts(at(27, '16:30')))
  })

  test('a morning of the lead', () => {
    expect(choose([at(24, '12:00'), at(24, '15:00'), at(25, '11:30')], one)).toEqual(starts(at(25, '11:30')))
    // 14:00 in New York is 11:00 in Los Angeles, and 11:30 there is 8:30.
    const inLosAngeles = { ...one, leadZone: 'America/Los_Angeles' }
    expect(choose([at(24, '15:30'), at(25, '14:00')], inLosAngeles)).toEqual(starts(at(25, '14:00')))
  })

  test('the least offered morning', () => {
    const counts: Record<string, number> = { [at(24, '09:00').start]: 2, [at(25, '09:00').start]: 1 }
    const timesOffered = ({ start }: Slot) => counts[start] ?? 0
    const slots = [at(24, '09:00'), at(25, '09:00'), at(24, '13:00')]
    expect(choose(slots, { ...one, timesOffered })).toEqual(starts(at(25, '09:00')))
  })

  test('the earliest of those', () => {
    expect(choose([at(25, '09:00'), at(24, '10:00'), at(24, '09:30')], one)).toEqual(starts(at(24, '09:30')))
  })

  test('any, where there is no morning', () => {
    expect(choose([at(24, '15:00'), at(24, '13:00')], one)).toEqual(starts(at(24, '13:00')))
  })
})

describe('the next pick is', () => {
  test('on another day and in the other half of it', () => {
    const slots = [at(24, '09:00'), at(24, '14:00'), at(25, '09:00'), at(26, '14:00')]
    expect(choose(slots)).toEqual(starts(at(24, '09:00'), at(26, '14:00')))
  })

  test('else on another day', () => {
    const slots = [at(24, '09:00'), at(24, '14:00'), at(25, '10:00')]
    expect(choose(slots)).toEqual(starts(at(24, '09:00'), at(25, '10:00')))
  })

  test('else any', () => {
    expect(choose([at(24, '09:00'), at(24, '09:30')])).toEqual(starts(at(24, '09:00'), at(24, '09:30')))
  })

  test('in the next five days as long as there is one', () => {
    const slots = [at(24, '09:00'), at(24, '09:30'), at(30, '14:00')]
    expect(choose(slots)).toEqual(starts(at(24, '09:00'), at(24, '09:30')))
    expect(choose(slots, all)).toEqual(starts(...slots))
  })

  test('the least offered of its kind', () => {
    const timesOffered = ({ start }: Slot) => (start === at(25, '13:00').start ? 1 : 0)
    const slots = [at(24, '09:00'), at(25, '13:00'), at(26, '15:00')]
    expect(choose(slots, { timesOffered })).toEqual(starts(at(24, '09:00'), at(26, '15:00')))
  })
})

describe('as many come as the setting says:', () => {
  const slots = [at(24, '09:00'), at(24, '14:00'), at(25, '09:00'), at(25, '14:00'), at(26, '10:00')]

  test.each([1, 2, 3, 4, 5])('%d', (slotsPerOffer) => {
    expect(choose(slots, { settings: { slotsPerOffer } })).toHaveLength(slotsPerOffer)
  })

  test('fewer when there are fewer, none when there are none', () => {
    expect(choose(slots.slice(0, 1), all)).toHaveLength(1)
    expect(choose([], all)).toEqual([])
  })

  test('in the order of time, whatever the order of choice', () => {
    const [late, early] = [at(25, '09:00'), at(24, '14:00')]
    expect(choose([late], one)).toEqual(starts(late))
    expect(choose([late, early], one)).toEqual(starts(late))
    expect(choose([late, early])).toEqual(starts(early, late))
  })
})
