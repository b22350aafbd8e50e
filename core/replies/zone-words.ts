import { isZone, type Zone } from '../domain/time'
import { FIRST_NAMES } from './first-names'
import type { ZoneWord } from './marks'

/** Zones by the words for them. The first zone is what the word means to most; the offset what it means to the letter. */
const FAMILIES: readonly [words: string, zones: readonly Zone[], offset?: number][] = [
  ['et|eastern|east coast', ['America/New_York']],
  ['est', ['America/New_York'], -5],
  ['edt', ['America/New_York'], -4],
  ['ct|central', ['America/Chicago']],
  ['cst', ['America/Chicago'], -6],
  ['cdt', ['America/Chicago'], -5],
  ['mt|mountain', ['America/Denver', 'America/Phoenix']],
  ['mst', ['America/Denver', 'America/Phoenix'], -7],
  ['mdt', ['America/Denver'], -6],
  ['pt|pacific|west coast', ['America/Los_Angeles', 'America/Vancouver']],
  ['pst', ['America/Los_Angeles', 'America/Vancouver'], -8],
  ['pdt', ['America/Los_Angeles', 'America/Vancouver'], -7],
  ['alaska', ['America/Anchorage']],
  ['akst', ['America/Anchorage'], -9],
  ['akdt', ['America/Anchorage'], -8],
  ['hst|hawaii', ['Pacific/Honolulu'], -10],
  ['at|atlantic', ['America/Halifax']],
  ['ast', ['America/Halifax', 'America/Puerto_Rico'], -4],
  ['adt', ['America/Halifax'], -3],
  ['uk|british', ['Europe/London']],
  ['bst', ['Europe/London'], 1],
  ['gmt', ['Europe/London'], 0],
  ['utc|zulu', ['UTC'], 0],
  ['irish', ['Europe/Dublin']],
  ['cet|central european|german', ['Europe/Berlin', 'Europe/Paris'], 1],
  ['mez|mesz', ['Europe/Berlin', 'Europe/Paris']],
  ['cest', ['Europe/Berlin', 'Europe/Paris'], 2],
  ['eet', ['Europe/Helsinki', 'Europe/Athens'], 2],
  ['eest', ['Europe/Helsinki', 'Europe/Athens'], 3],
  ['nzt|nz|new zealand', ['Pacific/Auckland']],
  ['nzst', ['Pacific/Auckland'], 12],
  ['nzdt', ['Pacific/Auckland'], 13],
  ['aest', ['Australia/Sydney', 'Australia/Brisbane'], 10],
  ['aedt', ['Australia/Sydney'], 11],
  ['acst', ['Australia/Adelaide', 'Australia/Darwin'], 9.5],
  ['acdt', ['Australia/Adelaide'], 10.5],
  ['awst', ['Australia/Perth'], 8],
]

/** Words that are a zone only beside a clock time: "at 10 at the office" names none. */
const ONLY_WITH_TIME = new Set(['at', 'ct', 'mt', 'pt', 'nz', 'uk', 'german', 'british', 'irish'])

const ZONE_WORDS = new Map<string, ZoneWord>(
  FAMILIES.flatMap(([words, zones, offset = null]) =>
    words.split('|').map((written): [string, ZoneWord] => [written, { written, zones, offset }]),
  ),
)

/** Cities of the zone database by the name that people write. */
const CITIES = new Map<string, Zone>(
  Intl.supportedValuesOf('timeZone').map((zone) => [
    (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase(),
    zone,
  ]),
)

const MORE_CITIES: Record<string, Zone> = {
  boston: 'America/New_York',
  miami: 'America/New_York',
  atlanta: 'America/New_York',
  florida: 'America/New_York',
  philadelphia: 'America/New_York',
  washington: 'America/New_York',
  nyc: 'America/New_York',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  austin: 'America/Chicago',
  texas: 'America/Chicago',
  minneapolis: 'America/Chicago',
  colorado: 'America/Denver',
  utah: 'America/Denver',
  arizona: 'America/Phoenix',
  seattle: 'America/Los_Angeles',
  portland: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  'san diego': 'America/Los_Angeles',
  california: 'America/Los_Angeles',
  la: 'America/Los_Angeles',
  montreal: 'America/Toronto',
  ottawa: 'America/Toronto',
  calgary: 'America/Edmonton',
  england: 'Europe/London',
  scotland: 'Europe/London',
  manchester: 'Europe/London',
  edinburgh: 'Europe/London',
  ireland: 'Europe/Dublin',
  germany: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  france: 'Europe/Paris',
  spain: 'Europe/Madrid',
  italy: 'Europe/Rome',
  netherlands: 'Europe/Amsterdam',
  wellington: 'Pacific/Auckland',
  'new zealand': 'Pacific/Auckland',
  cleveland: 'America/New_York',
  columbus: 'America/New_York',
  memphis: 'America/Chicago',
  nashville: 'America/Chicago',
  milwaukee: 'America/Chicago',
  omaha: 'America/Chicago',
  'las vegas': 'America/Los_Angeles',
  vegas: 'America/Los_Angeles',
  sacramento: 'America/Los_Angeles',
  glasgow: 'Europe/London',
  leeds: 'Europe/London',
  birmingham: 'Europe/London',
  cardiff: 'Europe/London',
  frankfurt: 'Europe/Berlin',
  geneva: 'Europe/Zurich',
  milan: 'Europe/Rome',
  barcelona: 'Europe/Madrid',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  chennai: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
}

/** The pattern of a zone behind a clock time: "10 ET", "3pm Eastern time", "10am Auckland time". */
export const ZONE_AFTER_TIME = [
  `(?:${[...ZONE_WORDS.keys()].filter((word) => word !== 'at').join('|')})(?: ?(?:standard|daylight|summer))?(?: time)?`,
  "[a-z][a-z.']+(?: [a-z][a-z.']+)? time",
].join('|')

/** What a zone word behind a clock time names; null when it is none ("10 this time"), `mine` for the lead's own. */
export function zoneAfterTime(written: string): ZoneWord | 'mine' | null {
  const name = written
    .toLowerCase()
    .replace(/ ?(?:standard|daylight|summer)?(?: time)?$/, '')
    .trim()
  if (name === 'my' || name === 'our' || name === 'local' || name === 'my local') return 'mine'
  const known = ZONE_WORDS.get(name)
  if (known) return known
  const city = cityZone(name)
  return city ? { written, zones: [city], offset: null } : null
}

/** The zone that a lead says it lives in: "Eastern", "I'm in Denver", "London time"; null when it says none. */
export function zoneOfLead(text: string): Zone | null {
  const said =
    /^(?:(?:hi|hey|hello|sorry|sure|oh|ok|yes)[ ,!]+)*(?:i am|i'm|im|we are|we're|it's|its|it is|my (?:time ?)?zone is)?\s*(?:currently |based |located |living |here )*(?:in |on |at |out of )?(?:the )?([a-z][a-z. ]{0,30}?)(?: (?:standard|daylight) time| time ?zone| time)?(?: here| now| thanks| thank you| please)?[.! ]*$/i.exec(
      text.trim(),
    )
  const name = said?.[1]?.trim().toLowerCase() ?? ''
  if (name === '' || ONLY_WITH_TIME.has(name)) {
    return /\btime\b|^(?:et|ct|mt|pt|uk|nz)[.! ]*$/i.test(text.trim()) && name !== 'at'
      ? (ZONE_WORDS.get(name)?.zones[0] ?? null)
      : null
  }
  return ZONE_WORDS.get(name)?.zones[0] ?? cityZone(name)
}

/** "PST", "Pacific", "Mountain time", "Zurich". */
export function isZoneWord(written: string): boolean {
  const name = written.toLowerCase().replace(/ ?(?:standard|daylight)?(?: time)?$/, '')
  return ZONE_WORDS.has(name) || (cityZone(name) !== null && !FIRST_NAMES.has(name))
}

function cityZone(name: string): Zone | null {
  const zone = MORE_CITIES[name] ?? CITIES.get(name) ?? null
  return zone !== null && isZone(zone) ? zone : null
}
