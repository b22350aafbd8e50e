import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context'
import { toInstant } from '../domain/time'
import type { CalendlyClient } from '../providers/calendly/client'
import { uuidOf } from '../providers/calendly/client'
import { CALENDLY_EVENTS } from '../providers/calendly/webhook'
import {
  subscriptionAnswerSchema,
  subscriptionSchema,
  type CalendlySubscription,
} from '../providers/calendly/wire'
import { connectionOf, settingsOf } from '../store/workspace'
import type { Outcome } from '../providers/provider'

export const CALENDLY_WEBHOOK_PATH = '/webhooks/calendly'

/** Where Calendly is told to send webhooks; null while the internet cannot reach this app. */
export function callbackUrl(publicWebhookUrl: string): string | null {
  return publicWebhookUrl ? publicWebhookUrl.replace(/\/+$/, '') + CALENDLY_WEBHOOK_PATH : null
}

/**
 * Sees to it that exactly one subscription of ours exists for the public address, signed with a key of ours that is
 * stored before the subscription is made (T5). One that is disabled, that goes elsewhere or whose key is not here is
 * removed and made anew: Calendly has no call to change one.
 */
export async function ensureSubscription(context: Context, client: CalendlyClient): Promise<Outcome<true>> {
  const { store, secrets } = context
  const connection = connectionOf(store, 'calendly')
  const { account } = connection
  const url = callbackUrl(settingsOf(store).publicWebhookUrl)
  if (!url || !account?.organization) return { kind: 'ok', value: true }
  const owner = { organization: account.organization, user: account.id, scope: 'user' }
  const listed = await client.list('/webhook_subscriptions', owner, subscriptionSchema)
  if (listed.kind === 'failed') return listed
  const { subscription } = connection
  const ours = listed.value.filter((one) => one.callback_url === url || one.uri === subscription?.uri)
  const key = secrets.get('calendly.webhookSigningKey')
  const isOurKey = key !== null && digest(key) === subscription?.keyDigest
  const good = isOurKey ? ours.find((one) => isGood(one, url, subscription.uri)) : undefined
  for (const stray of ours.filter((one) => one !== good)) {
    const removed = await client.remove(`/webhook_subscriptions/${uuidOf(stray.uri)}`)
    if (removed.kind === 'failed') return removed
  }
  if (good) return { kind: 'ok', value: true }
  return create(context, client, url, owner)
}

function isGood(subscription: CalendlySubscription, url: string, knownUri: string): boolean {
  const isActive = (subscription.state ?? 'active') === 'active'
  return subscription.uri === knownUri && subscription.callback_url === url && isActive
}

async function create(
  context: Context,
  client: CalendlyClient,
  url: string,
  owner: { organization: string; user: string; scope: string },
): Promise<Outcome<true>> {
  const key = randomBytes(32).toString('hex')
  await context.secrets.set('calendly.webhookSigningKey', key)
  const made = await client.post(
    '/webhook_subscriptions',
    { url, events: CALENDLY_EVENTS, ...owner, signing_key: key },
    subscriptionAnswerSchema,
  )
  if (made.kind === 'failed') return made
  await context.store.transact('subscription.made', (transaction) => {
    transaction.put('connections', {
      ...connectionOf(transaction, 'calendly'),
      subscription: {
        uri: made.value.resource.uri,
        callbackUrl: url,
        accountId: owner.user,
        createdAt: toInstant(context.clock.now()),
        keyDigest: digest(key),
      },
    })
  })
  return { kind: 'ok', value: true }
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Deletes the subscription that we made, then its key (W5). Fails when Calendly cannot be asked to. */
export async function removeSubscription(context: Context, client: CalendlyClient): Promise<Outcome<true>> {
  const { subscription } = connectionOf(context.store, 'calendly')
  if (subscription) {
    const removed = await client.remove(`/webhook_subscriptions/${uuidOf(subscription.uri)}`)
    if (removed.kind === 'failed') return removed
  }
  await context.secrets.clear('calendly.webhookSigningKey')
  await context.store.transact('subscription.removed', (transaction) => {
    transaction.put('connections', { ...connectionOf(transaction, 'calendly'), subscription: null })
  })
  return { kind: 'ok', value: true }
}
