import { AGREEING, FILLING, ORDINALS, WEEKDAYS } from './vocabulary'

/** What one piece of a reply says. `written` is how the lead wrote it. */
export type Piece = { written: string } & (
  | { kind: 'agree' | 'fill' | 'unknown' }
  | { kind: 'ordinal'; position: number }
  | { kind: 'weekday'; day: number }
  | { kind: 'clock'; hour: number; minute: number; meridiem: 'am' | 'pm' | null }
  /** A bare number: the place of an offer or an hour. */
  | { kind: 'number'; value: number }
)

const CLOCK = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/

/** Cuts a reply into what is understood and what is not. Nothing is thrown away. */
export function readWords(text: string): Piece[] {
  const words = tokens(text)
  const pieces: Piece[] = []
  for (let at = 0; at < words.length;) {
    const { piece, length } = pieceAt(words, at)
    pieces.push(piece)
    at += length
  }
  return pieces
}

/** Lower case, without punctuation; "3 p.m." and "3 PM" become "3pm". */
function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[’‘']/g, '')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\d)\s+([ap]m)\b/g, '$1$2')
    .replace(/(\d)\.(\d{2})(?=\s|[ap]m|$)/g, '$1:$2')
    .replace(/#(?=\d)/g, 'number ')
    .split(/[\s,;!.()"–—-]+/)
    .filter(
      (word) =>
        word !== '' && !/^\p{Extended_Pictographic}[\p{M}\u200d\p{Extended_Pictographic}]*$/u.test(word),
    )
}

function pieceAt(words: readonly string[], at: number): { piece: Piece; length: number } {
  const word = words[at] ?? ''
  const next = words[at + 1] ?? ''
  if ((word === 'option' || word === 'number' || word === 'slot') && /^[1-5]$/.test(next)) {
    return { piece: { kind: 'ordinal', position: Number(next), written: `${word} ${next}` }, length: 2 }
  }
  for (const [kind, list] of [
    ['agree', AGREEING],
    ['fill', FILLING],
  ] as const) {
    const phrase = list.find((candidate) => candidate.every((part, index) => words[at + index] === part))
    if (phrase) return { piece: { kind, written: phrase.join(' ') }, length: phrase.length }
  }
  return { piece: single(word), length: 1 }
}

function single(word: string): Piece {
  const position = ORDINALS.get(word)
  if (position) return { kind: 'ordinal', position, written: word }
  const day = WEEKDAYS.get(word)
  if (day) return { kind: 'weekday', day, written: word }
  if (word === 'noon') return { kind: 'clock', hour: 12, minute: 0, meridiem: 'pm', written: word }
  const [, hours, minutes, meridiem] = CLOCK.exec(word) ?? []
  if (hours === undefined) return { kind: 'unknown', written: word }
  const hour = Number(hours)
  if (minutes === undefined && meridiem === undefined) return { kind: 'number', value: hour, written: word }
  const minute = Number(minutes ?? 0)
  const possible = meridiem ? hour >= 1 && hour <= 12 : hour <= 23
  if (!possible || minute > 59) return { kind: 'unknown', written: word }
  return {
    kind: 'clock',
    hour,
    minute,
    meridiem: (meridiem as 'am' | 'pm' | undefined) ?? null,
    written: word,
  }
}
