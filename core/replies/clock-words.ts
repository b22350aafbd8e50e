import { END, NUMBER_END, rule, UNKNOWN, type Form, type Rule } from './form'
import type { Clock, ZoneWord } from './marks'
import { CLOCK_WORDS } from './spelling'
import { ZONE_AFTER_TIME, zoneAfterTime } from './zone-words'

const HOUR_WORDS = [...CLOCK_WORDS.keys()].join('|')
/** "one works" and "two is fine" speak of times that were offered. */
const HOUR_WORDS_BUT_FEW = [...CLOCK_WORDS.keys()].slice(2).join('|')
const HALF = `(?:\\s?([ap])(?:\\.\\s?m\\.?|\\s?m)${END}|([ap])${END})`
const ZONE = `(?:\\s*\\(?(${ZONE_AFTER_TIME})\\)?${END})?`

const GERMAN_HOURS = 'eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf'.split('|')

/** "2-3pm", "around ten": a range or about a time, and so none. */
export const RANGE_RULES: readonly Rule[] = [
  // A range is never one time: "2-3pm", "10:00 – 10:30", "1/2". Nor is "-1" a place.
  [
    rule(
      `(?:(?:from|between|at|@|option|slot|number|#)\\s*)?(\\d{1,2})(?:[:.h](\\d{2}))?${HALF}?\\s*(?:[-–—~/&+]|to|and|till|til|until|thru|through)\\s*(\\d{1,2})(?:[:.h](\\d{2}))?${HALF}?${NUMBER_END}`,
    ),
    span,
  ],
  [rule('[-–—~+]\\d[\\p{L}\\p{N}:.]*'), () => UNKNOWN],
  [rule('\\d{1,2}(?:[:.]\\d{2})?(?:\\s?[ap]\\.?m\\.?)?\\s?-?ish\\b'), () => UNKNOWN],
]

/** "10", "at 10", "15:00", "3pm ET", "half past two". */
export const CLOCK_RULES: readonly Rule[] = [
  [
    rule(`(?:at\\s+)?(?:12\\s+)?(?:noon|midday)${ZONE}${END}`),
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
  // "ten on Friday", "three works": a number, where "ten" alone is a word.
  [
    rule(
      `(${HOUR_WORDS_BUT_FEW})(?=\\s+(?:on\\s+(?:mon|tue|wed|thu|fri)|tomorrow|works|is\\s+(?:good|fine|great|perfect|best)))`,
    ),
    ([hour]) => number(hourOf(hour)),
  ],
  // "10 past 3" and "5 to 10" are other times than 3 and 10.
  // "halb zehn" is half past nine.
  [
    rule(`(?:um\\s+)?halb\\s+(${GERMAN_HOURS.join('|')})${END}`),
    ([, hour = '']) =>
      clock({ hour: GERMAN_HOURS.indexOf(hour.toLowerCase()) || 12, minute: 30, meridiem: null }),
  ],
  [rule(`(?:at\\s+)?(\\d{1,2})\\s+(past|to)\\s+(\\d{1,2})${NUMBER_END}`), () => UNKNOWN],
  [
    rule(
      `(at(?=[\\s\\d])|@|kl\\.?)?\\s*([01]?\\d|2[0-3])([0-5]\\d)(?:\\s?(hrs?|hours?|h)|${HALF})?${ZONE}${NUMBER_END}`,
    ),
    ([, at, hour, minute, hours, p, q, named], before) => {
      const isClock = at !== undefined || hours !== undefined || p !== undefined || q !== undefined
      if (!isClock && !(Number(minute) % 15 === 0 && /^(|D|D is|[,.]|on|A|do|for|with|is)$/.test(before)))
        return null
      return clock({ hour: Number(hour), minute: Number(minute), meridiem: meridiem(p ?? q, hour) }, named)
    },
  ],
  [
    rule(
      `(?:(at(?=[\\s\\d])|@|kl\\.?(?=\\s?\\d))\\s*)?(?:(\\d{1,2})(?:\\s?h\\s?(\\d{2})|[:.](\\d{2})(?:\\s?h)?|(\\s?h)(?!\\p{L}))?|(${HOUR_WORDS}))` +
        `(?:${HALF}|\\s?(o['’]?\\s?clock|uhr|hrs|hours))?${ZONE}${NUMBER_END}`,
    ),
    clockOrNumber,
  ],
]

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
  const is24 = half === undefined && (bareH !== undefined || afterH !== undefined || hour > 12)
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

export function number(value: number): Form {
  return { form: 'N', marks: [{ kind: 'number', value, onlyHour: false }] }
}
