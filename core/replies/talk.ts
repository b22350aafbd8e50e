import type { SpelledWord } from './clauses'
import { HARMLESS } from './harmless-words'
import { MONTHS, wordSet } from './spelling'
import { INVITATION, type Subject } from './talk-subjects'

/**
 * What a lead tells beside its answer. It is harmless when every word of it is known to be: each stands in a list of
 * words that can say nothing about whether, when or how the lead will be there, or belongs to a subject that the sentence
 * plainly speaks of; and one of them says something. A word that stands nowhere makes it more than talk.
 */
export function isTalk(part: readonly SpelledWord[], subjects: readonly Subject[]): boolean {
  if (SAYS_MORE.test(part.map(({ spelled }) => spelled).join(' '))) return false
  const isHarmless = (one: string) => HARMLESS.has(one) || subjects.some(({ words }) => words.has(one))
  const isKnown = (word: SpelledWord, before: string, isLast: boolean) => {
    if (word.form === '☺') return true
    if (word.marks.length > 0) return false
    const { spelled } = word
    if (spelled.split(' ').every((one) => FUNCTION_WORDS.has(one) || isHarmless(one))) return true
    if (spelled === 'address' || spelled === 'phone') return subjects.length > 0
    if (spelled === 'then') return before === 'by'
    if (spelled === '?') return subjects.includes(INVITATION) && isLast
    if (NUMBERS.has(spelled)) return !isLast && !LIMITS.has(before)
    return (
      before !== '' &&
      !BEFORE_A_PLACE.has(before) &&
      word.form === 'X' &&
      isCapital(word) &&
      !MONTHS.has(spelled)
    )
  }
  return (
    part.every((word, index) => isKnown(word, part[index - 1]?.spelled ?? '', index === part.length - 1)) &&
    part.some(({ spelled }) => spelled.split(' ').some((one) => !FUNCTION_WORDS.has(one)))
  )
}

/** Hold statements together and mean nothing by themselves. */
const FUNCTION_WORDS = wordSet(
  'i we you it me us my our your its mine ours yours the a an this that these those ' +
    'am is are was were be been being have has had having do did s of in on at by from with for to as into about near across along ' +
    'lol haha hahaha oh here there and so very really quite pretty also such some together always everyone everybody who where whole anyway though by way even ' +
    'one little bit lot lots kind sort thing things few several many most much',
)

const NUMBERS = wordSet('two three four five six seven eight nine ten eleven twelve')
const LIMITS = wordSet('from at till until by around about before after')

/** Made of harmless words, and still "we have that", "I have to …", "they do it", "that is it". */
const SAYS_MORE =
  /\b(?:have|has|had|having) to\b|\b(?:have|has|had|do|does|did|is|was|for|with) (?:this|that|it|these|those)\b|\b(?:that|this) (?:is|was) (?:it|that|all)\b|\b(?:at|in|by|to|from) (?:your|yours)\b/

function isCapital({ written }: SpelledWord): boolean {
  return /^\p{Lu}\p{Ll}/u.test(written)
}

/** A name behind these may say where the lead is, and so which zone it means, or for whom it speaks. */
const BEFORE_A_PLACE = wordSet('in at for to near by on')
