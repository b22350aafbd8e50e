import { MINUTE } from './shared/open-hours'
import { keepIn, type SandboxExchange } from './shared/exchange'
import { faultApi } from './shared/fault-api'
import { createFaultSwitches, type FaultSwitches } from './shared/fault-switches'
import { createFaultBox } from './shared/faults'
import type { DeliveryAttempt, ReleaseOptions } from './shared/outbox'
import { createRateWindow, type RateStanding } from './shared/rate-window'
import { serve } from './shared/serve'
import { accountRoutes } from './calendly/account-routes'
import * as answers from './calendly/answers'
import { hostsOf, isOfferedStart, meetingSpan, seatsLeft } from './calendly/availability'
import {
  book,
  cancelInvitee,
  clearNoShow,
  eventTypeOf,
  NO_TRACKING,
  reschedule,
  setNoShow,
  type CalendlyWorld,
} from './calendly/bookings'
import { createBookingCaps } from './calendly/booking-caps'
import { meetingRoutes } from './calendly/meeting-routes'
import { allows, tokenOf } from './calendly/permissions'
import type { EventTypeName } from './calendly/seed'
import {
  createCalendlyState,
  newToken,
  wireTime,
  type CalendlySandboxState,
  type CalendlySeed,
} from './calendly/state'
import { createCalendlyOutbox, subscribersOf, webhookEnvelope } from './calendly/webhooks'
import { webhookRoutes } from './calendly/webhook-routes'
import type { CalendlyInvitee } from './calendly/wire'

export type { CalendlySandboxState, CalendlySeed } from './calendly/state'
export type { SandboxExchange } from './shared/exchange'

export interface CalendlySandboxOptions {
  /** 0 or none: a free port. */
  port?: number
  /** Epoch ms. */
  now: () => number
  /** A new world differs in this from the usual one. Ignored when `state` is given. */
  seed?: Partial<CalendlySeed>
  /** A snapshot to go on from. */
  state?: CalendlySandboxState
  observe?: (exchange: SandboxExchange) => void
  onChange?: () => void
}

export interface InviteeBooking {
  /** URI of the event type. */
  eventType: string
  /** ISO instant. */
  start: string
  name: string
  email: string
  /** IANA zone. */
  timezone: string
  /** The single-use link that was followed, prefilled or not, if it was one. It dies with the booking. */
  link?: string
}

export interface CalendlySandbox extends FaultSwitches {
  url: string
  /** A token with every scope. */
  token: string
  organization: string
  user: string
  eventTypes: Record<EventTypeName, { uri: string; link: string }>
  /** All calls so far; the oldest are dropped beyond ten thousand. */
  exchanges: SandboxExchange[]
  /** All webhook attempts so far. */
  deliveries: DeliveryAttempt[]
  addToken(options: { scopes: string[] }): string
  /** Somebody books on the public page. Throws when the time is not free. */
  bookAsInvitee(booking: InviteeBooking): CalendlyInvitee
  cancelAsInvitee(inviteeUri: string, reason?: string): void
  /** Returns the new invitee. Throws when the new time is not free. */
  rescheduleAsInvitee(inviteeUri: string, newStart: string): CalendlyInvitee
  markNoShow(inviteeUri: string): void
  unmarkNoShow(inviteeUri: string): void
  /** Somebody else's meeting fills this start: it is no longer offered, and booking it answers already_filled. */
  takeSlot(eventTypeUri: string, start: string): void
  /** Keeps webhooks back until `releaseWebhooks`, which can reorder and duplicate them. */
  holdWebhooks(): void
  releaseWebhooks(options?: ReleaseOptions): Promise<void>
  /** Sends the webhooks whose (next) attempt is due by the sandbox's clock. */
  deliverDue(): Promise<void>
  /** Resolves when no webhook delivery is in flight; a retry that waits for its time is not in flight. */
  settled(): Promise<void>
  snapshot(): CalendlySandboxState
  stop(): Promise<void>
}

/** Starts a Calendly on 127.0.0.1 that behaves as calendly.md says. Its resources keep their api.calendly.com URIs. */
export async function startCalendlySandbox(options: CalendlySandboxOptions): Promise<CalendlySandbox> {
  const { now } = options
  const onChange = options.onChange ?? (() => undefined)
  const state = structuredClone(options.state ?? createCalendlyState(options.seed ?? {}, now()))
  const outbox = createCalendlyOutbox(state, now, onChange)
  const lists = { lagMs: 0 }

  const world: CalendlyWorld = {
    state,
    now,
    announce: (event, invitee) => {
      for (const { resource } of subscribersOf(state, event, invitee)) {
        outbox.add(resource.uri, event, webhookEnvelope(world, event, invitee, resource.creator))
      }
    },
  }
  const routes = [
    ...accountRoutes(world),
    ...meetingRoutes(world, () => lists.lagMs),
    ...webhookRoutes(world, (call) => tokenOf(state, call)),
  ]
  const faults = createFaultBox(routes.map(({ method, path }) => `${method} ${path}`))
  /** A change that did not come over the API. */
  const changing = <T>(change: () => T): T => {
    const result = change()
    onChange()
    return result
  }
  const switches = createFaultSwitches({
    faults,
    outbox,
    lists,
    tokens: state.tokens,
    changing,
    disableSubscriptions: () =>
      changing(() => {
        for (const { resource } of state.subscriptions) {
          Object.assign(resource, { state: 'disabled', updated_at: wireTime(now()) })
        }
      }),
  })
  const window = createRateWindow(state.limits.requestsPerMinute, MINUTE, now)
  const caps = createBookingCaps(state, now)
  const exchanges: SandboxExchange[] = []
  const server = await serve({
    port: options.port ?? 0,
    now,
    routes,
    faults,
    faultApi: faultApi(switches),
    rateLimited: () => ({ ...answers.tooManyRequests(), headers: { 'X-RateLimit-Remaining': '0' } }),
    admit: (call, route) => {
      const token = tokenOf(state, call)
      if (token === undefined) return answers.unauthenticated()
      if (!window.take()) return answers.tooManyRequests()
      if (!allows(token, route.scopes)) return answers.insufficientScope(route.scopes.slice(0, 1))
      if (route.path === '/invitees' && !caps.take()) return answers.tooManyRequests()
      return null
    },
    commonHeaders: () => rateHeaders(window.look()),
    notFound: answers.notFound,
    malformedBody: () => answers.invalid([]),
    onChange,
    observe: keepIn(exchanges, options.observe),
  })

  const inviteeBy = (uri: string): CalendlyInvitee => {
    const invitee = state.invitees.find((candidate) => candidate.uri === uri)
    if (invitee === undefined) throw new Error(`No invitee ${uri}`)
    return invitee
  }
  const freeStart = (eventTypeUri: string, iso: string): number => {
    const eventType = eventTypeOf(state, eventTypeUri)
    const start = Date.parse(iso)
    if (!isOfferedStart(state, eventType, start, now()) || seatsLeft(state, eventType, start) === 0) {
      throw new Error(`${iso} is not free for ${eventType.name}`)
    }
    return start
  }

  return {
    ...switches,
    url: server.url,
    token: state.tokens[0]?.token ?? '',
    organization: state.organization,
    user: state.users[0]?.uri ?? '',
    eventTypes: Object.fromEntries(
      Object.entries(state.eventTypeNames).map(([name, uri]) => [
        name,
        { uri, link: eventTypeOf(state, uri).scheduling_url },
      ]),
    ) as CalendlySandbox['eventTypes'],
    exchanges,
    deliveries: outbox.attempts,
    addToken: ({ scopes }) =>
      changing(() => {
        const token = newToken()
        state.tokens.push({ token, scopes, revoked: false })
        return token
      }),
    bookAsInvitee: (booking) =>
      changing(() => {
        const eventType = eventTypeOf(state, booking.eventType)
        const start = freeStart(booking.eventType, booking.start)
        if (booking.link !== undefined) useLink(state, booking.link, eventType.uri)
        const invitee = book(world, {
          eventType,
          start,
          name: booking.name,
          firstName: null,
          lastName: null,
          email: booking.email,
          timezone: booking.timezone,
          textReminderNumber: null,
          location: eventType.locations?.[0] ?? { kind: 'zoom_conference' },
          answers: [],
          tracking: { ...NO_TRACKING },
          guests: [],
          method: null,
          oldInvitee: null,
        })
        world.announce('invitee.created', invitee)
        return structuredClone(invitee)
      }),
    cancelAsInvitee: (uri, reason) =>
      changing(() => {
        const invitee = inviteeBy(uri)
        if (invitee.status === 'canceled') throw new Error(`${uri} is already canceled`)
        cancelInvitee(world, invitee, {
          canceled_by: invitee.name,
          reason: reason ?? null,
          canceler_type: 'invitee',
          created_at: wireTime(now()),
        })
        world.announce('invitee.canceled', invitee)
      }),
    rescheduleAsInvitee: (uri, newStart) =>
      changing(() => {
        const old = inviteeBy(uri)
        if (old.status === 'canceled') throw new Error(`${uri} is already canceled`)
        const event = state.events.find((candidate) => candidate.uri === old.event)
        return structuredClone(reschedule(world, old, freeStart(event?.event_type ?? '', newStart)))
      }),
    markNoShow: (uri) => changing(() => void setNoShow(world, inviteeBy(uri))),
    unmarkNoShow: (uri) => changing(() => clearNoShow(world, inviteeBy(uri))),
    takeSlot: (uri, iso) =>
      changing(() => {
        const eventType = eventTypeOf(state, uri)
        const span = meetingSpan(eventType, Date.parse(iso))
        state.busy.push(...hostsOf(state, eventType).map((host) => ({ user: host.uri, ...span })))
      }),
    holdWebhooks: outbox.hold,
    releaseWebhooks: outbox.release,
    deliverDue: outbox.deliverDue,
    settled: outbox.settled,
    snapshot: () => structuredClone(state),
    stop: async () => {
      await outbox.stop()
      await server.stop()
    },
  }
}

/** Spends a single-use link. Throws for one that is spent, was never made or books something else. */
function useLink(state: CalendlySandboxState, bookingUrl: string, owner: string): void {
  const [page] = bookingUrl.split('?')
  const index = state.links.findIndex((link) => link.bookingUrl === page && link.owner === owner)
  if (index < 0) throw new Error(`${bookingUrl} cannot be booked any more`)
  state.links.splice(index, 1)
}

function rateHeaders(window: RateStanding): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(window.limit),
    'X-RateLimit-Remaining': String(window.remaining),
    'X-RateLimit-Reset': String(window.secondsUntilReset),
  }
}
