import { besideOf } from './beside'
import { cuesOf, CUE_WORDS, type Cue } from './cues'
import type { Mark } from './marks'
import { standsLikeAName } from './names'
import { isTalk } from './talk'
import { subjectsOf } from './talk-subjects'
import { phrasesOf, type SpelledWord } from './phrases'
import { SMALL_TALK } from './small-talk'
import { PHRASES, type PhraseKind } from './vocabulary'
import { readWords, type Word } from './words'

/** A statement of a reply: one that is understood as a whole, or `loose`, of which only some words are. */
export interface Clause {
  kind: PhraseKind | 'loose'
  /** How the lead wrote it. */
  written: string
  marks: readonly MarkedWord[]
  /** What a loose one may do to an acceptance beside it. */
  cues: ReadonlySet<Cue>
  /** Its sentence, counted from 0. */
  sentence: number
  /** The first word's form. */
  firstForm: string
  words: readonly SpelledWord[]
  /** It stands where a name does: on a line of its own, behind a dash at the end, or before a comma at the beginning. */
  standsLikeAName: boolean
}

export interface MarkedWord {
  mark: Mark
  written: string
}

/** Every word that a phrase or a cue is made of: such a word is no name. */
const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...PHRASES.flatMap(([, phrases]) => phrases.flatMap((phrase) => phrase.match(/[a-z'-]+/g) ?? [])),
  ...CUE_WORDS,
])

/** Words that join statements; what stands between two of them is read by itself. */
const JOINING = new Set([
  'and',
  'so',
  'because',
  'since',
  'but',
  'then',
  'plus',
  'while',
  'cos',
  'which',
  'or',
])

/** The subject or the verb with which a new statement begins. */
const BEGINS_A_STATEMENT =
  /^(i|we|my|our|it|that is|just|got|got to|gotta|thanks|thank|talk|sorry|please|call|send|looking)\b/

/** "let's do 2" and "2 would be better" may mean two o'clock; only beside these words a number may be a place. */
const BEFORE_A_PLACE = new Set(['take', 'choose', 'pick', 'with', 'is', 'accept', 'yes', 'ok', 'please'])
const BEHIND_A_PLACE = new Set(['works', 'suits', 'is', 'it', 'please', 'thanks', 'good', 'great'])

/** Cuts a reply into clauses. Nothing is thrown away: what is in no phrase becomes a loose clause. */
export function readClauses(text: string): Clause[] {
  const words = readWords(text).map((word) => ({
    ...word,
    spelled: word.form,
    written: text.slice(word.start, word.end),
    form: isName(word) ? 'X' : word.form,
  }))
  const clauses: Clause[] = []
  let sentence = 0
  let part: SpelledWord[] = []
  const endPart = (endsSentence: boolean) => {
    if (part.length > 0) {
      const isHello = clauses.length === 0 && isMorning(part) && part.at(-1) !== words.at(-1)
      clauses.push(...(isHello ? [clause('greeting', part, text, 0)] : readPart(part, text, sentence)))
    }
    part = []
    if (endsSentence) {
      sentence += 1
    }
  }
  for (const word of words) {
    if (word.form === ',') endPart(false)
    else if (word.form === '.') endPart(true)
    else part.push(word)
    if (word.form === '?') endPart(true)
  }
  endPart(true)
  return clauses.map((one) => (one.kind === 'loose' ? asTalk(one, clauses) : one))
}

/** What is told beside the answer and cannot change it. */
function asTalk(loose: Clause, clauses: readonly Clause[]): Clause {
  const sentence = clauses.filter((one) => one.sentence === loose.sentence).flatMap(({ words }) => words)
  const isTold = isTalk(loose.words, subjectsOf(sentence))
  return isTold ? { ...loose, kind: 'talk' } : loose
}

/** "Morning, that works": the British greeting. */
function isMorning([first, ...others]: readonly SpelledWord[]): boolean {
  return (
    first?.form === 'A' &&
    /^(?:morning|afternoon|evening)$/i.test(first.written) &&
    others.every(({ form }) => form === 'X' || form === 'all')
  )
}

/** One part between two breaks: phrases from end to end, or else what its joining words divide it into. */
function readPart(words: readonly SpelledWord[], text: string, sentence: number): Clause[] {
  const whole = asPhrases(words, text, sentence)
  if (whole) return whole
  const beside = besideOf(words)
  if (beside) return [clause(beside, words, text, sentence)]
  const refused = words.findIndex(
    ({ form }, index) =>
      index > 0 && /^(?:rather than|instead of)$/.test(`${form} ${words[index + 1]?.form ?? ''}`),
  )
  if (refused > 0) {
    // "Tuesday rather than Wednesday" refuses the latter.
    const rest = looseClause(words.slice(refused), text, sentence)
    return [...readPart(words.slice(0, refused), text, sentence), { ...rest, cues: new Set(['negative']) }]
  }
  const notThat = endOfRefusal(words)
  if (notThat > 0) {
    // "not Tuesday the other one"
    return [
      looseClause(words.slice(0, notThat), text, sentence),
      ...readPart(words.slice(notThat), text, sentence),
    ]
  }
  const runOn = asRunOn(words, text, sentence)
  if (runOn) return runOn
  const cut = words.findIndex(
    ({ form }, index) =>
      index > 0 && JOINING.has(form) && !joinsTimes(words, index, form) && words[index - 1]?.form !== 'by',
  )
  if (cut > 0) {
    const before = readPart(words.slice(0, cut), text, sentence)
    const joining = words[cut]?.form
    const rest = words.slice(joining === 'but' || joining === 'or' || joining === 'while' ? cut : cut + 1)
    // "Tuesday works because" has lost its end.
    if (rest.length === 0)
      return joining === 'so' || joining === 'then'
        ? before
        : [...before, looseClause(words.slice(cut), text, sentence)]
    const [head] = rest
    // "but Wednesday works" is read without its "but", which is kept as a clause of its own.
    if (head && (head.form === 'but' || head.form === 'while') && rest.length > 1) {
      return [...before, ...readPart([head], text, sentence), ...readPart(rest.slice(1), text, sentence)]
    }
    if (head?.form === 'or') return [...before, looseClause(rest, text, sentence)]
    return [...before, ...readPart(rest, text, sentence)]
  }
  const [first, ...others] = words
  if (first && others.length > 0 && JOINING.has(first.form) && first.form !== 'or') {
    const kind = first.form === 'but' || first.form === 'while' ? 'but' : 'and'
    return [clause(kind, [first], text, sentence), ...readPart(others, text, sentence)]
  }
  return [looseClause(words, text, sentence)]
}

/** Where "not Tuesday" ends before another choice; 0 when no other one follows it. */
function endOfRefusal(words: readonly SpelledWord[]): number {
  if (words[0]?.form !== 'not') return 0
  const end = words.findIndex(({ marks, form }, index) => index > 0 && (marks.length === 0 || form === 'E'))
  return end > 1 && /^(?:E|D|P|the)$/.test(words[end]?.form ?? '') ? end : 0
}

/** "Mon and Tue are full" is one statement. */
function joinsTimes(words: readonly SpelledWord[], index: number, form: string): boolean {
  return (form === 'and' || form === 'or') && words.slice(0, index).every(({ marks }) => marks.length > 0)
}

/** "Tuesday works i will be at home": a choice, and a new statement behind it without any break. */
function asRunOn(words: readonly SpelledWord[], text: string, sentence: number): Clause[] | null {
  for (const [index, { form }] of words.entries()) {
    if (index === 0 || !BEGINS_A_STATEMENT.test(form)) continue
    const before = asPhrases(words.slice(0, index), text, sentence)
    if (!before?.some(({ kind }) => kind === 'choice' || kind === 'time' || kind === 'yes')) continue
    const behind = readPart(words.slice(index), text, sentence)
    // "Thursday i have a dentist" is one statement.
    const isChoice = before.some(({ kind }) => kind === 'choice' || kind === 'yes')
    if (isChoice || behind.every(({ kind }) => kind !== 'loose' && kind !== 'aside'))
      return [...before, ...behind]
  }
  return null
}

/** Null unless every word stands in a phrase. */
function asPhrases(words: readonly SpelledWord[], text: string, sentence: number): Clause[] | null {
  let at = 0
  return (
    phrasesOf(words)?.map(({ kind, length }) => {
      at += length
      return clause(kind, words.slice(at - length, at), text, sentence)
    }) ?? null
  )
}

function clause(kind: Clause['kind'], words: readonly SpelledWord[], text: string, sentence: number): Clause {
  const written = (from: Word | undefined, to: Word | undefined) => text.slice(from?.start, to?.end)
  const marks = words.flatMap((word, index) =>
    word.marks.map((mark) => ({
      mark: amid(mark, words[index - 1], words[index + 1]),
      written: written(word, word),
    })),
  )
  return {
    kind,
    written: written(words[0], words.at(-1)),
    marks,
    cues: new Set(),
    words,
    sentence,
    firstForm: words[0]?.form ?? '',
    standsLikeAName: standsLikeAName(text, words[0]?.start ?? 0, words.at(-1)?.end ?? 0),
  }
}

function looseClause(words: readonly SpelledWord[], text: string, sentence: number): Clause {
  const loose = clause('loose', words, text, sentence)
  const cues = cuesOf(words)
  const forms = words.map(({ form }) => form).join(' ')
  const isPlain = [...cues].every((cue) => cue === 'wish' || (cue === 'hedge' && /^hop/.test(forms)))
  const isSmallTalk =
    isPlain && loose.marks.length === 0 && SMALL_TALK.test(words.map(({ spelled }) => spelled).join(' '))
  return { ...loose, kind: isSmallTalk ? 'aside' : 'loose', cues }
}

function amid(mark: Mark, before: Word | undefined, behind: Word | undefined): Mark {
  if (mark.kind !== 'number') return mark
  const mayBePlace =
    (!before || BEFORE_A_PLACE.has(before.form)) && (!behind || BEHIND_A_PLACE.has(behind.form))
  return { ...mark, onlyHour: !mayBePlace }
}

function isName({ form, marks }: Word): boolean {
  return (
    marks.length === 0 &&
    /^[\p{L}\p{M}'.-]{2,}$/u.test(form) &&
    !form.includes(' ') &&
    !KNOWN_WORDS.has(form) &&
    form.toUpperCase() !== form
  )
}
