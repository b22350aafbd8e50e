import type { Lead } from '../domain/lead'
import type { Instant, Zone } from '../domain/time'
import { formatInZone, inZone, zoneAbbreviation } from '../domain/zoned-time'

/** "Tue, Nov 24, 10:00 AM EST": always with the zone (V5). */
export function wordTime(instant: Instant, zone: Zone): string {
  const day = formatInZone(instant, zone, { weekday: 'short', month: 'short', day: 'numeric' })
  const time = formatInZone(instant, zone, { hour: 'numeric', minute: '2-digit' })
  // Some runtimes put a narrow no-break space before AM and PM, which some phones cannot show.
  return `${day}, ${time.replace(/\u202f/g, ' ')} ${zoneAbbreviation(instant, zone)}`
}

/** How a sentence words its times. */
export type WordTime = (instant: Instant) => string

/**
 * For the operator: on the clock of `zone`, the workspace's, with the lead's beside it where that reads differently: "Tue,
 * Nov 24, 1:00 PM EST (12:00 PM CST for Priya)".
 */
export function operatorTime(zone: Zone, lead: Pick<Lead, 'firstName' | 'zone'> | undefined): WordTime {
  return (instant) => {
    const own = wordTime(instant, zone)
    const theirs = lead?.zone ? wordTime(instant, lead.zone.name) : own
    if (!lead?.zone || theirs === own) return own
    const isSameDay = dayIn(instant, lead.zone.name) === dayIn(instant, zone)
    const beside = isSameDay ? theirs.slice(theirs.lastIndexOf(', ') + 2) : theirs
    return `${own} (${beside} for ${lead.firstName || 'the lead'})`
  }
}

/** The calendar day of `zone`, `2026-11-24`. */
export function dayIn(instant: Instant, zone: Zone): string {
  return inZone(instant, zone).toPlainDate().toString()
}
