import type { Intent } from '../domain/decision'

/**
 * What a text that accepts nothing is about, by words that hardly mean anything else. The first that fits decides. These
 * patterns read small letters: folding case at each step took most of the time of a long letter.
 */
const SIGNS: readonly (readonly [Intent, RegExp, explanation: string])[] = [
  [
    'opt_out',
    /\b(?:take|remove|delete|erase|drop|unlist) (?:me|us|my (?:number|name|e-?mail|details|data|address|info))\b|\b(?:take|remove) (?:this|my) (?:number|address|e-?mail)|\bunsubscribe\b|\bopt(?:ing|ed)?[ -]?out\b|\b(?:stop|quit|cease|no more) (?:texting|txting|messaging|e-?mailing|mailing|contacting|calling|writing|sending|spamming|bothering|harassing|these|the|with|messages|texts|e-?mails)|\b(?:do ?n[o']?t|do not|never|dont) (?:ever )?(?:text|txt|message|contact|e-?mail|call|write|write to|bother|reach out to|send) (?:me|us|this|again|any)|\b(?:texting|contact(?:ing)?|messag(?:e|ing)|e-?mail(?:ing)?) (?:me|us|this number) (?:again|any ?more|ever)|\blose (?:my|this) (?:number|address)|\bleave me alone\b|\b(?:article 21|art\.? 21|gdpr)\b|\berase my\b|\bdo not call (?:list|registry)|\bdncl\b|\btext me (?:one more time|again) and\b|\bstop,? (?:please|it|now|already)\b|\bsaid stop\b|\bblock(?:ing)? (?:you|this number)|\breport(?:ing|ed)? (?:you|this|as) (?:as )?(?:spam|junk)/,
    'It asks not to be contacted any more.',
  ],
  [
    'cancel',
    /\b(?:cancel|call off|scrap) (?:it|this|that|our|the|my|tomorrow|tmrw|today|tuesday|monday|wednesday|thursday|friday|on|for)|\b(?:have|need|got|want|going|gotta|must|like) ?(?:to )?cancel\b|\bcancel(?:l?ing|led)?\b.*\b(?:meeting|call|appointment|appt|tomorrow|tmrw)|\b(?:take|kindly take) .{0,40}\boff (?:the|my|your) calendar|\b(?:will not|won'?t|not gonna|not going to|can(?:'| no)?t|unable to) (?:be (?:on|at|able)|make (?:it|the (?:call|meeting)))\b|\btake it off\b/,
    'It calls the meeting off.',
  ],
  [
    'reschedule',
    /\b(?:re-?schedul(?:e|ing)|postpone|re-?book)\b|\b(?:move|push|shift|bump|change|switch) (?:it|this|that|our|the|my|tmrw|tomorrow|to|back|tuesday|monday|wednesday|thursday|friday)\b|\b(?:something|smth) (?:has )?(?:came|come|just came) up\b|\bpush (?:it )?(?:back|to)\b|\brunning (?:behind|late)\b|\b(?:do|make) (?:it )?\S+ instead of\b/,
    'It wants to move the meeting.',
  ],
  [
    'ask_link',
    /\b(?:booking|scheduling|schedule|calendar|calendly|meeting|appointment) (?:link|page)\b|\bcalendly\b|\b(?:link|url|page) (?:to|where|so|that|for me to|i can) .{0,40}(?:book|schedule|pick|grab|choose|availability|calendar)|\b(?:send|shoot|share|drop|give|text)\b.{0,20}\b(?:ur|your|the|a)\b.{0,12}\b(?:link|calendar|page)\b|\bpage where\b|\bbook (?:it )?(?:myself|directly|online)\b/,
    'It asks for a link to book.',
  ],
]

/** Asks to be written to at another time: more telling than any date in it. */
const ASK_LATER =
  /\b(?:reach out|circle back|check (?:back|in)|come back|get back|touch base|follow up|loop back|swing back|try (?:me|us|again)|trying again|ask (?:me |us )?again|hit me up|contact (?:me|us)|call (?:me|us)|text (?:me|us)|e-?mail (?:me|us)|write (?:me|us|again|to me)|message (?:me|us)|ping me|melden sie sich|talk|speak|connect|reconnect|pick (?:this|it) up|flick me|drop me|give (?:us|me) a \w+|revisit)\b.{0,50}?\b(?:later (?:in|this)|next (?:month|quarter|year|spring|summer|fall|winter|autumn)|in (?:a |the |about |an )*(?:\d+|one|two|three|four|few|couple|several|six|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|spring|summer|fall|winter|autumn|new year)\w*|after (?:the )?(?:holidays?|xmas|christmas|new year|thanksgiving|tgiving|easter|summer|vacation|break|quarter|year|launch|week)|q[1-4]|mid|early|late|(?:from )?week (?:of|\d)|january|february|march|april|june|july|august|september|october|november|december|danach|once|the new year|again then|when (?:i|we|things))\b|\b(?:swamped|busy|slammed|buried|flat out)\b.{0,20}\b(?:til|till|until)\b/

const DEFER =
  /^\W*(?:maybe |perhaps |sometime |try )?(?:in )?(?:(?:a |the )?(?:next )?(?:few|couple(?: of)?|\d+|two|three|four|six) (?:weeks|months)|next (?:month|quarter|year|spring|summer|fall)|(?:in )?(?:the )?new year)(?: please| maybe| instead)?\W*$|\bafter (?:the )?(?:holidays?|xmas|christmas|new year|thanksgiving|tgiving|easter|summer|vacation|break|quarter|year end|tax season|launch|move)|\b(?:maybe|perhaps|possibly|some) (?:next|another|other|in|later|down)\b.{0,20}\b(?:time|month|quarter|year|week|road|spring|summer)|\bnot (?:now|just now|right now|at the moment|at this time|a good (?:time|moment)|yet|the right time|until|before)\b|\b(?:swamped|slammed|busy|flat out|buried|snowed under|underwater|hectic|tied up)\b|\bdown the (?:road|line)\b|\bsome other time\b|\blater (?:this|in the) (?:month|quarter|year)|\bcome back to (?:you|u|it)\b|\bget back to (?:you|u)\b|\blet me (?:check|look|see)|\blemme\b|\bcalm down\b|\bbefore q[1-4]\b|\bbefore (?:christmas|xmas|easter|summer)\b|\bworth trying again\b|\b(?:talk|speak) later\b|\bnothing (?:works|doing) (?:at|before|right|until)\b|\bmaternity leave\b/

const DECLINE =
  /\bnot (?:really )?(?:interested|for (?:us|me)|a (?:good )?fit|looking|in the market|needed|necessary|required|sell|going any|anything we|something we)\b|\bno(?:t)? (?:longer )?interest(?:ed)?\b|\b(?:kein interesse|pas int[ée]ress[ée]|no me interesa)\b|\b(?:we|i)(?:'re| are|'m| am)? (?:all set|good,? thanks|happy with|fine with|sorted)\b|\bim good\b|\bi'?m good,? (?:thanks|thx|ty)\b|\balready (?:have|has|got|signed|went|gone|bought|hired|chose|picked|using|use|work|found|covered)\b|\bsigned (?:with|w)\b|\b(?:another|different|other|somebody|someone) (?:vendor|provider|supplier|company|agency|mob|else)\b|\b(?:i'?ll|we'?ll|will|gonna|going to|have to|i) pass\b|^pass\b|\bno,? (?:thanks|thank you|thx|ty|thnx)\b|\bthanks,? but\b.{0,30}\bno\b|\bit'?s a (?:hard )?no\b|\bthe answer is\b.{0,10}\bno\b|\bno need (?:for|from|to (?:follow|do))\b|\bdo(?:n'?t| not) need\b|\bin-?house\b|\btoo small for this\b|\bsold the (?:business|company)\b|\bout of business\b|\bretired\b|\bno budget\b|\bnot worth\b|\bwon'?t (?:take up|be (?:needing|taking)|need)\b|\bdecided (?:not|against|to (?:go|stay))\b|\bdo not want\b|\bgone with\b|\b(?:nah|nope|yeah no)\b.{0,15}$|\bsales (?:pitch|call)\b.{0,10}(?:\.|🙄|$)|\bgo(?:ing)? (?:in )?(?:a |another )?different direction\b|\bmoved on\b|\bwrong (?:number|person)\b|🙄/

const ASK_TIMES =
  /\b(?:what|wat|anything|something|got|any|send|share|offer|propose|suggest|give|tell|more|other|another|different|some|few|couple)\b.{0,30}\b(?:else (?:u|you|do|have|is|this|got)|anything else|something else|other (?:times?|days?|dates?|options?|slots?|openings?|possibilities)|more (?:times?|options?|dates?|slots?)|few more|availability|openings?|open slots?|alternatives?)\b|\bwhat else\b|\banything (?:else|later|earlier|next|friday|monday|tuesday|wednesday|thursday|the week)\b|\b(?:your|you) availability\b|\bwhen (?:are|r|is|would|could|can|do) (?:you|u|ya|we) (?:free|available|around|open|good|like|have)|\bwhens good\b|\bneither(?: (?:works?|of|one|is|date|time|suits?))\b|\bnone of (?:them|those|these|the)\b|\bwhat (?:works|time works|times?|days?) (?:for|work|are|do|would|could|is)\b|\bwhat (?:time|day)s? (?:do|are|can)\b|\bother (?:times?|days?|dates?|options?|slots?)\b|\bauriez-vous\b|\botra hora\b|\bandere (?:termine|zeiten)\b|\bboth (?:bad|gone|are bad|don'?t|dont|no good|already)\b|\banother (?:time|day|slot|date|option)\b|\b(?:look like|looking like) (?:the )?(?:week|next|following)|\bfollowing week look\b|\bthe one hour\b/

/** Answers that a machine wrote, whatever they say (R4). */
const AUTOMATIC =
  /\b(?:automatic(?:ally)? (?:reply|response|answer|generated)|auto-?(?:matic )?(?:reply|response|responder|antwort)|automated (?:response|reply|message|e-?mail)|automatische antwort|r[ée]ponse automatique|abwesenheitsnotiz|respuesta autom[áa]tica|automatisch antwoord|autosvar|(?:limited|no|intermittent|sporadic) access to (?:my )?(?:e-?mails?|messages|inbox)|driving with focus|do not disturb while driving|i'?m driving and can'?t|(?:thank you|thanks) for (?:contacting|texting) [A-Z]|(?:reply|respond|get back to you|return your (?:call|message|e-?mail))(?: to (?:your|you) (?:message|e-?mail))? (?:during|when i return|upon my return|on my (?:return|next)|as soon as i (?:return|am back|get back)|after i return)|upon my return|during (?:business|office|working) (?:hrs|hours)|no longer (?:with the|works? (?:at|for)|employed)|mailbox is (?:not|no longer|un)\s?monitored|(?:this|your) (?:message|request|ticket|e-?mail) (?:has been|was) received|ticket \(?#?\d|do not reply to this|this is an automat|reply stop to|(?:will|and) get back to you when i'?m|for anything urgent|(?:your )?message is important to us|answered in the order|bin ab .* wieder|(?:this|a) (?:is a )?(?:read|return) receipt|your message[\s\S]{0,400}was (?:read|displayed|opened)|has accepted this invitation|undeliver(?:able|ed)|delivery (?:status|has failed)|je suis absent|estar[ée] fuera)|^(?:accepted|declined|tentative|read|not read|out of office|automatic reply|ooo): /im

/** Of a machine as of a person; a machine says beside it when it is back or whom to ask. */
const AWAY =
  /\b(?:out of (?:the )?office|out-of-office|ooo|on (?:annual|parental|maternity|paternity|sick|holiday|vacation|family)? ?(?:leave|vacation|holiday)|away from (?:my desk|the office)|currently (?:away|traveling|travelling|out)|elternzeit|im urlaub|nicht im büro|en congé|fuera de la oficina)\b/i
const BACK =
  /\b(?:until|till|through|return(?:ing)?|back (?:on|in|at)|urgent|immediate|assistance|in my absence|limited|thank you for your (?:e-?mail|message)|thanks for your (?:e-?mail|message)|contact|bis|dringend|jusqu)/i

/** A machine says what it is at the beginning. */
const BEGINNING = 2000

export function isAutomaticText(text: string): boolean {
  const start = text.slice(0, BEGINNING)
  return AUTOMATIC.test(start) || (AWAY.test(start) && BACK.test(start))
}

/** With a "please" and some signs. */
const LONGEST_COMMAND = 60

/** A message that is a carrier's keyword and nothing else. */
export function isStopCommand(text: string): boolean {
  if (text.length > LONGEST_COMMAND) return false
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return STOP_WORDS.has(words.filter((word) => !['please', 'plz', 'pls'].includes(word)).join(' '))
}

/** Of words that hardly mean anything else, and of words that mostly mean it. */
const PLAIN = 0.92
const LIKELY = 0.7

/** In characters. */
const PART = 1200

export interface Topic {
  intent: Intent
  evidence: string
  explanation: string
  confidence: number
}

/** What else is known of a text when its topic is looked for. */
export interface Known {
  isBooked: boolean
  /** It names a time that fits no offer. */
  proposes: boolean
}

/** What a text that accepts nothing asks for or says; null when none of its words tell. */
export function topicOf(text: string, { isBooked, proposes }: Known): Topic | null {
  const whole = text.replace(/[’`]/g, "'").replace(/\s+/g, ' ')
  // What is asked for stands at the beginning or the end of a long letter.
  const flat = whole.length > 2 * PART ? `${whole.slice(0, PART)} ${whole.slice(-PART)}` : whole
  const small = flat.toLowerCase()
  for (const [intent, sign, explanation] of SIGNS) {
    // Without a meeting there is nothing to call off or to move.
    if ((intent === 'cancel' || intent === 'reschedule') && !isBooked) continue
    const topic = topicBy(sign, { flat, small }, intent, explanation, PLAIN)
    if (topic) return topic
  }
  const asksToBeAsked = topicBy(ASK_LATER, { flat, small }, 'defer', 'It wants to talk later.')
  if (asksToBeAsked) return asksToBeAsked
  if (proposes)
    return isBooked
      ? {
          intent: 'reschedule',
          evidence: flat,
          explanation: 'It wants to move the meeting.',
          confidence: LIKELY,
        }
      : null
  return (
    topicBy(ASK_TIMES, { flat, small }, 'ask_times', 'It asks for other times.', PLAIN) ??
    topicBy(DECLINE, { flat, small }, 'decline', 'It says no.') ??
    topicBy(DEFER, { flat, small }, 'defer', 'It wants to talk later.')
  )
}

function topicBy(
  sign: RegExp,
  { flat, small }: { flat: string; small: string },
  intent: Intent,
  explanation: string,
  confidence = LIKELY,
): Topic | null {
  const found = sign.exec(small)
  if (!found) return null
  const evidence = flat.slice(found.index, found.index + found[0].length)
  return { intent, evidence, explanation, confidence }
}

/** A message that is one of these and nothing else ends texting, by the carriers' rules for SMS. */
const STOP_WORDS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'quit',
  'optout',
  'opt out',
  'revoke',
])
