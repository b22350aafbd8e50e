/** How the console words instants: always through Intl, always in a zone that the caller names. */

const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * British Columbia stays on UTC-7 from 2026-11-01 on. A runtime whose time zone data does not know would show every
 * Vancouver time an hour wrong, so there the zone is replaced from that day on, as the core does.
 */
const VANCOUVER = 'America/Vancouver'
const VANCOUVER_STAYS_FROM = '2026-11-01T09:00:00.000Z'
const vancouverIsStale =
  format('2027-01-15T20:00:00.000Z', VANCOUVER, { hour: '2-digit', hourCycle: 'h23' }) !== '13'

function isCorrected(instant: string, zone: string): boolean {
  return zone === VANCOUVER && instant >= VANCOUVER_STAYS_FROM && vancouverIsStale
}

function formatIn(instant: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  return format(instant, isCorrected(instant, zone) ? 'Etc/GMT+7' : zone, options)
}

function format(instant: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(zone, options).format(Date.parse(instant)).replaceAll('\u202f', ' ')
}

/** Where zones are called by their names that elsewhere are only offsets, as in the core. */
const NAMED_IN = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']

/** `EST`, `NZDT`; an offset such as `GMT-3` where English has no name. */
export function zoneName(instant: string, zone: string): string {
  if (isCorrected(instant, zone)) return 'PDT'
  let name = zone
  for (const locale of NAMED_IN) {
    const parts = formatter(zone, { timeZoneName: 'short' }, locale).formatToParts(Date.parse(instant))
    name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
    if (!/^GMT[+-]/.test(name)) break
  }
  return name
}

/** `Tue, Nov 24, 10:00 AM EST`; `Mon, Jan 4, 2027, 9:00 AM EST` in another year than now. */
export function dayAndTime(instant: string, zone: string): string {
  const day = { weekday: 'short', ...dateOptions(instant, zone) } as const
  return `${formatIn(instant, zone, { ...day, hour: 'numeric', minute: '2-digit' })} ${zoneName(instant, zone)}`
}

/** A month and a day, with the year where it is not the present one. */
function dateOptions(instant: string, zone: string, now = Date.now()): Intl.DateTimeFormatOptions {
  const year = (at: string) => formatIn(at, zone, { year: 'numeric' })
  const isThisYear = year(instant) === year(new Date(now).toISOString())
  return { month: 'short', day: 'numeric', ...(isThisYear ? {} : { year: 'numeric' }) }
}

/** `10:00 AM`, for places that name the day and the zone beside it. */
export function clockTime(instant: string, zone: string): string {
  return formatIn(instant, zone, { hour: 'numeric', minute: '2-digit' })
}

/** `10:00 AM EST`. */
export function clockTimeWithZone(instant: string, zone: string): string {
  return `${clockTime(instant, zone)} ${zoneName(instant, zone)}`
}

/** `2026-11-24`, the calendar day in `zone`. */
export function dayOf(instant: string, zone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) => formatIn(instant, zone, options)
  return `${part({ year: 'numeric' })}-${part({ month: '2-digit' })}-${part({ day: '2-digit' })}`
}

/** The hour of the day in `zone`, from 0 to 23. */
export function hourOf(instant: string, zone: string): number {
  return Number(formatIn(instant, zone, { hour: '2-digit', hourCycle: 'h23' }))
}

/** `Tue, Nov 24`, for a calendar day such as `2026-11-24`; with the year where it is not the present one. */
export function dayName(day: string): string {
  const noon = `${day}T12:00:00.000Z`
  return format(noon, 'UTC', { weekday: 'short', ...dateOptions(noon, 'UTC') })
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago, short: `now`, `5 min`, `3 h`, `2 d`, then the date in `zone`. `now` is in epoch milliseconds. */
export function ago(instant: string, now: number, zone: string): string {
  const passed = now - Date.parse(instant)
  if (passed < MINUTE) return 'now'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h`
  if (passed < 7 * DAY) return `${Math.floor(passed / DAY)} d`
  return formatIn(instant, zone, dateOptions(instant, zone, now))
}

/** Every zone that this runtime knows, for choosing one. */
export function allZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}

/** Making a formatter costs far more than using one. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions, locale = 'en-US'): Intl.DateTimeFormat {
  const key = `${zone} ${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  formatters.set(key, made)
  return made
}
