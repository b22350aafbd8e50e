import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** An instant in UTC with milliseconds (`2026-11-24T15:00:00.000Z`): one form only, so `<` compares in time. */
export const instantSchema = z.iso.datetime({ precision: 3 })
export type Instant = string

/** An IANA zone name that this runtime knows. */
export const zoneSchema = z.string().refine(isZone, 'is not an IANA time zone')
export type Zone = string

/** Where the time comes from; tests give one that they move. `now` is in epoch milliseconds. */
export interface Clock {
  now(): number
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/**
 * Brings epoch milliseconds or any ISO date-time with an offset into the one stored form. Throws a RangeError on
 * anything else; `Date` alone would take "May 1 -0500", and read February 30 as March 2.
 */
export function toInstant(time: number | string): Instant {
  return new Date(
    typeof time === 'string' ? Temporal.Instant.from(time).epochMilliseconds : time,
  ).toISOString()
}

export function epoch(instant: Instant): number {
  return Date.parse(instant)
}

export function plus(instant: Instant, milliseconds: number): Instant {
  return toInstant(epoch(instant) + milliseconds)
}

export function isZone(name: string): boolean {
  if (knownZones.has(name)) return true
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    knownZones.add(name)
    return true
  } catch {
    return false
  }
}

/** Every stored lead and offer names a zone, and asking the runtime costs more than all else that is checked. */
const knownZones = new Set<string>()

/** A calendar day, `2026-11-24`. */
export const daySchema = z.iso.date()

/** Half open: `start` is inside, `end` is not. */
export const timeWindowSchema = z.strictObject({ start: instantSchema, end: instantSchema })
export type TimeWindow = z.infer<typeof timeWindowSchema>

/** The window that holds nothing but one moment: how a proposed time is written down. */
export function exactly(start: Instant): TimeWindow {
  return { start, end: start }
}

export function isWithin(instant: Instant, { start, end }: TimeWindow): boolean {
  return instant >= start && instant < end
}

export function isExact({ start, end }: TimeWindow): boolean {
  return start === end
}
