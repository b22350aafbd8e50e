import { asObject, filledText, type Answer, type Call, type Route } from '../shared/exchange'
import { DAY } from '../shared/open-hours'
import { forbidden, invalid, missing, notFound, page, resource } from './answers'
import { busyTimesOf, offeredStarts, seatsLeft } from './availability'
import type { CalendlyWorld } from './bookings'
import { API, SITE, uuidOf, wireTime } from './state'
import { randomBytes } from 'node:crypto'

const NOT_IN_ORGANIZATION = 'This user is not in your organization'

/** Users, event types, available and busy times, single-use links (A4 to A8). */
export function accountRoutes(world: CalendlyWorld): Route[] {
  const { state } = world
  const userByUri = (uri: string): boolean => state.users.some((user) => user.uri === uri)

  const listEventTypes = (call: Call): Answer => {
    const user = call.query.get('user')
    const organization = call.query.get('organization')
    if (user === null && organization === null) {
      return invalid([{ message: 'user or organization must be given' }])
    }
    if (user !== null && !userByUri(user)) return forbidden(NOT_IN_ORGANIZATION)
    if (organization !== null && organization !== state.organization) {
      return forbidden('You do not have permission to access this resource.')
    }
    const active = call.query.get('active')
    const [key = 'name', direction = 'asc'] = (call.query.get('sort') ?? 'name:asc').split(':')
    if (!isSortKey(key)) return invalid([{ parameter: 'sort', message: 'is invalid' }])
    const listed = state.eventTypes
      .filter((eventType) => user === null || eventType.profile.owner === user)
      .filter((eventType) => active === null || eventType.active === (active === 'true'))
      .sort((one, other) => compare(one[key], other[key]) * (direction === 'desc' ? -1 : 1))
    return page(call, listed)
  }

  const availableTimes = (call: Call): Answer => {
    const uri = call.query.get('event_type')
    if (uri === null) return missing('event_type')
    const span = spanOf(call, world.now(), 31)
    if ('status' in span) return span
    const eventType = state.eventTypes.find((candidate) => candidate.uri === uri)
    if (eventType === undefined) return notFound()
    const collection = offeredStarts(state, eventType, span)
      .map((start) => ({ start, seats: seatsLeft(state, eventType, start) }))
      .filter(({ seats }) => seats > 0)
      .map(({ start, seats }) => {
        const startTime = new Date(start).toISOString().replace('.000Z', 'Z')
        const day = startTime.slice(0, 10)
        return {
          status: 'available',
          invitees_remaining: seats,
          start_time: startTime,
          scheduling_url: `${eventType.scheduling_url}/${startTime}?month=${day.slice(0, 7)}&date=${day}`,
        }
      })
    return { status: 200, body: { collection } }
  }

  const busyTimes = (call: Call): Answer => {
    const user = call.query.get('user')
    if (user === null) return missing('user')
    const span = spanOf(call, world.now(), 7)
    if ('status' in span) return span
    if (!userByUri(user)) return forbidden(NOT_IN_ORGANIZATION)
    const collection = busyTimesOf(state, user)
      .filter((busy) => busy.start < span.end && busy.end > span.start)
      .map((busy) => ({
        type: busy.event === undefined ? 'external' : 'calendly',
        start_time: wireTime(busy.start),
        end_time: wireTime(busy.end),
        ...(busy.event !== undefined && {
          buffered_start_time: wireTime(busy.start),
          buffered_end_time: wireTime(busy.end),
          event: { uri: busy.event },
        }),
      }))
    return { status: 200, body: { collection } }
  }

  const createLink = (call: Call): Answer => {
    const body = asObject(call.body)
    const owner = filledText(body['owner'])
    if (owner === undefined) return missing('owner')
    if (body['max_event_count'] !== 1) {
      return invalid([{ parameter: 'max_event_count', message: 'must be equal to 1' }])
    }
    if (body['owner_type'] !== 'EventType') {
      return invalid([{ parameter: 'owner_type', message: 'must be one of: EventType' }])
    }
    const eventType = state.eventTypes.find((candidate) => candidate.uri === owner)
    if (eventType === undefined) return notFound()
    const code = randomBytes(6)
      .toString('hex')
      .replace(/^(.{4})(.{3}).*/, '$1-$2')
    const bookingUrl = `${SITE}/d/${code}/${eventType.slug}`
    state.links.push({ bookingUrl, owner })
    return resource(201, { booking_url: bookingUrl, owner, owner_type: 'EventType' })
  }

  return [
    {
      method: 'GET',
      path: '/users/me',
      scopes: ['users:read'],
      handle: () => resource(200, state.users[0]),
    },
    {
      method: 'GET',
      path: '/users/{uuid}',
      scopes: ['users:read'],
      handle: (call) => found(state.users.find((user) => uuidOf(user.uri) === call.params['uuid'])),
    },
    { method: 'GET', path: '/event_types', scopes: ['event_types:read'], handle: listEventTypes },
    {
      method: 'GET',
      path: '/event_types/{uuid}',
      scopes: ['event_types:read'],
      handle: (call) =>
        found(state.eventTypes.find(({ uri }) => uri === `${API}/event_types/${call.params['uuid']}`)),
    },
    {
      method: 'GET',
      path: '/event_type_available_times',
      // Two vendor pages name two different scopes (A1): either opens the door here.
      scopes: ['availability:read', 'event_types:read'],
      handle: availableTimes,
    },
    { method: 'GET', path: '/user_busy_times', scopes: ['availability:read'], handle: busyTimes },
    { method: 'POST', path: '/scheduling_links', scopes: ['scheduling_links:write'], handle: createLink },
  ]
}

/** 200 with the resource, or 404. */
export function found(value: unknown): Answer {
  return value === undefined ? notFound() : resource(200, value)
}

type SortKey = 'name' | 'position' | 'created_at' | 'updated_at'

function isSortKey(key: string): key is SortKey {
  return ['name', 'position', 'created_at', 'updated_at'].includes(key)
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** The `start_time` and `end_time` of a query in epoch ms, or the 400 that refuses them (A6, A7). */
function spanOf(call: Call, now: number, maxDays: number): { start: number; end: number } | Answer {
  const times: number[] = []
  for (const parameter of ['start_time', 'end_time']) {
    const text = call.query.get(parameter)
    if (text === null) return missing(parameter)
    const instant = Date.parse(text)
    if (Number.isNaN(instant)) return invalid([{ parameter, message: 'is invalid' }])
    times.push(instant)
  }
  const [start = 0, end = 0] = times
  if (start <= now) return invalid([{ parameter: 'start_time', message: 'start_time must be in the future' }])
  if (end <= start) return invalid([{ parameter: 'end_time', message: 'end_time must be after start_time' }])
  if (end - start > maxDays * DAY) {
    return invalid([{ message: `date range can be no greater than ${maxDays} days` }])
  }
  return { start, end }
}
