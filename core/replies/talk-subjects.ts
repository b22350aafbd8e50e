import type { SpelledWord } from './phrases'
import { wordSet } from './spelling'

/** What leads speak of beside their answer, with the words that are harmless as long as a sentence plainly speaks of it. */
export interface Subject {
  /** Found in the words of a sentence that speaks of it. */
  anchor: RegExp
  /** What else may be said of it: nothing that allows, doubts, wishes, denies or sets a condition. */
  words: ReadonlySet<string>
}

const PEOPLE = wordSet(
  'he she they him her them his their who partner colleague colleagues coworker husband wife son daughter brother sister dad mum mom mother father cousin friend assistant pa secretary manager boss ' +
    'accountant bookkeeper foreman supervisor nurse receptionist director team staff crew guy guys lady people office business operations ops sales ' +
    'marketing finance purchasing warehouse logistics technical head chief lead it hr cfo ceo coo cto founder cofounder co-founder co-owner practice ' +
    'mr mrs ms dr herr frau',
)

/** The invitation, the agenda, the link. */
export const INVITATION: Subject = {
  anchor:
    /\b(?:invites?|agenda|link|calendar|details|dial-in|address|confirmation)\b|\bsend (?:the|a|over) (?:zoom|teams)\b/,
  words: wordSet(
    'invite invites agenda link zoom teams meeting calendar details dial-in outlook google call address confirmation send sending sent shoot share forward drop fire email mail ' +
      'add adding include put copy copying cc please kindly will mind both too well over as also accept ' +
      'keeps keep looks after runs short brief quick so remember on to us me whenever when get chance sec minute ' +
      'uses phone undersigned',
    ...PEOPLE,
  ),
}

const SUBJECTS: readonly Subject[] = [
  // On which phone the lead is reached.
  {
    anchor: /\b(?:phone|cell|mobile|landline|line|number|extension|ext|switchboard|whatsapp|telephone)\b/,
    words: wordSet(
      'phone cell mobile landline line number extension ext switchboard reception signal whatsapp telephone call calling ring dial reach use try buzz get ' +
        'best please just kindly direct desk office house home shop shed study front old new below above here since because ' +
        'department useless hopeless patchy dodgy noisy slow spotty changed works picks up ' +
        'put through put straight will find drops be using good also up down address practice can give bell shout bad salon bakery',
    ),
  },
  INVITATION,
  // Who else is there.
  {
    anchor:
      /\b(?:join(?:s|ing)?|sit(?:s|ting)? in|attend(?:s|ing)?|listen(?:s|ing)?(?: in| along)?|loop(?:ing)? in|cc|participate|dial(?:s|ing|ling)? in|(?:hop|jump) on|be on the call)\b/,
    words: wordSet(
      'join joins joining sit sits sitting attend attending listen listening cc looping loop dial dialing dialling hop will may can also too well on in as the call line both ' +
        'bring bringing going wants participate jump knows handles looks after accounts responsible myself does money books numbers paperwork computers computer side up us along all likes',
      ...PEOPLE,
    ),
  },
  // Why the answer is late.
  {
    anchor:
      /\b(?:sorry|forgive)\b|\b(?:late|slow|delayed|long)\b.*\b(?:reply|response|answer|text|message|mail|email|silence|note)\b/,
    words: wordSet(
      'sorry forgive late slow delay delayed silence buried missed reply replying response responding answer answering writing getting back been was were had only just now finally saw seeing seen got ' +
        'found finding read reading message messages note email emails mail text inbox junk spam folder long short hectic busy crazy mad nuts swamped ' +
        'went gone out sick leave vacation holiday holidays travelling traveling hospital full after over last week weekend days weeks typos ' +
        'phone dead driving drove catching up on catch linkedin once month earlier call calls grandmas',
    ),
  },
  // Where the lead will be when it is called.
  {
    anchor:
      /\b(?:i|we) (?:will|shall) (?:be|have)\b|\bstill (?:at|in) (?:the|my|our)\b|\bheads up\b|\bbear with me\b/,
    words: wordSet(
      'back still desk truck car van tractor cab kitchen yard shop store site sites job workshop office home studio barn road hands-free hands free laptop computer kids dog tea coffee brew cup hand ' +
        'will shall be taking take call calling it from between noise noisy background bear hear speak up loud by then ready parked just heads-up heads at with dialling dialing joining so quiet',
    ),
  },
]

/** What a sentence plainly speaks of, by all its words. */
export function subjectsOf(sentence: readonly SpelledWord[]): readonly Subject[] {
  const said = sentence.map(({ spelled }) => spelled).join(' ')
  return SUBJECTS.filter(({ anchor }) => anchor.test(said))
}

/** What a lead does on a day on which it cannot meet. */
export const OTHER_PLANS: Subject = {
  anchor: /(?!)/,
  words: wordSet(
    'plane train ferry flight flying fly airport road driving drive drop school run kids court class classes conference trade fair show ' +
      'offsite board meeting meetings call calls client clients customer customers auditor auditors audit inspector inspection inventory stocktake wholesaler month end quarter ' +
      'quarterly weekly stand-up standup deposition dentist doctor surgery practice hockey recital appointment visit site training install delivery deliveries jury duty ' +
      'busy booked blocked full packed jammed slammed hectic mad crazy tied up out off closed close shut spoken flat back solid swamped travelling traveling ' +
      'all whole most day shall be got get gets go going do does take takes on over both also no not never nobody nothing cannot can reception signal ' +
      'work works working shearing calving loading harvest month-end pd in-laws husband wife hubby partner daughter son family ' +
      'that those afternoon morning straight because as just anything else tight carnage zoo nightmare market grandkids funeral wedding mot site from into back',
    ...PEOPLE,
  ),
}
