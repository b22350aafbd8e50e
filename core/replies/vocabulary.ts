/**
 * The phrases that are understood, each a statement of its own: a reply is accepted only when it is made of nothing
 * else. Single words are kept out wherever their neighbours decide what they mean ("works" against "at work", "good"
 * against "I'm good"). Written in the forms of `words.ts`; the longest phrase that fits is read.
 */
export type PhraseKind =
  | 'greeting'
  /** Says yes. */
  | 'yes'
  /** Says yes when nothing else is said, else it only opens an answer: "ok". */
  | 'weak_yes'
  /** Names a time or a place and nothing more: "Tuesday at 10". */
  | 'time'
  /** Names it and says that it is wanted: "Tuesday works". */
  | 'choice'
  | 'please'
  | 'thanks'
  /** Pleased; alone it may be politeness: "perfect". */
  | 'praise'
  /** Like praise, but it may also turn an offer down ("I'm fine, thanks"), so only before a time. */
  | 'mild'
  /** "have a great day": nothing about a time. */
  | 'wish'
  /** "looking forward to it": supports a yes. */
  | 'eager'
  /** "see you": only after a time. */
  | 'farewell'
  | 'no'
  | 'sorry'

const ME = '(me|us)'
const I = '(i|we)'
const I_AM = '(i am|we are)'
const FOR_ME = `( for ${ME}| with ${ME}| (on|at) (my|our) end| (with|for) (my|our) schedule)?`
const WELL = '( (just |really |very )?(great|well|best|better|perfectly|perfect|fine|nicely|good))?'
const FINE = '(good|great|perfect|fine|excellent|ideal|wonderful|fantastic|brilliant|lovely|awesome)'
const GOOD = `(${FINE}|ok|cool|best|better)`
const VERY = '( (just|really|very|absolutely|totally|all))?'
const BY_ME = `(for|with|by) ${ME}`
const WORKS = `((works|will work|would work)${WELL}${FOR_ME}|(suits|will suit|would suit)( ${ME})?${WELL}|work${WELL} for ${ME})`
const IS_GOOD = `((is|would be|will be|looks|sounds)${VERY} ${GOOD}( ${BY_ME})?|${GOOD} ${BY_ME})`

const ONE_TIME = '(((on |the |on the )?D|(the )?T)( (one|option|slot|time))?|N|P)'
const WHEN = `(the one )?${ONE_TIME}(( ,)? ${ONE_TIME}){0,3}`
const CHOSEN = `(${WORKS}|${IS_GOOD}|will do( nicely| fine)?|it is( then)?|then|for ${ME})`
const CHOOSE = `(${[
  'let us (do|take|book|say|meet|talk|speak|go)( with| for)?',
  `${I} will (take|do|pick|choose|go (with|for))`,
  `${I} will (be there|see you|talk to you|speak to you)`,
  `${I} can (do|take|meet|talk|speak|make( it)?)`,
  `${I} would (like|prefer)( to (do|take|book|have|go (with|for)))?`,
  `${I} (choose|pick|prefer|take|accept|confirm)`,
  `${I_AM} (free|available|good (for|with)|(ok|fine|happy) with|on for)`,
  `(${I_AM} )?happy (to do|with)`,
  '(book|schedule|reserve)( me| us)?( in)?( for)?',
  'put (me|us) (down|in) for',
  'count (me|us) in for',
  'my (preference|choice|pick) is',
  '(see|talk to|speak to) you',
  '(confirm|confirming|confirmed)( for)?',
  '(go (with|for)|make it|yes (to|for))',
].join('|')})`

/** Before a bare ordinal: "I can do the first" may be a date, "let's talk first" is neither. */
const TAKE = `(${[
  'let us (take|go (with|for))',
  `${I} will (take|pick|choose|go (with|for))`,
  `${I} (choose|pick|prefer|take)`,
  '(happy|go) with|my (preference|choice|pick) is',
].join('|')})`

export const PHRASES: readonly (readonly [PhraseKind, readonly string[]])[] = [
  ['greeting', ['(hi|hello|hey)( there)?', 'good (morning|afternoon|evening)(?= ,)']],
  [
    'yes',
    [
      'yes( (sure|absolutely|definitely|of course))?',
      `yes ${I} can(?= ,|$)`,
      'yes (it|that) (does|would|will)(?= ,|$)',
      'sure( thing)?',
      'for sure|of course',
      // "Absolutely brilliant!" is praise.
      '(absolutely|definitely|certainly)(?= (,|please|thanks|thank|yes|that|it|on|the|D|T|N|P)|$)',
      `agreed|confirmed|${I} (confirm|accept)`,
      `(that|this|it)( time| slot| day| one)? ${WORKS}`,
      `(that|this) (time|slot) ${IS_GOOD}`,
      `(that|this|it) (would be|will be)${VERY} ${FINE}( ${BY_ME})?`,
      `((that|this|it) is )?(ok|${FINE}) ${BY_ME}`,
      '((that|this|it) )?(sounds (good|great|perfect|fine|excellent)|looks good)',
      'sounds like a plan',
      `works${WELL} for ${ME}`,
      'works (great|well|perfectly|fine)',
      `${I} can (do|make) (it|that|this)( time)?( work)?`,
      `${I} will (be there|take (it|that|this)( one| time| slot)?)`,
      `${I_AM} (free|available) then`,
      `${I_AM} (good|ok|fine|happy) with (that|this|it)`,
      'let us (do|book) (it|that|this)',
      'let us go (with|for) (it|that|this)',
      'book (it|that|this|me in)',
      'count (me|us) in',
      '(see|talk to|speak to) you then|(talk|speak) then',
    ],
  ],
  ['weak_yes', ['ok', 'works']],
  [
    'choice',
    [
      `${CHOOSE} ${WHEN}( ${CHOSEN})?`,
      `${WHEN} ${CHOSEN}`,
      `${I} can make ${WHEN} work`,
      `${TAKE} O`,
      `(O|F|S) (${WORKS}|${IS_GOOD})`,
    ],
  ],
  ['time', [WHEN, 'O', '^F(?=( ,)?( please)?( ,)?$)']],
  ['please', ['please']],
  [
    'thanks',
    [
      '(great (, )?)?((many )?thanks|thank (you|u))( (so|very) much| a lot| again)?',
      '(much appreciated|appreciate it)',
      '(kind |best |warm )?regards|best wishes',
    ],
  ],
  [
    'praise',
    // "Great Tuesday!" says nothing about a meeting.
    [
      `(perfect|great|awesome|excellent|wonderful|fantastic|brilliant|amazing|super)(?=$| (?!on |the |D|T|N|P|O)| ${WHEN} ${CHOSEN})`,
    ],
  ],
  ['mild', ['(good|fine|nice|cool|lovely|alright|all right)(?= ,)']],
  ['wish', ['have a (good|great|nice|lovely|wonderful) (day|one|evening|weekend|week)(?= ,|$)']],
  [
    'eager',
    [
      'looking forward( to (it|this|that|(our|the) (call|meeting|chat)|(meeting|talking|speaking|chatting)( (to|with))? you))?',
    ],
  ],
  ['farewell', ['see you( soon)?', '(talk|speak)( to you)? soon', 'bye', 'take care', 'you too']],
  [
    'no',
    [
      'no|nope|nah|no (thanks|thank you|way)',
      `(${I_AM} )?(not|no longer) interested`,
      `${I_AM} not`,
      'not for (me|us)|not really|not this time',
      `${I} (will )?pass`,
    ],
  ],
  ['sorry', ['sorry|apologies']],
]

/** A text that begins so asks, with or without a question mark. */
export const QUESTION_STARTS = new Set(
  'is|are|am|do|does|did|can|could|would|will|shall|should|what|which|who|whose|where|how|when|why'.split(
    '|',
  ),
)

/** A message that is one of these and nothing else ends texting, by the carriers' rules for SMS. */
export const STOP_WORDS = new Set(['stop', 'stopall', 'stop all', 'unsubscribe', 'quit'])
