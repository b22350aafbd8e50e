import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../domain/time'
import type { ChangeSet } from './collections'
import { isCode } from './folder-lock'
import { firstPositionOf, isSegment, readLines } from './journal-lines'
import { migrateChangeSet, refuseNewer, type Migration } from './migrations'

/** How far a journal leads on from a snapshot. */
export interface JournalReading {
  /** The position of the last change set that fits. */
  reached: number
  /** The highest position that anything in the journal tells of. */
  highest: number
  /** When the last change set that fits was committed; null where none does. */
  lastAt: Instant | null
  /** Segments with bytes that cannot be read, and those behind them that do not fit any more. */
  broken: { name: string; why: string }[]
  /** Set when change sets behind `reached` are lost; `until` is when the last of them was made, where it is known. */
  lost: { until: Instant | null } | null
  /** The last segment, and its length without a torn line; null where there is none. */
  tail: { name: string; length: number } | null
}

/** The segments of a journal in order; none where its folder is missing. */
export async function segmentsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isSegment).sort()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    throw error
  }
}

/**
 * Hands every change set after `position` to `replay`, in order, as far as they follow on each other. Changes nothing on
 * disk. Throws `store.newer_version`, and what the file system throws.
 */
export async function readJournal(
  folder: string,
  position: number,
  steps: readonly Migration[],
  replay: (changeSet: ChangeSet) => void,
): Promise<JournalReading> {
  const segments = await segmentsIn(folder)
  const reading: JournalReading = {
    reached: position,
    highest: position,
    lastAt: null,
    broken: [],
    lost: null,
    tail: null,
  }
  /** The segment with unreadable bytes of which it is not known yet whether a change set stood there. */
  let unclear: string | null = null
  const breaks = (segment: string, why: string) => {
    if (!reading.broken.some(({ name }) => name === segment)) reading.broken.push({ name: segment, why })
  }
  const stop = (segment: string, why: string) => {
    reading.lost ??= { until: null }
    if (unclear !== null) breaks(unclear, UNREADABLE)
    breaks(segment, why)
  }
  // A snapshot is written only after the segment behind it was begun.
  if (position > 0 && segments.length === 0) reading.lost = { until: null }
  for (const [index, name] of segments.entries()) {
    const next = segments[index + 1]
    // All of it is in the snapshot.
    if (next !== undefined && firstPositionOf(next) <= position + 1) continue
    reading.highest = Math.max(reading.highest, firstPositionOf(name) - 1)
    // The name tells of a loss even where the segment is still empty, and of none where it follows on.
    if (firstPositionOf(name) > reading.reached + 1) stop(name, missing(reading))
    else if (unclear !== null && !reading.lost && firstPositionOf(name) === reading.reached + 1) {
      breaks(unclear, UNREADABLE)
      unclear = null
    }
    const file = path.join(folder, name)
    const { lines, length, isTorn } = readLines(await readFile(file))
    for (const line of lines) {
      if (line === null) {
        unclear ??= name
        continue
      }
      const { changeSet, schemaVersion } = line
      refuseNewer(file, schemaVersion, steps)
      // A line that the disk would not take back: nobody was told of it, and its place was given to another.
      if (next !== undefined && changeSet.position >= firstPositionOf(next)) continue
      reading.highest = Math.max(reading.highest, changeSet.position)
      if (!reading.lost && changeSet.position > reading.reached + 1) stop(name, missing(reading))
      if (reading.lost) {
        reading.lost.until = changeSet.at
        breaks(name, missing(reading))
      } else if (changeSet.position <= position) {
        // What could not be read before it is in the snapshot too.
        unclear = null
      } else if (changeSet.position === reading.reached + 1) {
        if (unclear !== null) breaks(unclear, UNREADABLE)
        unclear = null
        replay(migrateChangeSet(changeSet, schemaVersion, steps))
        reading.reached = changeSet.position
        reading.lastAt = changeSet.at
      }
    }
    if (isTorn && next !== undefined) unclear ??= name
    reading.tail = { name, length }
  }
  if (unclear !== null) stop(unclear, UNREADABLE)
  return reading
}

const UNREADABLE = 'part of it cannot be read'

function missing({ reached }: JournalReading): string {
  return `change ${reached + 1} is missing`
}
