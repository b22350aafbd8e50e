import { allZones } from '../time'

/** The part of a zone's name that is searched: lower case, with a space for what separates words. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, ' ')
}

/** The zones that hold the text; "new york" finds `America/New_York`. */
export function matchingZones(text: string, zones: readonly string[] = allZones()): string[] {
  const wanted = plain(text)
  return zones.filter((zone) => plain(zone).includes(wanted))
}

/** The one zone that the text can mean: its name, its city, or a part of no other zone; else the text as it is. */
export function zoneMeant(text: string, zones: readonly string[] = allZones()): string {
  const wanted = plain(text)
  if (!wanted) return ''
  const named = zones.filter((zone) => plain(zone) === wanted)
  const city = zones.filter((zone) => plain(zone).split('/').at(-1) === wanted)
  for (const found of [named, city, matchingZones(text, zones)]) {
    if (found.length === 1 && found[0] !== undefined) return found[0]
  }
  return text.trim()
}
