import { appointmentId, isUpcoming, type Appointment } from '../../domain/appointment'
import type { Lead } from '../../domain/lead'
import type { ProviderId } from '../../domain/names'
import { DAY, MINUTE, plus, type Instant } from '../../domain/time'
import type { Reader } from '../../store/transaction'

/** One look into a provider's record. */
export type Check = { id: string } & (
  | { kind: 'lead'; lead: Lead }
  | { kind: 'meeting'; appointment: Appointment }
  /** The meetings of the next day, whosever: however little there is to look at, an outage is noticed. */
  | { kind: 'near' }
  /** A meeting of somebody who was no lead. */
  | { kind: 'stranger'; provider: ProviderId; externalId: string }
)

/** Leads that were offered something or talked with: the next booking is one of theirs. */
const LEAD_EVERY = MINUTE
const TALKED_WITHIN = 14 * DAY
const MEETING_EVERY = 10 * MINUTE
const NEAR_EVERY = 5 * MINUTE
/** A run makes no more checks than these; Calendly's Free plan allows 50 calls a minute, and bookings need some. */
const MOST_CHECKS = 10

/**
 * What is due at a provider, the oldest look first, so that nothing waits for ever (T6, lessons 27, 28 and 32). Whose
 * the meetings of strangers are is looked at once after leads were added or changed at `peopleChangedAt`.
 */
export function dueChecks(
  store: Reader,
  provider: ProviderId,
  now: Instant,
  peopleChangedAt: Instant | null,
): Check[] {
  const due: { check: Check; last: Instant }[] = []
  const add = (check: Check, every: number) => {
    const last = store.get('recordChecks', check.id)?.reconciledAt ?? ''
    if (last === '' || plus(last, every) <= now) due.push({ check, last })
  }
  add({ id: `near:${provider}`, kind: 'near' }, NEAR_EVERY)
  for (const lead of hotLeads(store, now)) {
    if (isKnownAt(provider, lead)) add({ id: leadCheckId(provider, lead.id), kind: 'lead', lead }, LEAD_EVERY)
  }
  for (const appointment of store.all('appointments')) {
    if (appointment.provider !== provider || !mayStand(appointment, now)) continue
    add({ id: meetingCheckId(appointment), kind: 'meeting', appointment }, MEETING_EVERY)
  }
  for (const externalId of peopleChangedAt ? strangersMeetings(store, provider) : []) {
    const id = `stranger:${appointmentId(provider, externalId)}`
    const last = store.get('recordChecks', id)?.reconciledAt ?? ''
    if (peopleChangedAt && last <= peopleChangedAt)
      due.push({ check: { id, kind: 'stranger', provider, externalId }, last })
  }
  due.sort((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))
  return due.slice(0, MOST_CHECKS).map(({ check }) => check)
}

export function meetingCheckId({ id }: Pick<Appointment, 'id'>): string {
  return `meeting:${id}`
}

function leadCheckId(provider: ProviderId, leadId: string): string {
  return `lead:${provider}:${leadId}`
}

/** What was missing is looked for until its end: the provider may show it again. */
function mayStand(appointment: Appointment, now: Instant): boolean {
  return isUpcoming(appointment, now) || (appointment.missingSince !== undefined && appointment.end > now)
}

function strangersMeetings(store: Reader, provider: ProviderId): string[] {
  const prefix = appointmentId(provider, '')
  return store
    .by('tasks', 'open', 'yes')
    .filter(({ kind, reason }) => kind === 'unmatched_booking' && reason.startsWith(prefix))
    .map(({ reason }) => reason.slice(prefix.length))
}

function hotLeads(store: Reader, now: Instant): Lead[] {
  const ids = new Set(store.by('offers', 'open', 'yes').map(({ leadId }) => leadId))
  const since = plus(now, -TALKED_WITHIN)
  for (const { leadId, sentAt } of store.all('messages')) if (sentAt >= since) ids.add(leadId)
  return [...ids].flatMap((id) => store.get('leads', id) ?? [])
}

function isKnownAt(provider: ProviderId, { emails, ghlContactId }: Lead): boolean {
  return provider === 'ghl' ? ghlContactId !== null : emails.length > 0
}
