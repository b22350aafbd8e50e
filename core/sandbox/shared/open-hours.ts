import { Temporal } from 'temporal-polyfill'

/** When a host can be booked. Wall-clock times in the host's own zone. */
export interface OpenHours {
  /** IANA zone. */
  timezone: string
  /** ISO weekdays: 1 is Monday. */
  weekdays: number[]
  /** `HH:MM`. */
  opens: string
  closes: string
  incrementMinutes: number
}

/** An instant range in epoch milliseconds; the end is not part of it. */
export interface Span {
  start: number
  end: number
}

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/**
 * The starts (epoch ms) of all meetings of this length that fit into the open hours and begin within the span.
 * The steps are counted in real time from the opening of each day, so a day with a clock change has what it has.
 */
export function openStarts(hours: OpenHours, durationMinutes: number, span: Span): number[] {
  const starts: number[] = []
  const last = dateOf(span.end, hours.timezone)
  for (
    let date = dateOf(span.start, hours.timezone);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    if (!hours.weekdays.includes(date.dayOfWeek)) continue
    const closes = instantAt(date, hours.closes, hours.timezone)
    for (
      let start = instantAt(date, hours.opens, hours.timezone);
      start + durationMinutes * MINUTE <= closes;
      start += hours.incrementMinutes * MINUTE
    ) {
      if (start >= span.start && start < span.end) starts.push(start)
    }
  }
  return starts
}

export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

/** True when the text names an IANA zone that this runtime knows. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

function dateOf(instant: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate()
}

function instantAt(date: Temporal.PlainDate, wallTime: string, zone: string): number {
  return date.toZonedDateTime({ timeZone: zone, plainTime: wallTime }).epochMilliseconds
}
