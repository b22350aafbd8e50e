import type { Clock, DayOfYear, Mark, ZoneWord } from './marks'
import {
  CLOCK_WORDS,
  DAY_PARTS,
  EMOTICONS,
  LAUGHING_EMOJI,
  MONTHS,
  NEUTRAL_EMOJI,
  ORDINALS,
  SPELLINGS,
  TODAY,
  WEEKDAYS,
} from './spelling'
import { ZONE_AFTER_TIME, zoneAfterTime } from './zone-words'

/**
 * One word of a reply. `form` is how the vocabulary writes it: small letters; `D` for a day, `T` for a clock time, `A`
 * for a part of the day, `K` for a week or a month, `N` for a number, `P` for a place, `O` for "the first", `F` for
 * "first" and `S` for "second" without "the", `E` for "the later one" and its kind; `,` for a break within a sentence,
 * `.` for its end, `?` for a question mark, `☺` for laughter and `¤` for what is no word.
 */
export interface Word {
  form: string
  marks: readonly Mark[]
  start: number
  end: number
}

type Form = Pick<Word, 'form' | 'marks'>
type Rule = [pattern: RegExp, form: (match: RegExpExecArray, before: string) => Form | null]

const UNKNOWN: Form = { form: '¤', marks: [] }
const BREAK: Form = { form: ',', marks: [] }
const STOP: Form = { form: '.', marks: [] }

/** No letter, digit or keycap follows: the word ends here. */
const END = '(?![\\p{L}\\p{M}\\p{N}\\ufe0f\\u20e3])'
const NUMBER_END = `(?![:.,/]?\\d)${END}`
const NUMBER_WORDS = 'one|two|three|four|five'
const PLACE_WORDS = [...ORDINALS.keys()].join('|')
const ORDINAL_WORDS = 'first|second|third|fourth|fifth'
const HOUR_WORDS = [...CLOCK_WORDS.keys()].join('|')
const MONTH_WORDS = [...MONTHS.keys()].join('|')
const DAY_WORDS = [...WEEKDAYS.keys()].join('|')
const HALF = `(?:\\s?([ap])(?:\\.\\s?m\\.?|\\s?m)${END}|([ap])${END})`
const HEAD = '(?:one|option|slot|appointment|offer|choice|date|call|meeting|proposal|proposition)'
const DAY_NUMBER = '(3[01]|[12]\\d|0?[1-9])'
const NTH = `${DAY_NUMBER}(?:st|nd|rd|th)`

const RULES: readonly Rule[] = [
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
    rule('https?://\\S+|www\\.\\S+|\\S+\\.(?:com|net|org|io|co\\.uk)(?:/\\S*)?(?=[\\s,.;!?)]|$)'),
    () => ({ form: 'address', marks: [] }),
  ],
  // A phone number is no time.
  [
    rule(
      '(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,5}\\)[ .-]?|\\d{3,5}[ .-])(?:\\d{2,4}[ .-]){1,4}\\d{2,4}(?!\\d)|\\+\\d[\\d ().-]{6,}\\d|\\d{3}-\\d{4}(?!\\d)|\\d{9,}',
    ),
    () => ({ form: 'phone', marks: [] }),
  ],
  [rule('4(?=\\s+(?:me|us)\\b)'), () => ({ form: 'for', marks: [] })],
  [
    rule('first\\s+thing(?:\\s+in\\s+the\\s+morning)?' + END),
    () => ({ form: 'A', marks: [{ kind: 'dayPart', from: 6, to: 10 }] }),
  ],
  ...dateRules(),
  // A range is never one time: "2-3pm", "10:00 – 10:30", "1/2". Nor is "-1" a place.
  [
    rule(
      `(?:(?:from|between|at|@|option|slot|number|#)\\s*)?(\\d{1,2})(?:[:.h](\\d{2}))?${HALF}?\\s*(?:[-–—~/&+]|to|and|till|til|until|thru|through)\\s*(\\d{1,2})(?:[:.h](\\d{2}))?${HALF}?${NUMBER_END}`,
    ),
    span,
  ],
  [rule('[-–—~+]\\d[\\p{L}\\p{N}:.]*'), () => UNKNOWN],
  [rule('\\d{1,2}(?:[:.]\\d{2})?(?:\\s?[ap]\\.?m\\.?)?\\s?-?ish\\b'), () => UNKNOWN],
  [
    rule(
      `(?:the\\s+)?(?:(?:option|slot|choice)\\s*(?:number|#|no\\.?)?|number|#|no\\.\\s?)\\s*([1-5]|${NUMBER_WORDS}|[a-e](?=[\\s.,!]|$))('s|’s)?${NUMBER_END}`,
    ),
    ([, number = '', is], before) =>
      before === 'my' ? UNKNOWN : place(positionOf(number.toLowerCase()), is),
  ],
  [rule(`(?:the\\s+|your\\s+)?(${PLACE_WORDS})\\s+${HEAD}('s|’s)?${END}`), ordinalPlace],
  [rule(`(?:the\\s+|your\\s+)?(${PLACE_WORDS})\\s+1('s|’s)?${NUMBER_END}`), ordinalPlace],
  // "first time" alone is no place.
  [rule(`(?:the\\s+)?(${PLACE_WORDS})\\s+time(?=\\s+(?:works|is|would|suits|please)${END})`), ordinalPlace],
  [
    rule(
      `(?:the\\s+)?(earliest|earlier|early|latest|later|late|last|other|middle)\\s+(?:${HEAD}|time)('s|’s)?${END}`,
    ),
    extreme,
  ],
  [rule(`(former|latter)${END}`), extreme],
  [
    rule(`the\\s+(${ORDINAL_WORDS})${END}`),
    ([, ordinal = '']) => ({ form: 'O', marks: [bareOrdinal(ordinal)] }),
  ],
  // Without "the" they are also a moment and an order: "second please", "call first".
  [
    rule(`(${ORDINAL_WORDS})${END}`),
    ([ordinal]) => ({ form: ordinal.toLowerCase() === 'second' ? 'S' : 'F', marks: [bareOrdinal(ordinal)] }),
  ],
  ...clockRules(),
  [
    rule(
      `(?:the\\s+)?(today|tonight|this (?:morning|afternoon|evening)|day after (?:${wordsOf(TODAY, 1)})|${[...TODAY.keys()].join('|')})('s|’s|s)?${END}`,
    ),
    ([, written = '', is]) => fromToday(written.toLowerCase(), is),
  ],
  [
    rule(`(this|next|the coming|coming|the following|following)\\s+(week|wk|month|year)(?:'s|’s)?${END}`),
    weekOrMonth,
  ],
  [rule(`(this|next|last|every|any|most)\\s+(${DAY_WORDS})(s|'s|’s)?${END}`), weekdayWhich],
  [rule(`(${DAY_WORDS})('s|’s|s)?${END}`), ([, name = '', is]) => weekday(name, is)],
  [
    rule(
      `(?:in\\s+the\\s+|the\\s+)?(?:(early|late|mid)[\\s-]?)?(morning|mornin|afternoon|aft|arvo|evening)(?:\\s+${HEAD})?('s|’s)?${END}`,
    ),
    ([, half, part = '', is]) => dayPart(part, is, half?.toLowerCase()),
  ],
  [
    rule(`the\\s+(am|pm)(?:\\s+${HEAD})?${END}|(am|pm)\\s+(?:one|slot|option|appointment)${END}`),
    ([, part, other]) => dayPart(part ?? other ?? '', undefined),
  ],
  [
    rule(`(a\\.?m|p\\.?m|mornings|afternoons|evenings|night)('s|’s)?${END}`),
    ([, part = '', is], before) =>
      /^D|^,?$/.test(before) || part.length > 4 ? dayPart(part.replaceAll('.', ''), is) : null,
  ],
  [
    rule(
      `(?:the\\s+)?(?:one\\s+in\\s+|one\\s+for\\s+)?(${MONTH_WORDS})(?:\\s+one)${END}|the\\s+one\\s+in\\s+(${MONTH_WORDS})${END}`,
    ),
    ([, a, b]) => month(a ?? b ?? '', null),
  ],
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

function wordAt(text: string, at: number, before: string): { form: Form; length: number } {
  for (const [pattern, toForm] of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const form = match && toForm(match, before)
    if (form) return { form, length: match[0].length }
  }
  return { form: UNKNOWN, length: 1 }
}

function dateRules(): Rule[] {
  const year = '(?:,?\\s+(20\\d\\d)|[/.-](20\\d\\d|\\d\\d))?'
  return [
    [
      rule(
        `(?:the\\s+)?(${MONTH_WORDS})\\.?\\s+(?:the\\s+)?${DAY_NUMBER}(?:st|nd|rd|th)?(?:,?\\s+(20\\d\\d))?${NUMBER_END}`,
      ),
      ([, name = '', day, year]) =>
        date({ year: yearOf(year), month: MONTHS.get(name.toLowerCase()) ?? 0, day: Number(day) }),
    ],
    [
      rule(
        `(?:the\\s+)?${DAY_NUMBER}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${MONTH_WORDS})(?:,?\\s+(20\\d\\d))?${END}\\.?`,
      ),
      ([, day, name = '', year]) =>
        date({ year: yearOf(year), month: MONTHS.get(name.toLowerCase()) ?? 0, day: Number(day) }),
    ],
    [
      rule(`(20\\d\\d)-(\\d\\d)-(\\d\\d)${END}`),
      ([, year, month, day]) => date({ year: Number(year), month: Number(month), day: Number(day) }),
    ],
    [
      rule(`(\\d{1,2})([/-])(\\d{1,2})${year}${NUMBER_END}`),
      ([, a, sign, b, , short]) =>
        digitDate(Number(a), Number(b), yearOf(short), sign === '-' && short === undefined),
    ],
    // "3.12." and "24.11.2026"; "10.30" is a clock time.
    [
      rule(
        `(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(20\\d\\d|\\d\\d)${END})?(?!\\d)|(\\d{1,2})\\.(\\d{1,2})\\.(20\\d\\d)${END}`,
      ),
      ([, day, month, short, d, m, long]) =>
        dottedDate(Number(day ?? d), Number(month ?? m), yearOf(short ?? long)),
    ],
    [rule(`(?:new\\s+years?['’]?s?\\s+eve|nye)${END}`), () => date({ year: null, month: 12, day: 31 })],
    [rule(`(?:new\\s+years?['’]?s?\\s+day)${END}`), () => date({ year: null, month: 1, day: 1 })],
    [rule(`christmas\\s+eve${END}`), () => date({ year: null, month: 12, day: 24 })],
    [rule(`(?:christmas|xmas)\\s+day${END}`), () => date({ year: null, month: 12, day: 25 })],
    // Behind a weekday "the 1st" is a date and no place.
    [
      rule(`(?:,\\s*)?(?:(?:the\\s+)?${NTH}|the\\s+(${ORDINAL_WORDS}))(?!\\s+(?:one|option|slot))${END}`),
      ([, day, ordinal], before) =>
        before.startsWith('D') && !before.endsWith('is')
          ? dayOfMonth(day === undefined ? (ORDINALS.get((ordinal ?? '').toLowerCase()) ?? 0) : Number(day))
          : null,
    ],
    [
      rule(`(?:the\\s+)${NTH}(?!\\s+(?:one|option|slot|time))('s|’s)?${END}`),
      ([, day, is]) => (Number(day) > 5 ? dayOfMonth(Number(day), is) : null),
    ],
    [
      rule(`${NTH}(?!\\s+(?:one|option|slot|time))${END}`),
      ([, day]) => (Number(day) > 5 ? dayOfMonth(Number(day)) : null),
    ],
    [rule(`on\\s+(?:the\\s+)?${NTH}${END}`), ([, day]) => dayOfMonth(Number(day))],
    [
      rule(`the\\s+([1-5])(?:st|nd|rd|th)('s|’s)?(?!\\s+(?:${HEAD}|1)\\b)${END}`),
      ([, day, is]) => ({
        form: is ? 'O is' : 'O',
        marks: [{ kind: 'dayOfMonth', day: Number(day), orPlace: true }],
      }),
    ],
    [
      rule(`([1-5])(?:st|nd|rd|th)('s|’s)?${END}(?!\\s+(?:${HEAD}|1)\\b)`),
      ([, day, is]) => ({
        form: is ? 'F is' : 'F',
        marks: [{ kind: 'dayOfMonth', day: Number(day), orPlace: true }],
      }),
    ],
  ]
}

function clockRules(): Rule[] {
  const zone = `(?:\\s*\\(?(${ZONE_AFTER_TIME})\\)?${END})?`
  return [
    [
      rule(`(?:at\\s+)?(?:12\\s+)?(?:noon|midday)${zone}${END}`),
      ([, named]) => clock({ hour: 12, minute: 0, meridiem: 'pm' }, named),
    ],
    [
      rule(
        `(?:(?:at|@)\\s*)?(half|quarter)\\s+(past|to|after)\\s+(\\d{1,2}|${HOUR_WORDS})${HALF}?${NUMBER_END}`,
      ),
      ([, part, side, hour = '', p, q]) => spokenClock(part ?? '', side ?? '', hourOf(hour), p ?? q),
    ],
    [
      rule(`(?:(?:at|@)\\s*)?half\\s+(\\d{1,2}|${HOUR_WORDS})${NUMBER_END}`),
      ([, hour = '']) => clock({ hour: hourOf(hour), minute: 30, meridiem: null }),
    ],
    // "10 past 3" and "5 to 10" are other times than 3 and 10.
    [rule(`(?:at\\s+)?(\\d{1,2})\\s+(past|to)\\s+(\\d{1,2})${NUMBER_END}`), () => UNKNOWN],
    [
      rule(
        `(at(?=[\\s\\d])|@|kl\\.?)?\\s*([01]?\\d|2[0-3])([0-5]\\d)(?:\\s?(hrs?|hours?|h)|${HALF})?${zone}${NUMBER_END}`,
      ),
      ([, at, hour, minute, hours, p, q, named], before) => {
        const isClock = at !== undefined || hours !== undefined || p !== undefined || q !== undefined
        if (!isClock && !(Number(minute) % 15 === 0 && /^(|D|D is|[,.]|on|A)$/.test(before))) return null
        return clock({ hour: Number(hour), minute: Number(minute), meridiem: meridiem(p ?? q, hour) }, named)
      },
    ],
    [
      rule(
        `(?:(at(?=[\\s\\d])|@|kl\\.?(?=\\s?\\d))\\s*)?(?:(\\d{1,2})(?:\\s?h\\s?(\\d{2})|[:.](\\d{2})(?:\\s?h)?|(\\s?h)(?!\\p{L}))?|(${HOUR_WORDS}))` +
          `(?:${HALF}|\\s?(o['’]?\\s?clock|hrs|hours))?${zone}${NUMBER_END}`,
      ),
      clockOrNumber,
    ],
  ]
}

function span([written, a, am, p, q, b, bm, r, s]: RegExpExecArray): Form | null {
  const first = p ?? q
  const second = r ?? s
  // "2-3" may be places, a date or a range; without a time in it nothing is known of it.
  const isTime =
    [am, bm, first, second].some((part) => part !== undefined) || /^(from|between|at)/i.test(written)
  if (!isTime) return UNKNOWN
  const hours = (hour: string | undefined, minute: string | undefined, half: string | undefined): Clock => ({
    kind: 'clock',
    hour: Number(hour),
    minute: Number(minute ?? 0),
    meridiem: half === undefined ? null : meridiem(half, hour),
    zone: null,
  })
  const start = hours(a, am, first ?? (Number(a) < Number(b) ? second : undefined))
  const end = hours(b, bm, second)
  if (start.hour > 23 || end.hour > 23 || start.minute > 59 || end.minute > 59) return UNKNOWN
  return { form: '¤', marks: [{ kind: 'span', start, end }] }
}

function emoji(sign: string): Form {
  if (NEUTRAL_EMOJI.has(sign)) return BREAK
  return LAUGHING_EMOJI.has(sign) ? { form: '☺', marks: [] } : UNKNOWN
}

function number(value: number): Form {
  return { form: 'N', marks: [{ kind: 'number', value, onlyHour: false }] }
}

function place(position: number, is: string | undefined): Form {
  return { form: is ? 'P is' : 'P', marks: [{ kind: 'place', position, bare: false }] }
}

function positionOf(written: string): number {
  return CLOCK_WORDS.get(written) ?? (/[a-e]/.test(written) ? written.charCodeAt(0) - 96 : Number(written))
}

function ordinalPlace([, ordinal = '', is]: RegExpExecArray): Form {
  return place(ORDINALS.get(ordinal.toLowerCase()) ?? 0, is)
}

const EXTREMES: Record<string, Extract<Mark, { kind: 'extreme' }>['which']> = {
  earliest: 'earliest',
  earlier: 'earliest',
  early: 'earliest',
  latest: 'latest',
  later: 'latest',
  late: 'latest',
  last: 'last',
  middle: 'middle',
  other: 'other',
  former: 'former',
  latter: 'latter',
}

function extreme([, word = '', is]: RegExpExecArray): Form | null {
  const which = EXTREMES[word.toLowerCase()]
  return which ? { form: is ? 'E is' : 'E', marks: [{ kind: 'extreme', which }] } : null
}

function bareOrdinal(word: string): Mark {
  return { kind: 'place', position: ORDINALS.get(word.toLowerCase()) ?? 0, bare: true }
}

function weekday(name: string, is: string | undefined): Form {
  const day = WEEKDAYS.get(name.toLowerCase()) ?? 0
  return { form: isForm('D', is), marks: [{ kind: 'weekday', day, which: null }] }
}

/** "Tuesdays" may be every Tuesday or, without its apostrophe, "Tuesday's": it is read as the latter only before a word for it. */
function isForm(form: string, is: string | undefined): string {
  if (is === undefined) return form
  return is === 's' ? `${form} s` : `${form} is`
}

function weekdayWhich([, which = '', name = '', is]: RegExpExecArray): Form {
  const day = WEEKDAYS.get(name.toLowerCase()) ?? 0
  const word = which.toLowerCase()
  if (word !== 'this' && word !== 'next') return UNKNOWN
  return { form: isForm('D', is), marks: [{ kind: 'weekday', day, which: word }] }
}

function fromToday(written: string, is: string | undefined): Form {
  const form = isForm('D', is)
  if (written.startsWith('day after')) return { form, marks: [{ kind: 'fromToday', days: 2 }] }
  const part = /morning|afternoon|evening|tonight/.exec(written)?.[0]
  if (part === undefined) return { form, marks: [{ kind: 'fromToday', days: TODAY.get(written) ?? 0 }] }
  const [from, to] = DAY_PARTS[part === 'tonight' ? 'evening' : part] ?? [0, 24]
  return {
    form,
    marks: [
      { kind: 'fromToday', days: 0 },
      { kind: 'dayPart', from, to },
    ],
  }
}

function weekOrMonth([, which = '', unit = '']: RegExpExecArray): Form {
  if (!/^w/i.test(unit)) return UNKNOWN
  return { form: 'K', marks: [{ kind: 'week', weeks: /^this$/i.test(which) ? 0 : 1 }] }
}

function dayPart(part: string, is: string | undefined, half?: string): Form {
  const [start, end] = DAY_PARTS[part.toLowerCase()] ?? [0, 24]
  const from = half === 'late' ? end - 3 : start
  const to = half === 'early' ? start + 4 : end
  return { form: isForm('A', is), marks: [{ kind: 'dayPart', from, to }] }
}

function month(name: string, which: 'this' | 'next' | null): Form {
  return { form: 'D', marks: [{ kind: 'month', month: MONTHS.get(name.toLowerCase()) ?? 0, which }] }
}

function dayOfMonth(day: number, is?: string): Form {
  return { form: isForm('D', is), marks: [{ kind: 'dayOfMonth', day, orPlace: false }] }
}

function yearOf(written: string | undefined): number | null {
  if (written === undefined) return null
  return written.length === 2 ? 2000 + Number(written) : Number(written)
}

function isDayOfYear({ month, day }: DayOfYear): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

function date(first: DayOfYear, others: readonly DayOfYear[] = []): Form | null {
  const possible = [first, ...others].filter(isDayOfYear)
  const [known, ...rest] = possible
  return known ? { form: 'D', marks: [{ kind: 'date', date: known, others: rest }] } : null
}

/** "11/24" and "24/11". Small numbers may also be places or a range ("1/2", "2-3"). */
function digitDate(a: number, b: number, year: number | null, isDash: boolean): Form | null {
  if (isDash || (a <= 5 && b <= 5 && year === null && a !== b && Math.abs(a - b) === 1)) return null
  return date({ year, month: a, day: b }, [{ year, month: b, day: a }])
}

function dottedDate(day: number, month: number, year: number | null): Form | null {
  return date({ year, month, day })
}

/** "at 2" is an hour; "2" alone is left open; "two" alone is no time. */
function clockOrNumber(match: RegExpExecArray): Form | null {
  const [, at, digits, afterH, minutes, bareH, word, p, q, oclock, named] = match
  const half = p ?? q
  const zone = named === undefined ? null : zoneAfterTime(named)
  const isClock =
    [at, afterH, minutes, bareH, half, oclock].some((part) => part !== undefined) || zone !== null
  if (named !== undefined && zone === null) return null
  if (word !== undefined && !isClock) return null
  const hour = digits === undefined ? hourOf(word ?? '') : Number(digits)
  if (!isClock) return hour >= 1 && hour <= 31 ? number(hour) : UNKNOWN
  const minute = Number(afterH ?? minutes ?? 0)
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return UNKNOWN
  const is24 = bareH !== undefined || afterH !== undefined || hour > 12
  return clock({ hour, minute, meridiem: is24 ? '24h' : meridiem(half, digits) }, named)
}

function clock(time: Pick<Clock, 'hour' | 'minute' | 'meridiem'>, named?: string): Form {
  const zone = named === undefined ? null : zoneAfterTime(named)
  if (named !== undefined && zone === null) return UNKNOWN
  const own: ZoneWord | null = zone === 'mine' ? null : zone
  return { form: 'T', marks: [{ kind: 'clock', ...time, zone: own }] }
}

function spokenClock(part: string, side: string, hour: number, half: string | undefined): Form {
  if (hour < 1 || hour > 12) return UNKNOWN
  const minutes = part.toLowerCase() === 'half' ? 30 : 15
  if (side.toLowerCase() !== 'to')
    return clock({ hour, minute: minutes, meridiem: meridiem(half, undefined) })
  return clock({
    hour: hour === 1 ? 12 : hour - 1,
    minute: 60 - minutes,
    meridiem: meridiem(half, undefined),
  })
}

function hourOf(written: string): number {
  return CLOCK_WORDS.get(written.toLowerCase()) ?? Number(written)
}

/** "09:00" is written by the 24-hour clock and so never means the evening. */
function meridiem(half: string | undefined, digits: string | undefined): Clock['meridiem'] {
  if (half !== undefined) return half.toLowerCase() === 'a' ? 'am' : 'pm'
  return digits?.startsWith('0') ? 'am' : null
}

/** "sooo" is "so", "number's" is "number is". */
function spelledOut(word: string): string {
  const known = SPELLINGS.get(word)
  if (known !== undefined) return known
  const short = word.replace(/(\p{L})\1{2,}/gu, '$1')
  if (short !== word) return spelledOut(short)
  return word.endsWith("'s") ? `${spelledOut(word.slice(0, -2))} is` : word
}

function wordsOf(map: ReadonlyMap<string, number>, value: number): string {
  return [...map].flatMap(([word, number]) => (number === value ? [word] : [])).join('|')
}

function rule(pattern: string): RegExp {
  return new RegExp(pattern, 'iuys')
}
