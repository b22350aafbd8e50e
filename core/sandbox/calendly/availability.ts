import { MINUTE, openStarts, overlaps, type Span } from '../shared/open-hours'
import { GROUP_SEATS } from './seed'
import { wireTime, type CalendlySandboxState } from './state'
import type { CalendlyEvent, CalendlyEventType, CalendlyUser } from './wire'

/** Who can hold a meeting of this type: everybody for round robin, else its owner. */
export function hostsOf(state: CalendlySandboxState, eventType: CalendlyEventType): CalendlyUser[] {
  if (eventType.pooling_type === 'round_robin') return state.users
  return state.users.filter((user) => user.uri === eventType.profile.owner)
}

/** When this user is busy, with the Calendly event where there is one. */
export function busyTimesOf(state: CalendlySandboxState, user: string): (Span & { event?: string })[] {
  const booked = state.events
    .filter(
      (event) => event.status === 'active' && event.event_memberships.some((member) => member.user === user),
    )
    .map((event) => ({ ...spanOf(event), event: event.uri }))
  const external = state.busy.filter((busy) => busy.user === user).map(({ start, end }) => ({ start, end }))
  return [...booked, ...external].sort((one, other) => one.start - other.start)
}

/** The meeting that a start (epoch ms) would make. */
export function meetingSpan(eventType: CalendlyEventType, start: number): Span {
  return { start, end: start + eventType.duration * MINUTE }
}

/** The hosts with nothing else at this time, those with the fewest meetings first. */
export function freeHosts(
  state: CalendlySandboxState,
  eventType: CalendlyEventType,
  start: number,
): CalendlyUser[] {
  const span = meetingSpan(eventType, start)
  return hostsOf(state, eventType)
    .map((host) => ({ host, busy: busyTimesOf(state, host.uri) }))
    .filter(({ busy }) => !busy.some((other) => overlaps(span, other)))
    .sort((one, other) => one.busy.length - other.busy.length)
    .map(({ host }) => host)
}

/** The group meeting that already stands at this start, if any. */
export function standingGroupEvent(
  state: CalendlySandboxState,
  eventType: CalendlyEventType,
  start: number,
): CalendlyEvent | undefined {
  if (eventType.kind !== 'group') return undefined
  const startTime = wireTime(start)
  return state.events.find(
    (event) =>
      event.event_type === eventType.uri && event.status === 'active' && event.start_time === startTime,
  )
}

/** How many invitees this start (epoch ms) still takes; 0 when it is filled. Open hours are not looked at. */
export function seatsLeft(state: CalendlySandboxState, eventType: CalendlyEventType, start: number): number {
  const standing = standingGroupEvent(state, eventType, start)
  if (standing !== undefined) return standing.invitees_counter.limit - standing.invitees_counter.active
  if (freeHosts(state, eventType, start).length === 0) return 0
  return eventType.kind === 'group' ? GROUP_SEATS : 1
}

/** True when the type is open for booking at this start (epoch ms), free or not. */
export function isOfferedStart(
  state: CalendlySandboxState,
  eventType: CalendlyEventType,
  start: number,
  now: number,
): boolean {
  return start > now && offeredStarts(state, eventType, { start, end: start + 1 }).includes(start)
}

/** All starts (epoch ms) in the span that the type would offer with empty calendars. An inactive type has none. */
export function offeredStarts(
  state: CalendlySandboxState,
  eventType: CalendlyEventType,
  span: Span,
): number[] {
  if (!eventType.active) return []
  const hours = { ...state.openHours, incrementMinutes: eventType.start_time_increment ?? 30 }
  return openStarts(hours, eventType.duration, span)
}

function spanOf(event: CalendlyEvent): Span {
  return { start: Date.parse(event.start_time), end: Date.parse(event.end_time) }
}
