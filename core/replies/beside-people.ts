/** Who else will be there. None of these people has to agree first, stands in for the lead, or decides. */

const NAME = "~[\\p{L}'.-]+"
const TRADE =
  '(?:business|operations|ops|office|sales|marketing|finance|warehouse|practice|general|account|project|store|shop|it|senior|junior|older|younger|oldest)'
const ROLE =
  '(?:partner|colleague|colleagues|coworker|husband|wife|son|daughter|brother|sister|dad|mum|mom|mother|father|cousin|friend|assistant|secretary|manager|boss|accountant|bookkeeper|foreman|supervisor|nurse|receptionist|dispatcher|director|team|engineer|lead|guy|lady|person|cofounder|co-founder|co-owner)'
export const WHO = `(?:(?:both )?(?:my|our|the|a|another) (?:${TRADE} )?${ROLE}(?: ${NAME}){0,2}|(?:mr |mrs |ms |dr |frau |herr )?${NAME}(?: ${NAME})?)(?: (?:from|in|of) (?:the |our |my )?(?:${TRADE}|${NAME}|yard|workshop|front desk|team|head office|workshop floor|purchasing|accounts)(?: (?:team|department|dept|office))?)?`
const ALL = `(?:${WHO}|he|she|they|(?:${WHO}|myself|me) and (?:${WHO}|i|me|myself)|both of us|the (?:two|three|four) of us)`
const PLACE =
  '(?: (?:on|in|for|to|with|at) (?:it|the call|this call|this|the meeting|the line|me|us|you)| (?:me|us|you))*'
const ALSO = '(?: (?:too|also|as well|maybe|then))*'
const JOIN =
  '(?:join|sit in|sit|listen in|attend|participate|dial in|call in|hop on|jump on|tag along|come along|be there|be present|be attending|be joining|be sitting in|be listening in|be dialing in|be dialling in|be on)'

const THINGS =
  '(?:books|numbers|figures|accounts|operations|day to day|rosters|scheduling|computers?|computer stuff|it stuff|tech stuff|paperwork|warehouse|it|shop|store|office|yard|floor)'

export const PEOPLE: readonly string[] = [
  // "My partner Ray will also be on the call", "Hemi from the workshop will sit in"
  `${ALL} (?:will|is going to|are going to|would like to|might|may)(?: (?:also|maybe|probably|both|all))* ${JOIN}(?: in| on| along)?${PLACE}${ALSO}`,
  `${ALL} (?:is|are) (?:joining|sitting in|listening in|dialing in|dialling in|attending|on)${PLACE}${ALSO}`,
  // "Adding my colleague Farah"
  `(?:i am |just )?(?:adding|copying(?: in)?|looping in|including|cc|cc'ing|ccing|bringing)(?: in)? ${ALL}(?: (?:in|here|along|on cc|in cc|on copy|in copy))?${ALSO}`,
  // "I'll bring our ops manager along", "I'll have Bianca from finance on"
  `(?:i|we) (?:will|am going to|are going to)(?: (?:also|just))? (?:bring|loop in|include)(?: also)? ${ALL}(?: (?:along|in|on))?${PLACE}${ALSO}`,
  `(?:i|we) (?:will|am going to|are going to)(?: (?:also|just))? have ${ALL} (?:along|in|on|join|with me|with us|sit in|on the call|on the line)${PLACE}${ALSO}`,
  `(?:i|we) have (?:asked|invited|told) ${ALL} to ${JOIN}(?: in| on| along)?${PLACE}${ALSO}`,
  // "Attendees from our side:", "myself and Derrick Poole"
  '(?:attendees|attending|participants|participating|joining|on the call)(?: (?:from|on) (?:our|my) (?:side|end))?(?: will be| are)?',
  `(?:will be |are )?(?:myself|me|i|${WHO})(?: and (?:myself|me|i|${WHO}))+`,
  'myself|it will (?:just |only )?be me|it will (?:just |only )?be (?:the )?(?:two|three|four) of us',
  'there will be (?:two|three|four|five) of us(?: (?:on the call|on the line|there))?',
  // "she knows the numbers better than I do"
  `(?:he|she|they) (?:runs|run|handles|handle|does|do|knows|know|keeps|keep|manages|looks after|look after|takes care of|is responsible for|is in charge of|is the one (?:who|that) (?:runs|handles|does|knows|keeps|manages))(?: all)?(?: of)?(?: (?:the|our|my|that))? ${THINGS}(?: (?:better|more) than (?:i do|me|us|i))?`,
  // "works for me and also for my colleague Lukas", "my name is spelled Kristyn"
  `also for ${WHO}(?: address)?`,
  `my name is (?:spelled|spelt|pronounced) ${NAME}(?: btw| by the way)?(?: not ${NAME})?`,
  `(?:he|she) (?:will|would) be the one using it(?: day to day)?|(?:he|she) is the one with the questions`,
  `to (?:my|our) ${ROLE}(?: ${NAME}){0,2}(?: address)?(?: ?\\?)?`,
]
