import { wordSet } from './spelling'
import type { Word } from './words'

/** What a part of a reply that is not understood as a whole may do to an acceptance beside it. */
export type Cue =
  /** Says no to something: harmless where it is about another time than the accepted one. */
  | 'negative'
  /** Tells what else is on: says no to another offered time beside it, and nothing elsewhere. */
  | 'excuse'
  /** Opposes what was said before: harmless before an acceptance, and together with a no to another time. */
  | 'contrast'
  /** A condition, a wish for something else, a change, a joke, a question: takes any acceptance back. */
  | 'doubt'
  /** It may want the time beside it, so it is no refusal of it. */
  | 'wish'
  /** A guess or a maybe: even small talk with one in it is not passed over. */
  | 'hedge'

const NEGATIVE = wordSet(
  'not no never none neither nor nothing nobody without nope nah negative unable unavailable unfortunately sadly busy booked taken ' +
    'full out off away closed conflict conflicts clash clashes clashing tied slammed swamped packed jammed hectic nuts mess travelling traveling ' +
    'vacation holiday flying sick ill tough difficult bad worst worse impossible dentist doctor surgery late early gone unfit blocked spoken useless collides shut dark nicht leider kein keine nein',
)

/** What keeps people: beside another time it says no to it. */
const EXCUSE = wordSet(
  'meeting meetings appointment lunch breakfast dinner class school court jury duty wedding funeral birthday party game practice training shift work working works ' +
    'drive driving flight airport hospital vet canal roofer plumber trip conference offsite audit auditors board inventory client clients interview exam test visit ' +
    'moms dads kids mother father son daughter hockey soccer moving closing travel offsite retreat deadline install job site walk carnage zoo chaos crazy hell nightmare',
)

const CONTRAST = wordSet('but however although though except yet while whereas otherwise')

/** Doubtful only where no time stands beside them: "after I asked", against "I'm in till noon". */
const BOUNDS = wordSet('until till til before after first around once')

/** They move the time that is possible: "not before 11". */
const BARRIER = /\b(?:not|nothing|never|no)\b.{0,30}\b(?:until|till|before|after|once)\b/

const DOUBT = wordSet(
  'if unless provided providing assuming contingent depending depends depend whether only pending subject maybe perhaps ' +
    'tentative tentatively pencil roughly approximately ish unsure assume asking ask check checking approve approves approval permission boss bosses wife husband spouse signs signed ' +
    'wait hold scratch cancel cancelled canceled reschedule rescheduled postpone move moved moving push pushed change changed swap switch forget ignore disregard wrong mistake ' +
    'oops meant joking kidding jk psych sike sarcasm sarcastic ugh hmm hm um uh stop remove unsubscribe rather prefer preferred preferably instead ideally better or either both ' +
    'another other others else different later earlier sooner worked need needs require requires required must condition conditions according ' +
    'price cost costs pay paid payment fee fees charge discount quote budget contract dollars bucks lawyer report reported spam scam sue legal ' +
    'forwarded forwarding fwd passed quoting supposedly apparently allegedly technically theoretically principle paper unlike than yesterday anymore ' +
    'backup back-up promise promises guarantee',
)

/** Doubtful in the sentence of the acceptance or as a short word behind it; in a longer sentence of its own it is talk. */
const HEDGE = wordSet(
  'might could should would think guess suppose believe reckon hopefully hope possibly possible probably seems try trying wish ' +
    'says said told also too more less even again minutes mins',
)

/** Groups of words that doubt together, where each alone is harmless. */
const DOUBTFUL_PHRASES =
  /\b((but|just|only) not|let me|let you know|get back|come back|look at|look again|see first|signs? off|talk to|speak to|speak with|run (it|that|this) (by|past)|clear (it|that|this) with|have to|has to|need to|needs to|got to see|would have|going to have|up in the air|on paper|in theory|in spirit|my half|my part|no point|wrong (chat|person|number)|not a chance|fat chance|in your dreams|as if|yeah right|last time|for free|next (week|month|year)|the week after|week after|of course not|who is this|free to|for free|on the phone only|by phone|by telephone|by video|in person)\b/

/** "I'm not a morning person", "no trouble at all": a no that says none. */
const HARMLESS =
  /\b(not a (morning|early|late) person|no (trouble|problem|worries|issue|issues|rush|bother|dramas|need|stress|sweat)|can not (wait|sleep|fault)|hard stop|do not (worry|mind|rush)|why not|not a problem|not at all|out sick|out on site|out of the office yesterday|left it (too )?late|late reply|late (one|night|email)|slow reply|looks after|look after|(could|did) not (answer|reply|respond|write|get back)|(earlier|other|missed your|your earlier) (call|message|email|text)|early (riser|bird)|of course|clocks (change|changing|go|will|are))\b/g

/** The cues of a part of a reply, by its forms. */
export function cuesOf(part: readonly Word[]): Set<Cue> {
  const forms = part.map((word) => word.form).join(' ')
  const cues = new Set<Cue>()
  const isStrange = part.some(({ form, marks }) => form === '?' || (form === '¤' && marks.length === 0))
  if (isStrange || /[$€£%]/.test(forms)) cues.add('doubt')
  const namesTime = part.some((word) => word.marks.length > 0)
  const agrees = AGREES.test(forms.replace(NOT_SO, ' '))
  if (agrees) cues.add('wish')
  const said = forms.replace(HARMLESS, ' ').replace(/ though$/, '')
  if (DOUBTFUL_PHRASES.test(said)) cues.add('doubt')
  for (const word of said.split(' ')) {
    if (NEGATIVE.has(word)) cues.add('negative')
    if (namesTime && !agrees && (EXCUSE.has(word) || TELLS.test(forms))) cues.add('excuse')
    if (CONTRAST.has(word)) cues.add('contrast')
    if (HEDGE.has(word)) cues.add('hedge')
    if (DOUBT.has(word)) cues.add('doubt')
    if (BOUNDS.has(word) && !namesTime) cues.add('hedge')
  }
  if (BARRIER.test(said)) cues.add('doubt')
  return cues
}

/** Words that may want the time they stand beside. */
const AGREES =
  /\b(?:yes|ok|good|great|fine|perfect|please|sure|prefer|better|best|love|lovely|suits|free|available|book|take|choose|happy|let us|confirm|confirmed|accept|open|availability|slot|space|gap|opening|nicer|choice|lean|agreed|convenient|around|wanted|want|like|ideal|rather)\b|\bworks?\b(?! (?:at|on|until|till|days|nights))/

/** "Tuesday I'm in Prague" tells why not: the time, and what the lead does then. */
const TELLS = /^(?:on |in the |and )*(?:[DTAN](?: is| s)? )+(?:i|we|he|she|my|our|the kids|the boys)\b/

/** "no good", "not free" */
const NOT_SO =
  /\b(?:no|not|never|un) (?:\w+ )?(?:good|great|ok|fine|free|available|work|works|open|convenient|ideal|perfect|take|book)\b/g

/** Ordinary words that stand where a name could. */
const NO_NAMES = wordSet('offer offers thought thoughts interest lead idea')

/** All words that a cue rests on; none of them is ever taken for a name. */
export const CUE_WORDS: ReadonlySet<string> = new Set([
  ...NEGATIVE,
  ...CONTRAST,
  ...DOUBT,
  ...HEDGE,
  ...BOUNDS,
  ...EXCUSE,
  ...NO_NAMES,
  ...(`${DOUBTFUL_PHRASES.source} ${HARMLESS.source}`.match(/[a-z]{2,}/g) ?? []),
])
