/** Words that agree. On their own they accept only when exactly one offer is open (R4). */
export const AGREEING = phrases(
  'yes|yeah|yep|yup|ya|sure|ok|okay|k|absolutely|definitely|' +
    'agreed|confirmed|deal|works|work|sounds good|sounds great|sounds perfect|sounds fine|will work|will do|would work|' +
    'i will take|ill take|i can do|we can do|i can make|we can make|book it|book me in|lets do|let us do|lets go with|' +
    'count me in|im in|see you then|see you|talk then|speak then',
)

/** Words that say nothing about a time and change nothing about an answer. */
export const FILLING = phrases(
  'perfect|great|good|fine|cool|awesome|excellent|' +
    'hi|hello|hey|there|thanks|thank you|thx|ty|please|pls|cheers|kind regards|best regards|' +
    'i|im|me|my|us|we|it|its|that|thats|this|is|be|would be|for|the|a|an|one|slot|time|option|and|' +
    'at|on|do|go with|go for|take|choose|pick|prefer|book|looking forward to it|looking forward|then|so|very|just|all|good to go|' +
    'that one|will be|for me|to|meeting|call',
)

export const WEEKDAYS = new Map<string, number>([
  ...days(1, 'monday|mon'),
  ...days(2, 'tuesday|tues|tue'),
  ...days(3, 'wednesday|weds|wed'),
  ...days(4, 'thursday|thurs|thur|thu'),
  ...days(5, 'friday|fri'),
  ...days(6, 'saturday|sat'),
  ...days(7, 'sunday|sun'),
])

export const ORDINALS = new Map<string, number>([
  ['first', 1],
  ['1st', 1],
  ['former', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['3rd', 3],
  ['fourth', 4],
  ['4th', 4],
  ['fifth', 5],
  ['5th', 5],
])

/** A message that is one of these words and nothing else ends texting, by the carriers' rules for SMS. */
export const STOP_WORDS = new Set(['stop', 'stopall', 'unsubscribe', 'end', 'quit', 'cancel'])

/** Longest first, so that "sounds good" is read before "good". */
function phrases(list: string): readonly (readonly string[])[] {
  return list
    .split('|')
    .map((phrase) => phrase.split(' '))
    .sort((a, b) => b.length - a.length)
}

function days(day: number, names: string): [string, number][] {
  return names.split('|').map((name) => [name, day])
}
