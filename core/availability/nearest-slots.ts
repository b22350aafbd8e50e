import type { Settings } from '../domain/settings'
import { byStart, distinctSlots, type Slot } from '../domain/slot'
import { epoch, isExact, isWithin, type Instant, type TimeWindow, type Zone } from '../domain/time'
import { isDecent, workedIn } from './distribution'
import { bookableWindow } from './free-slots'

export interface NearestFacts {
  now: Instant
  settings: Settings
  leadZone: Zone
  /** What the lead asked for, in the order of preference. */
  wanted: readonly TimeWindow[]
  /** True for a slot that this lead was offered before. */
  wasOffered: (slot: Slot) => boolean
}

/** The free slot that a lead proposed, to the minute: that of its first wish which is free (R6). */
export function proposedSlot(
  slots: readonly Slot[],
  { now, settings, wanted }: Pick<NearestFacts, 'now' | 'settings' | 'wanted'>,
): Slot | null {
  const isBookable = bookableIn(settings, now)
  for (const wish of wanted.filter(isExact)) {
    const free = slots.find(
      (slot) => slot.start === wish.start && slot.provider === settings.meetingBookingProvider,
    )
    if (free && isBookable(free)) return free
  }
  return null
}

/**
 * The free slots to offer to somebody who wanted certain times (C5): inside them where there are any, else next to
 * them; as many as the settings say, in the order of time. A time that was wanted to the minute is not among them,
 * because it is gone. What was offered before comes again only when there is nothing else.
 */
export function nearestSlots(slots: readonly Slot[], facts: NearestFacts): Slot[] {
  const { now, settings, leadZone, wanted, wasOffered } = facts
  const isBookable = bookableIn(settings, now)
  const usable = distinctSlots(slots).filter(
    (slot) => isBookable(slot) && !wanted.some((wish) => isExact(wish) && wish.start === slot.start),
  )
  const decent = usable.filter((slot) => isInside(slot, wanted) || isDecent(slot.start, leadZone))
  const candidates = decent.length > 0 ? decent : usable
  const unseen = candidates.filter((slot) => !wasOffered(slot))
  return (unseen.length > 0 ? unseen : candidates)
    .map((slot) => ({ slot, wish: wishOf(slot, wanted), away: distance(slot, wanted) }))
    .sort((a, b) => a.wish - b.wish || a.away - b.away || byStart(a.slot, b.slot))
    .slice(0, settings.slotsPerOffer)
    .map(({ slot }) => slot)
    .sort(byStart)
}

/** Whether a slot starts within one of the windows. */
export function isInside({ start }: Slot, windows: readonly TimeWindow[]): boolean {
  return windows.some((window) => isWithin(start, window))
}

function bookableIn(settings: Settings, now: Instant): (slot: Slot) => boolean {
  const bookable = bookableWindow(settings, now)
  const isWorkedIn = workedIn(settings)
  return (slot) => isWithin(slot.start, bookable) && isWorkedIn(slot)
}

/** The place of the first wish that the slot fulfils; behind all of them when it fulfils none. */
function wishOf({ start }: Slot, wanted: readonly TimeWindow[]): number {
  const index = wanted.findIndex((window) => isWithin(start, window))
  return index < 0 ? wanted.length : index
}

function distance(slot: Slot, wanted: readonly TimeWindow[]): number {
  const start = epoch(slot.start)
  const away = wanted.map((window) =>
    start < epoch(window.start) ? epoch(window.start) - start : Math.max(0, start - epoch(window.end)),
  )
  return away.length > 0 ? Math.min(...away) : 0
}
