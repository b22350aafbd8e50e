import type { Settings } from '../domain/settings'
import { byStart, distinctSlots, type Slot } from '../domain/slot'
import { DAY, isWithin, plus, type Instant, type TimeWindow, type Zone } from '../domain/time'
import { inZone } from '../domain/zoned-time'
import { bookableWindow } from './free-slots'

const LEAD_DAY_STARTS = 7
const LEAD_DAY_ENDS = 21
const PREFERRED_DAYS = 5

export interface DistributionFacts {
  now: Instant
  settings: Pick<
    Settings,
    'minimumNoticeMinutes' | 'lookAheadDays' | 'slotsPerOffer' | 'workingDays' | 'workingHours' | 'zone'
  >
  leadZone: Zone
  snoozedUntil: Instant | null
  /** True for a slot that this lead was offered before. */
  wasOffered: (slot: Slot) => boolean
  /** How often a slot was offered to anybody. */
  timesOffered: (slot: Slot) => number
}

interface Candidate {
  slot: Slot
  day: string
  half: 'morning' | 'afternoon'
  offered: number
}

/**
 * Chooses the slots to offer a lead (V3): as many as the settings say, fewer when there are fewer, none when there are
 * none. They come back in the order of time.
 */
export function chooseSlots(slots: readonly Slot[], facts: DistributionFacts): Slot[] {
  // A lead is never asked to choose between a time and itself.
  const usable = distinctSlots(slots).filter(usableFor(facts))
  const decent = usable.filter((slot) => isDecent(slot.start, facts.leadZone))
  const candidates = (decent.length > 0 ? decent : usable).map((slot) => toCandidate(slot, facts))
  const soon = plus(facts.now, PREFERRED_DAYS * DAY)
  const preferred = candidates.filter(({ slot }) => slot.start < soon)
  const later = candidates.filter(({ slot }) => slot.start >= soon)
  const chosen: Candidate[] = []
  while (chosen.length < facts.settings.slotsPerOffer) {
    const next = pick(preferred, chosen) ?? pick(later, chosen)
    if (!next) break
    chosen.push(next)
  }
  return chosen.map(({ slot }) => slot).sort(byStart)
}

function usableFor({ now, settings, snoozedUntil, wasOffered }: DistributionFacts): (slot: Slot) => boolean {
  const bookable = bookableWindow(settings, now)
  const isWorkedIn = workedIn(settings)
  return (slot) =>
    isWithin(slot.start, bookable) &&
    (snoozedUntil === null || slot.start >= snoozedUntil) &&
    !wasOffered(slot) &&
    isWorkedIn(slot)
}

/** Tells what lies wholly within the working hours of one working day. */
export function workedIn(
  settings: Pick<Settings, 'workingDays' | 'workingHours' | 'zone'>,
): (time: TimeWindow) => boolean {
  const opens = minuteOfClock(settings.workingHours.start)
  const closes = minuteOfClock(settings.workingHours.end)
  return (time) => {
    const start = inZone(time.start, settings.zone)
    const end = inZone(time.end, settings.zone)
    return (
      settings.workingDays.includes(start.dayOfWeek) &&
      start.day === end.day &&
      minuteOf(start) >= opens &&
      minuteOf(end) <= closes
    )
  }
}

/** Minutes since midnight. */
function minuteOf({ hour, minute }: { hour: number; minute: number }): number {
  return hour * 60 + minute
}

/** Of "09:30". */
function minuteOfClock(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** Neither early nor late for the lead. */
export function isDecent(start: Instant, leadZone: Zone): boolean {
  const { hour } = inZone(start, leadZone)
  return hour >= LEAD_DAY_STARTS && hour < LEAD_DAY_ENDS
}

function toCandidate(slot: Slot, facts: DistributionFacts): Candidate {
  const local = inZone(slot.start, facts.leadZone)
  return {
    slot,
    day: local.toPlainDate().toString(),
    half: local.hour < 12 ? 'morning' : 'afternoon',
    offered: facts.timesOffered(slot),
  }
}

function pick(from: readonly Candidate[], chosen: readonly Candidate[]): Candidate | null {
  const open = from.filter((candidate) => !chosen.includes(candidate))
  const newDay = open.filter(({ day }) => !chosen.some((earlier) => earlier.day === day))
  const [first] = chosen
  const wishes = first
    ? [newDay.filter(({ half }) => half !== first.half), newDay, open]
    : [open.filter(({ half }) => half === 'morning'), open]
  const best = wishes.find((wish) => wish.length > 0) ?? []
  return [...best].sort(byOfferedThenEarliest)[0] ?? null
}

function byOfferedThenEarliest(a: Candidate, b: Candidate): number {
  return a.offered - b.offered || byStart(a.slot, b.slot)
}
