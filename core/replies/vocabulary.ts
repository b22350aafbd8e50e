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
const END = '(on|at|for|from|in) (my|our) (end|side|part|schedule|calendar|diary)'
const FOR_ME = `( for ${ME}(( both| all| too)|)?| with ${ME}| by ${ME}| ${END}| over here)?`
const HOW = '( (just|really|very|absolutely|totally|all|pretty|so|quite|perfectly|still|super|more than))?'
const WELL = `(${HOW} (great|well|best|better|perfectly|perfect|fine|nicely|good|wonderfully|beautifully|lovely|ok|super|brilliantly|just fine|a treat))?`
const FINE =
  '(good|great|perfect|fine|excellent|ideal|wonderful|fantastic|brilliant|lovely|awesome|super|grand|spot on|terrific|splendid|doable|amazing|sweet as|sweet|perfectly fine|good to go|convenient|a good time|a great time|a good fit|perfect timing|great timing|no problem|no trouble|no bother|no issue)'
const GOOD = `(${FINE}|ok|cool|best|better|easiest|easier|alright|all right|preferable|confirmed|a go|a yes|the one|the best|the best one|the best option|my preference|my pick|my choice)( (at all|then|too|now|actually|again|instead))?`
const BY_ME = `(for|with|by) ${ME}`
const WORKS = `((still |does |also |definitely |certainly |actually )?(works|will work|would work|does work|fits|would fit|will fit|it works|that works|should work out great)( out)?${WELL}${FOR_ME}( then)?|(still |would |will )?(suits|suit)( ${ME})?${WELL}( then)?|(works|fits)( (my|our) (schedule|calendar|diary)))`
const IS_GOOD = `((is|would be|will be|it is|that is|looks|sounds) ?${HOW} ?${GOOD}${FOR_ME}|${HOW} ?${FINE}( (${BY_ME}|${END}|then))|(ok|cool|good|great) ${BY_ME}|ok ${END})`

const ONE_DAY = '((on |the |on the |for |for the )?(D|K|D D))'
const NOUN = '( (one|ones|option|slot|time|appointment|call|meeting|chat|date|opening|timeslot))?'
const ONE_TIME = `((${ONE_DAY}|(on )?(O|F)(?= (T|A))|(?<=(T|A) (on )?)(on )?(O|F)|(the |for )?T|(for |the |in the |on the )?A|N|(with |for )?P|(with |for |the )?E)${NOUN})`
const WHEN = `(the (one|slot|option|time|call|meeting) )?((on|at|for) )?${ONE_TIME}(( at| on| in the| for| of)? ${ONE_TIME}){0,4}`
const CHOSEN = `(${WORKS}|${IS_GOOD}|will do( nicely| fine| just fine)?|it is( then)?|then|for ${ME}( then)?|(sounds|looks) (like a plan|good to me|great to me)|yes|for sure|(all )?(booked in|locked in|confirmed|noted|it shall be|gets my vote|wins|lets go|all the way))`
const VERBS =
  '(do|take|book|say|meet|talk|speak|chat|go|go ahead|plan|schedule|connect|stick|roll|lock( it)?( in)?|set( it)?( up)?|make it|pick|choose|get( it)?( in)?|keep|grab|shoot)'
const CHOOSE = `(${[
  `(yes |ok |so |then )?let us( just)? ${VERBS}( ahead)?( it| that)?( with| for| on)?`,
  `${I} will( just| gladly| happily)? (take|do|pick|choose|have|grab|go( ahead)?( with| for)?|opt for|book|accept)`,
  `${I} will (be there|see you|talk to you|speak to you|be (free|available|around|ready)|make|join( you)?|expect (your|the) call)`,
  `${I} can (do|take|meet|talk|speak|chat|make( it)?|confirm|accept|join|certainly do|definitely do)`,
  `${I} would( really| much)? (like|prefer)( to)?( (do|take|book|have|go (with|for)|schedule|confirm|accept|meet|talk|speak))?( for)?`,
  `${I} would love( to)? (do|take|book|have|go (with|for)|schedule|confirm|accept)`,
  `${I} (choose|pick|prefer|take|accept|confirm|select|chose|like|vote( for)?|opt for|am going with|have chosen|would go (with|for))`,
  `${I} am going (with|for)|going (with|for)|gonna go with|${I} am (happy|glad|pleased) to (do|take|accept|confirm|go with|meet|join)`,
  `${I_AM}( (totally|all|completely|also|still|definitely))? (free|available|good|open|around|clear|ready|down|ok|fine|happy|cool)( (for|with|on|to do|to go with))?`,
  `${I} (am|are) (on|good) for`,
  `(very |more than |quite )?happy (to do|with|to take|for|to go with)|pleased with`,
  `(please |kindly |pls |yes |and )*(can you |could you |would you |you can )?(please |kindly |just )?(book|schedule|reserve|put|lock|pop|slot|sign|mark|stick|count)( (me|us|it|that|this))?( (in|down|up|on|out|in the calendar|down on the calendar))?( (for|on|at|as|to))?`,
  `(my|our) (preference|choice|pick|vote|answer|preferred (time|slot|option)) (is|would be|goes to)( for)?`,
  `(see|talk to|speak to|speak with|talk with|chat with) you( then)?( (on|at))?`,
  '(talk|speak|chat|meet)( again| soon)? (on|at)|(talk|speak|chat)( to you)?(?= D)',
  `(${I} )?(confirm|confirming|confirmed|accepting|accept|booking|choosing|taking|picking)( for| to)?`,
  '(go|going|went) (with|for)|go ahead (with|for|and book|and book me in for|and put me down for|and schedule)|make it|make that|yes (to|for|on|let us do|i can do|we can do|that is|works|please)|good with|ok (for|with)|fine with|cool with|down for|up for|in for|(a )?(hard |big )?yes to|(i am a )?yes for',
  `${I} (have|have got|got|have now)? ?(put|got|added|marked|blocked|reserved|noted|scheduled|penned)( (it|you|that|this|us))?( (in|down|off|out))?( (in|on|to) (my|our|the) (calendar|schedule|book|agenda))?( (for|on|at|as))?`,
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
  '(and )?(great |many |lots of |big |kind |sincere |so )*(thanks|thank you|many thanks|appreciate (it|you|that|this)|much appreciate|bless you|merci|danke|gracias|tak)( (so|very) much| a (lot|bunch|million|ton)| again| kindly| in advance| everyone| all| man| mate| bro| dude| friend| buddy| guys| sir| very much indeed| x+| n)*'
const FOR_WHAT =
  '( (for|to) (your|the|this|that|getting|reaching|following|coming|being|working|sending|offering|accommodating|all|checking|asking|understanding|everything|it|you|writing|replying|responding|providing|arranging|setting|organising|organizing|time|help|patience|quick)( (you|me|us|it|this|that|so|the|your|my|our|and|to|back|out|up|in|on|with|for|around|of|time|help|patience|flexible|flexibility|quick|quickly|kind|prompt|reply|response|note|mail|message|email|invitation|invite|options|proposals|two|times|info|information|update|persistence|zone|everything|reminder|touch|schedule|consideration|understanding|support|days|call|again|very|much|some|a|few|couple|other|new|great|was))*)?'

/** Things of the meeting that a lead may ask for or tell of without touching its time. */
const MEETING_THING =
  '(calendar invite|invite|invites|calendar|link|zoom|zoom link|teams|teams invite|teams link|meet link|google meet|meeting link|call link|details|dial in|dial-in|dial|number|joining details|joining link|joining instructions|agenda|confirmation|info|information|email|address|materials|brochure|deck|slides|presentation|reminder|call|meeting|conversation|chat|demo|conference line)'

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
      'sure( thing)?|(absolutely|definitely|certainly|totally|indeed)(?=$| (please|thanks|thank|yes|that|it|works))|affirmative|roger( that)?|deal|done|you bet|you got it|for sure|of course|by all means|with pleasure|my pleasure|gladly|sure does|it does|oui|si|ja|passt( (mir|uns|gut))*|perfekt',
      `agreed|confirmed|${I} (confirm|accept|agree)( (that|it|this))?|(please )?(consider|treat) (it|this|that)( as)? (confirmed|done|booked)|consider (me|us) (in|booked|confirmed)`,
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
      `${I_AM} (free|available) then`,
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
      `${WHEN} ${CHOSEN}`,
      `D s ${WORKS}|D s ${HOW} ?(good|great|fine|perfect|ok|better|best|lovely|grand)( ${BY_ME})?`,
      `${I} can make ${WHEN} work`,
      `${WHEN} please`,
      `${WHEN} (good|great|perfect|awesome|ideal|better|best)( (for|with|by) ${ME})?`,
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
      'if (you|we) can|if (it is|that is|you are|you have|that) (still )?(ok|available|free|open|good|fine|works|possible|alright|all right|it)?( (with|for) you)?|if (that|it) (still )?(works|suits)( (for )?you)?|if (it is )?all the same to you',
    ],
  ],
  [
    'thanks',
    [
      `${THANKS}${FOR_WHAT}( ${NAME})?`,
      '(kind |kindest |best |warm |warmest )?(regards|wishes|rgds)|(yours )?(sincerely|truly|faithfully)|respectfully|warmly|cordially|all the best|best|greetings',
    ],
  ],
  [
    'praise',
    [
      '(perfect|great|awesome|excellent|wonderful|fantastic|brilliant|amazing|super|terrific|marvellous|marvelous|splendid|grand|sweet|nice|lovely|wow|yay|woohoo|hooray|finally)(?=$)',
      `(perfect|great|awesome|excellent|wonderful|fantastic|brilliant|amazing|super|terrific)(?= (?!on |the |D|T|N|P|O|A|E)| ${WHEN} ${CHOSEN})`,
    ],
  ],
  ['mild', ['(good|fine|nice|cool|lovely|alright|all right)(?=$)']],
  [
    'ease',
    [
      '(it is |that is )?no (problem|worries|dramas|stress|rush|bother|issue|issues|trouble|need to (reply|respond|thank me|apologise|apologize|worry|call( beforehand)?))( (at all|mate|man|here))*( with)?( (that|this|it))?',
      'do not worry( about (it|that))?|never mind|not a problem|not to worry|all good( here)?|can not wait|why not|do not mind|can not fault that|no sweat',
    ],
  ],
  [
    'wish',
    [
      '(have|enjoy|hope you have|wishing you|happy) (a|an|the|your)? ?(good|great|nice|lovely|wonderful|blessed|fantastic|safe|happy|relaxing|super|pleasant|merry|beautiful|amazing|rest of)?( rest of (the|your))? ?(day|one|A|evening|weekend|week|holiday|holidays|thanksgiving|xmas|christmas|new year|new yr|break|trip|friday|night|time)( (too|all|everyone|already|ahead|off|to you( and yours)?|everybody|man))*',
      'happy (holidays|thanksgiving|new year|new yr|friday|monday|D|xmas|christmas|hanukkah|halloween|easter)( (to you|all|everyone|and yours|too|to you and yours|yall))*',
      'merry (christmas|xmas)( to you)?( and yours)?|stay (safe|warm|well|dry|cool)|safe travels|god bless( you)?|take care|all the best|be well|good luck',
    ],
  ],
  [
    'eager',
    [
      `(${I} |${I_AM} |really |very much |so |and )*(look|looking) forward( to ((it|this|that)|(our|the|your|this) (call|meeting|chat|conversation|demo|discussion|session)|(meeting|talking|speaking|chatting|connecting|hearing|learning|discussing|seeing|catching)( (to|with|up|from|more|you|about|it|this|what|how|and|your|our|the|product|everything|all|X))*))?`,
      `(${I_AM} )?(so |very |really |super )*(excited|keen|pleased|happy|glad|delighted)( (to (chat|talk|meet|speak|learn|connect|hear|see|discuss|catch|help|finally|jump|hop|get|join)|about|for)( (with|to|you|more|about|it|this|up|on|from|the|call|what|your|our|and|a|have|do|all|finally|connect|then|started))*)?`,
      `(would|it would|it will|that will) be (good|great|nice|lovely|fun|a pleasure) to( (finally|talk|chat|speak|connect|meet|catch|learn|hear|see|discuss|up|with|to|you|more|about|it|from))+( X)?`,
    ],
  ],
  [
    'farewell',
    [
      'see (you|ya)( (soon|there|all))*|see ya',
      '(talk|speak|chat)( to you)? (soon|later)|talk to you later|catch you (later|soon)|bye( now| bye)?|take care|you too|later|cheerio|ciao|ttfn|toodles|adios|over and out|peace',
    ],
  ],
  [
    'aside',
    [
      `(please |kindly |can you |could you |would you |will you |just |and |if you could |feel free to )*(please )?(send|shoot|forward|fire|email|text|share|pop|ping|drop)( (me|us|it|that|over|across|out|through|along|a|an|the|your|any|some|to|my|our|calendar|please|on|address|by|at|here|this|whenever|when|you|get|sec|chance|can|later|with|for|all|and|of|off|ahead|in|advance|have|moment|minute|ready|via|too|email|${MEETING_THING.slice(1, -1)}|X))+( \\?)?`,
      `(a )?(calendar )?(invite|link|zoom|details|dial in|dial-in) (to|at|on|for|please|would|is|be|great|helpful|fine|good|the|me|this|address|and|works|X|,)+( address)?`,
      `(please )?(call|ring|text|phone|reach|dial|try|contact|get|use|whatsapp)( (me|us|my|the|our|on|at|in|via|by|cell|mobile|number|phone|line|office|direct|directly|work|landline|extension|ext|phone|not|that|one|here|this|same|conference|if|you|have|N|it))*( phone| cell| mobile| number)`,
      `(my|our|the) (best |direct |new |cell |mobile |phone |work |office |e-mail |email )*(number|cell|mobile|phone|line|email|e-mail|address|mail|extension|ext)( (is|are|here|for|the|call|again|at|on|phone|address|phone|in|case|my|it))*( phone| address)?`,
      '(cell|mobile|phone|tel|telephone|office|direct|ph|call me)( (is|at|on))?( phone)',
      '(phone|address)',
      `(so |very |really |many |my |big |huge )*sorry( again)? (for|about|it is|it took|i|we|this|that|to|my|if)( (the|my|our|this|that|being|taking|not|so|late|slow|delay|delayed|wait|reply|response|replying|responding|getting|going|quiet|typos|took|a|while|it|long|back|to|you|forever|sooner|mess|messy|confusion|trouble|hassle|inconvenience|mixup|was|been|been|missed|just|saw|seeing|now|your|message|email|text|call|texts|earlier|other|day|D|weekend|week|in|meetings|all|crazy|busy|sick|got|buried|only|hour|wrote|for|and|again|days|everyone|last|couple|of|on|phone|dead|had|have|only|very|really|midnight|i|am|driving|with))*`,
      '(just|only|finally) (saw|seeing|got|getting|read|reading|noticed|catching)( (this|your|to|my|the|message|messages|text|email|emails|inbox|note|now|it|up|on|back|that|in))*',
      `(${I} )?(just |only )?(saw|got|received|read) (this|your|the)( (message|text|email|note|emails|mail|brochure|texts))*`,
      `(my|our) (\\S+ ){0,3}(will|is going to|would like to|wants to|is)( also| then)? (join|joining|be joining|be on|listen|sit|hop|dial|attend|participate|come|be there|be on the call|call in|tag)( (in|us|me|too|as|well|also|along|on|the|call|with|you|from|via|by|phone|zoom|for|it|X))*`,
      `(X|N)( (and|from|my|our|X|team|N))* (will|is going to|is gonna) (also )?(join|be joining|be on|sit|listen|hop|dial|attend|come|be there|tag)( (in|us|me|too|as|well|also|along|on|the|call|with|you|from))*`,
      `(${I} )?(will|am|are|have)? ?(be )?(also )?(bring|bringing|include|including|loop|looping|cc|cc'ing|copy|copying|add|adding|invite|inviting)( (in|my|our|the|a|X|team|partner|colleague|colleagues|boss|manager|coworker|associate|assistant|business|husband|wife|co-founder|cofounder|lead|ops|sales|marketing|it|guy|person|folks|and|who|as|well|on|with|us|me|call|too|along|here|cfo|ceo|coo|cto|director|dispatcher|line|join|address|other|two|three|N|of|them|him|her))+`,
      `(please )?(include|add|invite|cc|copy|loop in)( (my|our|the|X|partner|colleague|boss|team|manager|to|in|on|it|invite|him|her|them|too|as|well|and|address|me|us|call|email|assistant))+`,
      `(${I} )?will be (at|by) (my|the|our) (desk|phone|computer|office|laptop)( (then|all day|anyway|ready|waiting))*`,
      `(${I} )?(have |got )?(blocked|reserved|put|added|marked|noted|saved|updated|got|popped|stuck)( (it|that|this|off|you|down|in|on|my|the|our|to|into|calendar|time|schedule|agenda|book|out|a|note|of))+`,
      '(zoom|teams|phone|google meet|skype|video|dial in|dial-in|whatsapp)( call)?( (is|would be|will be|works|sounds))? (is |be )?(good|great|fine|ok|perfect|best|preferred|easiest|better)?( (for|by|with) (me|us))?',
      'fyi|hmm yes|haha (yes|no)|good buddy',
      '(he|she|they) (is|are|will|would)( (be|like|likes|also|the|my|our|a|one|who|in|on|join|joining|help|listen|along|to|with|us|great|there|our|it|tech|guy|person))+',
      '(ok |duly )?noted|(then )?(we|you|i) can take it from there|(see|please see) (below|you)(?=$)|signed|sent from my \\S+|from my phone|dictated( (by|with|using|to) \\S+)?|typed on my phone',
      'gotta (run|go|dash|jet)|in a rush|in haste|on the go|got to (run|go|dash|jet)|running around today|long (day|week)|crazy (day|week)|busy (day|week)',
      `thats me|(it|this) is X( here)?( from X)?|X here|${I} am X( (from|at|with) X)*`,
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
      '(oh |oops |no |sorry |ugh |hang on |ah )*(no wait|wait|wait no|scratch that|strike that|correction|make that|i mean|i meant|meant|or rather|oops|actually|my bad|whoops|edit)( (no|sorry|actually|scratch that|i meant|i mean|make it|it is))*',
    ],
  ],
  [
    'filler',
    [
      'lol|haha|hahaha|hehe|lmao|hah|ha|xx*|xo|xoxo|phew|omg|well|anyway|anyways|btw|re|regarding|dude|man|mate|bro|hon|buddy|eh|dear|pal|x|oh|ah|though(?=$)',
    ],
  ],
  ['laugh', ['☺']],
  ['sorry', ['(so |very |really )*sorry( (about (that|this)|again|mate|man))*']],
  ['but', ['but|however|although|though|and yet|yet|while|whereas']],
  ['and', ['and|so|because|since|as|plus|also|then|well|because of']],
]

/**
 * How statements begin that are about the meeting's circumstances: an apology, a thank-you, an invitation, who will
 * join. With no time and no doubt in them they say nothing about the choice, whatever else they tell.
 */
export const ASIDE_HEADS =
  /^(and |also |so |very |really |oh |hi |i |we |am |please |just )*(sorry (for|about|it|i|we|to|this|that|again)|thanks (for|so|a|again|and)|thank you (for|so|very)|thanks you|looking forward|hope|hoping|excited|happy to|glad to|(will |can you |could you |please )?(send|fire|shoot|share|email|text|forward|pop|drop) (me |us |it |over |across |along |through |out |a |an |the |your )*(calendar |zoom |teams |meeting )*(invite|link|zoom|teams|details|dial|agenda|it)|(my|our) (team|colleague|partner|coworker|assistant|business partner|husband|wife|manager|associate|co-founder|number|cell|mobile|phone|email|address|line) |(call|ring|reach|text|use) (me|us|my|at|on)|(will|am) (be )?(calling|dialing|dialling|joining|bringing|driving|at my|on my|by my|by the phone)|(i |we )?will have (my|our|the|X)|(the )?(calendar )?invite|X will (join|be joining|be on|sit in|dial in))\b/

/** A text that begins so asks, with or without a question mark. */
export const QUESTION_STARTS = new Set(
  'is|are|am|do|does|did|can|could|would|will|shall|should|what|which|who|whose|where|how|when|why'.split(
    '|',
  ),
)

/** A message that is one of these and nothing else ends texting, by the carriers' rules for SMS. */
export const STOP_WORDS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'quit',
  'optout',
  'opt out',
  'revoke',
])
