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

/** Leads that have an offer or wrote: the next booking is one of theirs. */
const LEAD_EVERY = MINUTE
const WROTE_WITHIN = 14 * DAY
const MEETING_EVERY = 10 * MINUTE
const NEAR_EVERY = 5 * MINUTE
/** A run makes no more checks than these; Calendly's Free plan allows 50 calls a minute, and bookings need some. */
const MOST_CHECKS = 10
/** So many of them are left to leads, however many meetings there are. */
const KEPT_FOR_LEADS = 3

/**
 * What is due at a provider (T6, lessons 27, 28 and 32): meetings first, because they are few and each stands in
 * somebody's calendar, then people; of each the oldest look first, so that nothing waits for ever. Whose the meetings of
 * strangers are is looked at once after leads were added or changed at `peopleChangedAt`.
 */
export function dueChecks(
  store: Reader,
  provider: ProviderId,
  now: Instant,
  peopleChangedAt: Instant | null,
): Check[] {
  const lastLook = ({ id }: Check) => store.get('recordChecks', id)?.reconciledAt ?? ''
  const due = (every: number) => (check: Check) => {
    const last = lastLook(check)
    return last === '' || plus(last, every) <= now
  }
  const oldestFirst = (checks: Check[]) =>
    checks
      .map((check) => ({ check, last: lastLook(check) }))
      .sort(byLast)
      .map(({ check }) => check)

  const near: Check = { id: `near:${provider}`, kind: 'near' }
  const meetings = store
    .all('appointments')
    .filter((appointment) => appointment.provider === provider && mayStand(appointment, now))
    .map((appointment): Check => ({ id: meetingCheckId(appointment), kind: 'meeting', appointment }))
  const leads = hotLeads(store, now)
    .filter((lead) => isKnownAt(provider, lead))
    .map((lead): Check => ({ id: leadCheckId(provider, lead.id), kind: 'lead', lead }))
  const strangers = strangersMeetings(store, provider)
    .map((externalId): Check => ({
      id: `stranger:${appointmentId(provider, externalId)}`,
      kind: 'stranger',
      provider,
      externalId,
    }))
    .filter((check) => peopleChangedAt !== null && lastLook(check) <= peopleChangedAt)

  const people = oldestFirst([...leads.filter(due(LEAD_EVERY)), ...strangers])
  const places = MOST_CHECKS - Math.min(KEPT_FOR_LEADS, people.length)
  const first = [
    ...[near].filter(due(NEAR_EVERY)),
    ...oldestFirst(meetings.filter(due(MEETING_EVERY))),
  ].slice(0, places)
  return [...first, ...people].slice(0, MOST_CHECKS)
}

function byLast(a: { last: Instant }, b: { last: Instant }): number {
  return a.last < b.last ? -1 : a.last > b.last ? 1 : 0
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
  const since = plus(now, -WROTE_WITHIN)
  for (const { direction, leadId, sentAt } of store.all('messages'))
    if (direction === 'inbound' && sentAt >= since) ids.add(leadId)
  return [...ids].flatMap((id) => store.get('leads', id) ?? [])
}

function isKnownAt(provider: ProviderId, { emails, ghlContactId }: Lead): boolean {
  return provider === 'ghl' ? ghlContactId !== null : emails.length > 0
}
