import { Temporal } from 'temporal-polyfill'
import type { Offer } from '../domain/offer'
import { epoch, type Instant, type Zone } from '../domain/time'
import { inZone, zoneAbbreviation } from '../domain/zoned-time'
import type { Clock, DayOfYear, Mark, ZoneWord } from './marks'

/** What a lead could answer when a reply was written. */
export interface OffersSeen {
  /** All offers made to this lead on this channel before the reply was written, whatever became of them. */
  offers: readonly Offer[]
  /** The newest message that had been sent on this channel before the reply; null when there was none. */
  answering: string | null
  /** When the reply was written. */
  at: Instant
}

/** Before this hour of the night "tomorrow" may mean the day that has begun. */
const NIGHT_ENDS = 4
const SUNDAY = 7
const SATURDAY = 6

/** Whether an offer is what the lead's word says, by the day and the clock of the zone in which it was worded. */
export function fits(mark: Mark, offer: Offer, seen: OffersSeen): boolean {
  const local = inZone(offer.slot.start, offer.zone)
  const day = local.toPlainDate()
  const today = inZone(seen.at, offer.zone).toPlainDate()
  switch (mark.kind) {
    case 'place':
      return offer.position === mark.position
    case 'weekday':
      return local.dayOfWeek === mark.day && isInWeek(day, today, mark.which)
    case 'date':
      return (
        isThatDay(day, today, mark.date) ||
        (mark.others.some((other) => isThatDay(day, today, other)) && !isNear(mark.date, today))
      )
    case 'dayOfMonth':
      return local.day === mark.day
    case 'fromToday':
      return day.equals(today.add({ days: mark.days }))
    case 'week':
      return weekOf(day) === weekOf(today) + mark.weeks
    case 'month':
      return local.month === mark.month
    case 'dayPart':
      return local.hour >= mark.from && local.hour < mark.to
    case 'clock':
      return isAt(inZone(offer.slot.start, zoneMeant(mark, offer)), mark) && !contradictsOffset(mark, offer)
    case 'span':
      return false
    case 'extreme':
      return isExtreme(mark.which, offer, seen)
    case 'number': {
      const isItsHour = local.minute === 0 && isHour(local.hour, mark.value, null)
      return isItsHour || (!mark.onlyHour && offer.position === mark.value)
    }
  }
}

/**
 * Whether the lead could mean this offer under any reading of the word: a number may be a place, an hour or a date, a
 * bare ordinal a place or a date ("the first"), "next Tuesday" the coming one, a zone's short name its offset.
 */
export function mayMean(mark: Mark, offer: Offer, seen: OffersSeen): boolean {
  if (fits(mark, offer, seen)) return true
  const local = inZone(offer.slot.start, offer.zone)
  const today = inZone(seen.at, offer.zone)
  switch (mark.kind) {
    case 'number':
      return fits({ ...mark, onlyHour: false }, offer, seen) || local.day === mark.value
    case 'place':
      return mark.bare && local.day === mark.position
    case 'dayOfMonth':
      return mark.orPlace && offer.position === mark.day
    case 'weekday':
      return local.dayOfWeek === mark.day
    case 'date':
      return [mark.date, ...mark.others].some((date) => date.month === local.month && date.day === local.day)
    case 'fromToday':
      return (
        mark.days > 0 &&
        today.hour < NIGHT_ENDS &&
        local.toPlainDate().equals(today.toPlainDate().add({ days: mark.days - 1 }))
      )
    case 'clock':
      return (
        zonesOf(mark, offer).some((zone) => isAt(inZone(offer.slot.start, zone), mark)) ||
        (mark.zone !== null && mark.zone.offset !== null && isAt(atOffset(offer, mark.zone.offset), mark))
      )
    case 'span': {
      const minutes = (clock: Clock) =>
        (clock.hour + (clock.meridiem === 'pm' && clock.hour < 12 ? 12 : 0)) * 60 + clock.minute
      const start = local.hour * 60 + local.minute
      return [0, 720].some(
        (shift) => start >= minutes(mark.start) + shift && start <= minutes(mark.end) + shift,
      )
    }
    default:
      return false
  }
}

/** "10 EST" said in July: whether the clock on the wall or the letter is meant has to be asked. */
function contradictsOffset(clock: Clock, offer: Offer): boolean {
  const [zone] = clock.zone?.zones ?? []
  if (zone === undefined || clock.zone === null || clock.zone.offset === null) return false
  return !isAt(atOffset(offer, clock.zone.offset), clock)
}

function isThatDay(day: Temporal.PlainDate, today: Temporal.PlainDate, date: DayOfYear): boolean {
  if (date.month !== day.month || date.day !== day.day) return false
  return date.year === null || date.year === day.year || date.year < today.year
}

/** Within the months in which a meeting may be agreed: digits that may mean such a day mean it. */
function isNear(date: DayOfYear, today: Temporal.PlainDate): boolean {
  const years = date.year === null ? [today.year, today.year + 1] : [date.year]
  return years.some((year) => {
    const day = Temporal.PlainDate.from({ year, month: date.month, day: 1 }).with({ day: date.day })
    const away = today.until(day).days
    return away >= 0 && away <= 60
  })
}

/** "this Tuesday" is the coming one, "next Tuesday" that of the week after, where both are without doubt. */
function isInWeek(
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
  which: 'this' | 'next' | null,
): boolean {
  if (which === null) return true
  const away = today.until(day).days
  if (which === 'this') return away >= 0 && away < 7
  const isWeekend = today.dayOfWeek === SATURDAY || today.dayOfWeek === SUNDAY
  return weekOf(day) === weekOf(today) + 1 && !isWeekend
}

/** Weeks from Monday to Sunday, counted. */
function weekOf(day: Temporal.PlainDate): number {
  const monday = Temporal.PlainDate.from('2024-01-01')
  return Math.floor(monday.until(day).days / 7)
}

/** The one zone in which a clock time is taken: the offer's own where the word is one for it, else the word's first. */
function zoneMeant({ zone }: Clock, offer: Offer): Zone {
  const isOwn = zone === null || isNameOf(zone, offer) || zone.zones.includes(offer.zone)
  return isOwn ? offer.zone : (zone.zones[0] ?? offer.zone)
}

/** All zones that the lead may mean, unless the word is the one with which the offer was worded. */
function zonesOf({ zone }: Clock, offer: Offer): readonly Zone[] {
  return zone === null || isNameOf(zone, offer) ? [offer.zone] : zone.zones
}

/** To Brisbane AEST is not Sydney's clock. */
function isNameOf({ written }: ZoneWord, { slot, zone }: Offer): boolean {
  return written === zoneAbbreviation(slot.start, zone).toLowerCase()
}

function atOffset(offer: Offer, hours: number): { hour: number; minute: number } {
  const time = new Date(epoch(offer.slot.start) + hours * 3_600_000)
  return { hour: time.getUTCHours(), minute: time.getUTCMinutes() }
}

function isAt(local: { hour: number; minute: number }, { hour, minute, meridiem }: Clock): boolean {
  return local.minute === minute && isHour(local.hour, hour, meridiem)
}

function isHour(local: number, hour: number, meridiem: Clock['meridiem']): boolean {
  if (meridiem === '24h') return local === hour
  if (meridiem) return local === (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  return local === hour || (hour >= 1 && hour <= 12 && local % 12 === hour % 12)
}

/** By the order of time among the offers of the message that is answered. */
function isExtreme(
  which: Extract<Mark, { kind: 'extreme' }>['which'],
  offer: Offer,
  { offers, answering }: OffersSeen,
): boolean {
  const answered = offers
    .filter((one) => one.messageId === answering)
    .sort((a, b) => epoch(a.slot.start) - epoch(b.slot.start))
  const place = answered.findIndex((one) => one.id === offer.id)
  const { length } = answered
  if (place < 0 || length < 2) return false
  switch (which) {
    case 'earliest':
      return place === 0
    case 'latest':
      return place === length - 1
    case 'last':
      return offer.position === length && place === length - 1
    case 'middle':
      return length === 3 && place === 1
    case 'former':
      return length === 2 && offer.position === 1
    case 'latter':
      return length === 2 && offer.position === 2
    case 'other':
      return length === 2
  }
}
