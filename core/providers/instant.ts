import { instantSchema, toInstant, type Instant } from '../domain/time'

/**
 * A provider's time as an instant; null for one that names none: without an offset (`2027-06-12 10:00:00` is not read
 * as UTC), in no ISO form, or missing. Never throws.
 */
export function readInstant(time: string | null | undefined): Instant | null {
  if (!time) return null
  try {
    const instant = toInstant(time)
    return instantSchema.safeParse(instant).success ? instant : null
  } catch {
    return null
  }
}
