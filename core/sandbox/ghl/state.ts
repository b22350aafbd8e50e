import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { OpenHours, Span } from '../shared/open-hours'
import type { PendingDelivery } from '../shared/outbox'
import type {
  GhlAppointment,
  GhlCalendar,
  GhlContact,
  GhlConversation,
  GhlMessage,
  MessageChannel,
} from './wire'

export interface GhlToken {
  token: string
  /** null: every scope. */
  scopes: string[] | null
  revoked: boolean
}

export interface GhlLimits {
  requestsPerTenSeconds: number
  requestsPerDay: number
}

export interface GhlBusy extends Span {
  userId: string
}

export type GhlCalendarName = 'intro' | 'demo'

/** The whole world of the sandbox as plain JSON, the key pair included. */
export interface GhlSandboxState {
  location: { id: string; name: string; timezone: string }
  users: { id: string; name: string; email: string }[]
  openHours: Omit<OpenHours, 'incrementMinutes'>
  limits: GhlLimits
  keys: { publicKeyPem: string; privateKeyPem: string }
  webhookUrl: string | null
  tokens: GhlToken[]
  calendars: GhlCalendar[]
  calendarNames: Record<GhlCalendarName, string>
  busy: GhlBusy[]
  appointments: GhlAppointment[]
  contacts: GhlContact[]
  unsubscribed: { contactId: string; channel: MessageChannel }[]
  conversations: GhlConversation[]
  messages: GhlMessage[]
  deliveries: PendingDelivery[]
}

/** What a new world can be given. */
export interface GhlSeed {
  locationName: string
  /** The location's IANA zone. */
  timezone: string
  /** Open hours in the location's zone; default weekdays 09:00 to 17:00. */
  openHours: Partial<Omit<OpenHours, 'timezone' | 'incrementMinutes'>>
  limits: Partial<GhlLimits>
  webhookUrl: string
}

/** An id in GoHighLevel's manner: twenty letters and digits. */
export function newId(): string {
  return randomBytes(20).toString('base64url').replace(/[-_]/g, 'x').slice(0, 20)
}

export function newToken(): string {
  return `pit-sandbox-${newId()}`
}

/** The instant as a UTC string with milliseconds. */
export function utcTime(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** The instant with the offset of the zone: `2026-11-24T10:00:00-05:00`. */
export function zonedTime(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** Wall-clock time without any zone, as `GET /contacts/{id}/appointments` writes it: `2027-06-12 10:00:00`. */
export function zonelessTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ')
}

/** A new world: one location, two users, a calendar of one person and a round-robin one. */
export function createGhlState(seed: Partial<GhlSeed>): GhlSandboxState {
  const location = {
    id: newId(),
    name: seed.locationName ?? 'Example Sales',
    timezone: seed.timezone ?? 'America/New_York',
  }
  const users = [
    { id: newId(), name: 'Dana Host', email: 'dana@example.com' },
    { id: newId(), name: 'Robin Second', email: 'robin@example.com' },
  ]
  const openHours = {
    weekdays: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '17:00',
    ...seed.openHours,
    timezone: location.timezone,
  }
  const groupId = newId()
  const calendar = (name: string, slug: string, userIds: string[]): GhlCalendar => ({
    id: newId(),
    locationId: location.id,
    groupId,
    name,
    slug,
    widgetSlug: slug,
    calendarType: userIds.length > 1 ? 'round_robin' : 'personal',
    isActive: true,
    teamMembers: userIds.map((userId) => ({
      userId,
      priority: 0.5,
      locationConfigurations: [{ kind: 'zoom_conference' }],
    })),
    slotDuration: 30,
    slotDurationUnit: 'mins',
    slotInterval: 30,
    slotIntervalUnit: 'mins',
    slotBuffer: 0,
    preBuffer: 0,
    appoinmentPerSlot: 1,
    appoinmentPerDay: 0,
    allowBookingAfter: 0,
    allowBookingAfterUnit: 'days',
    allowBookingFor: 60,
    allowBookingForUnit: 'days',
    openHours: wireHours(openHours),
    autoConfirm: true,
  })
  const [dana, robin] = users.map((user) => user.id)
  const intro = calendar('Intro call', 'intro-call', [dana ?? ''])
  const demo = calendar('Product demo', 'product-demo', [dana ?? '', robin ?? ''])
  const keys = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    location,
    users,
    openHours,
    limits: { requestsPerTenSeconds: 100, requestsPerDay: 200_000, ...seed.limits },
    keys: { publicKeyPem: keys.publicKey, privateKeyPem: keys.privateKey },
    webhookUrl: seed.webhookUrl ?? null,
    tokens: [{ token: newToken(), scopes: null, revoked: false }],
    calendars: [intro, demo],
    calendarNames: { intro: intro.id, demo: demo.id },
    busy: [],
    appointments: [],
    contacts: [],
    unsubscribed: [],
    conversations: [],
    messages: [],
    deliveries: [],
  }
}

function wireHours(hours: Omit<OpenHours, 'incrementMinutes'>): GhlCalendar['openHours'] {
  const [openHour = 0, openMinute = 0] = hours.opens.split(':').map(Number)
  const [closeHour = 0, closeMinute = 0] = hours.closes.split(':').map(Number)
  return hours.weekdays.map((day) => ({
    // Sunday is 0 here and 7 in ISO.
    daysOfTheWeek: [day % 7],
    hours: [{ openHour, openMinute, closeHour, closeMinute }],
  }))
}
