import type { Account } from '../../domain/settings'
import { HOUR, toInstant } from '../../domain/time'
import type { HttpAnswer } from '../http'
import type { Outcome } from '../provider'
import { unreachable, type CalendlyClient } from './client'
import { calendlyFailure } from './errors'
import { errorSchema, userSchema } from './wire'

/** Names nothing at Calendly, so that asking to change it changes nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Whose token it is (W4). */
export async function whoIsIt(client: CalendlyClient): Promise<Outcome<Account>> {
  const user = await client.get('/users/me', {}, userSchema)
  if (user.kind === 'failed') return user
  const { uri, name, email, current_organization } = user.value.resource
  return { kind: 'ok', value: { id: uri, name, email: email ?? null, organization: current_organization } }
}

/**
 * Asks one call of each family that Slotkeeper needs and collects the scopes that are missing (W4). The calls that
 * need a write permission name things that do not exist, so nothing can change. Fails when Calendly cannot be asked.
 */
export async function findMissingPermissions(
  client: CalendlyClient,
  account: Account,
  now: number,
): Promise<Outcome<string[]>> {
  const window = new URLSearchParams({
    event_type: `https://api.calendly.com/event_types/${NOBODY}`,
    start_time: toInstant(now + HOUR),
    end_time: toInstant(now + 2 * HOUR),
  })
  const user = new URLSearchParams({ user: account.id, count: '1' })
  const probes: (() => Promise<HttpAnswer>)[] = [
    () => client.send('GET', `/event_types?${user.toString()}`),
    () => client.send('GET', `/event_type_available_times?${window.toString()}`),
    () => client.send('GET', `/scheduled_events?${user.toString()}`),
    () => client.send('POST', `/scheduled_events/${NOBODY}/cancellation`, {}),
    () => client.send('DELETE', `/webhook_subscriptions/${NOBODY}`),
  ]
  const missing = new Set<string>()
  for (const probe of probes) {
    const answer = await probe()
    if (answer.kind !== 'answer') return unreachable(answer)
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) {
      return calendlyFailure(answer.status, answer.body)
    }
    if (answer.status === 403) for (const scope of scopesOf(answer.body)) missing.add(scope)
  }
  return { kind: 'ok', value: [...missing] }
}

function scopesOf(body: unknown): string[] {
  const parsed = errorSchema.safeParse(body)
  return parsed.success ? (parsed.data.required_scopes ?? []) : []
}
