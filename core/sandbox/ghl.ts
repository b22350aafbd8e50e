import { keepIn, type SandboxExchange } from './shared/exchange'
import { faultApi } from './shared/fault-api'
import { createFaultSwitches, type FaultSwitches } from './shared/fault-switches'
import { createFaultBox } from './shared/faults'
import { DAY } from './shared/open-hours'
import type { DeliveryAttempt, ReleaseOptions } from './shared/outbox'
import { createRateWindow } from './shared/rate-window'
import { serve } from './shared/serve'
import { failure, tooManyRequests } from './ghl/answers'
import { createAppointment, isAnswer, requestedSpan, updateAppointment } from './ghl/appointments'
import { calendarRoutes } from './ghl/calendar-routes'
import { contactRoutes } from './ghl/contact-routes'
import { addContact } from './ghl/contacts'
import { conversationRoutes } from './ghl/conversation-routes'
import { addMessage } from './ghl/messages'
import { refusalOf } from './ghl/permissions'
import { slotSpan } from './ghl/slots'
import {
  createGhlState,
  newId,
  newToken,
  type GhlCalendarName,
  type GhlSandboxState,
  type GhlSeed,
} from './ghl/state'
import { createGhlOutbox, webhookEnvelope } from './ghl/webhooks'
import type { GhlWorld } from './ghl/world'
import type {
  AppointmentStatus,
  DndChannel,
  DndSetting,
  GhlAppointment,
  GhlCalendar,
  GhlContact,
  GhlMessage,
  MessageChannel,
} from './ghl/wire'

export type { GhlSandboxState, GhlSeed } from './ghl/state'
export type { SandboxExchange } from './shared/exchange'

export interface GhlSandboxOptions {
  /** 0 or none: a free port. */
  port?: number
  /** Epoch ms. */
  now: () => number
  /** A new world differs in this from the usual one. Ignored when `state` is given. */
  seed?: Partial<GhlSeed>
  /** A snapshot to go on from. */
  state?: GhlSandboxState
  observe?: (exchange: SandboxExchange) => void
  onChange?: () => void
}

export interface NewContact {
  firstName?: string
  lastName?: string
  name?: string
  email?: string
  phone?: string
  timezone?: string
  companyName?: string
  tags?: string[]
}

export interface InboundEmail {
  contactId: string
  subject: string
  html: string
  /** Set for an answer in a thread. */
  threadId?: string
}

export interface GhlSandbox extends FaultSwitches {
  url: string
  /** A token with every scope. */
  token: string
  locationId: string
  calendars: Record<GhlCalendarName, string>
  users: { id: string; name: string }[]
  publicKeyPem: string
  /** Where webhooks go; null for nowhere. Set it to change it. */
  webhookUrl: string | null
  /** All calls so far; the oldest are dropped beyond ten thousand. */
  exchanges: SandboxExchange[]
  /** All webhook attempts so far. */
  deliveries: DeliveryAttempt[]
  addToken(options: { scopes: string[] }): string
  /** Returns the id of the new contact. */
  addContact(contact: NewContact): string
  contact(contactId: string): GhlContact
  /** The contact writes an SMS. Stores it, sends the webhook, returns the message id. */
  receiveSms(message: { contactId: string; text: string }): string
  receiveEmail(message: InboundEmail): string
  /** What became of a message that was sent. */
  setMessageStatus(messageId: string, status: GhlMessage['status']): void
  /** Somebody books in the calendar's own widget. Returns the appointment id; throws when the time is not free. */
  bookInWidget(booking: { calendarId: string; contactId: string; start: string }): string
  /** A user moves, cancels or rates the appointment in GoHighLevel. Moving to a time that is not free throws. */
  moveAppointment(appointmentId: string, start: string): void
  cancelAppointment(appointmentId: string): void
  setStatus(appointmentId: string, status: AppointmentStatus): void
  /** `active`: do not disturb is on. */
  setDnd(contactId: string, channel: DndChannel, status: DndSetting['status']): void
  unsubscribe(contactId: string, channel: MessageChannel): void
  /** Somebody else's meeting fills this start for everybody in the calendar. */
  takeSlot(calendarId: string, start: string): void
  /** Keeps webhooks back until `releaseWebhooks`, which can reorder and duplicate them. */
  holdWebhooks(): void
  releaseWebhooks(options?: ReleaseOptions): Promise<void>
  /** Sends the webhooks whose (next) attempt is due by the sandbox's clock. */
  deliverDue(): Promise<void>
  /** Resolves when no webhook delivery is in flight; a retry that waits for its time is not in flight. */
  settled(): Promise<void>
  snapshot(): GhlSandboxState
  stop(): Promise<void>
}

const BURST = 10_000

/** Starts a GoHighLevel on 127.0.0.1 that behaves as gohighlevel.md says and signs with a key pair of its own. */
export async function startGhlSandbox(options: GhlSandboxOptions): Promise<GhlSandbox> {
  const { now } = options
  const onChange = options.onChange ?? (() => undefined)
  const state = structuredClone(options.state ?? createGhlState(options.seed ?? {}))
  const outbox = createGhlOutbox(state, now, onChange)
  const lists = { lagMs: 0 }
  const world: GhlWorld = {
    state,
    now,
    announce: (event, body) => {
      if (state.webhookUrl !== null) outbox.add('app', event, webhookEnvelope(state, event, body))
    },
  }
  const routes = [
    ...calendarRoutes(world, () => lists.lagMs),
    ...contactRoutes(world, () => lists.lagMs),
    ...conversationRoutes(world),
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
    disableSubscriptions: null,
  })
  const { limits } = state
  const burst = createRateWindow(limits.requestsPerTenSeconds, BURST, now)
  const daily = createRateWindow(limits.requestsPerDay, DAY, now)
  const exchanges: SandboxExchange[] = []
  const server = await serve({
    port: options.port ?? 0,
    now,
    routes,
    faults,
    faultApi: faultApi(switches),
    rateLimited: () => ({ ...tooManyRequests(), headers: { 'X-RateLimit-Remaining': '0' } }),
    admit: (call, route) => {
      const refusal = refusalOf(state, call, route)
      if (refusal !== null) return refusal
      if (daily.take() && burst.take()) return null
      return tooManyRequests()
    },
    commonHeaders: () => ({
      'X-RateLimit-Limit-Daily': String(limits.requestsPerDay),
      'X-RateLimit-Daily-Remaining': String(daily.look().remaining),
      'X-RateLimit-Interval-Milliseconds': String(BURST),
      'X-RateLimit-Max': String(limits.requestsPerTenSeconds),
      'X-RateLimit-Remaining': String(burst.look().remaining),
    }),
    notFound: (call) => failure(404, `Cannot ${call.method} ${call.path}`),
    malformedBody: () => failure(400, 'The request body is not valid JSON'),
    onChange,
    observe: keepIn(exchanges, options.observe),
  })

  const contactBy = (id: string): GhlContact => existing(state.contacts, id)
  const calendarOf = (id: string): GhlCalendar => existing(state.calendars, id)
  const change = (id: string, body: Record<string, unknown>, start?: string): void =>
    changing(() => {
      const appointment: GhlAppointment = existing(state.appointments, id)
      const calendar = calendarOf(appointment.calendarId)
      const length = Date.parse(appointment.endTime) - Date.parse(appointment.startTime)
      const span = start === undefined ? null : { start: Date.parse(start), end: Date.parse(start) + length }
      const result = updateAppointment(world, appointment, calendar, span, body)
      if (isAnswer(result)) throw new Error(`${start ?? id} is not free`)
    })

  return {
    ...switches,
    url: server.url,
    token: state.tokens[0]?.token ?? '',
    locationId: state.location.id,
    calendars: state.calendarNames,
    users: state.users,
    publicKeyPem: state.keys.publicKeyPem,
    get webhookUrl() {
      return state.webhookUrl
    },
    set webhookUrl(url) {
      state.webhookUrl = url
      onChange()
    },
    exchanges,
    deliveries: outbox.attempts,
    addToken: ({ scopes }) =>
      changing(() => {
        const token = newToken()
        state.tokens.push({ token, scopes, revoked: false })
        return token
      }),
    addContact: (contact) => changing(() => addContact(world, { ...contact }).id),
    contact: (id) => structuredClone(contactBy(id)),
    receiveSms: ({ contactId, text }) =>
      changing(
        () =>
          addMessage(world, {
            contact: contactBy(contactId),
            channel: 'SMS',
            direction: 'inbound',
            body: text,
            attachments: [],
          }).id,
      ),
    receiveEmail: ({ contactId, subject, html, threadId }) =>
      changing(() => {
        const contact = contactBy(contactId)
        const email = {
          emailMessageId: newId(),
          threadId: threadId ?? newId(),
          subject,
          from: `${contact.name} <${contact.email ?? ''}>`,
          to: [state.users[0]?.email ?? ''],
        }
        return addMessage(world, {
          contact,
          channel: 'Email',
          direction: 'inbound',
          body: html,
          attachments: [],
          email,
        }).id
      }),
    setMessageStatus: (id, status) =>
      changing(() => {
        existing(state.messages, id).status = status
      }),
    bookInWidget: ({ calendarId, contactId, start }) =>
      changing(() => {
        const calendar = calendarOf(calendarId)
        const span = requestedSpan(calendar, Date.parse(start), undefined)
        const { id: contact } = contactBy(contactId)
        const made = createAppointment(world, {
          calendar,
          contactId: contact,
          span,
          body: {},
          source: 'booking_widget',
        })
        if (isAnswer(made)) throw new Error(`${start} is not free`)
        return made.id
      }),
    moveAppointment: (id, start) => change(id, {}, start),
    cancelAppointment: (id) => change(id, { appointmentStatus: 'cancelled' }),
    setStatus: (id, status) => change(id, { appointmentStatus: status }),
    setDnd: (contactId, channel, status) =>
      changing(() => {
        contactBy(contactId).dndSettings[channel] = { status }
      }),
    unsubscribe: (contactId, channel) => changing(() => void state.unsubscribed.push({ contactId, channel })),
    takeSlot: (calendarId, start) =>
      changing(() => {
        const calendar = calendarOf(calendarId)
        const span = slotSpan(calendar, Date.parse(start))
        state.busy.push(...calendar.teamMembers.map(({ userId }) => ({ userId, ...span })))
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

/** The item with this id; throws for one that does not exist. */
function existing<T extends { id: string }>(items: T[], id: string): T {
  const item = items.find((candidate) => candidate.id === id)
  if (item === undefined) throw new Error(`The sandbox has no ${id}`)
  return item
}
