import { FIRST_NAMES } from './first-names'
import { PHRASES, type PhraseKind } from './vocabulary'
import type { Word } from './words'

/** A word with its spelling, which `form` leaves out of names. */
export interface SpelledWord extends Word {
  spelled: string
  written: string
}

/** A phrase of the vocabulary, and how many words it covers. */
interface Phrase {
  kind: PhraseKind
  length: number
}

const PATTERNS = PHRASES.flatMap(([kind, phrases]) =>
  phrases.map((phrase) => ({
    kind,
    pattern: new RegExp(`(?:${phrase})(?= |$)`, 'y'),
    /** The same up to the end: of two ways to match, a pattern alone takes the first and not the longest. */
    toTheEnd: new RegExp(`(?:${phrase})$`, 'y'),
  })),
)

/** The phrases that a part of a reply is made of from end to end; null unless every word stands in one. */
export function phrasesOf(words: readonly SpelledWord[]): Phrase[] | null {
  const forms = words.map((word) => word.form).join(' ')
  const phrases: Phrase[] = []
  for (let at = 0, offset = 0; at < words.length;) {
    const found = phraseAt(words, at, forms, offset) ?? vocative(words, at)
    if (!found) return null
    phrases.push(found)
    const part = words.slice(at, at + found.length)
    offset += part.map((word) => word.form).join(' ').length + 1
    at += found.length
  }
  return isOneStatement(phrases) ? phrases : null
}

/** "Call me Tuesday", "no Tuesday" and "Tuesday and 10" are made of phrases and still say something else. */
function isOneStatement(phrases: readonly Phrase[]): boolean {
  const times = phrases.filter(({ kind }) => kind === 'time')
  if (times.length === 0) return true
  return times.length === 1 && !phrases.some(({ kind }) => NOT_WITH_A_TIME.has(kind) || kind === 'choice')
}

const NOT_WITH_A_TIME: ReadonlySet<PhraseKind> = new Set([
  'aside',
  'wish',
  'eager',
  'farewell',
  'no',
  'either',
])

/** "Works for me Marcus": a name behind what is understood, and no "Remotely" or "Elsewhere". */
function vocative(words: readonly SpelledWord[], at: number): Phrase | null {
  const word = words[at]
  const isLast = at > 0 && at === words.length - 1
  return isLast && /^\p{Lu}/u.test(word?.written ?? '') && FIRST_NAMES.has(word?.spelled ?? '')
    ? { kind: 'filler', length: 1 }
    : null
}

function phraseAt(words: readonly SpelledWord[], at: number, forms: string, offset: number): Phrase | null {
  let found: Phrase | null = null
  let longest = 0
  for (const { kind, pattern, toTheEnd } of PATTERNS) {
    pattern.lastIndex = offset
    toTheEnd.lastIndex = offset
    const size = pattern.test(forms) ? (toTheEnd.test(forms) ? forms.length : pattern.lastIndex) - offset : 0
    const length = size > longest ? wordsIn(words, at, size) : null
    if (length === null) continue
    longest = size
    found = { kind, length }
  }
  return found
}

/** How many words the first `size` characters from word `at` on are; null when they end inside of one ("Let|us"). */
function wordsIn(words: readonly SpelledWord[], at: number, size: number): number | null {
  let covered = -1
  for (let count = 1; at + count <= words.length; count++) {
    covered += 1 + (words[at + count - 1]?.form.length ?? 0)
    if (covered === size) return count
    if (covered > size) return null
  }
  return null
}
