import { expect, test } from 'vitest'
import { calls, startWorld } from '../../support/world'

test('with more notice than look-ahead there is no time to offer, and nothing is asked', async () => {
  const world = await startWorld({ settings: { minimumNoticeMinutes: 2 * 24 * 60, lookAheadDays: 1 } })
  const leadId = await world.addLead()
  const asked = () => calls(world.calendly, 'GET /event_type_available_times')
  const draft = () => world.call('offers.draft', { leadId, channel: 'sms' })
  // The connection test asks too.
  const before = asked()
  expect(await draft()).toMatchObject({
    kind: 'impossible',
    reason: expect.stringContaining('no free time to offer') as string,
  })
  expect(asked()).toBe(before)
  await world.call('settings.save', { lookAheadDays: 7 })
  await draft()
  expect(asked()).toBeGreaterThan(before)
})
