import { describe, expect, test } from 'vitest'
import { nearestSlots, proposedSlot, type NearestFacts } from '../../../core/availability/nearest-slots'
import { exactly, type TimeWindow } from '../../../core/domain/time'
import { makeSettings, makeSlot, NEW_YORK, NOW } from '../../support/fixtures'

/** Times of the New York clock in the week of Monday, November 23, 2026. */
const at = (day: number, clock: string) => {
  const [hour = '0', minute = '00'] = clock.split(':')
  return `2026-11-${day}T${String(Number(hour) + 5).padStart(2, '0')}:${minute}:00.000Z`
}
const slotAt = (day: number, clock: string) => makeSlot(at(day, clock))
const between = (day: number, from: string, to: string): TimeWindow => ({
  start: at(day, from),
  end: at(day, to),
})

const settings = makeSettings({ slotsPerOffer: 2 })
const facts = (wanted: TimeWindow[], more: Partial<NearestFacts> = {}): NearestFacts => ({
  now: NOW,
  settings,
  leadZone: NEW_YORK,
  wanted,
  wasOffered: () => false,
  ...more,
})
const starts = (slots: { start: string }[]) => slots.map(({ start }) => start)

describe('nearest free times', () => {
  test('lie next to the time that was lost, before and behind it, and never are it', () => {
    const free = [
      slotAt(25, '9:00'),
      slotAt(25, '9:30'),
      slotAt(25, '10:00'),
      slotAt(25, '10:30'),
      slotAt(26, '10:00'),
    ]
    expect(starts(nearestSlots(free, facts([exactly(at(25, '10:00'))])))).toEqual([
      at(25, '9:30'),
      at(25, '10:30'),
    ])
  })

  test('lie inside the window that was asked for, where there are any', () => {
    const free = [slotAt(24, '11:30'), slotAt(24, '13:00'), slotAt(24, '15:00'), slotAt(24, '16:00')]
    expect(starts(nearestSlots(free, facts([between(24, '12:00', '15:30')])))).toEqual([
      at(24, '13:00'),
      at(24, '15:00'),
    ])
  })

  test('fulfil the first wish before the second, and fall back to what is next to them', () => {
    const free = [slotAt(24, '10:00'), slotAt(25, '14:00'), slotAt(26, '10:00')]
    const wishes = [between(26, '9:00', '12:00'), between(25, '12:00', '15:00')]
    expect(
      starts(nearestSlots(free, facts(wishes, { settings: makeSettings({ slotsPerOffer: 1 }) }))),
    ).toEqual([at(26, '10:00')])
    expect(starts(nearestSlots([slotAt(24, '10:00')], facts(wishes)))).toEqual([at(24, '10:00')])
  })

  test('were not offered before, unless there is nothing else', () => {
    const free = [slotAt(25, '9:30'), slotAt(25, '10:30'), slotAt(26, '10:00')]
    const wasOffered = ({ start }: { start: string }) => start !== at(26, '10:00')
    const lost = [exactly(at(25, '10:00'))]
    expect(starts(nearestSlots(free, facts(lost, { wasOffered })))).toEqual([at(26, '10:00')])
    expect(nearestSlots(free.slice(0, 2), facts(lost, { wasOffered }))).toHaveLength(2)
  })

  test('keep the notice, the horizon and the working hours', () => {
    const free = [
      slotAt(23, '10:30'),
      slotAt(24, '8:00'),
      slotAt(28, '10:00'),
      makeSlot('2026-12-09T15:00:00.000Z'),
    ]
    expect(nearestSlots(free, facts([exactly(at(24, '10:00'))]))).toEqual([])
  })

  test('are no night for the lead, unless nothing else is free or the lead asked for it', () => {
    const leadZone = 'America/Los_Angeles'
    const early = slotAt(24, '9:00')
    const decent = slotAt(24, '11:00')
    const lost = [exactly(at(24, '9:30'))]
    expect(starts(nearestSlots([early, decent], facts(lost, { leadZone })))).toEqual([at(24, '11:00')])
    expect(starts(nearestSlots([early], facts(lost, { leadZone })))).toEqual([at(24, '9:00')])
    const asked = facts([between(24, '8:00', '9:30')], { leadZone })
    expect(starts(nearestSlots([early, decent], asked))).toContain(at(24, '9:00'))
  })

  test('name no time twice', () => {
    const twice = [slotAt(25, '9:30'), slotAt(25, '9:30')]
    expect(nearestSlots(twice, facts([exactly(at(25, '10:00'))]))).toHaveLength(1)
  })
})

describe('a proposed time', () => {
  const wish = (...wanted: TimeWindow[]) => ({ now: NOW, settings, wanted })

  test('is a free slot only to the minute, that of the first wish which is free', () => {
    const free = [slotAt(25, '10:00'), slotAt(26, '15:00')]
    expect(proposedSlot(free, wish(exactly(at(24, '15:00')), exactly(at(26, '15:00'))))?.start).toBe(
      at(26, '15:00'),
    )
    expect(proposedSlot(free, wish(exactly(at(25, '10:15'))))).toBeNull()
    expect(proposedSlot(free, wish(between(25, '9:00', '12:00')))).toBeNull()
  })

  test('is none outside the notice and the working hours, or at another provider', () => {
    expect(proposedSlot([slotAt(23, '10:00')], wish(exactly(at(23, '10:00'))))).toBeNull()
    expect(proposedSlot([slotAt(24, '18:00')], wish(exactly(at(24, '18:00'))))).toBeNull()
    const elsewhere = makeSlot(at(24, '15:00'), { provider: 'ghl' })
    expect(proposedSlot([elsewhere], wish(exactly(at(24, '15:00'))))).toBeNull()
  })
})
