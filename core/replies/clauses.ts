import { PHRASES, type PhraseKind } from './vocabulary'
import { readWords, type Mark, type Word } from './words'

/** A part of a reply that is understood as a whole, or words that are not. `written` is how the lead wrote it. */
export interface Clause {
  kind: PhraseKind | 'unknown'
  written: string
  selecting: Selecting[]
}

export interface Selecting {
  mark: Mark
  written: string
}

const PATTERNS = PHRASES.flatMap(([kind, phrases]) =>
  phrases.map((phrase) => ({ kind, pattern: new RegExp(`(?:${phrase})(?= |$)`, 'uy') })),
)

/** "let's do 2" and "2 would be better" may mean two o'clock; only beside these words a number may be a place. */
const BEFORE_A_PLACE = new Set(['take', 'choose', 'pick', 'with', 'is', 'accept'])
const BEHIND_A_PLACE = new Set(['works', 'suits', 'is', 'it'])

/** Cuts a reply into clauses. Nothing is thrown away: what is in no phrase becomes an unknown clause. */
export function readClauses(text: string): Clause[] {
  const words = readWords(text)
  const forms = words.map((word) => word.form).join(' ')
  const clauses: Clause[] = []
  let unknown: Word[] = []
  const endUnknown = () => {
    if (unknown.length > 0) clauses.push(clause('unknown', unknown, text))
    unknown = []
  }
  for (let at = 0, offset = 0; at < words.length;) {
    const { kind, length } = phraseAt(words, at, forms, offset)
    const part = words.slice(at, at + length)
    if (kind === 'unknown') unknown.push(...part)
    else endUnknown()
    if (kind !== 'unknown' && kind !== 'break') clauses.push(clause(kind, part, text))
    offset += part.map((word) => word.form).join(' ').length + 1
    at += length
  }
  endUnknown()
  return clauses
}

function phraseAt(
  words: readonly Word[],
  at: number,
  forms: string,
  offset: number,
): { kind: Clause['kind'] | 'break'; length: number } {
  if (words[at]?.form === ',') return { kind: 'break', length: 1 }
  let found: { kind: Clause['kind']; length: number } = { kind: 'unknown', length: 1 }
  let longest = 0
  for (const { kind, pattern } of PATTERNS) {
    pattern.lastIndex = offset
    const matched = pattern.exec(forms)?.[0] ?? ''
    const length = matched.length > longest ? wordsIn(words, at, matched.length) : null
    if (length === null) continue
    longest = matched.length
    found = { kind, length }
  }
  return found
}

/** How many words the first `size` characters from word `at` on are; null when they end inside of one ("Let|us"). */
function wordsIn(words: readonly Word[], at: number, size: number): number | null {
  let covered = -1
  for (let count = 1; at + count <= words.length; count++) {
    covered += 1 + (words[at + count - 1]?.form.length ?? 0)
    if (covered === size) return count
    if (covered > size) return null
  }
  return null
}

function clause(kind: Clause['kind'], words: readonly Word[], text: string): Clause {
  const written = (from: Word | undefined, to: Word | undefined) => text.slice(from?.start, to?.end)
  const selecting = words.flatMap((word, index) =>
    word.mark
      ? [{ mark: amid(word.mark, words[index - 1], words[index + 1]), written: written(word, word) }]
      : [],
  )
  return { kind, written: written(words[0], words.at(-1)), selecting }
}

function amid(mark: Mark, before: Word | undefined, behind: Word | undefined): Mark {
  if (mark.kind !== 'number') return mark
  const mayBePlace =
    (!before || BEFORE_A_PLACE.has(before.form)) && (!behind || BEHIND_A_PLACE.has(behind.form))
  return { ...mark, onlyHour: !mayBePlace }
}
