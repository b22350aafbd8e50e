import { randomBytes, randomUUID } from 'node:crypto'
import type { OpenHours, Span } from '../shared/open-hours'
import type { PendingDelivery } from '../shared/outbox'
import type {
  CalendlyEvent,
  CalendlyEventType,
  CalendlyInvitee,
  CalendlySubscription,
  CalendlyUser,
} from './wire'
import { seedEventTypes, type EventTypeName } from './seed'

export interface CalendlyToken {
  token: string
  /** null: a token from before scopes, or one with every box ticked. */
  scopes: string[] | null
  revoked: boolean
}

/** A single-use link that nobody has used yet, and the event type that it books. */
export interface SchedulingLink {
  bookingUrl: string
  owner: string
}

export interface StoredSubscription {
  resource: CalendlySubscription
  /** Never returned by the API. */
  signingKey: string | null
}

/** Somebody else's meeting in a host's calendar. */
export interface ExternalBusy extends Span {
  user: string
}

export interface CalendlyLimits {
  requestsPerMinute: number
  bookingsPerMinute: number
  bookingsPerHour: number
  bookingsPerDay: number
}

/** The whole world of the sandbox as plain JSON. */
export interface CalendlySandboxState {
  organization: string
  users: CalendlyUser[]
  /** Without the step: every event type has its own `start_time_increment`. */
  openHours: Omit<OpenHours, 'incrementMinutes'>
  limits: CalendlyLimits
  /** How long after booking a conference has no join URL yet, in ms. */
  conferenceDelayMs: number
  eventTypes: CalendlyEventType[]
  eventTypeNames: Record<EventTypeName, string>
  tokens: CalendlyToken[]
  busy: ExternalBusy[]
  events: CalendlyEvent[]
  invitees: CalendlyInvitee[]
  links: SchedulingLink[]
  subscriptions: StoredSubscription[]
  deliveries: PendingDelivery[]
  /** When POST /invitees was called, epoch ms, the last day only: what the caps count. */
  bookingCalls: number[]
}

/** What a new world can be given. */
export interface CalendlySeed {
  hostName: string
  hostEmail: string
  hostSlug: string
  /** The host's IANA zone. */
  timezone: string
  /** Open hours in the host's zone; default weekdays 09:00 to 17:00. */
  openHours: Partial<Omit<OpenHours, 'timezone' | 'incrementMinutes'>>
  limits: Partial<CalendlyLimits>
  conferenceDelayMs: number
}

export const API = 'https://api.calendly.com'
export const SITE = 'https://calendly.com'

/** A time as Calendly writes it: UTC with six decimals (A2). */
export function wireTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000Z')
}

/** The bare id at the end of a resource's URI. */
export function uuidOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}

export function newToken(): string {
  return `sandbox-calendly-${randomBytes(18).toString('base64url')}`
}

/** A new world: one host who owns the organisation, a second host for round robin, and the event types of the seed. */
export function createCalendlyState(seed: Partial<CalendlySeed>, now: number): CalendlySandboxState {
  const organization = `${API}/organizations/${randomUUID()}`
  const timezone = seed.timezone ?? 'America/New_York'
  const user = (name: string, email: string, slug: string): CalendlyUser => ({
    uri: `${API}/users/${randomUUID()}`,
    name,
    slug,
    email,
    scheduling_url: `${SITE}/${slug}`,
    timezone,
    time_notation: '12h',
    avatar_url: null,
    created_at: wireTime(now),
    updated_at: wireTime(now),
    current_organization: organization,
    resource_type: 'User',
    locale: 'en',
  })
  const host = user(
    seed.hostName ?? 'Dana Host',
    seed.hostEmail ?? 'dana@example.com',
    seed.hostSlug ?? 'dana-host',
  )
  const colleague = user('Robin Second', 'robin@example.com', 'robin-second')
  const { eventTypes, names } = seedEventTypes(host, organization, wireTime(now))
  return {
    organization,
    users: [host, colleague],
    openHours: {
      weekdays: [1, 2, 3, 4, 5],
      opens: '09:00',
      closes: '17:00',
      ...seed.openHours,
      timezone,
    },
    limits: {
      requestsPerMinute: 500,
      bookingsPerMinute: 10,
      bookingsPerHour: 50,
      bookingsPerDay: 100,
      ...seed.limits,
    },
    conferenceDelayMs: seed.conferenceDelayMs ?? 0,
    eventTypes,
    eventTypeNames: names,
    tokens: [{ token: newToken(), scopes: null, revoked: false }],
    busy: [],
    events: [],
    invitees: [],
    links: [],
    subscriptions: [],
    deliveries: [],
    bookingCalls: [],
  }
}
