import type { SpelledWord } from './phrases'
import { HARMLESS } from './harmless-words'
import { MONTHS, wordSet } from './spelling'
import { INVITATION, type Subject } from './talk-subjects'

/**
 * What a lead tells beside its answer. It is harmless when every word of it is known to be: each stands in a list of
 * words that can say nothing about whether, when or how the lead will be there, or belongs to a subject that the sentence
 * plainly speaks of; and one of them says something. A word that stands nowhere makes it more than talk.
 */
export function isTalk(part: readonly SpelledWord[], subjects: readonly Subject[]): boolean {
  const said = part
    .map(({ spelled }) => spelled)
    .join(' ')
    .replace(NOT_THAT_LINE, '')
    .replace(subjects.includes(INVITATION) ? REQUEST : /(?!)/, '')
  if (SAYS_MORE.test(said) || !STATES.test(said)) return false
  return isHarmless(part, subjects)
}

/** Every word is known to be harmless, by itself or in what is spoken of, and one says something. */
export function isHarmless(part: readonly SpelledWord[], subjects: readonly Subject[]): boolean {
  const isOne = (one: string) => HARMLESS.has(one) || subjects.some(({ words }) => words.has(one))
  const isKnown = (word: SpelledWord, index: number) => {
    const { form, spelled, marks } = word
    // "It's" is one word that stands for two.
    const before = part[index - 1]?.spelled.split(' ').at(-1) ?? ''
    const behind = part[index + 1]?.spelled ?? ''
    if (form === '☺') return true
    if (marks.length > 0) return false
    if (spelled.split(' ').every((one) => FUNCTION_WORDS.has(one) || isOne(one))) return true
    if (spelled === 'address' || spelled === 'phone') return subjects.length > 0
    if (spelled === 'then') return before === 'by'
    if (spelled === '?') return subjects.includes(INVITATION) && behind === ''
    if (NUMBERS.has(spelled)) return HARMLESS.has(behind) && !LIMITS.has(before)
    if (subjects.length > 0 && REQUESTS.has(spelled)) return behind === 'you' || before === 'you'
    if (subjects.length > 0 && (spelled === 'not' || spelled === 'rather' || spelled === 'than')) return true
    return (
      before !== '' && !BEFORE_A_PLACE.has(before) && form === 'X' && isCapital(word) && !MONTHS.has(spelled)
    )
  }
  return (
    part.every(isKnown) &&
    part.some(({ spelled }) => spelled.split(' ').some((one) => !FUNCTION_WORDS.has(one)))
  )
}

/** Hold statements together and mean nothing by themselves. */
const FUNCTION_WORDS = wordSet(
  'i we you it me us my our your its mine ours yours the a an this that these those ' +
    'am is are was were be been being have has had having do did s of in on at by from with for to as into about near across along ' +
    'x oh here there and so very really quite pretty also such some together always everyone everybody where whole anyway though by way even ' +
    'one little bit lot lots kind sort thing things few several many most much',
)

const NUMBERS = wordSet('two three four five six seven eight nine ten eleven twelve')
const LIMITS = wordSet('from at till until by around about before after is it')
const REQUESTS = wordSet('could would can will')

/** "call my cell, not the shop line" */
const NOT_THAT_LINE =
  /(?:^|(?<=\b(?:call|ring|dial|use|try|reach|phone)\b.*))\b(?:not|rather than) (?:my|the|our) (?:[a-z]+ )?(?:line|cell|mobile|landline|phone|number|office|house|shop)\b/g
/** "could you send …" */
const REQUEST = /\b(?:could|would|can|will) you (?:please |kindly |just )?(?:mind )?/

/** A statement of its own, or an order that a subject gives a meaning to; "in the park" would say where to meet. */
const STATES =
  /^(?:(?:my|our|the) (?:cell|mobile|landline|direct line|office line)$|(?:on|at|under) (?:my|the|our) (?:cell|mobile|landline|direct line|phone)\b|(?:to|on|at) (?:me|us|both|address|phone)\b|(?!(?:in|at|on|by|near|from|with|for|to|into|along|across|about|here|there)\b).*\b(?:am|is|are|was|were|been|has|have|had|will|do|did|does|loved?|enjoy(?:ed)?|grew|lives?|lived|owns?|works|keeps|looks|runs|handles|knows|likes|picks|drops|uses|please|call|ring|dial|use|try|reach|send|sending|shoot|share|forward|add|include|put|copy|cc|join|joins|joining|looping|bear|attending|sit|listen|remember|hear|speak|found|saw|got|read|forgive|sorry|reply|heads|still|not|rather|give|bring)\b)/

/** Made of harmless words, and still "we have that", "I have to …", "that is it", "I am sailing", "is it", "we have a game", "a new invite", "so sorry". */
const SAYS_MORE =
  /\b(?:have|has|had|having) to\b|\b(?:have|has|had|do|does|did|is|was|for|with) (?:this|that|it|these|those)\b|\b(?:that|this) (?:is|was) (?:it|that|all)\b|\b(?:at|in|by|to|from) (?:your|yours)\b|\b(?:am|are) (?!looping|joining|bringing|copying|adding|dialing|dialling|calling|going to (?:join|sit|listen))\S+ing\b|\b(?:i|we) (?:have|run) (?:a|an|the|two|three)\b|\b(?:not|rather|than)\b|\bnew (?:\w+ )?(?:invites?|link|meeting|call|agenda|calendar)\b|^(?:i am |we are )?(?:so |very |really )*(?:sorry|forgive me)(?: (?:about|for) (?:that|this|it))?$/

function isCapital({ written }: SpelledWord): boolean {
  return /^\p{Lu}\p{Ll}/u.test(written)
}

/** A name behind these may say where the lead is, and so which zone it means, for whom it speaks, or how it is. */
const BEFORE_A_PLACE = wordSet('in at for to near by on am is are was i my')
