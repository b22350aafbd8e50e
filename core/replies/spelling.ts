/** How people write words, and how the vocabulary spells them out. */

export const WEEKDAYS = new Map<string, number>([
  ...numbered(1, 'montag|monday|mon|mondy|monady|munday'),
  ...numbered(2, 'dienstag|tuesday|tues|tue|tuesdy|tuseday|tusday|teusday|tuesady|tuesaday'),
  ...numbered(
    3,
    'mittwoch|wednesday|weds|wed|wensday|wendsday|wednsday|wedensday|wednesdy|wenesday|wednesay',
  ),
  ...numbered(
    4,
    'donnerstag|thursday|thurs|thur|thu|thrusday|thursdy|thurday|thirsday|thusday|thrus|thurdsay',
  ),
  ...numbered(5, 'freitag|friday|fri|firday|fryday|fridy|frday'),
  ...numbered(6, 'saturday|sat|saterday|saturdy'),
  ...numbered(7, 'sunday|sun'),
])

export const MONTHS = new Map<string, number>([
  ...numbered(1, 'january|jan'),
  ...numbered(2, 'february|feb'),
  ...numbered(3, 'march|mar'),
  ...numbered(4, 'april|apr'),
  ...numbered(5, 'may'),
  ...numbered(6, 'june|jun'),
  ...numbered(7, 'july|jul'),
  ...numbered(8, 'august|aug'),
  ...numbered(9, 'september|sept|sep'),
  ...numbered(10, 'october|oct'),
  ...numbered(11, 'november|nov'),
  ...numbered(12, 'december|dec'),
])

export const ORDINALS = new Map<string, number>([
  ...numbered(1, 'first|1st|frist'),
  ...numbered(2, 'second|2nd|secnd'),
  ...numbered(3, 'third|3rd'),
  ...numbered(4, 'fourth|4th'),
  ...numbered(5, 'fifth|5th'),
])

/** The hours of the clock in words: "at two", "ten am". */
export const CLOCK_WORDS = new Map<string, number>(
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
    .split('|')
    .map((word, index) => [word, index + 1]),
)

export const TODAY = new Map<string, number>([
  ...numbered(0, 'today|2day'),
  ...numbered(
    1,
    'tomorrow|tomorow|tommorow|tommorrow|tomorrrow|tmrw|tmr|tmw|tmrrw|tomoz|2moro|2morrow|2morow|tomoro|tmo|tomrw|tomorro|tommorw',
  ),
])

/** Local hours, half open. */
export const DAY_PARTS: Record<string, readonly [from: number, to: number]> = {
  morning: [5, 12],
  mornings: [5, 12],
  mornin: [5, 12],
  afternoon: [12, 18],
  afternoons: [12, 18],
  aft: [12, 18],
  arvo: [12, 18],
  evening: [17, 22],
  evenings: [17, 22],
  night: [18, 24],
  am: [0, 12],
  pm: [12, 24],
}

/** Words by what they stand for; what stands for several words ("can't") is spelled out. */
const SPELLED_OUT: Record<string, string> = {
  'i am': "i'm|im|iam",
  'you are': "you're|youre|ur",
  'we are': "we're",
  'they are': "they're",
  'he is': "he's|hes",
  'she is': "she's|shes",
  'i have': "i've|ive",
  'we have': "we've|weve",
  'you have': "you've",
  'i will': "i'll|ill",
  'we will': "we'll",
  'he will': "he'll",
  'she will': "she'll",
  'they will': "they'll",
  'you will': "you'll|youll",
  'i would': "i'd|id",
  'we would': "we'd",
  'that is': "that's|thats",
  'this is': "this's",
  'that will': "that'll|thatll",
  'that would': "that'd|thatd",
  'it is': "it's|its",
  'it will': "it'll|itll",
  'it would': "it'd|itd",
  'there is': "there's|theres",
  'what is': "what's|whats",
  'when is': "when's|whens",
  'who is': "who's",
  'how is': "how's|hows",
  'let us': "let's|lets",
  'let me': 'lemme',
  'can not': "can't|cant|cannot|cann't",
  'could not': "couldn't|couldnt",
  'do not': "don't|dont",
  'does not': "doesn't|doesnt",
  'did not': "didn't|didnt",
  'will not': "won't|wont",
  'would not': "wouldn't|wouldnt",
  'should not': "shouldn't|shouldnt",
  'is not': "isn't|isnt|aint|ain't",
  'are not': "aren't|arent",
  'was not': "wasn't|wasnt",
  'has not': "hasn't|hasnt",
  'have not': "haven't|havent",
  'need not': "needn't",
  'would have': "would've|wouldve|woulda",
  'going to': 'gonna',
  'got to': 'gotta',
  'want to': 'wanna',
  'give me': 'gimme',
  'no problem': 'np|noprob|nprob',
  'no worries': 'nw',
  'let me know': 'lmk',
  'talk to you later': 'ttyl',
  'never mind': 'nvm|nevermind',
  'right now': 'rn',
  'see you': 'cya|seeya',
  'you are welcome': 'yw',
  'on my end': 'ome',
  ok: 'okay|okey|okie|okies|k|kk|okk|oki|okidoki|okeydoke|okeydokey|okay-dokey',
  please: 'pls|plz|plse|pleas|plaese|pleeease|puhlease',
  thanks: 'thx|thanx|tks|thnx|thnks|thks|ty|tysm|tyvm|cheers|ta|thankyou|thank-you',
  yes: 'yeah|yep|yup|yea|yess|yesss|ya|yah|yeh|yeap|yessir|yas|aye|yeppers|yuppers|ye',
  great: 'gr8|grt|grate|graet',
  good: 'gud|gd|goood|gooood',
  perfect: 'perf|prefect|perfecto|pefect|perfct',
  works: 'werks|wroks|wrks|workz|worx|workss|woks',
  work: 'wrk|wok',
  sounds: 'sound|souds|soudns',
  fine: 'fien',
  sure: 'shure|sur|surely',
  definitely: 'def|deffo|definately|definetly|defo',
  you: 'u|ya’ll|yall',
  are: 'r',
  see: 'c',
  with: 'w|w/|wiht|wth',
  because: 'bc|cuz|coz|cos|cause|becuase|b/c',
  and: '&|n|adn',
  for: '4|fer|fo',
  before: 'b4',
  though: 'tho|thou',
  probably: 'prob|probs|prolly|probly',
  sorry: 'sry|srry|soz|sory|apologies|apologise|apologize|pardon',
  meeting: 'mtg|meet-up',
  appointment: 'appt|apt',
  message: 'msg',
  appreciate: 'appreciated|apreciate',
  confirm: 'cfm',
  everything: 'evrything',
  really: 'rly|realy',
  something: 'smth|sumthing',
  calendar: 'calender|cal|diary',
  invite: 'invitation|inv|invit',
  weekend: 'wknd|wkend',
  week: 'wk',
  text: 'txt',
  goodnight: 'gnight|g-night',
  schedule: 'shedule|schedual',
  available: 'avail|availible|avaliable|availble',
}

export const SPELLINGS = new Map<string, string>(
  Object.entries(SPELLED_OUT).flatMap(([out, ways]) =>
    ways.split('|').map((way): [string, string] => [way, out]),
  ),
)

/** Signs that change nothing about an answer. */
export const NEUTRAL_EMOJI = new Set(
  '👍|👌|🙂|😊|😀|😃|😄|😁|☺|🙏|✅|✔|☑|🎉|🥳|🙌|💯|🤝|😎|🤩|🤙|👏|☕|📅|📆|🗓|📞|☎|🚀|🔥|✨|⭐|🌟|💪|🤗|😌|🎊|❤|💙|🍻|☀|🌞|🌴|🏖|⛷|🎄|🎅|🦃|🎃|☔|🌧|❄|😴|🤠|👋|🙋|💼'.split(
    '|',
  ),
)

/** Weather, plants, food, feasts, sports, animals and clothes: they decorate, and say nothing. */
export const HARMLESS_THINGS =
  /^[\u{1f308}-\u{1f321}\u{1f324}-\u{1f32c}\u{1f32d}-\u{1f37f}\u{1f380}-\u{1f393}\u{1f3a3}-\u{1f3c9}\u{1f400}-\u{1f43e}\u{1f45f}\u{1f6cd}\u{1f9c0}-\u{1f9cb}☘⛄⛷☀☁⛅☕♨🍁]/u

/** Signs that are written beside a joke and beside an answer alike: harmless where the words alone leave no doubt. */
export const LAUGHING_EMOJI = new Set('😂|🤣|😆|😉|😜|😹|😝'.split('|'))

export const EMOTICONS = new Set([':)', ':-)', ':))', '=)', ':D', ':-D', '(:', ';-)', ':]', ':p', ':P'])

/** Words in a text, parted by blanks. */
export function wordSet(list: string, ...more: readonly string[]): ReadonlySet<string> {
  return new Set([...list.split(' '), ...more])
}

function numbered(number: number, names: string): [string, number][] {
  return names.split('|').map((name) => [name, number])
}
