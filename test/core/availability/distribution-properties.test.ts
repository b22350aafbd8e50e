import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { chooseSlots, type DistributionFacts } from '../../../core/availability/distribution'
import { slotKey, type Slot } from '../../../core/domain/slot'
import { DAY, epoch, HOUR, MINUTE, plus } from '../../../core/domain/time'
import { makeSettings, makeSlot, NOW } from '../../support/fixtures'

const ZONES = ['America/New_York', 'Pacific/Auckland', 'Europe/Berlin', 'Asia/Kolkata', 'UTC'] as const

const clockIn = (instant: string, zone: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
const minuteOfDay = (time: Temporal.ZonedDateTime) => time.hour * 60 + time.minute

interface Case {
  slots: Slot[]
  facts: DistributionFacts
  offered: Set<string>
}

/** Half-hour slots of the next 16 days on a half-hour grid, some named twice, some offered before. */
const cases = fc
  .record({
    slots: fc.array(fc.integer({ min: -4, max: 16 * 48 }), { maxLength: 40 }),
    offered: fc.array(fc.integer({ min: 0, max: 16 * 48 }), { maxLength: 20 }),
    counts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }),
    leadZone: fc.constantFrom(...ZONES),
    zone: fc.constantFrom(...ZONES),
    minimumNoticeMinutes: fc.integer({ min: 0, max: 2 * 24 * 60 }),
    lookAheadDays: fc.integer({ min: 1, max: 31 }),
    slotsPerOffer: fc.integer({ min: 1, max: 5 }),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    start: fc.integer({ min: 0, max: 11 }),
    end: fc.integer({ min: 12, max: 23 }),
    snoozedForHours: fc.option(fc.integer({ min: -24, max: 96 })),
  })
  .map((given): Case => {
    const slotAt = (half: number) => makeSlot(plus(NOW, half * 30 * MINUTE))
    const offered = new Set(given.offered.map((half) => slotKey(slotAt(half))))
    const workingHours = { start: `${String(given.start).padStart(2, '0')}:00`, end: `${given.end}:00` }
    const { minimumNoticeMinutes, lookAheadDays, slotsPerOffer, workingDays, zone, leadZone } = given
    return {
      slots: given.slots.map(slotAt),
      offered,
      facts: {
        now: NOW,
        settings: makeSettings({
          minimumNoticeMinutes,
          lookAheadDays,
          slotsPerOffer,
          workingDays,
          workingHours,
          zone,
        }),
        leadZone,
        snoozedUntil: given.snoozedForHours === null ? null : plus(NOW, given.snoozedForHours * HOUR),
        wasOffered: (slot) => offered.has(slotKey(slot)),
        timesOffered: (slot) => given.counts[(epoch(slot.start) / (30 * MINUTE)) % 7] ?? 0,
      },
    }
  })

function isAllowed({ slots: _, facts, offered }: Case, slot: Slot): boolean {
  const { settings } = facts
  const [start, end] = [clockIn(slot.start, settings.zone), clockIn(slot.end, settings.zone)]
  const minutesAway = (epoch(slot.start) - epoch(NOW)) / MINUTE
  return (
    !offered.has(slotKey(slot)) &&
    minutesAway >= settings.minimumNoticeMinutes &&
    minutesAway < settings.lookAheadDays * 24 * 60 &&
    (facts.snoozedUntil === null || epoch(slot.start) >= epoch(facts.snoozedUntil)) &&
    settings.workingDays.includes(start.dayOfWeek) &&
    minuteOfDay(start) >= Number(settings.workingHours.start.slice(0, 2)) * 60 &&
    minuteOfDay(end) > minuteOfDay(start) &&
    minuteOfDay(end) <= Number(settings.workingHours.end.slice(0, 2)) * 60
  )
}

/** What a lead may be offered: allowed, each once, in the lead's own day if anything is, the next five days first. */
function choiceOf(given: Case): { allowed: Slot[]; preferred: Slot[]; later: Slot[] } {
  const distinct = [...new Map(given.slots.map((slot) => [slot.start, slot])).values()]
  const usable = distinct.filter((slot) => isAllowed(given, slot))
  const decent = usable.filter((slot) => {
    const { hour } = clockIn(slot.start, given.facts.leadZone)
    return hour >= 7 && hour < 21
  })
  const allowed = decent.length > 0 ? decent : usable
  const isSoon = (slot: Slot) => epoch(slot.start) - epoch(NOW) < 5 * DAY
  return { allowed, preferred: allowed.filter(isSoon), later: allowed.filter((slot) => !isSoon(slot)) }
}

const withSlots = (given: Case, slotsPerOffer: number): Case => ({
  ...given,
  facts: { ...given.facts, settings: { ...given.facts.settings, slotsPerOffer } },
})

const startsOf = (slots: Slot[]) => slots.map(({ start }) => start)

/** None of these would have been the better choice of its kind. */
function expectBest(chosen: Slot | undefined, kind: Slot[], { facts }: Case): void {
  const best = [...kind].sort(
    (a, b) => facts.timesOffered(a) - facts.timesOffered(b) || epoch(a.start) - epoch(b.start),
  )
  expect(chosen?.start).toBe(best[0]?.start)
}

test('what is offered is allowed, each time once, in order, and as many as asked for where there are as many', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { allowed } = choiceOf(given)
      const chosen = startsOf(chooseSlots(given.slots, given.facts))
      for (const start of chosen) expect(startsOf(allowed)).toContain(start)
      expect(chosen).toEqual([...new Set(chosen)].sort())
      expect(chosen).toHaveLength(Math.min(given.facts.settings.slotsPerOffer, allowed.length))
    }),
    { numRuns: 500 },
  )
})

test('the order in which the provider names its slots does not matter', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const chosen = startsOf(chooseSlots(given.slots, given.facts))
      expect(startsOf(chooseSlots([...given.slots].reverse(), given.facts))).toEqual(chosen)
    }),
  )
})

test('the first pick is soon, then a morning, then the least offered, then the earliest', () => {
  fc.assert(
    fc.property(cases, (any) => {
      const given = withSlots(any, 1)
      const { preferred, later } = choiceOf(given)
      const pool = preferred.length > 0 ? preferred : later
      const mornings = pool.filter(({ start }) => clockIn(start, given.facts.leadZone).hour < 12)
      const [chosen] = chooseSlots(given.slots, given.facts)
      expectBest(chosen, mornings.length > 0 ? mornings : pool, given)
    }),
    { numRuns: 500 },
  )
})

test('every next pick is another day and the other half of it than the first, else another day, else any', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 2, max: 5 }), (any, count) => {
      const given = withSlots(any, count)
      const zone = given.facts.leadZone
      const [first] = chooseSlots(given.slots, withSlots(any, 1).facts)
      const before = chooseSlots(given.slots, withSlots(any, count - 1).facts)
      const chosen = chooseSlots(given.slots, given.facts)
      if (!first) {
        expect(chosen).toEqual([])
        return
      }
      expect(startsOf(chosen)).toEqual(expect.arrayContaining(startsOf(before)))
      const isOpen = ({ start }: Slot) => !startsOf(before).includes(start)
      const next = chosen.find(isOpen)
      const dayOf = ({ start }: Slot) => clockIn(start, zone).toPlainDate().toString()
      const isMorning = ({ start }: Slot) => clockIn(start, zone).hour < 12
      const { preferred, later } = choiceOf(given)
      const soon = preferred.filter(isOpen)
      const pool = soon.length > 0 ? soon : later.filter(isOpen)
      const days = before.map(dayOf)
      const otherDay = pool.filter((slot) => !days.includes(dayOf(slot)))
      const otherHalf = otherDay.filter((slot) => isMorning(slot) !== isMorning(first))
      expectBest(next, otherHalf.length > 0 ? otherHalf : otherDay.length > 0 ? otherDay : pool, given)
    }),
    { numRuns: 500 },
  )
})

test('however often a lead is offered times, none comes twice, and in the end all that is allowed was offered', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const wasOffered = new Set(given.offered)
      const facts = { ...given.facts, wasOffered: (slot: Slot) => wasOffered.has(slotKey(slot)) }
      const usable = new Set(startsOf(given.slots.filter((slot) => isAllowed(given, slot))))
      const named: string[] = []
      for (;;) {
        const chosen = chooseSlots(given.slots, facts)
        if (chosen.length === 0) break
        named.push(...startsOf(chosen))
        for (const slot of chosen) wasOffered.add(slotKey(slot))
      }
      expect([...named].sort()).toEqual([...usable].sort())
    }),
  )
})
