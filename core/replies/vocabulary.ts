/**
 * The phrases that are understood, each a statement of its own. Single words are kept out wherever their neighbours
 * decide what they mean ("works" against "at work", "good" against "I'm good"). Written in the forms of `words.ts`; a
 * part of a reply between two breaks is understood when it is made of nothing but phrases.
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
  /** Says that several times are good: "both work". */
  | 'either'
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
  /** "lol", "mate": says nothing at all. */
  | 'filler'
  /** "no problem": neither a yes nor a no. */
  | 'ease'
  /** About the meeting or the delay, and nothing about its time: "sorry for the delay", "please send an invite". */
  | 'aside'
  /** Tells something else that is known to be harmless (`talk.ts`, `beside.ts`). */
  | 'talk'
  /** Says how to go about the meeting: "ask for Tony when you call" (`beside.ts`). */
  | 'ready'
  /** Asks what may be answered while the meeting stands: "is this over Zoom?" (`beside.ts`). */
  | 'asks'
  | 'no'
  | 'sorry'
  /** Takes back what was said before: "scratch that". */
  | 'correction'
  /** A laughing sign: harmless beside a choice, doubtful beside a bare yes. */
  | 'laugh'
  | 'and'
  | 'but'

const ME = '(me|us)'
const I = '(i|we)'
const I_AM = '(i am|we are)'
const END =
  '((on|at|for|from|in) (my|our)|(at |on )?this|my|our) (end|side)|(on|at|for|from|in) (my|our) (part|schedule|calendar|diary)'
const US_ALL = '(both|all|the two|the three) of us|our (whole )?team|everyone( here)?|everybody( here)?'
const FOR_ME = `( for ${ME}( both| all| too)?| for (${US_ALL})| with ${ME}| by ${ME}| ${END}| over here)?`
const HOW = '( (just|really|very|absolutely|totally|all|pretty|so|quite|perfectly|still|super|more than))?'
const WELL = `(${HOW} (great|well|best|better|perfectly|perfect|fine|nicely|good|wonderfully|beautifully|lovely|ok|super|brilliantly|just fine|a treat))?`
const FINE =
  '(good|great|perfect|fine|excellent|ideal|wonderful|fantastic|brilliant|lovely|awesome|super|grand|spot on|terrific|splendid|doable|amazing|sweet as|sweet|perfectly fine|good to go|convenient|a good time|a great time|a good fit|perfect timing|great timing|suitable|workable|satisfactory|agreeable|handy|spot-on|wide open|golden|bang on|no problem|no trouble|no bother|no issue)'
const GOOD = `(${FINE}|ok|cool|best|better|easiest|easier|alright|all right|preferable|confirmed|a go|a yes|the one|the best|the best one|the best option|my preference|my pick|my choice)( (at all|then|too|now|actually|again|instead))?`
const BY_ME = `(for|with|by) ${ME}`
const WORKS = `((still |does |also |definitely |certainly |actually )?(works|will work|would work|does work|fits|would fit|will fit|it works|that works|should work out great)( out)?${WELL}${FOR_ME}( then)?|(still |would |will )?(suits|suit)( ${ME})?${WELL}( much better| very good| very well( indeed)?| perfectly)?( then)?|fits ${ME} (very )?(good|well|fine)|(fits|works) (very )?(good|well|better|nicely)${FOR_ME}|(works|fits)( (my|our) (schedule|calendar|diary)))`
const IS_GOOD = `((is|would be|will be|it is|that is|looks|sounds) ?${HOW} ?${GOOD}${FOR_ME}|${HOW} ?${FINE}( (${BY_ME}|${END}|then))|(ok|cool|good|great) ${BY_ME}|ok ${END})`

const ONE_DAY = '((on |the |on the |for |for the )?(D|K|D D))'
const NOUN = '( (one|ones|option|slot|time|appointment|call|meeting|chat|date|opening|timeslot))?'
const ONE_TIME = `((${ONE_DAY}|the N(?=$| (one|slot|please|thanks))|(on )?(O|F)(?= (T|A))|(?<=(T|A) (on )?)(on )?(O|F)|(the |for )?T|(for |the |in the |on the )?A|N|(with |for )?P|(with |for |the )?E)${NOUN})`
const WHEN = `(the (one|slot|option|time|call|meeting|appointment|date) )?((on|at|for) )?${ONE_TIME}(( at| on| in the| for| of| am)? ${ONE_TIME}){0,4}`
/** "Thursday works for me at 10" */
const LATE_TIME = `(?<=(me|us) )(at |on )?(T|D)( D)?`
const OF_THEM =
  '(out )?of (the|these|those|your) (two|three|four|options|times|slots)( (options|times|slots|dates))?'
const CHOSEN = `(does|passt( (bei )?(mir|uns))?( (gut|sehr gut|auch))?|all good( ${BY_ME}| ${END}| here)?|${WORKS}|${IS_GOOD}|will do( (very|quite|just|perfectly))?( (nicely|fine|well))?|is possible (for|with) ${ME}|(is |would be |gets )?(a )?(big |hard )?yes (from|for) ${ME}|it (has|will have|had) to be|(is|would be) the one( for ${ME})?|(wins|gets it)|it is( then)?|then|for ${ME}( then| please)?|(sounds|looks) (like a plan|good to me|great to me)|yes|for sure|(all )?(booked in|locked in|confirmed|noted|it shall be|gets my vote|wins|lets go|all the way))`
const VERBS =
  '(do|take|book|say|meet|talk|speak|chat|go|go ahead|plan|schedule|connect|stick|roll|lock( it)?( in)?|set( it)?( up)?|make it|pick|choose|get( it)?( in)?|keep|grab|shoot)'
const CHOOSE = `(${[
  `(yes |ok |so |then )?let us( just)? ${VERBS}( ahead)?( it| that)?( with| for| on)?`,
  `${I} will( just| gladly| happily)? (take|do|pick|choose|have|grab|go( ahead)?( with| for)?|opt for|book|accept)`,
  `${I} will (be there|see you|talk to you|speak to you|be (free|available|around|ready)|make|join( you)?|expect (your|the) call)`,
  `${I} can (do|take|meet|talk|speak|chat|make( it)?|confirm|accept|join|certainly do|definitely do)`,
  `${I} (would|should)( really| much)? (like|prefer)( to)?( (accept|opt for))?( (do|take|book|have|go (with|for)|schedule|confirm|accept|meet|talk|speak))?( for)?`,
  `${I} would love( to)? (do|take|book|have|go (with|for)|schedule|confirm|accept)`,
  `${I} (choose|pick|prefer|take|accept|confirm|select|chose|like|vote( for)?|opt for|am going with|have chosen|would go (with|for)|would vote for|would pick|would choose)`,
  `we (speak|talk|meet)( then)?( on)?|(kindly|please) (block|note|fix|arrange|save|finalise|finalize)( (me|us))?( (in|down))?( for)?`,
  `${I} am going (with|for)|going (with|for)|gonna go with|${I} am (happy|glad|pleased) to (do|take|accept|confirm|go with|meet|join)`,
  `${I} would be (happy|glad|pleased|delighted) to (meet|talk|speak|chat|connect|join|do)( (with|to) you)?( on)?|(very |more than )?happy to (meet|talk|speak|chat|connect)( (with|to) you)?( on)?|${I} (would|can) be (available|free)( on)?|let us aim for|${I} would rather( (do|take|have|go (with|for)))?`,
  `${I_AM}( (totally|all|completely|also|still|definitely))? (free|available|good|clear|ready|down|ok|fine|happy|cool)( (for|with|on|to do|to go with))?`,
  `${I} (am|are) (on|good) for`,
  `(very |more than |quite )?happy (to do|with|to take|for|to go with)|pleased with`,
  `(please |kindly |pls |yes |and )*(can you |could you |would you |you can )?(please |kindly |just )?(book|schedule|reserve|put|lock|pop|slot|sign|mark|stick|count)( (me|us|it|that|this))?( (in|down|up|on|in the calendar|down on the calendar))?( (for|on|at|as|to))?`,
  `(my|our) (preference|choice|pick|vote|answer|preferred (time|slot|option)) (is|would be|goes to)( for)?`,
  `(see|talk to|speak to|speak with|talk with|chat with) you( then)?( (on|at))?`,
  '(talk|speak|chat|meet)( again| soon)? (on|at)|(talk|speak|chat)( to you)?(?= D)',
  `(${I} )?(confirm|confirming|confirmed|accepting|accept|booking|choosing|taking|picking)( for| to)?`,
  '(go|going|went) (with|for)|go ahead (with|for|and book|and book me in for|and put me down for|and schedule)|make it|make that|yes (to|for|on|let us do|i can do|we can do|that is|works|please)|good with|ok (for|with)|fine with|cool with|down for|up for|in for|(a )?(hard |big )?yes to|(i am a )?yes for',
  `${I} (have|have got|got|have now)? ?((put|got|added|marked|noted|scheduled|penned) (it|you|that|this|us)( (in|down))?|(blocked|reserved) (it|that|this)( (in|off|out))?)( (in|on|to) (my|our|the) (calendar|schedule|book|agenda))?( (for|on|at|as))?`,
  'which leaves|so that is|that leaves|definitely|absolutely|certainly',
].join('|')})`

/** Before a bare ordinal: "I can do the first" may be a date, "let's talk first" is neither. */
const TAKE = `(${[
  'let us (take|go (with|for)|do)',
  `${I} will (take|pick|choose|go (with|for))`,
  `${I} (choose|pick|prefer|take)`,
  '(happy|go) with|my (preference|choice|pick) is',
].join('|')})`

const THANKS =
  '(and )?(great |many |lots of |big |kind |sincere |so )*(thanks|thank you|many thanks|appreciate (it|you|that|this|(the|your) (message|note|follow up|followup|reminder|patience|time|help|options|info|quick reply|offer))|much appreciate|bless you|merci|danke|gracias|tak)( (so|very) much| a (lot|bunch|million|ton)| again| kindly| in advance| everyone| all| man| mate| bro| dude| friend| buddy| guys| sir| very much indeed| x+| n)*'
const FOR_WHAT =
  '( (for|to) (X|your|the|this|that|getting|reaching|following|being|connecting|making|working|sending|offering|accommodating|all|checking|asking|understanding|everything|it|you|writing|replying|responding|providing|arranging|setting|organising|organizing|time|help|patience|quick)( (you|me|us|it|this|that|so|the|your|my|our|and|to|back|out|up|in|on|with|for|around|of|time|help|patience|flexible|flexibility|quick|quickly|fast|kind|prompt|answer|reply|response|note|mail|message|email|invitation|invite|options|proposals|two|times|info|information|update|persistence|zone|everything|reminder|touch|schedule|consideration|understanding|support|days|call|again|very|much|some|a|few|couple|other|new|great|was|patient|easy|fast))*)?'

const NAME = 'X'

export const PHRASES: readonly (readonly [PhraseKind, readonly string[]])[] = [
  [
    'greeting',
    [
      `(hi|hello|hey|hiya|heya|hei|howdy|dear|yo|hallo|bonjour|hola|aloha|greetings|g'day|gday|kia ora|ah|oh)( (there|all|team|again|mr|mrs|ms|dr|miss|sir|madam|everyone|folks|guys|man|buddy|friend|mate))*( ${NAME}){0,3}`,
      `(very )?good (A|morning|afternoon|evening|day)( (there|all|to you))?( ${NAME}){0,2}(?=$)`,
      `(A|top of the morning)( to you)? ${NAME}(?=$)`,
      '(hope|hoping) (you are|all is|all|you|this|everything|that|your|things)( (is|are|was|had|have|well|good|ok|great|fine|all|doing|a|an|the|your|finds|you|day|week|weekend|so|far|too|having|going|nice|lovely|message|email|and|enjoying|enjoyed|morning|with|safe|healthy|best|in|of|health))*',
      'how are you( (doing|today|all|keeping))*',
      'long time( no (see|speak))?',
      '(hi|hello|hey) X it is X( here)?(?=$)',
      `nice (to (meet|hear from|e-meet|connect with) you|hearing from you)( (too|as well|${NAME}))*`,
      `(great|good|lovely|nice|wonderful) (to|hearing) (hear|meet|connect|from)( (from|with))?( you)?( (too|again|${NAME}))*`,
    ],
  ],
  [
    'yes',
    [
      'yes( (sure|absolutely|definitely|of course|indeed|sir|maam|for sure|certainly|sounds good|totally|man|mate|dude|finally|go for it|no yes))*',
      `yes ${I} can(?=$)`,
      'yes (it|that) (does|would|will)(?=$)',
      'sure( thing)?|(absolutely|definitely|certainly|totally)(?=$| (please|thanks|thank|yes|that|it|works))|affirmative|roger( that)?|deal|you bet|you got it|for sure|of course|by all means|with pleasure|my pleasure|gladly|sure does|oui|si|ja|passt( (mir|uns|gut))*|perfekt',
      `agreed|confirmed( (from|on) (my|our) (side|end))?|${I} (confirm|accept|agree)( (that|it|this))?|(please )?(consider|treat) (it|this|that)( as)? (confirmed|done|booked)|consider (me|us) (in|booked|confirmed)`,
      `(that|this|it)( time| slot| day| one| date)? ${WORKS}`,
      `(that|this) (time|slot|one) ${IS_GOOD}`,
      `(that|this|it) (would be|will be)${HOW} ${FINE}( ${BY_ME})?`,
      `((that|this|it) is )?(ok|${FINE}) ${BY_ME}`,
      `((that|this|it) )?((works|suits|fits) ${ME}( ${WELL})?|sounds (good|great|perfect|fine|excellent|awesome|fantastic|like a plan|like a winner|good to me|great to me|ok to me)|looks good)`,
      'go on( then)?|sounds like a plan|good (by|with|for) me|fine (by|with) me|ok (by|with|for) me',
      `works${WELL} for ${ME}`,
      'works (great|well|perfectly|fine)',
      `${I} can (do|make) (it|that|this)( time| one)?( work)?`,
      `${I} will (be there|take (it|that|this)( one| time| slot)?|make it( work)?|do that|be ready|be on|be waiting|attend|join)`,
      `(yes )?${I_AM} (free|available|happy to (talk|chat|meet|speak)) (then|at that time)|yes ${I_AM} (free|available)|happy to (talk|chat|meet|speak) then|accepted|it is a date|sure can`,
      `${I_AM} (in|game|on board|down)(?=$)`,
      `${I_AM} (good|ok|fine|happy|cool) (with|to do) (that|this|it)( one)?`,
      'let us (do|book|go (with|for)|take|lock in|make) (it|that|this)( one| happen| time| slot)?|let us (go|roll|rock)',
      `(please |yes |just |and |then )*(go ahead|proceed)( (and|to|with) ((book|schedule|confirm|put|set)( (it|that|this|me|us|up|in|down|for it|the (meeting|call)))*|that|it|the booking))?( (then|please))*`,
      '(please |yes |just )*(book|lock|schedule|put|pop|set|get|sign|count) (it|that|this|me|us)( one)?( (in|up|down|on the calendar|in the calendar|in the book|in please|for that|for it|for this))?( then)?(?=$| (please|thanks))',
      '(please |yes )*(book|schedule|reserve) (it|that|this)( (one|slot|time|meeting))?( (in|please|then))*',
      '(see|talk to|speak to|speak with|catch|chat to) you then|(talk|speak|chat) then|until then',
      '(that|this) one( please)?( works| is good| is fine| is perfect| for me)?(?=$)|(very |more than )?happy to do (that|this)( one)?',
    ],
  ],
  ['weak_yes', ['ok', 'works', 'alrighty', 'righto']],
  [
    'either',
    [
      `(both|either|any|all)( (of (them|those|these|the (two|times|options|slots))|one|time|option|slot|day|times|options|slots|days))?( (is|are|would be|will be|of them))? ?(both |all )?(${WORKS}|work${WELL}${FOR_ME}|${IS_GOOD}|fine|good|great|ok|perfect)`,
      `${I_AM} (free|available|flexible|open|good|ok|fine|easy) (for |with |on |at )?(both|either|any|all)( (of (them|those|these)|one|times|time|days|slots))*`,
      `${I} can (do|make) (both|either|any|all)( (of (them|those|these)|one|times|time))*`,
      'whichever( (is|works|suits|you)( (best|easier|easiest|better|good))?( for)?( (you|prefer|like|want|pick))?)?|(no|do not have a|do not have any) preference|you (choose|pick|decide)|your (choice|pick|call)|dealers? choice|up to you|u pick|(i am |we are )?easy|(i am |we are )?flexible|surprise me',
    ],
  ],
  [
    'choice',
    [
      `${CHOOSE} ${WHEN}( ${CHOSEN})?`,
      `(${OF_THEM} )?${WHEN} ${CHOSEN}( ${LATE_TIME})?`,
      // "Can do thurs at 10", without its "I": with the day alone it may ask.
      `^can (do|make) (?=[^?]*(D.* (T|N)|T.* D))${WHEN}( ${CHOSEN})?`,
      `D s ${WORKS}|D s ${HOW} ?(good|great|fine|perfect|ok|better|best|lovely|grand)( ${BY_ME})?`,
      `${I} can make ${WHEN} work`,
      `${WHEN} please`,
      `${WHEN} (good|great|perfect|awesome|ideal|better|best|sweet as)( (for|with|by) ${ME})?`,
      `for ${ME} ${WHEN}( ${CHOSEN})?`,
      `(so )?(that is|that would be|it is|it would be) ${WHEN} for ${ME}`,
      `for ${ME} is ${WHEN}( (good|ok|best|the best|fine|perfect))?`,
      `${TAKE} O`,
      `(O|F|S|O is|F is) (${WORKS}|${IS_GOOD}|${FINE}( ${BY_ME})?)`,
    ],
  ],
  ['time', [WHEN, 'O', '^F(?=( please)?$)']],
  [
    'please',
    [
      'please( and thanks)?( X(?=$))?|kindly',
      'if (you|we) can|if (it is|that is|you are|you have|that) (still (free|open) ?)?(still )?(ok|available|good|fine|works|possible|alright|all right|it)?( (with|for) you)?|if (that|it) (still )?(works|suits)( (for )?you)?|if (it is )?all the same to you',
    ],
  ],
  [
    'thanks',
    [
      `${THANKS}${FOR_WHAT}( ${NAME})?`,
      '(kind |kindest |best |warm |warmest )?(regards|wishes|rgds)|(yours )?(sincerely|truly|faithfully)|respectfully|warmly|cordially|best',
    ],
  ],
  [
    'praise',
    [
      '(perfect|great|awesome|excellent|wonderful|fantastic|brilliant|amazing|super|terrific|marvellous|marvelous|splendid|grand|sweet|nice|lovely|wow|yay|woohoo|hooray|finally|sweet as)(?=$)',
      `(perfect|great|awesome|excellent|wonderful|fantastic|brilliant|amazing|super|terrific)(?= (?!on |the |D|T|N|P|O|A|E)| ${WHEN} ${CHOSEN})`,
    ],
  ],
  ['mild', ['that is (fine|good|ok|great|perfect)(?=$)|(good|fine|nice|cool|lovely|alright|all right)(?=$)']],
  [
    'ease',
    [
      '(it is |that is )?no (problem|worries|dramas|stress|rush|bother|issue|issues|trouble|need to (thank me|apologise|apologize|worry|call beforehand))( (at all|mate|man|here))*( with)?( (that|this|it))?',
      'not a problem|can not wait|why not|do not mind|can not fault that|no sweat',
    ],
  ],
  [
    'wish',
    [
      '(have|enjoy|hope you have|wishing you|happy) (a|an|the|your)? ?(good|great|nice|lovely|wonderful|blessed|fantastic|safe|happy|relaxing|super|pleasant|merry|beautiful|amazing|rest of)?( rest of (the|your))? ?(day|one|A|evening|weekend|week|holiday|holidays|thanksgiving|xmas|christmas|new year|new yr|break|trip|friday|night|time)( (too|all|everyone|already|ahead|off|to you( and yours)?|everybody|man))*',
      'happy (holidays|thanksgiving|new year|new yr|friday|monday|D|xmas|christmas|hanukkah|halloween|easter)( (to you|all|everyone|and yours|too|to you and yours|yall))*',
      'merry (christmas|xmas)( to you)?( and yours)?|stay (safe|warm|well|dry|cool)|safe travels|god bless( you)?|take care|be well',
    ],
  ],
  [
    'eager',
    [
      '(very |more than |only too |always )?(happy|glad) to(?=$)',
      `(${I} |${I_AM} |really |very much |so |and )*(look|looking) forward( to ((it|this|that)|(our|the|your|this) (call|meeting|chat|conversation|demo|discussion|session)|(meeting|talking|speaking|chatting|connecting|hearing|learning|discussing|seeing|catching)( (to|with|up|from|more|you|about|it|this|what|how|and|your|our|the|product|everything|all|X))*))?`,
      `(${I_AM} )?(so |very |really |super )*(excited|keen|pleased|happy|glad|delighted)( (to (chat|talk|meet|speak|learn|connect|hear|see|discuss|catch|help|finally|jump|hop|get|join)|about|for)( (with|to|you|more|about|it|this|up|on|from|the|call|what|your|our|and|a|have|do|all|finally|connect|then|started))*)?`,
      `(would|it would|it will|that will) be (good|great|nice|lovely|fun|a pleasure) to( (finally|talk|chat|speak|connect|meet|catch|learn|hear|see|discuss|up|with|to|you|more|about|it|from))+( X)?`,
    ],
  ],
  [
    'farewell',
    [
      'see (you|ya)( (soon|there|all))*|see ya',
      '(talk|speak|chat)( to you)? (soon|later)|talk to you later|catch you (later|soon)|bye( now| bye)?|take care|you too|cheerio|ciao|ttfn|toodles|adios|over and out|peace',
    ],
  ],
  [
    'aside',
    [
      '(phone|address)',
      `(so |very |really |many |my |big |huge )*sorry( again)? (for|about|it is|it took|i|we|this|that|to|my|if)( (the|my|our|this|that|being|taking|so|late|slow|delay|delayed|wait|reply|response|texting|writing|replying|responding|getting|going|quiet|typos|took|a|while|it|long|back|to|you|forever|sooner|mess|messy|confusion|trouble|hassle|inconvenience|mixup|was|been|been|missed|just|saw|seeing|now|your|message|email|text|call|texts|earlier|weekend|week|all|got|buried|only|hour|wrote|for|and|again|days|everyone|last|couple|of|on|phone|dead|had|have|only|very|really|midnight|with))*`,
      '(just|only|finally) (saw|seeing|got|getting|read|reading|noticed|catching)( (this|your|to|my|the|message|messages|text|email|emails|inbox|note|now|it|up|on|back|that|in))*',
      `(${I} )?(have |got )?(blocked|reserved|put|added|marked|noted|saved|updated|got|popped|stuck|made|make)( (it|that|this|you|in|on|my|the|our|to|into|calendar|time|schedule|agenda|book|a|note|of))+`,
      `(let us |lets |best to |nice to |good to |${I} would like to |so ${I} |it |that )?(get|gets|getting|have|got|getting) (it|this|that) (done|over with|in|out of the way|off (my|our|the) (list|plate|desk))( before (the )?(weekend|holidays?|break|thanksgiving|christmas|xmas|new year|rush|ball drops))?`,
      '(ok |duly )?noted|(then )?(we|you|i) can take it from there|(see|please see) (below|you)(?=$)|signed|sent from my \\S+|from my phone|dictated( (by|with|using|to) \\S+)?|typed on my phone',
      '(please )?(excuse|forgive|pardon) my (english|typing|spelling|typos|german|french)',
      'bis dann|(have a )?(goodnight|good night|nighty? night|night)',
      '(still up|night owl|early (bird|riser)|i am an early (bird|riser))( (here|anyway))?|i am always up( anyway| then)?',
      '(the )?sooner the better|better late than never|nothing fancy|no pressure|(good|great|perfect) timing( actually)?|small world|believe it or not|long time no see',
      '(in a rush|in haste|on the go|running around today|gotta (run|go|dash|jet)|got to (run|go|dash|jet))|(long|crazy|busy) (day|week)',
      '(i am |and i am )?waiting for your (invite|call)|you have been very (patient|kind)( with me)?|(dial-in|zoom|phone|teams) is fine',
      'clocks (go|change|will change|are changing)( (back|forward|this|that|the|on|D|weekend|by|then))*',
      '(bear with me |so |and )*if (the|my) (line|signal|call|connection|reception|wifi|internet) (drops|cuts|breaks|wobbles|dies)( (off|out|up|i will|ring|call|you|right|back|just|again|bad))*',
    ],
  ],
  [
    'no',
    [
      'no|nope|nah|no (thanks|way)',
      `(${I_AM} )?(not|no longer) interested( (in (this|that|it)|thanks|at this time|right now|at the moment|sorry))*`,
      `${I_AM} not`,
      'not for (me|us)|not really|not this time|not at this time|not today|no thanks( for me)?|thanks but no thanks|hard pass',
      `${I} (will )?(have to )?pass|pass(?=$)`,
      `(${I_AM} )?all set|(${I} am|we are) (all )?(good|set|fine|ok)( (here|for now|as is|as we are|with what we have))+`,
    ],
  ],
  [
    'correction',
    [
      '(oh |oops |no |sorry |ugh |hang on |ah )*(never mind|no sorry|sorry no|no wait|wait|wait no|scratch that|strike that|correction|make that|i mean|i meant|meant|or rather|oops|actually|my bad|whoops|edit)( (no|sorry|actually|scratch that|i meant|i mean|make it|it is))*',
    ],
  ],
  [
    'filler',
    [
      'final answer|that is final|final|done|xx*|xo|xoxo|phew|well|anyway|anyways|btw|re|regarding|dude|man|mate|bro|hon|buddy|eh|pal|x|oh|ah|though(?=$)',
    ],
  ],
  ['laugh', ['☺|lol|haha|hahaha|hehe|lmao|hah|ha|omg']],
  ['sorry', ['(so |very |really )*sorry( (about (that|this)|again|mate|man))*']],
  ['but', ['but|however|although|though|and yet|yet|while|whereas']],
  ['and', ['and|so|because|since|as|plus|also|then|well|because of']],
]

/** A text that begins so asks, with or without a question mark. */
export const QUESTION_STARTS = new Set(
  'is|are|am|do|does|did|can|could|would|will|shall|should|what|which|who|whose|where|how|when|why'.split(
    '|',
  ),
)
