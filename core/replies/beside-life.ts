/**
 * What the lead tells of itself, of its day and of the weather. Nothing that keeps it from a call: it comes back and does
 * not leave, it is quiet and not busy, it is at home and not away.
 */

const NAME = "~[\\p{L}'.-]+"
const THEN = '(?: (?:then|that day|by then|all day|at that time))?'
const HERE = '(?: (?:here|in here|up here|down here|over here|out here|around here))?'
const VERY = '(?: (?:dead|pretty|very|nice and|really|quite|always|usually|so|just|always dead))*'
const ME = '(?:i|we)'
const ROOM =
  '(?:desk|office|shop|store|yard|studio|workshop|house|barn|warehouse|kitchen|home|cabin|site cabin|truck|car|van)'

export const LIFE: readonly string[] = [
  // Who writes; "it is Veterans Day" names no one
  `(?:(?:hi|hello|hey)(?: there)? (?:this is|it is|my name is)|this is|my name is) ${NAME}(?: ${NAME})?(?: here)?(?: (?:from|at|with) (?:the )?${NAME}(?: ${NAME}){0,2})?`,
  `it is ${NAME} (?:btw|by the way)`,
  // Where the lead will be
  `${ME} (?:will|shall)(?: (?:still|just|also))* be (?:working from home|at home|home|at (?:my|the|our) ${ROOM}|in (?:the|my|our) ${ROOM}|back (?:in|at) (?:the|my|our) ${ROOM}|dialing in from (?:the|my|our) ${ROOM}|dialling in from (?:the|my|our) ${ROOM})${THEN}`,
  `${ME} will be (?:done|finished) with (?:my|our|the) (?:site visits|rounds|deliveries|school run|morning rush|patients|calls)${THEN}`,
  '(?:at )?home after that',
  // What it is like there
  `(?:the |my |our )?(?:kids|boys|girls|children|twins|little ones|grandkids) (?:are|will be) (?:in|at|back in|back at) school${THEN}`,
  'the kids go back to school that day',
  `${ME} (?:can|will) (?:actually |finally )?(?:hear you|have a quiet (?:house|hour|moment|office))`,
  `(?:it|the (?:shop|store|office|place|yard|house)) (?:is|will be)${VERY} (?:quiet|calm|peaceful|a ghost town)${HERE}${THEN}`,
  // What lies behind the lead
  `(?:i am |we are |i |we )?(?:just|only just)(?: got)? (?:(?:back|returned|home|in) from (?:(?:a|the|my|our) )?(?:vacation|holiday|holidays|night shift|leave|lunch|gym|school run|long day|long shift|work|trip)|off (?:(?:a|the|my) )?(?:shift|night shift|long shift|work))`,
  `it has been (?:a|one of those|quite a)(?: (?:long|crazy|busy|hectic|mad|rough))? (?:day|days|week|weeks|month|year|morning|mornings)`,
  // The weather
  `(?:it is |it has been )(?:raining|snowing|pouring|freezing|blowing a gale|pouring down|raining cats and dogs)(?: like crazy| all day| all week| non stop| for (?:days|weeks|(?:two|three|four|five|six|seven|eight|nine|ten) days(?: straight)?))?${HERE}`,
  `(?:raining|snowing|pouring)(?: cats and dogs| like crazy)?${HERE}|(?:lovely|beautiful|gorgeous|miserable) (?:day|weather)${HERE}`,
  'any distraction is welcome',
  // Pleasantries
  `(?:i |we )?(?:saw|read|loved|liked|enjoyed|watched) your (?:post|article|talk|piece|interview|newsletter|podcast|video|webinar)(?: (?:about|on) (?:the |your )?(?:${NAME} ){0,2}(?:expansion|launch|event|award|opening|office|team|project|move))?`,
  '(?:congrats|congratulations)(?: (?:on|for) (?:that|the|your) (?:expansion|launch|event|award|opening|office|project))?',
  'i am sorry for my english|my english is (?:a bit |not so |not very )?(?:slow|rusty|good)',
  '(?:sending )?good vibes|i (?:rarely|hardly ever|barely|only rarely) (?:check|look at|use) linkedin|been off linkedin for a (?:while|week)',
  '(?:sorry for |apologies for )?texting(?: you)?(?: so)? late|sorry for texting(?: you)?(?: so late)?',
]
