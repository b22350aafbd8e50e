import { END, NUMBER_END, ORDINAL_WORDS, rule, UNKNOWN, type Form, type Rule } from './form'
import type { Mark } from './marks'
import { CLOCK_WORDS, ORDINALS } from './spelling'

/** "the last call" and "the first meeting" may be others than those that are offered. */
const HEAD = '(?:one|option|slot|appointment|offer|choice|date|proposal|proposition)'
const NUMBER_WORDS = 'one|two|three|four|five'
const PLACE_WORDS = [...ORDINALS.keys()].join('|')

/** The places of offers: "option 2", "the second one", "the later one". */
export const PLACE_RULES: readonly Rule[] = [
  [
    rule(
      `(?:the\\s+)?(?:(?:option|slot|choice)\\s*(?:number|#|no\\.?)?|number|#|no\\.\\s?)\\s*([1-5]|${NUMBER_WORDS}|[a-e](?=[\\s.,!]|$))('s|’s)?${NUMBER_END}`,
    ),
    ([, number = '', is], before) =>
      before === 'my' ? UNKNOWN : place(positionOf(number.toLowerCase()), is),
  ],
  [rule(`(?:the\\s+|your\\s+)?(${PLACE_WORDS})\\s+${HEAD}('s|’s)?${END}`), ordinalPlace],
  [rule(`(?:the\\s+|your\\s+)?(${PLACE_WORDS})\\s+1('s|’s)?${NUMBER_END}`), ordinalPlace],
  // "the earlier of the two"
  [
    rule(
      `the\\s+(earliest|earlier|latest|later|last|former|latter)\\s+of\\s+(?:the|these|those|your)(?:\\s+(?:two|three|options|times|slots))?()()${END}`,
    ),
    extreme,
  ],
  [
    rule(
      `the\\s+(${ORDINAL_WORDS})\\s+of\\s+(?:the|these|those|your)(?:\\s+(?:two|three|options|times|slots))?()${END}`,
    ),
    ordinalPlace,
  ],
  // "first time" alone is no place.
  [
    rule(
      `(?:the\\s+)?(${PLACE_WORDS})\\s+time(?=\\s+(?:works|is|would|suits|please|pls|plz|you gave|you offered)${END})`,
    ),
    ordinalPlace,
  ],
  [
    rule(
      `(?:the\\s+(earliest|earlier|early|latest|later|late)|(?:the\\s+)?(last|other|middle|(?:earlier|earliest|later|latest)(?=\\s+one\\b)))\\s+(?:${HEAD}|time)('s|’s)?${END}`,
    ),
    extreme,
  ],
  [rule(`(former|latter)()()${END}`), extreme],
  [
    rule(`the\\s+(${ORDINAL_WORDS})${END}`),
    ([, ordinal = '']) => ({ form: 'O', marks: [bareOrdinal(ordinal)] }),
  ],
  // Without "the" they are also a moment and an order: "second please", "call first".
  [
    rule(`(${ORDINAL_WORDS})${END}`),
    ([ordinal]) => ({ form: ordinal.toLowerCase() === 'second' ? 'S' : 'F', marks: [bareOrdinal(ordinal)] }),
  ],
]

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

function place(position: number, is: string | undefined): Form {
  return { form: is ? 'P is' : 'P', marks: [{ kind: 'place', position, bare: false }] }
}

function positionOf(written: string): number {
  return CLOCK_WORDS.get(written) ?? (/[a-e]/.test(written) ? written.charCodeAt(0) - 96 : Number(written))
}

function ordinalPlace([, ordinal = '', is]: RegExpExecArray): Form {
  return place(ORDINALS.get(ordinal.toLowerCase()) ?? 0, is)
}

function extreme([, the, bare, is]: RegExpExecArray): Form | null {
  const which = EXTREMES[(the ?? bare ?? '').toLowerCase()]
  return which ? { form: is ? 'E is' : 'E', marks: [{ kind: 'extreme', which }] } : null
}

function bareOrdinal(word: string): Mark {
  return { kind: 'place', position: ORDINALS.get(word.toLowerCase()) ?? 0, bare: true }
}
