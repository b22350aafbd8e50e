import type { SpelledWord } from './clauses'
import { wordSet } from './spelling'

/** What leads speak of beside their answer, with the words that are harmless as long as a sentence plainly speaks of it. */
export interface Subject {
  /** One of these in the sentence says that it speaks of the subject. */
  anchors: ReadonlySet<string>
  /** What else may be said of it. */
  words: ReadonlySet<string>
}

const PEOPLE = wordSet(
  'he she they him her them his their who partner colleague colleagues coworker husband wife son daughter brother sister dad mum mom mother father cousin friend assistant pa secretary manager boss ' +
    'accountant bookkeeper foreman supervisor nurse receptionist director team staff crew guy guys lady people office business operations ops sales ' +
    'marketing finance purchasing warehouse logistics technical head chief lead it hr cfo ceo coo cto founder cofounder co-founder co-owner practice ' +
    'mr mrs ms dr herr frau others',
)

/** The invitation, the agenda, the link. */
export const INVITATION: Subject = {
  anchors: wordSet(
    'invite invites agenda link zoom teams calendar details dial-in outlook address confirmation',
  ),
  words: wordSet(
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
    anchors: wordSet(
      'phone cell mobile landline line number extension ext switchboard reception signal whatsapp telephone reach ring',
    ),
    words: wordSet(
      'phone cell mobile landline line number extension ext switchboard reception signal whatsapp telephone call calling ring dial reach use try buzz get ' +
        'best please just kindly direct desk office house home shop shed study work front old new below above here since because ' +
        'practice department dodgy back dead died useless hopeless patchy terrible awful noisy loud poor slow spotty changed not never rather than hardly works answer answers picks up ' +
        'put through put ask straight will would can find drops drop may busy if better deaf will be using one good also up down down the rather hard hearing address',
    ),
  },
  INVITATION,
  // Who else is there.
  {
    anchors: wordSet(
      'join joins joining joined sit sitting bring bringing attend attending listen listening cc looping loop dial dialing dialling participate hop',
    ),
    words: wordSet(
      'join joins joining joined sit sitting bring bringing attend attending listen listening cc looping loop dial dialing dialling participate hop will would may can also too well on in as the call meeting line both ' +
        'who knows know handles handle looks look after accounts responsible myself does money books numbers paperwork computers computer going side part us too up us along out hope ok okay fine not problem no all like want wants',
      ...PEOPLE,
    ),
  },
  // Why the answer is late.
  {
    anchors: wordSet('sorry forgive late slow delay delayed silence buried missed'),
    words: wordSet(
      'sorry forgive late slow delay delayed silence buried missed reply replying response responding answer answering writing getting back been was were had only just now finally saw seeing seen got ' +
        'found finding read reading message messages note email emails mail text txt inbox junk spam folder long short hectic busy crazy mad nuts swamped ' +
        'went gone out sick leave vacation holiday holidays travelling traveling hospital full after over last week weekend days weeks other hour typos ' +
        'phone dead driving drove catching up on catch up linkedin check checked once month wk earlier call calls grandmas',
    ),
  },
  // Where the lead will be when it is called.
  {
    anchors: wordSet(
      'desk truck car van tractor cab kitchen yard shop store site workshop office home studio barn road hands-free laptop computer kids dog tea coffee brew',
    ),
    words: wordSet(
      'still desk truck car van tractor cab kitchen yard shop store site sites job workshop office home studio barn road hands-free hands free laptop computer kids dog tea coffee brew cup hand ' +
        'will shall be taking take call calling it from between noise noisy background bear if hear might speak up loud by then ready parked just heads-up heads up at with dialling dialing joining so quiet',
    ),
  },
]

/** What a sentence plainly speaks of, by all its words. */
export function subjectsOf(sentence: readonly SpelledWord[]): readonly Subject[] {
  return SUBJECTS.filter(({ anchors }) => sentence.some(({ spelled }) => anchors.has(spelled)))
}

/** What a lead does on a day on which it cannot meet. */
export const OTHER_PLANS: Subject = {
  anchors: new Set(),
  words: wordSet(
    'plane train ferry flight flying fly airport road travel travelling traveling trip driving drive drop school run kids court class classes conference trade fair show ' +
      'offsite board meeting meetings call calls client clients customer customers auditor auditors audit inspector inspection inventory stocktake wholesaler month end quarter year ' +
      'quarterly weekly stand-up standup deposition dentist doctor surgery practice hockey recital appointment visit site training install delivery deliveries ' +
      'busy booked blocked full packed jammed slammed hectic mad crazy tied up out away off closed close shut spoken flat back to-back solid swamped ' +
      'all whole most day days until till will shall be got get gets go going do does take takes on over both also no not never nobody nothing cannot can reception signal ' +
      'work works working shearing calving loading harvest holiday vacation leave month-end pd in-laws husband wife hubby partner daughter son family ' +
      'after that those day afternoon morning straight because since as just anything else tight carnage zoo nightmare',
  ),
}
