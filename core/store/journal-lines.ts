import { crc32 } from 'node:zlib'
import type { ChangeSet } from './collections'

const SEGMENT = /^journal-(\d{15})\.jsonl$/

export function isSegment(name: string): boolean {
  return SEGMENT.test(name)
}

export function segmentName(firstPosition: number): string {
  return `journal-${String(firstPosition).padStart(15, '0')}.jsonl`
}

export function firstPositionOf(segment: string): number {
  return Number(SEGMENT.exec(segment)?.[1])
}

/** A change set as it stands in the journal: `<crc32> <json>\n`, with the version of its entities' shape. */
export function toLine(changeSet: ChangeSet, schemaVersion: number): string {
  const json = JSON.stringify({ schemaVersion, ...changeSet })
  return `${checksum(json)} ${json}\n`
}

export interface Line {
  schemaVersion: number
  changeSet: ChangeSet
}

export interface Lines {
  /** In order; null stands for bytes that cannot be read. */
  lines: (Line | null)[]
  /** The length up to the end of the last line that has one. */
  length: number
  /** What follows is a line without its end, so fsync never returned for it. */
  isTorn: boolean
}

/** Reads what can be read, past what cannot. */
export function readLines(bytes: Buffer): Lines {
  const lines: Lines['lines'] = []
  let length = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, length)) {
    lines.push(parseLine(bytes.subarray(length, end)))
    length = end + 1
  }
  const rest = bytes.subarray(length)
  // A line that is whole but for its end had one: another byte stands there now.
  const whole = rest.length > 0 ? parseLine(rest.subarray(0, -1)) : null
  if (whole) lines.push(whole, null)
  // A write that was cut short leaves no zeros; a disk that forgot leaves them also of what it had acknowledged.
  else if (rest.includes(0)) lines.push(null)
  return { lines, length, isTorn: rest.length > 0 && !whole && !rest.includes(0) }
}

function parseLine(bytes: Buffer): Line | null {
  const line = bytes.toString('utf8')
  const json = line.slice(9)
  if (line.slice(0, 9) !== `${checksum(json)} `) return null
  // Lines of the first version did not name it.
  const { schemaVersion = 1, ...changeSet } = JSON.parse(json) as ChangeSet & { schemaVersion?: number }
  return { schemaVersion, changeSet }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
