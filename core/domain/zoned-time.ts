import { Temporal } from 'temporal-polyfill'
import { epoch, toInstant, type Instant, type Zone } from './time'

/**
 * British Columbia stays on UTC-7 from 2026-11-01 on. Runtimes with older time zone data still fall back to UTC-8 and
 * would word every Vancouver time an hour wrong, so the zone is replaced from that day on where the data is stale.
 */
const VANCOUVER = 'America/Vancouver'
/** Its names, in small letters: `Canada/Pacific` is a link to it, and case does not matter in zone names. */
const VANCOUVER_NAMES = ['america/vancouver', 'canada/pacific']
/** Two hours before stale data falls back, so that the hour which it repeats is told apart too. */
const VANCOUVER_STAYS_FROM = '2026-11-01T07:00:00.000Z'
const VANCOUVER_PROBE = '2027-01-15T20:00:00.000Z'
const FIXED_UTC_MINUS_7 = 'Etc/GMT+7'

/** True where the runtime's time zone data predates Vancouver's change; shown in diagnostics. */
export function zoneDataIsStale(): boolean {
  return zoned(VANCOUVER_PROBE, VANCOUVER).offsetNanoseconds / 3.6e12 !== -7
}

const staleVancouver = zoneDataIsStale()

/** True where the runtime's stale data would word this zone's times wrong, which is then corrected. */
export function isStaleZone(zone: Zone): boolean {
  return staleVancouver && VANCOUVER_NAMES.includes(zone.toLowerCase())
}

function isCorrected(instant: Instant, zone: Zone): boolean {
  return instant >= VANCOUVER_STAYS_FROM && isStaleZone(zone)
}

function zoned(instant: Instant, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
}

/** What a clock on the wall of `zone` shows at `instant`. */
export function inZone(instant: Instant, zone: Zone): Temporal.PlainDateTime {
  const key = `${zone} ${instant}`
  const known = wallClocks.get(key)
  if (known) return known
  const wallClock = zoned(instant, isCorrected(instant, zone) ? FIXED_UTC_MINUS_7 : zone).toPlainDateTime()
  if (wallClocks.size >= MOST_WALL_CLOCKS) wallClocks.clear()
  wallClocks.set(key, wallClock)
  return wallClock
}

/** The same few hundred slots are looked at again and again, and each look costs far more than remembering it. */
const wallClocks = new Map<string, Temporal.PlainDateTime>()
const MOST_WALL_CLOCKS = 4000

/**
 * The instant of a wall-clock time in `zone`. Null for a time that a clock change skips or repeats: those are never
 * guessed (R6).
 */
export function fromWallClock(time: Temporal.PlainDateTime, zone: Zone): Instant | null {
  try {
    const fixed = toInstant(time.toZonedDateTime(FIXED_UTC_MINUS_7).epochMilliseconds)
    if (isCorrected(fixed, zone)) return fixed
    return toInstant(time.toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Where zones are called by their names that elsewhere are only offsets: `CET` is `GMT+1` to an American. */
const NAMED_IN = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']

/** The zone's short name at `instant`, such as `EST` or `NZDT`; an offset such as `GMT-3` where English has none. */
export function zoneAbbreviation(instant: Instant, zone: Zone): string {
  if (isCorrected(instant, zone)) return 'PDT'
  let name = zone
  for (const locale of NAMED_IN) {
    const parts = formatter(zone, locale, { timeZoneName: 'short' }).formatToParts(epoch(instant))
    name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
    if (!/^GMT[+-]/.test(name)) break
  }
  return name
}

/** Formats `instant` in `zone` through Intl, with the same correction as `inZone`. */
export function formatInZone(
  instant: Instant,
  zone: Zone,
  options: Intl.DateTimeFormatOptions,
  locale = 'en-US',
): string {
  const zoneThen = isCorrected(instant, zone) ? FIXED_UTC_MINUS_7 : zone
  return formatter(zoneThen, locale, options).format(epoch(instant))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs far more than using one. */
function formatter(zone: Zone, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  formatters.set(key, made)
  return made
}
