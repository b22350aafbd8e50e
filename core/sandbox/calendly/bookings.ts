import { randomUUID } from 'node:crypto'
import { freeHosts, meetingSpan, standingGroupEvent } from './availability'
import { GROUP_SEATS } from './seed'
import { API, SITE, uuidOf, wireTime, type CalendlySandboxState } from './state'
import type {
  CalendlyEvent,
  CalendlyEventType,
  CalendlyInvitee,
  Cancellation,
  EventLocation,
  EventTypeLocation,
  InviteeEvent,
  QuestionAndAnswer,
  Tracking,
} from './wire'

/** The state, the clock, and where changes are announced. */
export interface CalendlyWorld {
  state: CalendlySandboxState
  now: () => number
  /** Sends the webhook for what just happened to this invitee. */
  announce: (event: InviteeEvent, invitee: CalendlyInvitee) => void
}

export interface NewBooking {
  eventType: CalendlyEventType
  /** Epoch ms. */
  start: number
  name: string
  firstName: string | null
  lastName: string | null
  email: string
  timezone: string
  textReminderNumber: string | null
  /** What the invitee chose among the type's locations. */
  location: EventTypeLocation
  answers: QuestionAndAnswer[]
  tracking: Tracking
  guests: string[]
  method: CalendlyInvitee['scheduling_method']
  oldInvitee: string | null
}

export const NO_TRACKING: Tracking = {
  utm_campaign: null,
  utm_source: null,
  utm_medium: null,
  utm_content: null,
  utm_term: null,
  salesforce_uuid: null,
}

/** Books; the caller has made sure that there is a seat. A group meeting takes the invitee into the one that stands. */
export function book(world: CalendlyWorld, booking: NewBooking): CalendlyInvitee {
  const { state } = world
  const madeAt = wireTime(world.now())
  const event =
    standingGroupEvent(state, booking.eventType, booking.start) ?? addEvent(world, booking, madeAt)
  event.invitees_counter.total += 1
  event.invitees_counter.active += 1
  event.event_guests.push(
    ...booking.guests.map((email) => ({ email, created_at: madeAt, updated_at: madeAt })),
  )
  const uuid = randomUUID()
  const invitee: CalendlyInvitee = {
    uri: `${event.uri}/invitees/${uuid}`,
    email: booking.email,
    first_name: booking.firstName,
    last_name: booking.lastName,
    name: booking.name,
    status: 'active',
    questions_and_answers: booking.answers,
    timezone: booking.timezone,
    event: event.uri,
    created_at: madeAt,
    updated_at: madeAt,
    tracking: booking.tracking,
    text_reminder_number: booking.textReminderNumber,
    rescheduled: false,
    old_invitee: booking.oldInvitee,
    new_invitee: null,
    cancel_url: `${SITE}/cancellations/${uuid}`,
    reschedule_url: `${SITE}/reschedulings/${uuid}`,
    routing_form_submission: null,
    payment: null,
    no_show: null,
    reconfirmation: null,
    scheduling_method: booking.method,
    invitee_scheduled_by: null,
  }
  state.invitees.push(invitee)
  return invitee
}

/** Cancels one invitee. The event goes with the last one. */
export function cancelInvitee(
  world: CalendlyWorld,
  invitee: CalendlyInvitee,
  cancellation: Cancellation,
): void {
  const event = eventOf(world.state, invitee)
  invitee.status = 'canceled'
  invitee.cancellation = cancellation
  invitee.updated_at = cancellation.created_at
  event.invitees_counter.active -= 1
  event.updated_at = cancellation.created_at
  if (event.invitees_counter.active === 0) {
    event.status = 'canceled'
    event.cancellation = cancellation
  }
}

/** A reschedule by the invitee: a new event and invitee, the old pair canceled, two webhooks (A13). */
export function reschedule(world: CalendlyWorld, old: CalendlyInvitee, start: number): CalendlyInvitee {
  const event = eventOf(world.state, old)
  const eventType = eventTypeOf(world.state, event.event_type)
  cancelInvitee(world, old, {
    canceled_by: old.name,
    reason: null,
    canceler_type: 'invitee',
    created_at: wireTime(world.now()),
  })
  const next = book(world, {
    eventType,
    start,
    name: old.name,
    firstName: old.first_name,
    lastName: old.last_name,
    email: old.email,
    timezone: old.timezone,
    textReminderNumber: old.text_reminder_number,
    location: eventType.locations?.[0] ?? { kind: 'zoom_conference' },
    answers: old.questions_and_answers,
    tracking: old.tracking,
    guests: [],
    method: null,
    oldInvitee: old.uri,
  })
  old.rescheduled = true
  old.new_invitee = next.uri
  world.announce('invitee.canceled', old)
  world.announce('invitee.created', next)
  return next
}

export function setNoShow(
  world: CalendlyWorld,
  invitee: CalendlyInvitee,
): { uri: string; created_at: string } {
  if (invitee.no_show !== null) return invitee.no_show
  const noShow = { uri: `${API}/invitee_no_shows/${randomUUID()}`, created_at: wireTime(world.now()) }
  invitee.no_show = noShow
  world.announce('invitee_no_show.created', invitee)
  return noShow
}

export function clearNoShow(world: CalendlyWorld, invitee: CalendlyInvitee): void {
  invitee.no_show = null
  world.announce('invitee_no_show.deleted', invitee)
}

/** The event of an invitee. A dangling reference is a bug of the sandbox. */
export function eventOf(state: CalendlySandboxState, invitee: CalendlyInvitee): CalendlyEvent {
  const event = state.events.find((candidate) => candidate.uri === invitee.event)
  if (event === undefined) throw new Error(`No event for ${invitee.uri}`)
  return event
}

/** The event type with this URI; throws for one that does not exist. */
export function eventTypeOf(state: CalendlySandboxState, uri: string): CalendlyEventType {
  const eventType = state.eventTypes.find((candidate) => candidate.uri === uri)
  if (eventType === undefined) throw new Error(`No event type ${uri}`)
  return eventType
}

/** The event as it reads now: a conference has no join URL until it is ready. */
export function viewEvent(world: CalendlyWorld, event: CalendlyEvent): CalendlyEvent {
  const readyAt = Date.parse(event.created_at) + world.state.conferenceDelayMs
  if (event.location.join_url === undefined || readyAt <= world.now()) return event
  return {
    ...event,
    location: { type: event.location.type, status: 'processing', join_url: null, data: null },
  }
}

function addEvent(world: CalendlyWorld, booking: NewBooking, madeAt: string): CalendlyEvent {
  const { eventType, start } = booking
  const host = freeHosts(world.state, eventType, start)[0]
  if (host === undefined) throw new Error('No free host: the caller must look first')
  const uri = `${API}/scheduled_events/${randomUUID()}`
  const event: CalendlyEvent = {
    uri,
    name: eventType.name,
    meeting_notes_plain: null,
    meeting_notes_html: null,
    status: 'active',
    start_time: wireTime(start),
    end_time: wireTime(meetingSpan(eventType, start).end),
    event_type: eventType.uri,
    location: eventLocation(booking.location, uuidOf(uri)),
    invitees_counter: { total: 0, active: 0, limit: eventType.kind === 'group' ? GROUP_SEATS : 1 },
    created_at: madeAt,
    updated_at: madeAt,
    event_memberships: [{ user: host.uri, user_email: host.email, user_name: host.name }],
    event_guests: [],
  }
  world.state.events.push(event)
  return event
}

/** The request says `kind: zoom_conference`, the event says `type: zoom` (A10). */
function eventLocation(chosen: EventTypeLocation, uuid: string): EventLocation {
  const { kind } = chosen
  if (kind === 'physical') {
    const { location = null, additional_info } = chosen
    return { type: kind, location, ...(additional_info !== undefined && { additional_info }) }
  }
  if (kind === 'outbound_call' || kind === 'custom' || kind === 'ask_invitee') {
    return { type: kind, location: chosen.location ?? null }
  }
  if (kind === 'inbound_call') return { type: kind, location: chosen.phone_number ?? chosen.location ?? null }
  const type = kind === 'zoom_conference' ? 'zoom' : kind
  return {
    type,
    status: 'pushed',
    join_url: `https://meet.example.com/${uuid}`,
    data: { id: uuid, settings: {}, password: 'sandbox', extra: null },
  }
}
