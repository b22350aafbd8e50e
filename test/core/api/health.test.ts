import { expect, test } from 'vitest'
import { ClockCheck } from '../../../core/providers/clock-check'
import { startWorld } from '../../support/world'

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
