import type { Mark } from './marks'

/** What a word of a reply is, without its place in the text; `Word` in words.ts says how `form` is written. */
export interface Form {
  form: string
  marks: readonly Mark[]
}

/** How a piece of text becomes a word; `before` is the form of the word before it. Null leaves it to the next rule. */
export type Rule = [pattern: RegExp, form: (match: RegExpExecArray, before: string) => Form | null]

export const UNKNOWN: Form = { form: '¤', marks: [] }

/** No letter, digit or keycap follows: the word ends here. */
export const END = '(?![\\p{L}\\p{M}\\p{N}\\ufe0f\\u20e3])'
export const NUMBER_END = `(?![:.,/-]?\\d)${END}`

/** The nouns that an offer goes by: "the first one", "the Tuesday slot". */
export const HEAD = '(?:one|option|slot|appointment|offer|choice|date|call|meeting|proposal|proposition)'

export const ORDINAL_WORDS = 'first|second|third|fourth|fifth'

export function rule(pattern: string): RegExp {
  return new RegExp(pattern, 'iuys')
}

/** "Tuesdays" may be every Tuesday or, without its apostrophe, "Tuesday's": it is read as the latter only before a word for it. */
export function isForm(form: string, is: string | undefined): string {
  if (is === undefined) return form
  return is === 's' ? `${form} s` : `${form} is`
}
