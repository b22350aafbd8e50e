import { Temporal } from 'temporal-polyfill'
import { epoch, type Instant, type TimeWindow, type Zone } from '../domain/time'
import { fromWallClock, inZone, zoneAbbreviation } from '../domain/zoned-time'
import type { Clause } from './clauses'
import type { Clock, DayOfYear, Mark, ZoneWord } from './marks'
import { mayMean, type OffersSeen } from './which-offer'

/** More than this is a calendar and no proposal. */
const MOST = 3
const DAY_STARTS = { hour: 9, minute: 0 }
const DAY_ENDS = { hour: 18, minute: 0 }

interface Days {
  first: Temporal.PlainDate
  last: Temporal.PlainDate
}

/**
 * The times that a lead names and that are no offer of ours, as windows in the order in which it names them (R6). A
 * time without a zone is the lead's own; without a known zone nothing is resolved. Hours that a clock change skips or
 * repeats are left out, and so is what has passed.
 */
export function proposedTimes(clauses: readonly Clause[], seen: OffersSeen, zone: Zone | null): TimeWindow[] {
  const windows = clauses
    .filter((clause) => namesOwnTime(clause, seen))
    .flatMap((clause) => windowsOf(clause, seen, zone))
    .filter((window) => window.end > seen.at)
  return windows
    .filter(
      (window, index) =>
        windows.findIndex((one) => one.start === window.start && one.end === window.end) === index,
    )
    .slice(0, MOST)
}

/** It names a time that fits no offer, and does not refuse it. */
export function namesOwnTime({ marks, cues, kind, written }: Clause, seen: OffersSeen): boolean {
  const asks = WISHES_OTHERWISE.test(written)
  const times = marks.map(({ mark }) => mark).filter((mark) => isTime(mark) || (asks && isHour(mark)))
  if (times.length === 0 || (kind === 'loose' && cues.has('negative'))) return false
  if (asks && !seen.offers.some((offer) => times.every((mark) => mayMean(mark, offer, seen)))) return true
  return times.some((mark) => !seen.offers.some((offer) => mayMean(mark, offer, seen)))
}

/** "Tuesday is fine but could we make it 4": beside an offered time it says that another one is wanted. */
export const WISHES_OTHERWISE =
  /\b(?:instead|rather|better|prefer|preferably|can we|could we|can u|could u|can you|could you|how about|how bout|what about|make it|any chance|move|push|after|would .{0,30}\b(?:work|suit|be any))\b/i

function isHour(mark: Mark): boolean {
  return mark.kind === 'number' && mark.value <= 12
}

function isTime({ kind }: Mark): boolean {
  return kind !== 'place' && kind !== 'extreme' && kind !== 'number'
}

function windowsOf(clause: Clause, seen: OffersSeen, zone: Zone | null): TimeWindow[] {
  const marks = clause.marks.map(({ mark }) => mark)
  const clock = marks.find((mark) => mark.kind === 'clock')
  const span = marks.find((mark) => mark.kind === 'span')
  const named = zoneMeant(clock?.zone ?? null, zone, seen.at)
  if (named === null) return []
  const today = inZone(seen.at, named).toPlainDate()
  const days = daysOf(marks, today) ?? (clock || span ? offeredDays(seen, named) : [])
  const number = marks.find((mark) => mark.kind === 'number')
  const hours =
    clock ??
    (number?.kind === 'number' && number.value <= 12 && days.length > 0 ? asClock(number.value) : null)
  return days
    .flatMap(
      (one) =>
        windowOn(one, { clock: hours, span: span ?? null, marks, written: clause.written }, named) ?? [],
    )
    .filter(({ start }) => !contradictsOffset(clock?.zone ?? null, start, named))
}

/** The lead's own zone where the word is a name of it, else the first that the word means; null when none is known. */
function zoneMeant(word: ZoneWord | null, zone: Zone | null, at: Instant): Zone | null {
  if (word === null) return zone
  const isOwn =
    zone !== null && (word.zones.includes(zone) || word.written === zoneAbbreviation(at, zone).toLowerCase())
  return isOwn ? zone : (word.zones[0] ?? null)
}

/** "3pm EST" said of a day in July: which hour is meant has to be asked. */
function contradictsOffset(word: ZoneWord | null, start: Instant, zone: Zone): boolean {
  if (word?.offset == null) return false
  const wall = inZone(start, zone)
  const meant = new Date(epoch(start) + word.offset * 3_600_000)
  return wall.hour !== meant.getUTCHours() || wall.minute !== meant.getUTCMinutes()
}

function windowOn(
  { first, last }: Days,
  {
    clock,
    span,
    marks,
    written,
  }: {
    clock: Clock | null
    span: Extract<Mark, { kind: 'span' }> | null
    marks: readonly Mark[]
    written: string
  },
  zone: Zone,
): TimeWindow | null {
  const at = (day: Temporal.PlainDate, time: { hour: number; minute: number }) =>
    fromWallClock(day.toPlainDateTime(time), zone)
  const between = (start: Instant | null, end: Instant | null): TimeWindow | null =>
    start !== null && end !== null && start < end ? { start, end } : null
  if (span)
    return between(at(first, wallTime(span.start)), at(last, wallTime(span.end, wallTime(span.start).hour)))
  if (clock) {
    const start = at(first, wallTime(clock))
    if (start === null) return null
    if (/\b(?:after|from|past|any ?time after)\b/i.test(written)) return between(start, at(last, DAY_ENDS))
    if (/\b(?:before|by|until|till|no later than)\b/i.test(written))
      return between(at(first, DAY_STARTS), start)
    return { start, end: start }
  }
  const part = marks.find((mark) => mark.kind === 'dayPart')
  if (part?.kind === 'dayPart')
    return between(
      at(first, { hour: part.from, minute: 0 }),
      at(last, { hour: Math.min(part.to, 23), minute: 0 }),
    )
  return between(at(first, { hour: 0, minute: 0 }), at(last.add({ days: 1 }), { hour: 0, minute: 0 }))
}

/** The days that the marks name; null when they name none. */
function daysOf(marks: readonly Mark[], today: Temporal.PlainDate): Days[] | null {
  for (const mark of marks) if (mark.kind === 'date') return one(nextDate(mark.date, today))
  const nth = marks.find((mark) => mark.kind === 'dayOfMonth')
  if (nth?.kind === 'dayOfMonth') return one(nextDayOfMonth(nth.day, today))
  for (const mark of marks) if (mark.kind === 'fromToday') return one(today.add({ days: mark.days }))
  const week = marks.find((mark) => mark.kind === 'week')
  const weekday = marks.find((mark) => mark.kind === 'weekday')
  if (weekday?.kind === 'weekday') {
    const ahead = (weekday.day - today.dayOfWeek + 7) % 7
    const isNextWeek = weekday.which === 'next' || (week?.kind === 'week' && week.weeks === 1)
    const day = today.add({ days: ahead })
    return one(isNextWeek && day.weekOfYear === today.weekOfYear ? day.add({ days: 7 }) : day)
  }
  if (week?.kind === 'week') {
    const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ days: 7 * week.weeks })
    return [{ first: monday, last: monday.add({ days: 4 }) }]
  }
  return null
}

function one(day: Temporal.PlainDate | null): Days[] {
  return day ? [{ first: day, last: day }] : []
}

/** The coming day of that name; null for a day that does not exist. */
export function nextDate(
  { year, month, day }: DayOfYear,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  for (const candidate of year === null ? [today.year, today.year + 1] : [year]) {
    try {
      const date = Temporal.PlainDate.from({ year: candidate, month, day }, { overflow: 'reject' })
      if (Temporal.PlainDate.compare(date, today) >= 0) return date
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return null
}

function nextDayOfMonth(day: number, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const month = day >= today.day ? today : today.add({ months: 1 })
  return nextDate({ year: month.year, month: month.month, day }, today)
}

/** A time alone is meant for the days that were offered. */
function offeredDays({ offers, answering }: OffersSeen, zone: Zone): Days[] {
  const days = offers
    .filter((offer) => offer.messageId === answering)
    .map((offer) => inZone(offer.slot.start, zone).toPlainDate())
  return days
    .filter((day, index) => days.findIndex((other) => other.equals(day)) === index)
    .map((day) => ({ first: day, last: day }))
}

function asClock(hour: number): Clock {
  return { kind: 'clock', hour, minute: 0, meridiem: null, zone: null }
}

/** Without am and pm the hours of a working day are meant, and an end is behind its start. */
function wallTime({ hour, minute, meridiem }: Clock, notBefore = 7): { hour: number; minute: number } {
  if (meridiem === '24h' || hour > 12) return { hour, minute }
  if (meridiem) return { hour: (hour % 12) + (meridiem === 'pm' ? 12 : 0), minute }
  return { hour: hour < notBefore ? hour + 12 : hour, minute }
}
