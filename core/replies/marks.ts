/** A word or expression that selects among offers or names a time. */
export type Mark =
  | { kind: 'weekday'; day: number; which: 'this' | 'next' | null }
  /** `others` are the days that the same digits mean in another country: 3/12 is March 12 or December 3. */
  | { kind: 'date'; date: DayOfYear; others: readonly DayOfYear[] }
  /** "the 2nd" may also be meant as a place. */
  | { kind: 'dayOfMonth'; day: number; orPlace: boolean }
  /** Today is 0, tomorrow 1. */
  | { kind: 'fromToday'; days: number }
  | { kind: 'week'; weeks: number }
  | { kind: 'month'; month: number }
  | { kind: 'dayPart'; from: number; to: number }
  | Clock
  | { kind: 'span'; start: Clock; end: Clock }
  /** `bare` ordinals have no "one" or "option" behind them and may be a date. */
  | { kind: 'place'; position: number; bare: boolean }
  | { kind: 'extreme'; which: 'earliest' | 'latest' | 'middle' | 'former' | 'latter' | 'last' | 'other' }
  /** A number alone may be the place of an offer or an hour; with words for a time around it, it is an hour. */
  | { kind: 'number'; value: number; onlyHour: boolean }

export interface Clock {
  kind: 'clock'
  hour: number
  minute: number
  meridiem: 'am' | 'pm' | '24h' | null
  /** The zone that the lead names with it; null for its own. */
  zone: ZoneWord | null
}

export interface DayOfYear {
  year: number | null
  /** 1 to 12. */
  month: number
  day: number
}

/** A zone as people name it: "ET" is Eastern time, whatever its offset is that day. */
export interface ZoneWord {
  written: string
  zones: readonly string[]
  /** Hours from UTC that the word means to the letter; null for names that follow the clock changes. */
  offset: number | null
}
