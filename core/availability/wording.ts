import type { Instant, Zone } from '../domain/time'
import { formatInZone, inZone, zoneAbbreviation } from '../domain/zoned-time'

/** "Tue, Nov 24, 10:00 AM EST": always with the zone (V5). */
export function wordTime(instant: Instant, zone: Zone): string {
  const day = formatInZone(instant, zone, { weekday: 'short', month: 'short', day: 'numeric' })
  const time = formatInZone(instant, zone, { hour: 'numeric', minute: '2-digit' })
  // Some runtimes put a narrow no-break space before AM and PM, which some phones cannot show.
  return `${day}, ${time.replace(/\u202f/g, ' ')} ${zoneAbbreviation(instant, zone)}`
}

/** The calendar day of `zone`, `2026-11-24`. */
export function dayIn(instant: Instant, zone: Zone): string {
  return inZone(instant, zone).toPlainDate().toString()
}
