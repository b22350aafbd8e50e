import { CONTACT } from './beside-contact'
import { LIFE } from './beside-life'
import { PEOPLE } from './beside-people'
import { QUESTIONS } from './beside-questions'
import { isPersonalName } from './names'
import type { SpelledWord } from './phrases'

/**
 * Whole statements that may stand beside an acceptance. They are written in the spellings of `words.ts`; a word with a
 * capital that is in no phrase of ours is a name and begins with "~". A statement is taken only as a whole: one more word
 * ("… if he is free", "… instead of me") and it is left to a person.
 */
export type BesideKind =
  /** How to go about the meeting: whom to call, whom to invite. Said only by one who wants it. */
  | 'ready'
  /** About the lead: says nothing about the meeting. */
  | 'talk'
  /** Asks something that a person may answer while the meeting stands. */
  | 'asks'

const KINDS: readonly (readonly [BesideKind, readonly string[]])[] = [
  ['ready', [...PEOPLE, ...CONTACT]],
  ['talk', LIFE],
  ['asks', QUESTIONS],
]

const BEFORE = '(?:(?:also|and|ps|fyi|btw|by the way|please note(?: that)?|just so you know|just fyi) )*'
const BEHIND = '(?: (?:lol|haha|hahaha|btw|by the way|fyi|just fyi|too|as well|anyway|please|thanks|☺|x))*'

/** One expression for each kind: the runtime stops optimizing when it holds too many. */
const STATEMENTS = KINDS.map(([kind, patterns]) => ({
  kind,
  pattern: new RegExp(`^${BEFORE}(?:${patterns.join('|')})${BEHIND}$`, 'u'),
}))

/** Programs and languages are written with a capital and are no names. */
const NO_NAMES = new Set(
  'zoom teams google meet skype facetime outlook whatsapp gmail linkedin english'.split(' '),
)

/** What a part of a reply tells beside the answer; null when it is no statement that is known as a whole. */
export function besideOf(words: readonly SpelledWord[]): BesideKind | null {
  const said = words.map(tagged)
  const [first, ...others] = said
  if (first === undefined) return null
  // The first word of a sentence has a capital whatever it is.
  const readings = first.startsWith('~')
    ? [said.join(' '), [first.slice(1), ...others].join(' ')]
    : [said.join(' ')]
  for (const { kind, pattern } of STATEMENTS) {
    if (readings.some((reading) => pattern.test(reading))) return kind
  }
  return null
}

function tagged({ form, spelled, written, marks }: SpelledWord): string {
  if (marks.length > 0) return form
  return form === 'X' && isPersonalName(written) && !NO_NAMES.has(spelled) ? `~${spelled}` : spelled
}
