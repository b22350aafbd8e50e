import type { LeadRow } from '../../core/api/views'

/** Newest last message first; leads without a message come last, by name. */
export function compareRows(a: LeadRow, b: LeadRow): number {
  const [atA, atB] = [a.lastMessage?.at ?? '', b.lastMessage?.at ?? '']
  if (atA !== atB) return atA < atB ? 1 : -1
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/**
 * `sorted` with some rows changed, added or removed, still sorted. It walks the list once instead of sorting it again,
 * because every message of any lead comes through here.
 */
export function mergeRows(
  sorted: readonly LeadRow[],
  changed: readonly LeadRow[],
  removed: readonly string[],
): LeadRow[] {
  const touched = new Set([...removed, ...changed.map((row) => row.id)])
  const incoming = [...new Map(changed.map((row) => [row.id, row])).values()].sort(compareRows)
  const merged: LeadRow[] = []
  let next = 0
  for (const row of sorted) {
    if (touched.has(row.id)) continue
    for (
      let candidate = incoming[next];
      candidate && compareRows(candidate, row) <= 0;
      candidate = incoming[next]
    ) {
      merged.push(candidate)
      next++
    }
    merged.push(row)
  }
  merged.push(...incoming.slice(next))
  return merged
}

export type Segment = 'all' | 'needs_you' | 'booked' | 'not_booked'

const inSegment: Record<Segment, (row: LeadRow) => boolean> = {
  all: () => true,
  needs_you: (row) => row.openTasks > 0,
  booked: (row) => row.booked !== null,
  not_booked: (row) => row.booked === null,
}

/** The rows of a segment that hold every word of the search. A phone number may be typed in any way. */
export function filterRows(rows: readonly LeadRow[], segment: Segment, search: string): readonly LeadRow[] {
  const words = searchWords(search)
  if (segment === 'all' && words.length === 0) return rows
  const fits = inSegment[segment]
  return rows.filter((row) => fits(row) && words.every((word) => row.searchText.includes(word)))
}

function searchWords(search: string): string[] {
  const text = search.trim().toLowerCase()
  if (/^\+?[\d\s().-]{3,}$/.test(text)) return [text.replace(/[\s().-]/g, '')]
  return text.split(/\s+/).filter(Boolean)
}

/** How many rows each segment has. */
export function countSegments(rows: readonly LeadRow[]): Record<Segment, number> {
  let needsYou = 0
  let booked = 0
  for (const row of rows) {
    if (inSegment.needs_you(row)) needsYou++
    if (inSegment.booked(row)) booked++
  }
  return { all: rows.length, needs_you: needsYou, booked, not_booked: rows.length - booked }
}
