import { CLOCK_RULES, number, RANGE_RULES } from './clock-words'
import { DATE_RULES, DAY_RULES } from './day-words'
import { END, rule, UNKNOWN, type Form, type Rule } from './form'
import { PLACE_RULES } from './place-words'
import { EMOTICONS, HARMLESS_THINGS, LAUGHING_EMOJI, NEUTRAL_EMOJI, SPELLINGS } from './spelling'

/**
 * One word of a reply. `form` is how the vocabulary writes it: small letters; `D` for a day, `T` for a clock time, `A`
 * for a part of the day, `K` for a week or a month, `N` for a number, `P` for a place, `O` for "the first", `F` for
 * "first" and `S` for "second" without "the", `E` for "the later one" and its kind; `,` for a break within a sentence,
 * `.` for its end, `?` for a question mark, `☺` for laughter and `¤` for what is no word.
 */
export interface Word extends Form {
  start: number
  end: number
}

const BREAK: Form = { form: ',', marks: [] }
const STOP: Form = { form: '.', marks: [] }

/** What is more than a plain word, or no word at all. */
const SPECIAL_RULES: readonly Rule[] = [
  // "yes…" hesitates; between two statements it parts them.
  [rule('(?:\\.{2,}|…)(?=\\s*[\\p{L}\\d])'), () => STOP],
  [rule('\\.{2,}|…'), () => UNKNOWN],
  [
    rule(`[:;=]['’-]?[()\\[\\]dpo3\\\\/|*<>]+${END}|\\(:`),
    ([face]) => (EMOTICONS.has(face) ? BREAK : UNKNOWN),
  ],
  [rule("\\)['’-]?[:;=](?!\\S)"), () => UNKNOWN],
  [rule('([1-9])\\ufe0f?\\u20e3'), ([, digit]) => number(Number(digit))],
  [
    rule(
      '(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator}{2})[\\p{EMod}\\ufe0f]*(?:\\u200d\\p{Extended_Pictographic}[\\p{EMod}\\ufe0f]*)*',
    ),
    ([sign]) => emoji(sign.replace(/[\p{EMod}\ufe0f]/gu, '')),
  ],
  [rule('[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+'), () => ({ form: 'address', marks: [] })],
  [
    rule('https?://\\S+|www\\.\\S+|[^\\s()<>]+\\.(?:com|net|org|io|co\\.uk)(?:/\\S*)?(?=[\\s,.;!?)]|$)'),
    () => ({ form: 'address', marks: [] }),
  ],
  [
    rule('(?:mr|mrs|ms|dr|prof|st)\\.(?=\\s)'),
    ([title]) => ({ form: title.slice(0, -1).toLowerCase(), marks: [] }),
  ],
  // A phone number is no time.
  [
    rule(
      '(?!20\\d\\d-\\d\\d-\\d\\d)(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,5}\\)[ .-]?|\\d{3,5}[ .-]|0\\d[ .-])(?:\\d{2,4}[ .-]){1,4}\\d{2,4}(?!\\d)|\\+\\d[\\d ().-]{6,}\\d|\\d{3}[ .-]\\d{4}(?!\\d)|\\d{9,}',
    ),
    () => ({ form: 'phone', marks: [] }),
  ],
  [rule('4(?=\\s+(?:me|us|the|being|my)\\b)'), () => ({ form: 'for', marks: [] })],
  ...DATE_RULES,
  ...RANGE_RULES,
  ...PLACE_RULES,
  ...CLOCK_RULES,
  ...DAY_RULES,
  // "10am's fine"
  [rule(`['’]s${END}`), (_, before) => (before === 'T' ? { form: 'is', marks: [] } : null)],
]

const PLAIN_RULES: readonly Rule[] = [
  [
    rule("[\\p{L}\\p{M}\\p{N}]+(?:['’`/-]\\p{L}+)*['’]?"),
    ([written]) => {
      return { form: spelledOut(written.toLowerCase().replace(/[’`]/g, "'").replace(/'$/, '')), marks: [] }
    },
  ],
  [rule('[&]'), () => ({ form: 'and', marks: [] })],
  [rule('\\?'), () => ({ form: '?', marks: [] })],
  [rule('[.!;\\n]'), () => STOP],
  [rule('[,:()–—•-]'), () => BREAK],
  [rule('.'), () => UNKNOWN],
]

const BLANK = /[^\S\n]+/y

/** Cuts a reply into words. Nothing but blanks is thrown away; breaks and friendly emoji become one break. */
export function readWords(text: string): Word[] {
  const words: Word[] = []
  for (let at = 0; at < text.length;) {
    BLANK.lastIndex = at
    if (BLANK.test(text)) {
      at = BLANK.lastIndex
      continue
    }
    const { form, length } = wordAt(text, at, words.at(-1)?.form ?? '')
    const last = words.at(-1)?.form
    const repeats =
      (form.form === ',' && (last === ',' || last === '.')) || (form.form === '.' && last === '.')
    if (form.form === '.' && last === ',') words.pop()
    if (!repeats) words.push({ ...form, start: at, end: at + length })
    at += length
  }
  return words
}

/** Tells at one go whether any special rule fits; at most words none does. */
const SPECIAL = new RegExp(SPECIAL_RULES.map(([{ source }]) => `(?:${source})`).join('|'), rule('').flags)
const RULES = [...SPECIAL_RULES, ...PLAIN_RULES]

function wordAt(text: string, at: number, before: string): { form: Form; length: number } {
  SPECIAL.lastIndex = at
  for (const [pattern, toForm] of SPECIAL.test(text) ? RULES : PLAIN_RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const form = match && toForm(match, before)
    if (form) return { form, length: match[0].length }
  }
  return { form: UNKNOWN, length: 1 }
}

function emoji(sign: string): Form {
  if (NEUTRAL_EMOJI.has(sign) || HARMLESS_THINGS.test(sign)) return BREAK
  return LAUGHING_EMOJI.has(sign) ? { form: '☺', marks: [] } : UNKNOWN
}

/** "sooo" is "so", "number's" is "number is". */
function spelledOut(word: string): string {
  const known = SPELLINGS.get(word)
  if (known !== undefined) return known
  const short = word.replace(/(\p{L})\1{2,}/gu, '$1')
  if (short !== word) return spelledOut(short)
  return word.endsWith("'s") ? `${spelledOut(word.slice(0, -2))} is` : word
}
