import { describe, expect, test, vi } from 'vitest'
import { startWorld } from '../../support/world'
import { bookingCalls, meetingsAt, providers } from './attempt-world'

vi.setConfig({ testTimeout: 30_000 })

const CROWD = Array.from({ length: 50 }, (_, index) => index)

describe.each(providers)('on %s', (provider) => {
  /** @promise reliability: Fifty bookings of one time at the same moment make one call to the provider. */
  test('fifty leads want one time at the same moment: one call, one meeting', async () => {
    const world = await startWorld({ provider })
    const leads: string[] = []
    for (const index of CROWD) {
      const number = String(10 + index)
      const person = { emails: [`lead-${number}@example.com`], phones: [`+155555501${number}`] }
      leads.push(await world.addLead({ firstName: `Lead ${number}`, ...person }))
    }
    const { slots } = await world.call('slots.list', { leadId: leads[0] ?? '' })
    const slot = slots[0]?.slot
    if (!slot) throw new Error('there is no free slot')
    const results = await Promise.all(leads.map((leadId) => world.call('leads.book', { leadId, slot })))
    expect(results.filter(({ kind }) => kind === 'booked')).toHaveLength(1)
    expect(results.filter(({ kind }) => kind === 'not_started')).toHaveLength(CROWD.length - 1)
    await world.settle()
    expect([bookingCalls(world, provider), meetingsAt(world, provider)]).toEqual([1, 1])
    const rows = await world.call('leads.list', {})
    expect(rows.filter(({ booked }) => booked)).toHaveLength(1)
  })

  /** @promise reliability: Fifty bookings for one lead at the same moment make one call to the provider. */
  test('one lead is booked for fifty times at the same moment: one call, one meeting', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const wanted = slots.slice(0, CROWD.length)
    expect(wanted).toHaveLength(CROWD.length)
    const results = await Promise.all(wanted.map(({ slot }) => world.call('leads.book', { leadId, slot })))
    expect(results.filter(({ kind }) => kind === 'booked')).toHaveLength(1)
    await world.settle()
    expect([bookingCalls(world, provider), meetingsAt(world, provider)]).toEqual([1, 1])
    expect((await world.lead(leadId)).appointments).toHaveLength(1)
  })
})
