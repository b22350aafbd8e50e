import { WHO } from './beside-people'

/** On which line to call, whom to ask for, whom to invite and by which program: what is done about a meeting that stands. */

const LINE =
  '(?:(?:work|home|house|office|shop|store|main|mobile|cell|direct|desk|front|bakery|reception|private|personal|new|old|other) )*(?:number|line|cell|mobile|landline|extension|phone|desk phone|office|shop|store)'
const THE = '(?:my|our|the|this|that)'
const ON = `(?: (?:on|at|under|via) (?:${THE} ${LINE}(?: number)?|this|it|phone)(?: phone)?)`
const PLEASE = '(?:(?:please|kindly|just|so|pls) )*'
const ASK = '(?:(?:could|can|would|will) you (?:please |kindly |just |mind )*)?'
const CALL = '(?:call|calling|ring|ringing|phone|dial|reach|try|use|using|buzz|text)'
const WHEN_CALLED =
  '(?: (?:when|once) you (?:call|ring|phone|get there|get through|dial in|call in)(?: (?:in|us|here|up|the (?:office|shop|store|main line|main number|landline)))?)?'
const PROGRAM =
  '(?:(?:a |the )?(?:zoom|teams|google meet|meet|skype|facetime|whatsapp|phone|telephone|video)(?: (?:call|meeting))?|a call)'
const INVITE =
  '(?:short |quick |calendar |zoom |teams |meeting |google |google meet |outlook |video )*(?:invite|agenda|(?<=(?:zoom|teams|meeting|video|meet) )link|dial-in)'
const TO =
  '(?: (?:to|at|on|via) (?:me|us|both|this (?:address|mail|email|number)|(?:my|our) (?:work |private |personal |other |business )?(?:mail|email|address|account|inbox)(?: address)?|address|all))*(?: address)?'
const IN_TIME =
  '(?: (?:beforehand|before the call|in advance|ahead of time|when you can|when you get a (?:chance|sec|second|minute|moment)|whenever(?: you (?:can|get a (?:chance|sec|second|minute|moment)))?))?'
const QUESTION = '(?: ?\\?)?'

export const CONTACT: readonly string[] = [
  // "call 845 555 0193", "would you mind using the landline?"
  `${PLEASE}${ASK}${PLEASE}${CALL}(?: me| us)?${ON}${QUESTION}`,
  `${PLEASE}${ASK}${PLEASE}(?:call|calling|ring|ringing|phone|dial|try|use|using) (?:phone|${THE} ${LINE} ?(?<=number|line|cell|mobile|landline|extension|phone) ?)(?: ?phone)?${QUESTION}`,
  `(?:you can |best to )?(?:reach|get|catch|call|ring) (?:me|us)${ON}(?: (?:that|it) is ${THE} ${LINE})?`,
  `${PLEASE}give (?:me|us) a (?:ring|call|shout|buzz|bell|tinkle)${ON}`,
  `(?:so )?(?:i|we) (?:will )?(?:wait|be waiting|am waiting|are waiting)(?: for)? your call${ON}?`,
  'please do not (?:call|ring|use|dial) (?:my|our|the) (?:main|office|main office|shop|store|work) (?:number|line|landline)',
  'it (?:just |only )?(?:goes|rings|leads)(?: straight)? (?:to|through to) (?:a |the |our |my )?(?:call tree|voicemail|reception|warehouse|shop floor|switchboard|answering machine|fax)',
  '(?:the |my |our )?(?:mobile |cell |phone )?(?:signal|reception|wifi|internet|coverage) (?:here |in here )?is (?:a bit |very |pretty |quite |really )?(?:bad|dreadful|terrible|awful|patchy|spotty|poor|weak|hopeless|slow|dodgy)(?: (?:here|in here|out here|up here|down here))?',
  'no need for (?:a )?video(?: call)?|no video',
  `(?:i am|i will be) driving(?: then)? so phone(?: call)? not video`,
  // Whom to ask for
  `${PLEASE}ask for (?:me|${WHO}|either of us)${WHEN_CALLED}`,
  `${PLEASE}(?:and )?ask (?:the )?reception(?:ist)? to put you through`,
  `${PLEASE}(?:text|message|ping|whatsapp) me (?:right |just |shortly )?before you (?:call|ring|dial)(?: so (?:that )?i (?:will )?know (?:that )?it is you)?`,
  // For those who hear or speak with effort
  '(?:i am|we are) (?:a bit |a little |slightly |quite |rather |very )?(?:hard of hearing|deaf in one ear)|my hearing is (?:not great|bad|poor|not what it was)',
  '(?:if possible )?(?:please )?(?:speak|talk) (?:up|slow|slowly|clearly|loud|louder)(?: and (?:clearly|slowly|loudly))?',
  // The invitation
  `${PLEASE}${ASK}${PLEASE}(?:send|sending|shoot|drop|flick|fire|forward|email|mail|ping|share|pop)(?: (?:over|through|across))?(?: me| us)?(?: (?:over|through|across))? (?:the|an|a|your|my)? ?${INVITE}(?: (?:over|across|through|along))?${TO}${IN_TIME}${QUESTION}`,
  `${PLEASE}(?:the |an |your )?(?:calendar |teams |zoom )?(?:invite|link) to (?:address|me|us|my (?:work )?(?:mail|email))`,
  `${PLEASE}${ASK}${PLEASE}(?:include|invite|add|cc|copy(?: in)?|put) (?:him|her|them|address|${WHO})(?: address)?(?: (?:in|on|to) (?:the|your|that) (?:calendar |teams |meeting )?(?:invite|meeting|call|email))?${QUESTION}`,
  '(?:on|in|to) the (?:calendar |teams |zoom )?invite',
  // By which program
  `${PROGRAM} (?:is|would be|works) (?:fine|ideal|great|good|best|perfect|ok|easiest|lovely)(?: for (?:me|us))?`,
  `(?:i am |we are )?happy to (?:jump|hop|get) on (?:zoom|teams|meet|google meet|a call|a video call|skype)`,
]
