import { FIRST_NAMES } from './first-names'
import { MONTHS } from './spelling'

/** Words with a capital that are no names where a name could stand. */
const NO_NAMES = new Set(
  'noone hardly barely rarely seldom neither anyone someone everyone each every two three four next week weeks month months year years hence only video phone nix perchance psych sike sarcasm lunchtime teatime daytime nighttime midmorning fortnight elsewhere nowhere somewhere overall online offline remote inperson kinda sorta mostly sometimes unlikely conditional alternate nay nyet nein nada negatory non psyche provisional onsite hoax veto regrets deadline tbc tbd bogus rubbish lies nonsense secondly firstly finally hopefully possibly probably usually really actually exactly seriously absolutely definitely certainly when where who what why how which you other not never no maybe later soon now then today tonight whenever anytime someday sometime eventually whatever lunchtime pfft nope scratch wait update edit ps for in at on from with and but or if so my the any some may march april june august'.split(
    ' ',
  ),
)

/** One to four words with capitals, such as "Dana Whitlock" or "Dr. M. Osei". */
export function isPersonalName(written: string): boolean {
  const words = written.split(/\s+/)
  if (words.length > 4 || /^[^a-z]{3,}$/.test(written)) return false
  // "Declined" and "Doubtful" on a line of their own
  if (words.length === 1 && ENDS_LIKE_A_WORD.test(written) && !FIRST_NAMES.has(written.toLowerCase()))
    return false
  return words.every((word) => {
    const plain = word.toLowerCase().replace(/[.,]/g, '')
    return /^\p{Lu}[\p{L}\p{M}'’.-]*,?$/u.test(word) && !NO_NAMES.has(plain) && !MONTHS.has(plain)
  })
}

/** Where a name is written: before a comma at the beginning, behind a dash or a courtesy at the end, or as an address. */
export function standsLikeAName(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start)
  const behind = text.slice(end)
  if (/^\s*$/.test(before)) return /^\s*(?:[,!\n]|[-–—] )/.test(behind)
  const isSigned =
    /\n\s*[-–—~/]*\s*$|\s[-–—~]\s?$|\b(?:thanks|thx|thank you|cheers|best|regards)[,.!]?\s+$/i.test(before)
  if (isSigned && /^[\s.!]*$/.test(behind)) return true
  // "tuesday 9 works for me. Mike"
  if (
    /[.!,]\s+$/.test(before) &&
    /^[\s.!]*(?:x+)?\s*$/.test(behind) &&
    FIRST_NAMES.has(text.slice(start, end).toLowerCase())
  )
    return true
  // "please, Sam." and a name as the last word of all: no word that people would write there otherwise.
  const isAddressed = /,\s+$/.test(before) && /^(?:[.!]|\s*\n)/.test(behind)
  const isLast = BEHIND_A_COURTESY.test(before) && /^[\s.!]*$/.test(behind)
  return (
    (isAddressed || isLast) &&
    /^\p{Lu}\p{Ll}{1,11}$/u.test(text.slice(start, end)) &&
    !ENDS_LIKE_A_WORD.test(text.slice(start, end))
  )
}

const BEHIND_A_COURTESY =
  /\b(?:thanks|thank you|thx|please|pls|plz|cheers|regards|best|day|weekend|one|evening|then|soon|forward to it|welcome|well)[,.!]+\s+$/i
const ENDS_LIKE_A_WORD = /(?:ly|ed|ing|ful|able|ible|less|ous|ive|tion|ness|ment)[.,]?$/
