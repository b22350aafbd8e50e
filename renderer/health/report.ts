import type { HealthView } from '../../core/api/views'
import { counted, PROVIDERS, type Tone } from '../words'

/** One thing that is looked at, and how it is. */
export interface Finding {
  what: string
  tone: Tone
  /** What is so, and where it is not good, what to do. It may name an account, a link or a folder. */
  says: string
  /** What the report says in its place, for others to read; the same where it is not given. */
  report?: string
  /** The section of the settings in which it is mended. */
  settings?: string
}

export interface FindingGroup {
  title: string
  findings: Finding[]
}

/** Beyond a minute the webhooks' signatures come near to being too old; Calendly's are refused after three. */
const CLOCK_MAY_DIFFER = 60_000
const GIGABYTE = 1024 ** 3
const LITTLE_SPACE = GIGABYTE

/** Providers' and programs' own words may name anything. */
const WEBHOOK_SETTINGS = 'settings-webhooks'

const SEEN_HERE = 'The health view says why.'

type ProviderHealth = HealthView['providers'][number]

/**
 * What the health view shows, in words. `when` words an instant. Nothing in it is about a lead, and no token stands in it.
 */
export function findings(health: HealthView, when: (instant: string) => string): FindingGroup[] {
  return [
    ...health.providers.map((one) => ({
      title: PROVIDERS[one.provider],
      findings: [
        connection(one, when),
        ...subscription(one, when),
        delivery(one, when),
        ...record(one, when),
        clock(one),
      ],
    })),
    {
      title: 'This computer',
      findings: [
        receiver(health),
        publicAddress(health, when),
        zoneData(health),
        space(health),
        folder(health),
      ],
    },
    { title: 'Slotkeeper', findings: [{ what: 'Version', tone: 'neutral', says: health.version }] },
  ]
}

/** The findings as plain text, for whoever is asked for help: without accounts, links, addresses and folders. */
export function reportOf(health: HealthView, when: (instant: string) => string): string {
  const lines = findings(health, when).flatMap(({ title, findings: found }) => [
    '',
    title,
    ...found.map(
      ({ what, tone, says, report }) =>
        `${tone === 'bad' || tone === 'warn' ? '!' : '-'} ${what}: ${report ?? says}`,
    ),
  ])
  return [`Slotkeeper’s health, ${when(health.checkedAt)}`, ...lines, ''].join('\n')
}

function connection(
  { provider, enabled, hasToken, health, message, checkedAt }: ProviderHealth,
  when: (instant: string) => string,
): Finding {
  const what = 'Connection'
  const settings = `settings-${provider}`
  if (!enabled) return { what, tone: 'neutral', says: 'Switched off in the settings.', settings }
  if (!hasToken) {
    const says = `No token is set, so ${PROVIDERS[provider]} cannot be reached.`
    return { what, tone: 'warn', says, settings }
  }
  if (health === 'untested')
    return {
      what,
      tone: 'neutral',
      says: message || 'Not tested yet.',
      report: 'Not tested yet.',
      settings,
    }
  const tested = checkedAt ? ` Tested ${when(checkedAt)}.` : ''
  const says = `${message}${tested}`
  return health === 'ok'
    ? { what, tone: 'good', says }
    : { what, tone: 'bad', says, report: `It fails.${tested} ${SEEN_HERE}`, settings }
}

function subscription(
  { provider, enabled, hasToken, subscribedAt, subscriptionProblem }: ProviderHealth,
  when: (instant: string) => string,
): Finding[] {
  if (provider !== 'calendly' || !enabled || !hasToken) return []
  const what = 'Webhook subscription'
  const settings = WEBHOOK_SETTINGS
  if (subscriptionProblem)
    return [{ what, tone: 'bad', says: subscriptionProblem, report: `It fails. ${SEEN_HERE}`, settings }]
  if (subscribedAt) return [{ what, tone: 'good', says: `Made ${when(subscribedAt)}.` }]
  const says =
    'None: Calendly tells nothing by itself. Set a public address in the settings, then test the connection.'
  return [{ what, tone: 'warn', says, settings }]
}

function delivery({ lastDeliveryAt }: ProviderHealth, when: (instant: string) => string): Finding {
  return {
    what: 'Last webhook',
    tone: 'neutral',
    says: lastDeliveryAt ? `${when(lastDeliveryAt)}.` : 'None yet.',
  }
}

function record(
  { enabled, followedUntil, caughtUp, readingProblem }: ProviderHealth,
  when: (instant: string) => string,
): Finding[] {
  if (!enabled) return []
  const what = 'Read back'
  if (readingProblem !== null)
    return [{ what, tone: 'bad', says: readingProblem, report: `It is left alone for now. ${SEEN_HERE}` }]
  if (followedUntil === null) return [{ what, tone: 'neutral', says: 'Not yet.' }]
  const found = caughtUp ? ` ${caughtUp.sentence} (${when(caughtUp.lastAt)})` : ''
  return [{ what, tone: 'good', says: `Nothing is missed up to ${when(followedUntil)}.${found}` }]
}

function clock({ provider, clockAheadMs }: ProviderHealth): Finding {
  const what = 'Clock'
  if (clockAheadMs === null) {
    return {
      what,
      tone: 'neutral',
      says: `Not compared yet: ${PROVIDERS[provider]} has not answered since the start.`,
    }
  }
  if (Math.abs(clockAheadMs) <= CLOCK_MAY_DIFFER) {
    return { what, tone: 'good', says: `Agrees with ${PROVIDERS[provider]}.` }
  }
  const apart = counted(Math.round(Math.abs(clockAheadMs) / 1000), 'second')
  const side = clockAheadMs > 0 ? 'behind' : 'ahead of'
  const says = `This computer is ${apart} ${side} ${PROVIDERS[provider]}. Set its clock, else webhooks are refused.`
  return { what, tone: 'bad', says }
}

function receiver({ receiver: { url, refused } }: HealthView): Finding {
  const what = 'Webhook receiver'
  if (url === null) return { what, tone: 'bad', says: 'It does not listen. Start Slotkeeper again.' }
  const calls = refused === 0 ? 'no call' : counted(refused, 'call')
  return { what, tone: 'good', says: `Listens on ${url}; ${calls} refused since the start.` }
}

function publicAddress({ tunnel }: HealthView, when: (instant: string) => string): Finding {
  const { state, url, why, retryAt, probe } = tunnel
  const what = 'Public address'
  const settings = WEBHOOK_SETTINGS
  if (state === 'down') {
    const again = retryAt ? ` It is tried again ${when(retryAt)}.` : ''
    const report = `The tunnel is down.${again} ${SEEN_HERE}`
    return { what, tone: 'bad', says: `${why ?? 'The tunnel is down.'}${again}`, report, settings }
  }
  if (url === null) {
    const says = state === 'starting' ? 'The tunnel is starting.' : 'None: no webhook can come from outside.'
    return { what, tone: 'neutral', says, settings }
  }
  if (probe === null) {
    const says = `${url}, not checked yet.`
    return { what, tone: 'neutral', says, report: 'Set, not checked yet.', settings }
  }
  const checked = `Checked ${when(probe.at)}.`
  const says = `${url}. ${probe.message} ${checked}`
  return probe.outcome === 'reached'
    ? { what, tone: 'good', says, report: `Reached. ${checked}` }
    : { what, tone: 'bad', says, report: `Not reached (${probe.outcome}). ${checked} ${SEEN_HERE}`, settings }
}

function zoneData({ zoneDataIsStale }: HealthView): Finding {
  const what = 'Time zone data'
  return zoneDataIsStale
    ? {
        what,
        tone: 'warn',
        says: 'Out of date. Times in Vancouver are corrected, others may not be. The data comes with Slotkeeper’s runtime: update Slotkeeper to renew it.',
      }
    : { what, tone: 'good', says: 'Up to date.' }
}

function space({ disk: { freeBytes } }: HealthView): Finding {
  const what = 'Free disk space'
  if (freeBytes === null) return { what, tone: 'neutral', says: 'The system does not tell.' }
  const free = `${(freeBytes / GIGABYTE).toFixed(1)} GB`
  return freeBytes < LITTLE_SPACE
    ? { what, tone: 'bad', says: `${free}. Make room: without it nothing more can be kept.` }
    : { what, tone: 'good', says: `${free}.` }
}

function folder({ disk }: HealthView): Finding {
  return { what: 'Data folder', tone: 'neutral', says: disk.folder, report: 'The health view says where.' }
}
