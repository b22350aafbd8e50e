import type { Account } from '../../domain/settings'
import { HOUR, toInstant } from '../../domain/time'
import type { HttpCall } from '../http'
import { failed, type Outcome } from '../provider'
import { unreachable, type CalendlyClient } from './client'
import { calendlyFailure } from './errors'
import { errorSchema, userSchema } from './wire'

/** Names nothing at Calendly, so that asking to change it changes nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const NO_EVENT_TYPE = `https://api.calendly.com/event_types/${NOBODY}`

/** Answers that come only after the permission was granted: done, bad input, not found. */
const GRANTED = new Set([200, 201, 204, 400, 404])

/** Without it leads are sent the public page instead of a link of their own (C3). */
const LINKS = 'scheduling_links:write'

/** Whether bookings go on without this permission. */
export function isDispensable(scope: string): boolean {
  return scope === LINKS
}

interface Probe {
  scope: string
  method: HttpCall['method']
  path: string
  body?: unknown
}

/** Whose token it is (W4). */
export async function whoIsIt(client: CalendlyClient): Promise<Outcome<Account>> {
  const user = await client.get('/users/me', {}, userSchema)
  if (user.kind === 'failed') return user
  const { uri, name, email, current_organization } = user.value.resource
  return { kind: 'ok', value: { id: uri, name, email: email ?? null, organization: current_organization } }
}

/**
 * Asks one call of each family that Slotkeeper needs and collects the scopes that are missing (W4). The calls that
 * need a write permission name things that do not exist, so nothing can change. Fails when Calendly cannot be asked, or
 * refuses in a way that leaves open whether a permission that bookings need is there.
 */
export async function findMissingPermissions(
  client: CalendlyClient,
  account: Account,
  now: number,
): Promise<Outcome<string[]>> {
  const missing = new Set<string>()
  for (const { scope, method, path, body } of probesFor(account, now)) {
    const answer = await client.send(method, path, body)
    if (answer.kind !== 'answer') return unreachable(answer)
    if (GRANTED.has(answer.status)) continue
    const scopes = answer.status === 403 ? scopesOf(answer.body) : []
    for (const one of scopes) missing.add(one)
    if (scopes.length > 0 || isDispensable(scope)) continue
    const { reason, message } = calendlyFailure(answer.status, answer.body)
    return failed(reason, `${message} The permission ${scope} could not be tested.`)
  }
  return { kind: 'ok', value: [...missing] }
}

function probesFor(account: Account, now: number): Probe[] {
  const window = new URLSearchParams({
    event_type: NO_EVENT_TYPE,
    start_time: toInstant(now + HOUR),
    end_time: toInstant(now + 2 * HOUR),
  })
  const user = new URLSearchParams({ user: account.id, count: '1' })
  return [
    { scope: 'event_types:read', method: 'GET', path: `/event_types?${user.toString()}` },
    {
      scope: 'availability:read',
      method: 'GET',
      path: `/event_type_available_times?${window.toString()}`,
    },
    { scope: 'scheduled_events:read', method: 'GET', path: `/scheduled_events?${user.toString()}` },
    {
      scope: 'scheduled_events:write',
      method: 'POST',
      path: `/scheduled_events/${NOBODY}/cancellation`,
      body: {},
    },
    {
      scope: LINKS,
      method: 'POST',
      path: '/scheduling_links',
      body: { max_event_count: 1, owner: NO_EVENT_TYPE, owner_type: 'EventType' },
    },
    { scope: 'webhooks:write', method: 'DELETE', path: `/webhook_subscriptions/${NOBODY}` },
  ]
}

function scopesOf(body: unknown): string[] {
  const parsed = errorSchema.safeParse(body)
  return parsed.success ? (parsed.data.required_scopes ?? []) : []
}
