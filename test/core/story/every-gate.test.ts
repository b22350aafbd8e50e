import { expect, test } from 'vitest'
import { openTasks } from '../../support/answers'
import { calls, startWorld, type World } from '../../support/world'

/** What stands in the way, by the gate that has to see it; the others have stories of their own. */
const OBSTACLES: [gate: string, what: string, arrange: (world: World, leadId: string) => Promise<unknown>][] =
  [
    ['automation', 'auto-book is off', (world) => world.call('settings.save', { autoBookMode: 'off' })],
    ['automation', 'everything is paused', (world) => world.call('settings.save', { paused: true })],
    [
      'channel',
      'the channel is switched off',
      (world) => world.call('settings.save', { channels: { sms: false, email: true, linkedin: true } }),
    ],
    [
      'lead switch',
      'auto-book is off for the lead',
      (world, leadId) => world.call('leads.setAutoBook', { leadId, autoBook: false }),
    ],
    [
      'time',
      'the time is inside the notice by now',
      (world) => world.call('settings.save', { minimumNoticeMinutes: 14 * 24 * 60 }),
    ],
    [
      'time zone',
      'the lead’s zone was taken away',
      (world, leadId) => world.call('leads.update', { leadId, changes: { zone: null } }),
    ],
    [
      'provider',
      'the provider is switched off',
      async (world) => {
        const { settings } = await world.call('workspace.get', {})
        await world.call('settings.save', { calendly: { ...settings.calendly, enabled: false } })
      },
    ],
  ]

/** @promise reliability: Any single gate that blocks keeps an acceptance from being booked. */
test.each(OBSTACLES)(
  'the gate “%s” keeps an acceptance from being booked while %s',
  async (gate, _, arrange) => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    await arrange(world, leadId)
    const lead = await world.reply(leadId, 'the first one works')
    expect(lead.row.booked).toBeNull()
    expect(calls(world.calendly, 'POST /invitees')).toBe(0)
    const decision = lead.decisions.at(-1)
    const blocking = decision?.gates.filter(({ result }) => result === 'block').map((one) => one.gate)
    expect(blocking?.[0]).toBe(gate)
    // It is never silent: a person is asked, or the lead is.
    expect(openTasks(lead).length + (decision?.answerId ? 1 : 0)).toBe(1)
  },
)
