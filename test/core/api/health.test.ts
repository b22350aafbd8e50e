import { describe, expect, test } from 'vitest'
import { ClockCheck } from '../../../core/providers/clock-check'
import { reportOf } from '../../../renderer/health/report'
import { startWorld, type World } from '../../support/world'

const NOW = Date.parse('2026-11-23T14:00:00Z')

test('health tells of connections, subscription, webhooks, clock, receiver and disk', async () => {
  const world = await startWorld()
  const slots = (await world.call('slots.list', { leadId: await world.addLead() })).slots
  world.bookOnPage(slots.at(-1)?.slot)
  await world.settle()
  const health = await world.call('health.get', {})
  const now = new Date(world.clock.now()).toISOString()
  const well = { enabled: true, health: 'ok', clockAheadMs: 0, checkedAt: now }
  expect(health.providers).toMatchObject([
    { provider: 'calendly', ...well, subscribedAt: now, lastDeliveryAt: now },
    { provider: 'ghl', ...well, subscribedAt: null },
  ])
  for (const { followedUntil, caughtUp } of health.providers) {
    expect(followedUntil).toBe(now)
    expect(caughtUp?.sentence).toBeTruthy()
  }
  expect(health.receiver.url).toBe(world.slotkeeper().receiverUrl)
  expect(health.tunnel).toEqual((await world.call('workspace.get', {})).tunnel)
  expect(health.disk.folder).toBe(world.folder)
  expect(health.disk.freeBytes).toBeGreaterThan(0)
})

test('nothing of a lead and no secret stands in it', async () => {
  const world = await startWorld()
  await world.offer(await world.addLead())
  const text = JSON.stringify(await world.call('health.get', {}))
  const secrets = [world.calendly.token, world.ghl.token, world.secrets.get('calendly.webhookSigningKey')]
  for (const secret of [...secrets, 'Lee', 'Moreno', '+15555550101']) {
    expect(secret).toBeTruthy()
    expect(text).not.toContain(secret)
  }
})

/** @promise security: The health report that an operator copies holds no tokens, no accounts, no links, no folders and nothing about leads. */
describe('the report', () => {
  const LINK = 'https://calendly.com/dana-host/private-for-acme'
  const cases: [string, RegExp, (world: World) => Promise<unknown>][] = [
    ['all is well', /- Connection: Calendly works\./, () => Promise.resolve()],
    [
      'a link leads nowhere',
      /! Connection: It fails\./,
      (world) =>
        world.call('settings.save', { calendly: { enabled: true, eventLink: LINK, directLink: '' } }),
    ],
    [
      'a token is refused',
      /! Connection: It fails\./,
      (world) => world.call('secret.set', { name: 'calendly.token', value: 'refused-token' }),
    ],
    [
      'the public address leads elsewhere',
      /! Public address: Not reached/,
      async (world) => {
        const { receiver } = await world.call('health.get', {})
        await world.call('settings.save', { publicWebhookUrl: `${receiver.url ?? ''}/dana-host` })
        await world.call('webhooks.probe', {})
      },
    ],
  ]

  test.each(cases)('names nobody and no place where %s', async (_what, says, arrange) => {
    const world = await startWorld()
    await world.offer(await world.addLead())
    const { connections, settings } = await world.call('workspace.get', {})
    await arrange(world)
    const health = await world.call('health.get', {})
    const report = reportOf(health, (instant) => instant)
    expect(report).toMatch(says)
    const accounts = Object.values(connections).flatMap(({ account }) => [
      account?.id,
      account?.name,
      account?.email,
      account?.organization,
    ])
    const links = [settings.calendly.eventLink, settings.publicWebhookUrl, world.calendly.url, LINK]
    const slugs = [...links, settings.calendly.eventLink].flatMap((link) => link.split('/').slice(3))
    const tokens = [world.calendly.token, world.ghl.token, 'refused-token']
    const folder = [world.folder, ...world.folder.split('/')]
    const leads = ['Lee', 'Moreno', 'lee.moreno@example.com', '+15555550101']
    const never = [...accounts, ...links, ...slugs, ...tokens, ...folder, ...leads]
    expect(accounts.filter(Boolean).length).toBeGreaterThan(2)
    for (const word of never)
      if (word && word !== settings.publicWebhookUrl) expect(report).not.toContain(word)
  })
})

test('the clock check knows by how much the provider is ahead, from its last answer that told the time', () => {
  const check = new ClockCheck({ now: () => NOW })
  const answer = (date?: string) => ({
    kind: 'answer' as const,
    status: 200,
    body: null,
    headers: new Headers(date === undefined ? {} : { date }),
  })
  expect(check.aheadOf('ghl')).toBeNull()
  check.heard('ghl', answer('Mon, 23 Nov 2026 14:03:20 GMT'))
  check.heard('ghl', answer())
  check.heard('ghl', answer('not a date'))
  check.heard('ghl', { kind: 'no_answer', message: 'no answer' })
  expect(check.aheadOf('ghl')).toBe(200_000)
  expect(check.aheadOf('calendly')).toBeNull()
})
