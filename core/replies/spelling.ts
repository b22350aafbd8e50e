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
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['3rd', 3],
  ['fourth', 4],
  ['4th', 4],
  ['fifth', 5],
  ['5th', 5],
])

/** The hours of the clock in words: "at two", "ten am". */
export const CLOCK_WORDS = new Map<string, number>(
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
    .split('|')
    .map((word, index) => [word, index + 1]),
)

/** How people write the words that the vocabulary spells out. */
export const SPELLINGS = new Map<string, string>([
  ...spelled('i am', "i'm|im"),
  ...spelled('we are', "we're"),
  ...spelled('i will', "i'll|ill"),
  ...spelled('we will', "we'll"),
  ...spelled('i would', "i'd|id"),
  ...spelled('we would', "we'd"),
  ...spelled('that is', "that's|thats"),
  ...spelled('that will', "that'll|thatll"),
  ...spelled('that would', "that'd|thatd"),
  ...spelled('it is', "it's|its"),
  ...spelled('it will', "it'll|itll"),
  ...spelled('let us', "let's|lets"),
  ...spelled('ok', 'okay|okey|okie'),
  ...spelled('please', 'pls|plz'),
  ...spelled('thanks', 'thx|thanx|tks|ty|tysm|cheers'),
  ...spelled('yes', 'yeah|yep|yup|yea|yess'),
  ...spelled('great', 'gr8'),
])

/** Signs that change nothing about an answer. Any other emoji may take it back. */
export const NEUTRAL_EMOJI = new Set('👍|👌|🙂|😊|😀|😃|😄|😁|☺|🙏|✅|✔|☑|🎉|🥳|🙌|💯|🤝|😎|🤩'.split('|'))

export const EMOTICONS = new Set([':)', ':-)', ':))', '=)', ':D', ':-D'])

function days(day: number, names: string): [string, number][] {
  return names.split('|').map((name) => [name, day])
}

function spelled(out: string, ways: string): [string, string][] {
  return ways.split('|').map((way) => [way, out])
}
