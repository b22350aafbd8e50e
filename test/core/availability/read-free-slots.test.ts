import { expect, test } from 'vitest'
import { calls, startWorld } from '../../support/world'

test('with more notice than look-ahead there is no time to offer, and nothing is asked', async () => {
  const world = await startWorld({ settings: { minimumNoticeMinutes: 2 * 24 * 60, lookAheadDays: 1 } })
  const leadId = await world.addLead()
  const asked = () => calls(world.calendly, 'GET /event_type_available_times')
  // The connection test asks too.
  const before = asked()
  const offered = await world.call('leads.offerTimes', { leadId, channel: 'sms', requestId: 'request-1' })
  expect(offered.sent).toBe(false)
  expect(offered.sentence).toContain('no free time to offer')
  expect(asked()).toBe(before)
  await world.call('settings.save', { lookAheadDays: 7 })
  await world.call('leads.offerTimes', { leadId, channel: 'sms', requestId: 'request-2' })
  expect(asked()).toBeGreaterThan(before)
})
