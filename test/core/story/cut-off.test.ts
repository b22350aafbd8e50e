import { expect, test } from 'vitest'
import type { Attempt } from '../../../core/domain/attempt'
import type { Slot } from '../../../core/domain/slot'
import { Store } from '../../../core/store/store'
import type { Transaction } from '../../../core/store/transaction'
import { makeAttempt, makeOutbound } from '../../support/fixtures'
import { calls, startWorld, type World } from '../../support/world'

/** Leaves the data folder as a power cut at this point would, and starts again. */
async function cutOff(world: World, leave: (transaction: Transaction) => void): Promise<void> {
  await world.stop()
  const store = await Store.open(world.folder, world.clock)
  await store.transact('test.cut_off', leave)
  await store.close()
  await world.start()
  await world.settle()
}

async function leadAndSlot() {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  const { slots } = await world.call('slots.list', { leadId })
  const slot = slots[0]?.slot
  if (!slot) throw new Error('there is no free slot')
  return { world, leadId, slot }
}

function calling(world: World, leadId: string, slot: Slot, known: Partial<Attempt>): Attempt {
  const startedAt = new Date(world.clock.now()).toISOString()
  return makeAttempt({ id: 'cut-off', leadId, slot, source: 'manual', startedAt, ...known })
}

test('a booking that was cut off before its call is settled as not booked, and nothing is booked by itself', async () => {
  const { world, leadId, slot } = await leadAndSlot()
  await cutOff(world, (transaction) => {
    transaction.put('attempts', calling(world, leadId, slot, { identity: null }))
  })
  const lead = await world.lead(leadId)
  expect(lead.attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'not_found_at_provider' } }])
  expect(lead.tasks).toMatchObject([{ kind: 'provider_trouble', state: 'open', suggestion: { slot } }])
  expect(calls(world.calendly, 'POST /invitees')).toBe(0)
})

test('a booking that was cut off between the call and its record is found again, by its mark', async () => {
  const { world, leadId, slot } = await leadAndSlot()
  world.calendly.holdWebhooks()
  await world.call('leads.book', { leadId, slot })
  const [booked] = (await world.lead(leadId)).attempts
  await cutOff(world, (transaction) => {
    for (const { id } of transaction.all('appointments')) transaction.remove('appointments', id)
    if (booked)
      transaction.put('attempts', { ...booked, state: 'calling', appointmentId: null, settledAt: null })
  })
  const lead = await world.lead(leadId)
  expect(lead.attempts.map(({ state }) => state)).toEqual(['booked'])
  expect(lead.appointments).toMatchObject([{ status: 'confirmed', source: 'manual', start: slot.start }])
  expect(calls(world.calendly, 'POST /invitees')).toBe(1)
})

/** @promise reliability: A message that may have gone out before a crash is never sent again by itself. */
test('a message that was cut off is never sent by itself: unknown where it may have gone out, failed where not', async () => {
  const { world, leadId } = await leadAndSlot()
  const texts = (purpose: 'manual' | 'offer') => ({ leadId, purpose, carries: [] })
  await cutOff(world, (transaction) => {
    transaction.put('messages', makeOutbound({ id: 'sending', state: 'sending', ...texts('manual') }))
    transaction.put('messages', makeOutbound({ id: 'queued', state: 'queued', ...texts('offer') }))
  })
  const { messages } = await world.lead(leadId)
  expect(messages).toMatchObject([
    { id: 'sending', state: 'unknown' },
    { id: 'queued', state: 'failed', failure: expect.stringContaining('Send it again') as string },
  ])
  const sent = world.ghl.exchanges.filter(({ requestBody }) =>
    JSON.stringify(requestBody ?? '').includes('10:00 AM'),
  )
  expect(sent).toEqual([])
})
