import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context'
import type { Connection } from '../domain/settings'
import { toInstant } from '../domain/time'
import type { PublicAddress } from '../domain/tunnel'
import type { CalendlyClient } from '../providers/calendly/client'
import { uuidOf, type Answered } from '../providers/calendly/client'
import { CALENDLY_EVENTS } from '../providers/calendly/webhook'
import {
  subscriptionAnswerSchema,
  subscriptionSchema,
  type CalendlySubscription,
} from '../providers/calendly/wire'
import { failed, type Outcome } from '../providers/provider'
import { connectionOf } from '../store/workspace'

/** What the receiver listens on; a subscription's own address has its mark behind it. */
export const CALENDLY_WEBHOOK_PATH = '/webhooks/calendly'

const KEY = 'calendly.webhookSigningKey'
const PATH = '/webhook_subscriptions'

/** How many characters of the key's digest an address carries: enough that no two keys share them. */
const MARK_LENGTH = 16

/**
 * Sees to it that exactly one subscription of ours exists for the public address, signed with a key of ours that is
 * stored before the subscription is made (T5). Its address carries a mark of the key, so that it is known as ours, and
 * its key as the one that is here, whatever was cut off before it was written down. Calendly has no call to change one:
 * what is disabled or goes elsewhere is made anew. The new one is made before an old one at another address is removed,
 * and signs with the same key, so that there is no moment without one. Does nothing while the address is not known.
 */
export async function ensureSubscription(
  context: Context,
  client: CalendlyClient,
  address: PublicAddress,
): Promise<Outcome<true>> {
  if (address.kind === 'waiting') return { kind: 'ok', value: true }
  const owner = ownerIn(connectionOf(context.store, 'calendly'))
  if (!owner) return { kind: 'ok', value: true }
  const outcome =
    address.kind === 'none'
      ? await dropSubscription(context, client)
      : await settle(context, client, address.url, owner)
  if (address.kind === 'known' || outcome.kind === 'failed') await note(context, outcome)
  return outcome
}

/** Removes our subscriptions, then the key (W5). Fails when Calendly cannot be asked to. */
export async function removeSubscription(context: Context, client: CalendlyClient): Promise<Outcome<true>> {
  const removed = await dropSubscription(context, client)
  if (removed.kind === 'ok') await context.secrets.clear(KEY)
  return removed
}

interface Owner {
  organization: string
  user: string
  scope: 'user'
}

function ownerIn({ account }: Connection): Owner | null {
  if (!account?.organization) return null
  return { organization: account.organization, user: account.id, scope: 'user' }
}

async function settle(
  context: Context,
  client: CalendlyClient,
  publicUrl: string,
  owner: Owner,
): Promise<Outcome<true>> {
  const key = await keptKey(context, owner)
  const receiver = publicUrl + CALENDLY_WEBHOOK_PATH
  const url = `${receiver}/${markOf(key)}`
  const listed = await client.list(PATH, { ...owner }, subscriptionSchema)
  if (listed.kind === 'failed') return listed

  const known = connectionOf(context.store, 'calendly').subscription?.uri
  const ours = listed.value.filter((one) => one.uri === known || isMarked(one, key) || leadsTo(one, receiver))
  let kept = ours.find((one) => one.callback_url === url && isActive(one))
  let strays = ours.filter((one) => one !== kept)
  if (!kept) {
    // Calendly takes an address once: what stands there and does not work has to go first.
    const made = await make(client, {
      url,
      key,
      owner,
      inTheWay: ours.filter((one) => one.callback_url === url),
    })
    if (made.kind === 'failed') return made
    kept = made.value
    strays = ours.filter((one) => one.callback_url !== url)
  }
  const removed = await removeAll(client, strays)
  // Written down last: until the old ones are gone, the one on record is how the next try knows it.
  if (removed.kind === 'ok' && kept.uri !== known) await keep(context, kept, key, owner)
  return removed
}

/**
 * Creates the one subscription. A 409 tells of one at this address that the list did not show, such as one that was
 * made a moment ago: it is looked for once more, removed, and made anew.
 */
async function make(
  client: CalendlyClient,
  order: { url: string; key: string; owner: Owner; inTheWay: CalendlySubscription[] },
): Promise<Outcome<CalendlySubscription>> {
  const { url, key, owner } = order
  const create = async (inTheWay: CalendlySubscription[]): Promise<Answered<CalendlySubscription>> => {
    const removed = await removeAll(client, inTheWay)
    if (removed.kind === 'failed') return removed
    const body = { url, events: CALENDLY_EVENTS, ...owner, signing_key: key }
    const made = await client.post(PATH, body, subscriptionAnswerSchema)
    return made.kind === 'failed' ? made : { kind: 'ok', value: made.value.resource }
  }
  const first = await create(order.inTheWay)
  if (first.kind === 'ok' || first.status !== 409) return first
  const listed = await client.list(PATH, { ...owner }, subscriptionSchema)
  if (listed.kind === 'failed') return listed
  const second = await create(listed.value.filter((one) => one.callback_url === url))
  if (second.kind === 'ok' || second.status !== 409) return second
  return failed(
    second.reason,
    'Calendly says that a subscription with this address exists, and does not list it for this token. Use another public address, or remove that subscription with the token that made it.',
  )
}

async function removeAll(
  client: CalendlyClient,
  subscriptions: readonly { uri: string }[],
): Promise<Outcome<true>> {
  for (const { uri } of subscriptions) {
    const removed = await client.remove(`${PATH}/${uuidOf(uri)}`)
    if (removed.kind === 'failed') return removed
  }
  return { kind: 'ok', value: true }
}

/** Without a public address there is nothing for Calendly to send to: what it would tell may reach a stranger by now. */
async function dropSubscription(context: Context, client: CalendlyClient): Promise<Outcome<true>> {
  const connection = connectionOf(context.store, 'calendly')
  const { subscription, subscriptionCheck } = connection
  if (!subscription && !subscriptionCheck) return { kind: 'ok', value: true }
  const ours = await whatIsOurs(context, client, connection)
  const removed = ours.kind === 'ok' ? await removeAll(client, ours.value) : ours
  if (removed.kind === 'failed') return removed
  await context.store.transact('subscription.removed', (transaction) => {
    transaction.put('connections', {
      ...connectionOf(transaction, 'calendly'),
      subscription: null,
      subscriptionCheck: null,
    })
  })
  return { kind: 'ok', value: true }
}

/** While a token is new, whose it is may not be known: then the one on record is all that can be named. */
async function whatIsOurs(
  { secrets }: Context,
  client: CalendlyClient,
  connection: Connection,
): Promise<Outcome<{ uri: string }[]>> {
  const { subscription } = connection
  const owner = ownerIn(connection)
  if (!owner) return { kind: 'ok', value: subscription ? [subscription] : [] }
  const listed = await client.list(PATH, { ...owner }, subscriptionSchema)
  if (listed.kind === 'failed') return listed
  const key = secrets.get(KEY)
  const ours = listed.value.filter(
    (one) => one.uri === subscription?.uri || (key !== null && isMarked(one, key)),
  )
  return { kind: 'ok', value: ours }
}

/**
 * One key for as long as the account is one, because two subscriptions send at once while the new one takes over. What
 * another account's subscription still sends is not to be believed.
 */
async function keptKey({ secrets, store }: Context, owner: Owner): Promise<string> {
  const { subscription } = connectionOf(store, 'calendly')
  const isOfAnother = subscription !== null && subscription.accountId !== owner.user
  const kept = secrets.get(KEY)
  if (kept !== null && !isOfAnother) return kept
  const key = randomBytes(32).toString('hex')
  await secrets.set(KEY, key)
  if (isOfAnother) {
    await store.transact('subscription.forgotten', (transaction) => {
      transaction.put('connections', { ...connectionOf(transaction, 'calendly'), subscription: null })
    })
  }
  return key
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function markOf(key: string): string {
  return digest(key).slice(0, MARK_LENGTH)
}

function isMarked({ callback_url }: CalendlySubscription, key: string): boolean {
  return callback_url.endsWith(`${CALENDLY_WEBHOOK_PATH}/${markOf(key)}`)
}

/** Whether it sends to this receiver, with whatever key: only one of ours, of earlier, does. */
function leadsTo({ callback_url }: CalendlySubscription, receiver: string): boolean {
  return callback_url === receiver || callback_url.startsWith(`${receiver}/`)
}

function isActive({ state }: CalendlySubscription): boolean {
  return (state ?? 'active') === 'active'
}

function keep(
  context: Context,
  { uri, callback_url, created_at }: CalendlySubscription,
  key: string,
  owner: Owner,
): Promise<void> {
  return context.store.transact('subscription.kept', (transaction) => {
    transaction.put('connections', {
      ...connectionOf(transaction, 'calendly'),
      subscription: {
        uri,
        callbackUrl: callback_url,
        accountId: owner.user,
        createdAt: toInstant(created_at),
        keyDigest: digest(key),
      },
    })
  })
}

function note(context: Context, outcome: Outcome<true>): Promise<void> {
  return context.store.transact('subscription.checked', (transaction) => {
    transaction.put('connections', {
      ...connectionOf(transaction, 'calendly'),
      subscriptionCheck: {
        checkedAt: toInstant(context.clock.now()),
        problem: outcome.kind === 'failed' ? outcome.message : null,
      },
    })
  })
}
