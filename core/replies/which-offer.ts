import type { Offer } from '../domain/offer'
import type { Instant } from '../domain/time'
import { inZone } from '../domain/zoned-time'
import type { Mark } from './words'

/** What a lead could answer when a reply was written. */
export interface OffersSeen {
  /** All offers made to this lead on this channel before the reply was written, whatever became of them. */
  offers: readonly Offer[]
  /** The newest message that had been sent on this channel before the reply; null when there was none. */
  answering: string | null
  /** When the reply was written. */
  at: Instant
}

/** Whether an offer is what the lead's word says, by the day and the clock of the zone in which it was worded. */
export function fits(mark: Mark, offer: Offer): boolean {
  const local = inZone(offer.slot.start, offer.zone)
  switch (mark.kind) {
    case 'place':
      return offer.position === mark.position
    case 'weekday':
      return local.dayOfWeek === mark.day
    case 'clock':
      return local.minute === mark.minute && isHour(local.hour, mark.hour, mark.meridiem)
    case 'number': {
      const isItsHour = local.minute === 0 && isHour(local.hour, mark.value, null)
      return isItsHour || (!mark.onlyHour && offer.position === mark.value)
    }
  }
}

/**
 * Whether the lead could mean this offer under any reading of the word: a number may be a place, an hour or a date, a
 * bare ordinal a place or a date ("the first").
 */
export function mayMean(mark: Mark, offer: Offer): boolean {
  if (fits(mark, offer)) return true
  const { day } = inZone(offer.slot.start, offer.zone)
  if (mark.kind === 'number') return fits({ ...mark, onlyHour: false }, offer) || day === mark.value
  return mark.kind === 'place' && mark.bare && day === mark.position
}

function isHour(local: number, hour: number, meridiem: 'am' | 'pm' | null): boolean {
  if (meridiem) return local === (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  return local === hour || (hour >= 1 && hour <= 12 && local % 12 === hour % 12)
}
