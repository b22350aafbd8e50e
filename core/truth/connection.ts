import type { Context } from '../context'
import type { ProviderId } from '../domain/names'
import { PROVIDER_NAMES } from '../domain/names'
import type { Connection } from '../domain/settings'
import { toInstant } from '../domain/time'
import type { CalendlyClient } from '../providers/calendly/client'
import type { Failure, Outcome, ProviderHealth } from '../providers/provider'
import { connectionOf, newConnection, settingsOf } from '../store/workspace'
import { ensureSubscription, removeSubscription } from './subscription'

/**
 * Asks the provider, live, whose account it is and what is missing, and keeps the answer (W4). Another account than
 * before drops everything that was cached from the old one (W5). When it works, the event type or calendar is resolved
 * and Calendly's webhooks are seen to.
 */
export async function testConnection(
  context: Context,
  calendly: CalendlyClient,
  provider: ProviderId,
): Promise<void> {
  const health = await context.providers[provider].check()
  await keep(context, provider, health)
  if (health.kind === 'failing') return
  const problems: Failure[] = []
  // Read anew, so that a test sees an event type that was changed at the provider.
  await forgetTarget(context, provider)
  if (isConfigured(context, provider)) collect(problems, await context.providers[provider].target())
  if (provider === 'calendly') collect(problems, await ensureSubscription(context, calendly))
  const [problem] = problems
  if (!problem) return
  await context.store.transact('connection.problem', (transaction) => {
    const connection = connectionOf(transaction, provider)
    transaction.put('connections', { ...connection, health: 'failing', message: problem.message })
  })
}

function collect(problems: Failure[], outcome: Outcome<unknown>): void {
  if (outcome.kind === 'failed') problems.push(outcome)
}

function isConfigured(context: Context, provider: ProviderId): boolean {
  const settings = settingsOf(context.store)
  return provider === 'calendly' ? settings.calendly.eventLink !== '' : settings.ghl.calendarId !== ''
}

function keep(context: Context, provider: ProviderId, health: ProviderHealth): Promise<void> {
  return context.store.transact('connection.checked', (transaction) => {
    const before = connectionOf(transaction, provider)
    const account = health.account ?? before.account
    const base = account?.id === before.account?.id ? before : { ...newConnection(provider) }
    transaction.put('connections', {
      ...base,
      account,
      ...describe(provider, health),
      missingPermissions: health.missingPermissions,
      checkedAt: toInstant(context.clock.now()),
    })
  })
}

function describe(provider: ProviderId, health: ProviderHealth): Pick<Connection, 'health' | 'message'> {
  if (health.kind === 'failing') return { health: 'failing', message: health.message }
  const { missingPermissions: missing } = health
  if (missing.length === 0) return { health: 'ok', message: `${PROVIDER_NAMES[provider]} works.` }
  return {
    health: 'failing',
    message: `The token lacks ${missing.join(', ')}. Make one that has them and save it here.`,
  }
}

/** Drops what was resolved from settings that have changed (W5). */
export function forgetTarget(context: Context, provider: ProviderId): Promise<void> {
  return context.store.transact('connection.retarget', (transaction) => {
    transaction.put('connections', { ...connectionOf(transaction, provider), target: null })
  })
}

/**
 * Removes our webhook subscription, then the token and all that was learnt with it; meetings and the other provider's
 * settings stay (W2, W5). Fails, and changes nothing, while Calendly cannot be reached; a token that Calendly no longer
 * accepts is cleared anyway, because nothing can be removed with it.
 */
export async function clearConnection(
  context: Context,
  calendly: CalendlyClient,
  provider: ProviderId,
): Promise<Outcome<true>> {
  if (provider === 'calendly') {
    const removed = await removeSubscription(context, calendly)
    if (removed.kind === 'failed' && !['auth', 'not_configured', 'scope'].includes(removed.reason))
      return removed
    await context.secrets.clear('calendly.webhookSigningKey')
    await context.secrets.clear('calendly.token')
  } else {
    await context.secrets.clear('ghl.token')
  }
  await context.store.transact('connection.cleared', (transaction) => {
    transaction.put('connections', newConnection(provider))
  })
  return { kind: 'ok', value: true }
}
