import { CLOCK_WORDS, EMOTICONS, NEUTRAL_EMOJI, ORDINALS, SPELLINGS, WEEKDAYS } from './spelling'

/** A word that selects among offers. `bare` ordinals have no "one" or "option" behind them and may be a date. */
export type Mark =
  | { kind: 'weekday'; day: number }
  | { kind: 'clock'; hour: number; minute: number; meridiem: 'am' | 'pm' | null }
  | { kind: 'place'; position: number; bare: boolean }
  /** A number alone may be the place of an offer or an hour; with words for a time around it, it is an hour. */
  | { kind: 'number'; value: number; onlyHour: boolean }

/**
 * One word of a reply. `form` is how the vocabulary writes it: small letters, `D` for a weekday, `T` for a clock time,
 * `N` for a number, `P` for a place, `O` for "the first", `F` for "first" and `S` for "second" without "the", `,` for a
 * break and `¤` for what is no word.
 */
export interface Word {
  form: string
  mark: Mark | null
  start: number
  end: number
}

type Form = Pick<Word, 'form' | 'mark'>
type Rule = [pattern: RegExp, form: (match: RegExpExecArray) => Form | null]

const UNKNOWN: Form = { form: '¤', mark: null }
const BREAK: Form = { form: ',', mark: null }

/** No letter, digit or keycap follows: the word ends here. */
const END = '(?![\\p{L}\\p{M}\\p{N}\\ufe0f\\u20e3])'
const NUMBER_END = `(?![:.,]?\\d)${END}`
const NUMBER_WORDS = 'one|two|three|four|five'
const PLACE_WORDS = [...ORDINALS.keys()].join('|')
const ORDINAL_WORDS = 'first|second|third|fourth|fifth'

const RULES: readonly Rule[] = [
  // "yes…" hesitates.
  [rule('\\.{2,}|…'), () => UNKNOWN],
  [rule(`[:;=]['’-]?[()\\[\\]dpo3\\\\/|*<>]+${END}`), ([face]) => (EMOTICONS.has(face) ? BREAK : UNKNOWN)],
  [rule("\\)['’-]?[:;=](?!\\S)"), () => UNKNOWN],
  [
    rule(
      '\\p{Extended_Pictographic}[\\p{EMod}\\ufe0f]*(?:\\u200d\\p{Extended_Pictographic}[\\p{EMod}\\ufe0f]*)*',
    ),
    ([sign]) => (NEUTRAL_EMOJI.has(sign.replace(/[\p{EMod}\ufe0f]/gu, '')) ? BREAK : UNKNOWN),
  ],
  // A range is never one time: "2-3pm", "10:00 – 10:30", "1/2". Nor is "-1" a place.
  [
    rule(
      '(?:(?:at|@|option|slot|number|#)\\s*)?\\d[\\d:.]*\\s*(?:[ap]\\.?\\s?m\\b\\.?)?\\s*[-–—~/&+]\\s*\\d[\\p{L}\\p{N}:.]*',
    ),
    () => UNKNOWN,
  ],
  [rule('[-–—~+]\\d[\\p{L}\\p{N}:.]*'), () => UNKNOWN],
  [
    rule(
      `(?:the\\s+)?(?:(?:option|slot)\\s*(?:number|#)?|number|#)\\s*([1-5]|${NUMBER_WORDS})('s|’s)?${NUMBER_END}`,
    ),
    ([, number = '', is]) => place(CLOCK_WORDS.get(number.toLowerCase()) ?? Number(number), is),
  ],
  [rule(`(?:the\\s+)?(${PLACE_WORDS})\\s+(?:one|option|slot)('s|’s)?${END}`), ordinalPlace],
  // "first time" alone is no place.
  [rule(`(?:the\\s+)?(${PLACE_WORDS})\\s+time(?=\\s+(?:works|is|would|suits|please)${END})`), ordinalPlace],
  [
    rule(`the\\s+(${ORDINAL_WORDS})${END}`),
    ([, ordinal = '']) => ({ form: 'O', mark: bareOrdinal(ordinal) }),
  ],
  // Without "the" they are also a moment and an order: "second please", "call first".
  [
    rule(`(${ORDINAL_WORDS})${END}`),
    ([ordinal]) => ({ form: ordinal.toLowerCase() === 'second' ? 'S' : 'F', mark: bareOrdinal(ordinal) }),
  ],
  [
    rule(
      `(?:(at(?=[\\s\\d])|@)\\s*)?(?:(\\d{1,2})(?:[:.](\\d{2}))?|(${[...CLOCK_WORDS.keys()].join('|')}))` +
        `(?:\\s?([ap])\\.?\\s?m${END}\\.?|\\s?(o['’]?clock))?${NUMBER_END}`,
    ),
    clockOrNumber,
  ],
  [
    rule(`(?:at\\s+)?(?:noon|midday)${END}`),
    () => ({ form: 'T', mark: { kind: 'clock', hour: 12, minute: 0, meridiem: 'pm' } }),
  ],
  [
    rule(`(${[...WEEKDAYS.keys()].join('|')})('s|’s)?${END}`),
    ([, name = '', is]) => ({
      form: is ? 'D is' : 'D',
      mark: { kind: 'weekday', day: WEEKDAYS.get(name.toLowerCase()) ?? 0 },
    }),
  ],
  [
    rule("[\\p{L}\\p{M}\\p{N}]+(?:['’]\\p{L}+)*"),
    ([written]) => {
      const word = written.toLowerCase().replace(/’/g, "'")
      return { form: SPELLINGS.get(word) ?? word, mark: null }
    },
  ],
  [rule('[,;:!.()\\n–—-]'), () => BREAK],
  [rule('.'), () => UNKNOWN],
]

/** Cuts a reply into words. Nothing but blanks is thrown away; breaks and friendly emoji become one break. */
export function readWords(text: string): Word[] {
  const words: Word[] = []
  for (let at = 0; at < text.length;) {
    const blank = /[^\S\n]+/uy
    blank.lastIndex = at
    if (blank.test(text)) {
      at = blank.lastIndex
      continue
    }
    const { form, length } = wordAt(text, at)
    if (form !== BREAK || words.at(-1)?.form !== ',') words.push({ ...form, start: at, end: at + length })
    at += length
  }
  return words
}

function wordAt(text: string, at: number): { form: Form; length: number } {
  for (const [pattern, toForm] of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const form = match && toForm(match)
    if (form) return { form, length: match[0].length }
  }
  return { form: UNKNOWN, length: 1 }
}

function place(position: number, is: string | undefined): Form {
  return { form: is ? 'P is' : 'P', mark: { kind: 'place', position, bare: false } }
}

function ordinalPlace([, ordinal = '', is]: RegExpExecArray): Form {
  return place(ORDINALS.get(ordinal.toLowerCase()) ?? 0, is)
}

function bareOrdinal(word: string): Mark {
  return { kind: 'place', position: ORDINALS.get(word.toLowerCase()) ?? 0, bare: true }
}

/** "at 2" is an hour; "2" alone is left open; "two" alone is no time. */
function clockOrNumber(match: RegExpExecArray): Form | null {
  const [, at, digits, minutes, word, half, oclock] = match
  const isClock = [at, minutes, half, oclock].some((part) => part !== undefined)
  if (word !== undefined && !isClock) return null
  const hour = digits === undefined ? (CLOCK_WORDS.get((word ?? '').toLowerCase()) ?? 0) : Number(digits)
  if (!isClock)
    return hour >= 1 && hour <= 23
      ? { form: 'N', mark: { kind: 'number', value: hour, onlyHour: false } }
      : UNKNOWN
  const minute = Number(minutes ?? 0)
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return UNKNOWN
  return { form: 'T', mark: { kind: 'clock', hour, minute, meridiem: meridiem(half, digits) } }
}

/** "09:00" is written by the 24-hour clock and so never means the evening. */
function meridiem(half: string | undefined, digits: string | undefined): 'am' | 'pm' | null {
  if (half !== undefined) return half.toLowerCase() === 'a' ? 'am' : 'pm'
  return digits?.startsWith('0') ? 'am' : null
}

function rule(pattern: string): RegExp {
  return new RegExp(pattern, 'iuys')
}
