import { asObject, filledText, type Answer, type Call, type Route } from '../shared/exchange'
import { found } from './account-routes'
import { forbidden, invalid, missing, notFound, page, resource } from './answers'
import { checkBooking } from './booking-rules'
import { book, cancelInvitee, clearNoShow, setNoShow, viewEvent, type CalendlyWorld } from './bookings'
import { uuidOf, wireTime } from './state'
import type { CalendlyEvent, CalendlyInvitee, Cancellation } from './wire'

/** Bookings, scheduled events, invitees, cancellations and no-shows (A9 to A12). */
export function meetingRoutes(world: CalendlyWorld, listLag: () => number): Route[] {
  const { state } = world
  const eventBy = (uuid: string | undefined): CalendlyEvent | undefined =>
    state.events.find((event) => uuidOf(event.uri) === uuid)
  const inviteesOf = (event: CalendlyEvent): CalendlyInvitee[] =>
    state.invitees.filter((invitee) => invitee.event === event.uri)

  const createInvitee = (call: Call): Answer => {
    const booking = checkBooking(world, call.body)
    if (!booking.ok) return booking.answer
    const invitee = book(world, booking.value)
    world.announce('invitee.created', invitee)
    return resource(201, invitee)
  }

  const listEvents = (call: Call): Answer => {
    const { query } = call
    const user = query.get('user')
    const organization = query.get('organization')
    if (user === null && organization === null && query.get('group') === null) {
      return invalid([{ message: 'user, organization or group must be given' }])
    }
    if (user !== null && !state.users.some(({ uri }) => uri === user)) {
      return forbidden('This user is not in your organization')
    }
    if (organization !== null && organization !== state.organization) {
      return forbidden('You do not have permission to access this resource.')
    }
    const bounds = boundsOf(call)
    if ('status' in bounds) return bounds
    const sort = query.get('sort') ?? 'start_time:asc'
    if (!/^start_time:(asc|desc)$/.test(sort)) return invalid([{ parameter: 'sort', message: 'is invalid' }])
    const status = query.get('status')
    const email = query.get('invitee_email')?.toLowerCase()
    const listed = state.events
      .filter((event) => Date.parse(event.created_at) + listLag() <= world.now())
      .filter((event) => user === null || event.event_memberships.some((member) => member.user === user))
      .filter((event) => status === null || event.status === status)
      .filter(
        (event) => Date.parse(event.start_time) >= bounds.min && Date.parse(event.start_time) <= bounds.max,
      )
      .filter(
        (event) =>
          email === undefined || inviteesOf(event).some((invitee) => invitee.email.toLowerCase() === email),
      )
      .sort((one, other) => one.start_time.localeCompare(other.start_time) * (sort.endsWith('desc') ? -1 : 1))
    return page(call, listed.map(apiEvent))
  }

  const listInvitees = (call: Call): Answer => {
    const event = eventBy(call.params['uuid'])
    if (event === undefined) return notFound()
    const status = call.query.get('status')
    const email = call.query.get('email')?.toLowerCase()
    const descending = call.query.get('sort') === 'created_at:desc'
    const listed = inviteesOf(event)
      .filter((invitee) => status === null || invitee.status === status)
      .filter((invitee) => email === undefined || invitee.email.toLowerCase() === email)
    return page(call, descending ? listed.reverse() : listed)
  }

  const cancelEvent = (call: Call): Answer => {
    const event = eventBy(call.params['uuid'])
    if (event === undefined) return notFound()
    const reason = filledText(asObject(call.body)['reason']) ?? null
    if (reason !== null && reason.length > 10_000) {
      return invalid([{ parameter: 'reason', message: 'size cannot be greater than 10000' }])
    }
    if (event.status === 'canceled') return forbidden('Event is already canceled')
    if (Date.parse(event.start_time) <= world.now()) return forbidden('Event in the past')
    const cancellation: Cancellation = {
      canceled_by: event.event_memberships[0]?.user_name ?? '',
      reason,
      canceler_type: 'host',
      created_at: wireTime(world.now()),
    }
    const active = inviteesOf(event).filter((invitee) => invitee.status === 'active')
    for (const invitee of active) cancelInvitee(world, invitee, cancellation)
    for (const invitee of active) world.announce('invitee.canceled', invitee)
    return resource(201, cancellation)
  }

  const createNoShow = (call: Call): Answer => {
    const uri = filledText(asObject(call.body)['invitee'])
    if (uri === undefined) return missing('invitee')
    const invitee = state.invitees.find((candidate) => candidate.uri === uri)
    if (invitee === undefined) return notFound()
    return resource(201, { ...setNoShow(world, invitee), invitee: uri })
  }

  const noShowBy = (call: Call): CalendlyInvitee | undefined =>
    state.invitees.find(({ no_show }) => no_show !== null && uuidOf(no_show.uri) === call.params['uuid'])

  const getNoShow = (call: Call): Answer => {
    const invitee = noShowBy(call)
    return found(invitee && { ...invitee.no_show, invitee: invitee.uri })
  }

  const deleteNoShow = (call: Call): Answer => {
    const invitee = noShowBy(call)
    if (invitee === undefined) return notFound()
    clearNoShow(world, invitee)
    return { status: 204 }
  }

  /** The API adds the deprecated `calendar_event`, which webhooks do not have. */
  const apiEvent = (event: CalendlyEvent): object => ({
    ...viewEvent(world, event),
    calendar_event: { kind: 'google', external_id: uuidOf(event.uri).replaceAll('-', '') },
  })

  return [
    { method: 'POST', path: '/invitees', scopes: ['scheduled_events:write'], handle: createInvitee },
    { method: 'GET', path: '/scheduled_events', scopes: ['scheduled_events:read'], handle: listEvents },
    {
      method: 'GET',
      path: '/scheduled_events/{uuid}',
      scopes: ['scheduled_events:read'],
      handle: (call) => {
        const event = eventBy(call.params['uuid'])
        return found(event && apiEvent(event))
      },
    },
    {
      method: 'GET',
      path: '/scheduled_events/{uuid}/invitees',
      scopes: ['scheduled_events:read'],
      handle: listInvitees,
    },
    {
      method: 'GET',
      path: '/scheduled_events/{event_uuid}/invitees/{invitee_uuid}',
      scopes: ['scheduled_events:read'],
      handle: (call) =>
        found(
          state.invitees.find(
            (invitee) =>
              uuidOf(invitee.uri) === call.params['invitee_uuid'] &&
              uuidOf(invitee.event) === call.params['event_uuid'],
          ),
        ),
    },
    {
      method: 'POST',
      path: '/scheduled_events/{uuid}/cancellation',
      scopes: ['scheduled_events:write'],
      handle: cancelEvent,
    },
    { method: 'POST', path: '/invitee_no_shows', scopes: ['scheduled_events:write'], handle: createNoShow },
    { method: 'GET', path: '/invitee_no_shows/{uuid}', scopes: ['scheduled_events:read'], handle: getNoShow },
    {
      method: 'DELETE',
      path: '/invitee_no_shows/{uuid}',
      scopes: ['scheduled_events:write'],
      handle: deleteNoShow,
    },
  ]
}

/** The start-time bounds of a list query in epoch ms, or the 400 that refuses them. */
function boundsOf(call: Call): { min: number; max: number } | Answer {
  const bounds = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }
  for (const side of ['min', 'max'] as const) {
    const text = call.query.get(`${side}_start_time`)
    if (text === null) continue
    bounds[side] = Date.parse(text)
    if (Number.isNaN(bounds[side])) {
      return invalid([{ parameter: `${side}_start_time`, message: 'is invalid' }])
    }
  }
  return bounds
}
