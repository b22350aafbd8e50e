import { z } from 'zod'
import type { ProviderAppointment } from '../../domain/appointment'
import type { Account } from '../../domain/settings'
import { toInstant, type Instant } from '../../domain/time'
import { answeredAt } from '../http'
import { readInstant } from '../instant'
import {
  failed,
  wholeRecord,
  type Failure,
  type Outcome,
  type RecordPart,
  type RecordQuery,
} from '../provider'
import { uuidOf, type Answered } from './client'
import { toAppointment } from './mapping'
import { accountOf, type CalendlyPorts } from './targets'
import {
  inviteeAnswerSchema,
  inviteeSchema,
  pageOf,
  scheduledEventAnswerSchema,
  scheduledEventSchema,
  type CalendlyEvent,
} from './wire'

type WindowQuery = Extract<RecordQuery, { kind: 'window' }>
type LeadQuery = Extract<RecordQuery, { kind: 'lead' }>

/** One reading of a window makes no more calls than these lists of a hundred, beside one per meeting. */
const MOST_PAGES = 10
const ENDLESS = 100
/** So many of the calls that Calendly allows are left to bookings: its Free plan allows 50 a minute (A3). */
const KEPT_FREE = 15
/** More addresses than these of one lead are not asked for. */
const MOST_ADDRESSES = 3
/** An invitee's URI holds the event's. */
const INVITEE = /\/scheduled_events\/([^/]+)\/invitees\/([^/]+)$/
/** What every further call would meet too. Anything else is about one event, which is left out. */
const STOPS = new Set(['rate', 'outage', 'auth', 'not_configured'])

/** Events may be of any form: one that cannot be read must not hide the others. */
const eventPageSchema = pageOf(z.unknown())

/** Reads Calendly's record: events, then the invitees of each, whose own status counts (T6, calendly.md A10, A11). */
export function createRecordReader(
  ports: CalendlyPorts,
): (query: RecordQuery) => Promise<Outcome<RecordPart>> {
  const { client, clock } = ports
  /** The account that may not list its organisation's events: only owners and admins may. */
  let ownOnly: string | null = null

  /** One page of the organisation's events, or of the user's own where only those may be listed. */
  async function listEvents(account: Account, query: Record<string, string>) {
    const { organization, id } = account
    if (organization && ownOnly !== id) {
      const all = await client.get('/scheduled_events', { organization, ...query }, eventPageSchema)
      const isForbidden = all.kind === 'failed' && (all.reason === 'scope' || all.reason === 'plan')
      if (!isForbidden) return all
    }
    const own = await client.get('/scheduled_events', { user: id, ...query }, eventPageSchema)
    if (own.kind === 'ok') ownOnly = id
    return own
  }

  /** An event's invitees, as of the moment at which Calendly answered. */
  async function inviteesOf(event: CalendlyEvent, email?: string): Promise<Answered<ProviderAppointment[]>> {
    const path = `/scheduled_events/${uuidOf(event.uri)}/invitees`
    const invitees = await client.list(path, email ? { email } : {}, inviteeSchema)
    if (invitees.kind === 'failed') return invitees
    const { headers } = invitees
    const asOf = readAt(headers)
    const value = invitees.value.flatMap((invitee) => toAppointment(invitee, event, asOf) ?? [])
    return { kind: 'ok', value, ...(headers && { headers }) }
  }

  function readAt(headers: Headers | undefined): Instant {
    return toInstant((headers && answeredAt({ headers })) ?? clock.now())
  }

  async function readWindow(account: Account, query: WindowQuery): Promise<Outcome<RecordPart>> {
    const { window, targetIds, most } = query
    const appointments: ProviderAppointment[] = []
    const stop = (from: Instant, failure: Failure | null): Outcome<RecordPart> => ({
      kind: 'ok',
      value: { appointments, unread: { from, failure } },
    })
    let last = window.start
    let read = 0
    let token: string | null = null
    for (let pages = 0; pages < ENDLESS; pages += 1) {
      // Where so many events have one start, the next reading would begin with the same ones.
      if (pages >= MOST_PAGES && last > window.start) return stop(last, null)
      const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(account, {
        min_start_time: window.start,
        max_start_time: window.end,
        sort: 'start_time:asc',
        count: '100',
        ...(token ? { page_token: token } : {}),
      })
      if (page.kind === 'failed') return pages === 0 ? page : stop(last, page)
      for (const { event, start } of page.value.collection.flatMap(readableEvent)) {
        if (start >= window.end) continue
        const isLater = start > last
        // Other people's events count as seen too, or many of them would never be got past.
        last = start
        if (!isOfTarget(event, targetIds)) continue
        if (read >= most && isLater) return stop(start, null)
        const invitees = await inviteesOf(event)
        if (invitees.kind === 'failed' && STOPS.has(invitees.reason)) return stop(start, invitees)
        read += 1
        if (invitees.kind === 'failed') continue
        appointments.push(...invitees.value)
        if (isNearlyUsedUp(invitees.headers)) return stop(start, NEARLY_USED_UP)
      }
      token = page.value.pagination.next_page_token ?? null
      if (!token) return wholeRecord(appointments)
    }
    return failed('unexpected', 'Calendly’s list of meetings does not end.')
  }

  async function readLead(account: Account, query: LeadQuery): Promise<Outcome<RecordPart>> {
    const { lead, window, isSparing = false } = query
    const found = new Map<string, ProviderAppointment>()
    const part = (failure: Failure | null): Outcome<RecordPart> => ({
      kind: 'ok',
      value: { appointments: [...found.values()], unread: failure && { from: window.start, failure } },
    })
    const hasToStop = (headers: Headers | undefined) => isSparing && isNearlyUsedUp(headers)
    for (const email of lead.emails.slice(0, MOST_ADDRESSES)) {
      const page = await listEvents(account, {
        invitee_email: email,
        min_start_time: window.start,
        max_start_time: window.end,
        // The latest first: of more than a hundred the old ones are of no use.
        sort: 'start_time:desc',
        count: '100',
      })
      if (page.kind === 'failed') return page
      if (hasToStop(page.headers)) return part(NEARLY_USED_UP)
      for (const { event } of page.value.collection.flatMap(readableEvent)) {
        const invitees = await inviteesOf(event, email)
        if (invitees.kind === 'failed') {
          if (STOPS.has(invitees.reason)) return invitees
          continue
        }
        for (const one of invitees.value) {
          if (one.invitee.email === email.toLowerCase()) found.set(one.externalId, one)
        }
        if (hasToStop(invitees.headers)) return part(NEARLY_USED_UP)
      }
    }
    return part(null)
  }

  async function readMeeting(externalId: string): Promise<Outcome<RecordPart>> {
    const [, event = '', invitee = ''] = INVITEE.exec(externalId) ?? []
    if (!event) return failed('unexpected', 'The meeting’s id is none of Calendly’s.')
    const path = `/scheduled_events/${event}`
    const one = await client.getOrNone(`${path}/invitees/${invitee}`, inviteeAnswerSchema)
    if (one.kind === 'failed') return one
    const its = await client.getOrNone(path, scheduledEventAnswerSchema)
    if (its.kind === 'failed') return its
    if (!one.value && !its.value) return wholeRecord([])
    // One of the two alone cannot be gone.
    if (!one.value || !its.value) return failed('unexpected', 'Calendly shows the meeting only in part.')
    const appointment = toAppointment(one.value.resource, its.value.resource, readAt(one.headers))
    return appointment
      ? wholeRecord([appointment])
      : failed('unexpected', 'Calendly’s record of the meeting has a time that cannot be read.')
  }

  return async (query) => {
    if (query.kind === 'meeting') return readMeeting(query.externalId)
    const account = await accountOf(ports)
    if (account.kind === 'failed') return account
    return query.kind === 'lead' ? readLead(account.value, query) : readWindow(account.value, query)
  }
}

const NEARLY_USED_UP = failed('rate', 'Calendly’s limit for calls is nearly used up. It goes on in a minute.')

function isNearlyUsedUp(headers: Headers | undefined): boolean {
  const left = headers?.get('x-ratelimit-remaining')
  return left !== undefined && left !== null && Number(left) < KEPT_FREE
}

function readableEvent(item: unknown): { event: CalendlyEvent; start: Instant }[] {
  const event = scheduledEventSchema.safeParse(item)
  const start = event.success ? readInstant(event.data.start_time) : null
  return event.success && start ? [{ event: event.data, start }] : []
}

/** An event that names no event type may be of any. */
function isOfTarget({ event_type: type }: CalendlyEvent, targetIds: readonly string[] | null): boolean {
  return !type || targetIds === null || targetIds.includes(type)
}
