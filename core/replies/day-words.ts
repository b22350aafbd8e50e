import { END, HEAD, isForm, NUMBER_END, ORDINAL_WORDS, rule, UNKNOWN, type Form, type Rule } from './form'
import type { DayOfYear } from './marks'
import { DAY_PARTS, MONTHS, ORDINALS, TODAY, WEEKDAYS } from './spelling'

const MONTH_WORDS = [...MONTHS.keys()].join('|')
const DAY_WORDS = [...WEEKDAYS.keys()].join('|')
const DAY_NUMBER = '(3[01]|[12]\\d|0?[1-9])'
const NTH = `${DAY_NUMBER}(?:st|nd|rd|th)`
const YEAR = '(?:,?\\s+(20\\d\\d)|[/.-](20\\d\\d|\\d\\d))?'

/** Dates: "Nov 24", "24/11", "3.12.", "the 24th". */
export const DATE_RULES: readonly Rule[] = [
  [
    rule('first\\s+thing(?:\\s+in\\s+the\\s+morning)?' + END),
    () => ({ form: 'A', marks: [{ kind: 'dayPart', from: 6, to: 10 }] }),
  ],
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
    rule(`(\\d{1,2})([/-])(\\d{1,2})${YEAR}${NUMBER_END}`),
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
    rule(
      `(?:,\\s*)?(?:(?:the\\s+)?${NTH}|the\\s+(${ORDINAL_WORDS}))(?!\\s+(?:one|option|slot|(?:of\\s+)?(?:${MONTH_WORDS})\\b))${END}`,
    ),
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

/** Days and parts of them by their names: "tomorrow", "next Tuesday", "the morning one". */
export const DAY_RULES: readonly Rule[] = [
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
    rule(`(a\\.?m|p\\.?m|mornings|afternoons|evenings)('s|’s)?${END}`),
    ([, part = '', is], before) =>
      // "I'm free mornings" is a habit.
      part.length > 4
        ? { ...dayPart(part, is), form: '¤' }
        : /^D|^,?$/.test(before)
          ? dayPart(part.replaceAll('.', ''), is)
          : null,
  ],
  [
    rule(
      `(?:the\\s+)?(?:one\\s+in\\s+|one\\s+for\\s+)?(${MONTH_WORDS})(?:\\s+one)${END}|the\\s+one\\s+in\\s+(${MONTH_WORDS})${END}`,
    ),
    ([, a, b]) => month(a ?? b ?? ''),
  ],
]

function weekday(name: string, is: string | undefined): Form {
  const day = WEEKDAYS.get(name.toLowerCase()) ?? 0
  return { form: isForm('D', is), marks: [{ kind: 'weekday', day, which: null }] }
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

function month(name: string): Form {
  return { form: 'D', marks: [{ kind: 'month', month: MONTHS.get(name.toLowerCase()) ?? 0 }] }
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

function wordsOf(map: ReadonlyMap<string, number>, value: number): string {
  return [...map].flatMap(([word, number]) => (number === value ? [word] : [])).join('|')
}
