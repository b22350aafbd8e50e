import { randomUUID } from 'node:crypto'
import { asObject, filledText, type Answer, type Call, type Route } from '../shared/exchange'
import { found } from './account-routes'
import {
  alreadyExists,
  forbidden,
  insufficientScope,
  invalid,
  missing,
  notFound,
  page,
  resource,
} from './answers'
import { sampleInvitee } from './sample'
import { API, uuidOf, wireTime, type CalendlyToken } from './state'
import type { CalendlyWorld } from './bookings'
import { allows } from './permissions'
import { WEBHOOK_EVENTS, type CalendlySubscription, type InviteeEvent } from './wire'

const SCOPES = ['user', 'organization', 'group'] as const

/** Webhook subscriptions and sample data (A14). There is no update and no way to re-enable. */
export function webhookRoutes(
  world: CalendlyWorld,
  tokenOf: (call: Call) => CalendlyToken | undefined,
): Route[] {
  const { state } = world

  const create = (call: Call): Answer => {
    const body = asObject(call.body)
    for (const key of ['url', 'events', 'organization', 'scope']) {
      if (body[key] === undefined || body[key] === null) return missing(key)
    }
    const url = filledText(body['url'])
    if (url === undefined || !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      return invalid([{ parameter: 'url', message: 'is invalid' }])
    }
    const events = Array.isArray(body['events']) ? body['events'].map(String) : []
    const known: readonly string[] = WEBHOOK_EVENTS
    if (events.length === 0 || !events.every((event) => known.includes(event))) {
      return invalid([{ parameter: 'events', message: 'is invalid' }])
    }
    const target = checkTarget({
      scope: body['scope'],
      organization: body['organization'],
      user: body['user'],
    })
    if ('status' in target) return target
    const token = tokenOf(call)
    if (events.some((event) => event.startsWith('invitee')) && !allows(token, ['scheduled_events:read'])) {
      return insufficientScope(['scheduled_events:read'])
    }
    const { scope, user } = target
    if (state.subscriptions.some((other) => isSameHook(other.resource, { url, scope, user }))) {
      return alreadyExists('Hook with this url already exists')
    }
    const subscription: CalendlySubscription = {
      uri: `${API}/webhook_subscriptions/${randomUUID()}`,
      callback_url: url,
      created_at: wireTime(world.now()),
      updated_at: wireTime(world.now()),
      retry_started_at: null,
      state: 'active',
      events,
      scope,
      organization: state.organization,
      user,
      group: null,
      creator: state.users[0]?.uri ?? '',
    }
    state.subscriptions.push({ resource: subscription, signingKey: filledText(body['signing_key']) ?? null })
    return resource(201, subscription)
  }

  const list = (call: Call): Answer => {
    const target = checkTarget({
      scope: call.query.get('scope'),
      organization: call.query.get('organization'),
      user: call.query.get('user'),
    })
    if ('status' in target) return target
    const listed = state.subscriptions
      .map((subscription) => subscription.resource)
      .filter(({ scope, user }) => scope === target.scope && (target.user === null || user === target.user))
    return page(call, call.query.get('sort') === 'created_at:desc' ? listed.reverse() : listed)
  }

  const remove = (call: Call): Answer => {
    const index = indexOf(call)
    if (index < 0) return notFound()
    state.subscriptions.splice(index, 1)
    return { status: 204 }
  }

  const sample = (call: Call): Answer => {
    const event = call.query.get('event')
    if (event === null) return missing('event')
    const target = checkTarget({
      scope: call.query.get('scope'),
      organization: call.query.get('organization'),
      user: call.query.get('user'),
    })
    if ('status' in target) return target
    if (!isInviteeEvent(event)) {
      return invalid([{ parameter: 'event', message: 'has no sample in this sandbox' }])
    }
    return { status: 200, body: sampleInvitee(world, event) }
  }

  interface Target {
    scope: (typeof SCOPES)[number]
    user: string | null
  }

  /** Organization and scope are required everywhere; a user scope needs its user. */
  const checkTarget = (given: { scope: unknown; organization: unknown; user: unknown }): Target | Answer => {
    const scope = SCOPES.find((candidate) => candidate === given.scope)
    if (given.organization === null || given.organization === undefined) return missing('organization')
    if (scope === undefined) {
      return given.scope === null
        ? missing('scope')
        : invalid([{ parameter: 'scope', message: 'is invalid' }])
    }
    if (given.organization !== state.organization) {
      return forbidden('You do not have permission to access this resource.')
    }
    if (scope !== 'user') return { scope, user: null }
    const user = filledText(given.user)
    if (user === undefined) return missing('user')
    if (!state.users.some(({ uri }) => uri === user))
      return forbidden('This user is not in your organization')
    return { scope, user }
  }

  const indexOf = (call: Call): number =>
    state.subscriptions.findIndex((subscription) => uuidOf(subscription.resource.uri) === call.params['uuid'])

  return [
    { method: 'POST', path: '/webhook_subscriptions', scopes: ['webhooks:write'], handle: create },
    { method: 'GET', path: '/webhook_subscriptions', scopes: ['webhooks:read'], handle: list },
    {
      method: 'GET',
      path: '/webhook_subscriptions/{uuid}',
      scopes: ['webhooks:read'],
      handle: (call) => found(state.subscriptions[indexOf(call)]?.resource),
    },
    { method: 'DELETE', path: '/webhook_subscriptions/{uuid}', scopes: ['webhooks:write'], handle: remove },
    { method: 'GET', path: '/sample_webhook_data', scopes: ['webhooks:read'], handle: sample },
  ]
}

function isSameHook(
  other: CalendlySubscription,
  hook: { url: string; scope: string; user: string | null },
): boolean {
  return other.callback_url === hook.url && other.scope === hook.scope && other.user === hook.user
}

function isInviteeEvent(event: string): event is InviteeEvent {
  return [
    'invitee.created',
    'invitee.canceled',
    'invitee_no_show.created',
    'invitee_no_show.deleted',
  ].includes(event)
}
