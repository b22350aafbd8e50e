import { HARMLESS } from './harmless-words'
import { MONTHS } from './spelling'
import type { SpelledWord } from './clauses'

/**
 * What a lead tells beside its answer. It is harmless when every word of it is known to be: each stands in a list of
 * words that can say nothing about whether, when or how the lead will be there, or belongs to a subject that the sentence
 * plainly speaks of. A word that stands nowhere makes it more than talk, and that is left to a person.
 */
interface Subject {
  /** One of these in the sentence says that it speaks of the subject. */
  anchors: ReadonlySet<string>
  /** What else may be said of it. */
  words: ReadonlySet<string>
}

/** Hold statements together and mean nothing by themselves. */
const FUNCTION_WORDS = words(
  'i we you it me us my our your its mine ours yours the a an this that these those ' +
    'am is are was were be been being have has had having do did s of in on at by from with for to as into about near across along ' +
    'lol haha hahaha oh here there and so very really quite pretty also such some together always everyone everybody who where whole anyway though by way even ' +
    'one little bit lot lots kind sort thing things few several many most much',
)

const PEOPLE = words(
  'he she they him her them his their who partner colleague colleagues coworker husband wife son daughter brother sister dad mum mom mother father cousin friend assistant pa secretary manager boss ' +
    'accountant bookkeeper foreman supervisor nurse receptionist director team staff crew guy guys lady people office business operations ops sales ' +
    'marketing finance purchasing warehouse logistics technical head chief lead it hr cfo ceo coo cto founder cofounder co-founder co-owner practice ' +
    'mr mrs ms dr herr frau others',
)

const NUMBERS = words('two three four five six seven eight nine ten eleven twelve')
const LIMITS = words('from at till until by around about before after')

/** The invitation, the agenda, the link. */
const INVITATION: Subject = {
  anchors: words(
    'invite invites agenda link zoom teams calendar details dial-in outlook address confirmation',
  ),
  words: words(
    'invite invites agenda link zoom teams meet meeting calendar details dial-in outlook google video call address confirmation send sending sent shoot share forward drop fire email mail ' +
      'add adding include put copy copying cc please kindly could can could would will may you mind possible both too well over as also accept get gets forget everything otherwise ' +
      'keeps keep looks after manages manage runs short brief quick so remember on to us me email whenever when chance sec minute moment need needed anything fancy ' +
      'prefer rather than blocks blocked block use uses phone beforehand undersigned',
    ...PEOPLE,
  ),
}

const SUBJECTS: readonly Subject[] = [
  // On which phone the lead is reached.
  {
    anchors: words(
      'phone cell mobile landline line number extension ext switchboard reception signal whatsapp telephone reach ring',
    ),
    words: words(
      'phone cell mobile landline line number extension ext switchboard reception signal whatsapp telephone call calling ring dial reach use try buzz get ' +
        'best please just kindly direct desk office house home shop shed study work front old new below above here since because ' +
        'practice department dead died useless hopeless patchy terrible awful noisy loud poor slow spotty changed not never rather than hardly works answer answers picks up ' +
        'put through put ask straight will would can find drops drop may busy if better deaf will be using one good also up down down the rather hard hearing address',
    ),
  },
  INVITATION,
  // Who else is there.
  {
    anchors: words(
      'join joins joining joined sit sitting bring bringing attend attending listen listening cc looping loop dial dialing dialling participate hop',
    ),
    words: words(
      'join joins joining joined sit sitting bring bringing attend attending listen listening cc looping loop dial dialing dialling participate hop will would may can also too well on in as the call meeting line both ' +
        'who knows know handles handle looks look after accounts responsible myself responsible does side part us too up us along out hope ok okay fine not problem no all like want wants',
      ...PEOPLE,
    ),
  },
  // Why the answer is late.
  {
    anchors: words('sorry forgive late slow delay delayed silence buried missed'),
    words: words(
      'sorry forgive late slow delay delayed silence buried missed reply replying response responding answer answering writing getting back been was were had only just now finally saw seeing seen got ' +
        'found finding read reading message messages note email emails mail text txt inbox junk spam folder long short hectic busy crazy mad nuts swamped ' +
        'went gone out sick leave vacation holiday holidays travelling traveling hospital full after over last week weekend days weeks other hour typos ' +
        'phone dead driving drove catching up on catch up linkedin check checked once month wk earlier call calls grandmas',
    ),
  },
  // Where the lead will be when it is called.
  {
    anchors: words(
      'desk truck car van tractor cab kitchen yard shop store site workshop office home studio barn road hands-free laptop computer kids dog tea coffee brew',
    ),
    words: words(
      'still desk truck car van tractor cab kitchen yard shop store site sites job workshop office home studio barn road hands-free hands free laptop computer kids dog tea coffee brew cup hand ' +
        'will shall be taking take call calling it from between noise noisy background bear if hear might speak up loud by then ready parked just heads-up heads up at with dialling dialing joining so quiet',
    ),
  },
]

/** What a sentence plainly speaks of, by all its words. */
export function subjectsOf(sentence: readonly SpelledWord[]): readonly Subject[] {
  return SUBJECTS.filter(({ anchors }) => sentence.some(({ spelled }) => anchors.has(spelled)))
}

/** Made of harmless words, and still "we have that", "I have to …", "they do it", "that is it". */
const SAYS_MORE =
  /\b(?:have|has|had|having) to\b|\b(?:have|has|had|do|does|did|is|was|for|with) (?:this|that|it|these|those)\b|\b(?:that|this) (?:is|was) (?:it|that|all)\b|\b(?:at|in|by|to|from) (?:your|yours)\b/

/** What a lead does on a day on which it cannot meet. */
export const OTHER_PLANS: Subject = {
  anchors: new Set(),
  words: words(
    'plane train ferry flight flying fly airport road travel travelling traveling trip driving drive drop school run kids court class classes conference trade fair show ' +
      'offsite board meeting meetings call calls client clients customer customers auditor auditors audit inspector inspection inventory stocktake wholesaler month end quarter year ' +
      'quarterly weekly stand-up standup deposition dentist doctor surgery practice hockey recital appointment visit site training install delivery deliveries ' +
      'busy booked blocked full packed jammed slammed hectic mad crazy tied up out away off closed close shut spoken flat back to-back solid swamped ' +
      'all whole most day days until till will shall be got get gets go going do does take takes on over both also no not never nobody nothing cannot can reception signal ' +
      'work works working shearing calving loading harvest holiday vacation leave month-end pd in-laws husband wife hubby partner daughter son family ' +
      'after that those day afternoon morning straight because since as just anything else tight carnage zoo nightmare',
  ),
}

/** Every word is harmless by itself or in what its sentence speaks of, and one says something. */
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

function isCapital({ written }: SpelledWord): boolean {
  return /^\p{Lu}\p{Ll}/u.test(written)
}

/** A name behind these may say where the lead is, and so which zone it means, or for whom it speaks. */
const BEFORE_A_PLACE = words('in at for to near by on')

function words(list: string, ...more: readonly string[]): ReadonlySet<string> {
  return new Set([...list.split(' '), ...more])
}
