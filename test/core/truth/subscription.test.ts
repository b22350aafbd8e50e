import { describe, expect, test } from 'vitest'
import type { SecretStore } from '../../../core/context'
import { HOUR, MINUTE } from '../../../core/domain/time'
import { CalendlyClient } from '../../../core/providers/calendly/client'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import { memorySecrets } from '../../../core/store/secret-file'
import { newConnection } from '../../../core/store/workspace'
import { ensureSubscription } from '../../../core/truth/subscription'
import { newStore } from '../../support/stores'
import { calls, startWorld, type World } from '../../support/world'

const LIST = 'GET /webhook_subscriptions'
const CREATE = 'POST /webhook_subscriptions'
const REMOVE = 'DELETE /webhook_subscriptions/{uuid}'
const OUTAGE = { kind: 'status', status: 503 } as const
const NEW_ADDRESS = 'https://new.example.com'

const subscriptions = (calendly: CalendlySandbox) => calendly.snapshot().subscriptions
const addresses = (world: World) =>
  subscriptions(world.calendly).map(({ resource }) => new URL(resource.callback_url).origin)
const own = (world: World) => new URL(world.slotkeeper().receiverUrl ?? '').origin
const signingKey = (world: World) => world.secrets.get('calendly.webhookSigningKey')

/** What the workspace says of the subscription. */
async function shown(world: World) {
  const { calendly } = (await world.call('workspace.get', {})).connections
  return { subscription: calendly.subscription, ...calendly.subscriptionCheck }
}

/** Lee books on the public page: whether the lead is booked by the webhook then. */
async function isBookedByWebhook(world: World): Promise<boolean> {
  const leadId = await world.addLead()
  const { slots } = await world.call('slots.list', { leadId })
  world.bookOnPage(slots[0]?.slot)
  await world.settle()
  return (await world.lead(leadId)).row.booked !== null
}

/** A subscription that another app of the same account made, with its own key. */
async function subscribeElsewhere({ calendly }: World, url: string): Promise<string> {
  const answer = await fetch(`${calendly.url}/webhook_subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${calendly.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      url,
      events: ['invitee.created'],
      organization: calendly.organization,
      user: calendly.user,
      scope: 'user',
      signing_key: 'a key of another app',
    }),
  })
  const { resource } = (await answer.json()) as { resource: { uri: string } }
  return resource.uri
}

/** @promise reliability: Exactly one Calendly webhook subscription of ours exists, and it sends to the current public address. */
describe('the Calendly subscription', () => {
  test('a key is kept before the subscription is asked for, and signs what it sends', async () => {
    const world = await startWorld({ settings: { publicWebhookUrl: '' } })
    expect(subscriptions(world.calendly)).toEqual([])
    world.calendly.failNext({ route: CREATE, fault: OUTAGE })
    await world.call('settings.save', { publicWebhookUrl: own(world) })
    const key = signingKey(world)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(subscriptions(world.calendly)).toEqual([])
    expect((await shown(world)).problem).toContain('503')

    world.clock.advance(3 * MINUTE)
    await world.settle()
    expect(subscriptions(world.calendly).map((one) => one.signingKey)).toEqual([key])
    expect(await shown(world)).toMatchObject({ problem: null, subscription: { callbackUrl: /./ } })
    expect(await isBookedByWebhook(world)).toBe(true)
  })

  test('one that was made without its answer being seen is adopted', async () => {
    const world = await startWorld({ settings: { publicWebhookUrl: '' } })
    world.calendly.failNext({ route: CREATE, fault: { kind: 'drop_after' } })
    await world.call('settings.save', { publicWebhookUrl: own(world) })
    const [made] = subscriptions(world.calendly)
    expect((await shown(world)).subscription).toBeNull()

    await world.call('connection.test', { provider: 'calendly' })
    expect((await shown(world)).subscription?.uri).toBe(made?.resource.uri)
    expect(subscriptions(world.calendly)).toEqual([made])
  })

  test('it stays the same over restarts and tests', async () => {
    const world = await startWorld()
    const before = subscriptions(world.calendly)
    await world.stop()
    await world.start()
    await world.call('connection.test', { provider: 'calendly' })
    await world.call('secret.set', { name: 'calendly.token', value: world.calendly.token })
    expect(subscriptions(world.calendly)).toEqual([
      expect.objectContaining({
        signingKey: before[0]?.signingKey,
        resource: expect.objectContaining({ uri: before[0]?.resource.uri }) as unknown,
      }),
    ])
  })

  test('one of somebody else’s at another address is never touched', async () => {
    const world = await startWorld()
    const theirs = await subscribeElsewhere(world, 'https://crm.example.com/webhooks/calendly')
    await world.call('connection.test', { provider: 'calendly' })
    await world.call('settings.save', { publicWebhookUrl: NEW_ADDRESS })
    await world.call('connection.clear', { provider: 'calendly' })
    expect(subscriptions(world.calendly).map(({ resource }) => resource.uri)).toEqual([theirs])
  })

  test('one that sends to this receiver with a key that is not here is removed', async () => {
    const world = await startWorld()
    await subscribeElsewhere(world, `${own(world)}/webhooks/calendly`)
    await world.call('connection.test', { provider: 'calendly' })
    expect(subscriptions(world.calendly).map((one) => one.signingKey)).toEqual([signingKey(world)])
  })

  test('one that Calendly disabled after a day of failures is made anew', async () => {
    const world = await startWorld({ settings: { publicWebhookUrl: 'http://127.0.0.1:9' } })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots.at(-1)?.slot)
    for (let tries = 0; tries < 30; tries += 1) {
      await world.calendly.settled()
      world.clock.advance(HOUR)
      await world.calendly.deliverDue()
    }
    expect(subscriptions(world.calendly).map(({ resource }) => resource.state)).toEqual(['disabled'])
    await world.settle()
    expect(subscriptions(world.calendly).map(({ resource }) => resource.state)).toEqual(['active'])
  })

  test('one that was deleted at Calendly is back within half an hour', async () => {
    const world = await startWorld()
    const uri = subscriptions(world.calendly)[0]?.resource.uri ?? ''
    await fetch(`${world.calendly.url}/webhook_subscriptions/${uri.split('/').at(-1) ?? ''}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${world.calendly.token}` },
    })
    world.clock.advance(29 * MINUTE)
    await world.settle()
    expect(subscriptions(world.calendly)).toEqual([])
    world.clock.advance(2 * MINUTE)
    await world.settle()
    expect(addresses(world)).toEqual([own(world)])
  })

  test('the one at a new address is made before the old one goes, with the same key', async () => {
    const world = await startWorld()
    const key = signingKey(world)
    const from = world.calendly.exchanges.length
    await world.call('settings.save', { publicWebhookUrl: NEW_ADDRESS })
    expect(addresses(world)).toEqual([NEW_ADDRESS])
    expect(subscriptions(world.calendly)[0]?.signingKey).toBe(key)
    const changes = world.calendly.exchanges
      .slice(from)
      .filter(({ method, url }) => method !== 'GET' && url.startsWith('/webhook_subscriptions'))
    expect(changes.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
  })

  test('an old one that cannot be removed yet is told, works meanwhile, and goes with the next try', async () => {
    const world = await startWorld()
    world.calendly.failNext({ route: REMOVE, fault: OUTAGE })
    await world.call('settings.save', { publicWebhookUrl: NEW_ADDRESS })
    expect(addresses(world)).toEqual([own(world), NEW_ADDRESS])
    expect((await shown(world)).problem).toContain('503')
    expect(await isBookedByWebhook(world)).toBe(true)

    world.clock.advance(3 * MINUTE)
    await world.settle()
    expect(addresses(world)).toEqual([NEW_ADDRESS])
    expect((await shown(world)).problem).toBeNull()
  })

  test('“Hook with this url already exists” is answered by looking again, removing and making anew', async () => {
    const world = await startWorld()
    const before = subscriptions(world.calendly)[0]?.resource.uri
    const pagination = {
      count: 0,
      next_page: null,
      previous_page: null,
      next_page_token: null,
      previous_page_token: null,
    }
    const nothing = { kind: 'status', status: 200, body: { collection: [], pagination } } as const
    world.calendly.failNext({ route: LIST, fault: nothing })
    await world.call('connection.test', { provider: 'calendly' })
    expect(addresses(world)).toEqual([own(world)])
    expect(subscriptions(world.calendly)[0]?.resource.uri).not.toBe(before)
    expect((await shown(world)).problem).toBeNull()
    expect(await isBookedByWebhook(world)).toBe(true)
  })

  test('one that exists and is never listed is told in words, and is not asked for without end', async () => {
    const world = await startWorld({ settings: { publicWebhookUrl: '' } })
    const exists = {
      kind: 'status',
      status: 409,
      body: { title: 'Already Exists', message: 'Hook with this url already exists' },
    } as const
    world.calendly.failNext({ route: CREATE, fault: exists })
    world.calendly.failNext({ route: CREATE, fault: exists })
    await world.call('settings.save', { publicWebhookUrl: own(world) })
    expect((await shown(world)).problem).toContain('does not list it for this token')
    expect(calls(world.calendly, CREATE)).toBe(2)
  })

  test('without a public address nothing is sent to the old one any more', async () => {
    const world = await startWorld()
    await world.call('settings.save', { publicWebhookUrl: '' })
    expect(subscriptions(world.calendly)).toEqual([])
    expect(await shown(world)).toEqual({ subscription: null })
  })

  test('clearing the token changes nothing while it cannot be removed, also where the account is not known', async () => {
    const world = await startWorld()
    world.calendly.failNext({ route: '*', fault: OUTAGE, times: 'always' })
    await world.call('secret.set', { name: 'calendly.token', value: world.calendly.token })
    const clear = () => world.slotkeeper().api.call('connection.clear', { provider: 'calendly' })
    expect(await clear()).toMatchObject({ ok: false })
    expect(world.secrets.get('calendly.token')).not.toBeNull()
    world.calendly.clearFaults()
    expect(await clear()).toMatchObject({ ok: true })
    expect(subscriptions(world.calendly)).toEqual([])
  })

  test('trouble with it is told, and stops no booking', async () => {
    const world = await startWorld()
    world.calendly.failNext({ route: LIST, fault: OUTAGE })
    const { connections, notices } = await world.call('connection.test', { provider: 'calendly' })
    expect(connections.calendly.health).toBe('ok')
    expect(notices.join()).toContain('Calendly cannot tell Slotkeeper')
  })
})

/** @promise security: A webhook is believed only when it is signed with the key of the account that is connected now. */
test('another account gets a key of its own, so that the old one’s webhooks are refused', async () => {
  const { store, clock } = await newStore()
  const secrets: SecretStore = memorySecrets()
  const now = () => clock.now()
  const keys: (string | null)[] = []
  for (const name of ['Dana Host', 'Robin Other']) {
    const calendly = await startCalendlySandbox({ now, seed: { hostName: name } })
    const client = new CalendlyClient({ baseUrl: () => calendly.url, token: () => calendly.token })
    await store.transact('test.connect', (transaction) => {
      const { subscription } = transaction.get('connections', 'calendly') ?? newConnection('calendly')
      transaction.put('connections', {
        ...newConnection('calendly'),
        subscription,
        account: { id: calendly.user, name, email: null, organization: calendly.organization },
      })
    })
    const context = { store, secrets, clock } as unknown as Parameters<typeof ensureSubscription>[0]
    const address = { kind: 'known', url: 'https://tunnel.example.com' } as const
    expect(await ensureSubscription(context, client, address)).toMatchObject({ kind: 'ok' })
    keys.push(secrets.get('calendly.webhookSigningKey'))
    expect(subscriptions(calendly).map((one) => one.signingKey)).toEqual([keys.at(-1)])
    await calendly.stop()
  }
  expect(keys[0]).not.toBe(keys[1])
})
