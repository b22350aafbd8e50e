import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../core/sandbox/shared/faults'
import { startWorld, type World } from '../../support/world'
import {
  BOOKING_CALL,
  bookingCalls,
  confirmationsSent,
  expectBookedOnce,
  holdCallClock,
  later,
  meetingsAt,
  providers,
  startSilentWorld,
} from './attempt-world'

afterEach(() => vi.restoreAllMocks())

/** True for what is answered only when the caller gives up. */
const runsOut = ({ kind }: Fault) => kind === 'hang_after' || kind === 'hang_before' || kind === 'slow_body'

/** Lee accepts the second time, on another day, and the booking call meets this fault. */
async function acceptUnder(world: World, provider: (typeof providers)[number], fault: Fault) {
  const leadId = await world.addLead()
  await world.offer(leadId)
  world[provider].failNext({ route: BOOKING_CALL[provider], fault })
  const clock = runsOut(fault) ? holdCallClock() : null
  const replied = world.reply(leadId, 'second one please')
  if (clock) {
    await expect.poll(() => bookingCalls(world, provider)).toBe(1)
    clock.runOut()
  }
  return { leadId, lead: await replied }
}

const AFTER: Fault[] = [
  { kind: 'hang_after' },
  { kind: 'drop_after' },
  { kind: 'status_after', status: 500 },
  { kind: 'slow_body', msPerByte: 5 },
]

const BEFORE: Fault[] = [{ kind: 'hang_before' }, { kind: 'drop_before' }, { kind: 'status', status: 503 }]

describe.each(providers)('on %s', (provider) => {
  /** @promise reliability: A booking whose answer was lost is found in the provider's own record, and is neither asked for nor confirmed twice. */
  test.each(AFTER)(
    'booked, but the answer is lost ($kind): found again, booked and confirmed once',
    async (fault) => {
      const world = await startSilentWorld(provider)
      const { leadId } = await acceptUnder(world, provider, fault)
      await later(world)
      await expectBookedOnce(world, provider, leadId)
      expect(bookingCalls(world, provider)).toBe(1)
    },
  )

  test('what the provider’s list does not show yet stays open, holds the lead, and is found later', async () => {
    const world = await startSilentWorld(provider)
    world[provider].setListLag(60_000)
    const { leadId, lead } = await acceptUnder(world, provider, { kind: 'drop_after' })
    expect(lead.attempts).toMatchObject([{ state: 'unknown' }])
    expect(lead.tasks).toMatchObject([{ kind: 'provider_trouble', state: 'open' }])
    const { slots } = await world.call('slots.list', { leadId })
    const slot = slots[5]?.slot
    if (!slot) throw new Error('there is no free slot')
    expect((await world.call('leads.book', { leadId, slot })).kind).toBe('not_started')
    await later(world)
    await expectBookedOnce(world, provider, leadId)
    expect(bookingCalls(world, provider)).toBe(1)
  })

  /** @promise reliability: A booking call that never reached the provider is not repeated without a person, and books once when the person says so. */
  test.each(BEFORE)(
    'not booked ($kind): settled after the lists caught up, and booked once by hand',
    async (fault) => {
      const world = await startSilentWorld(provider)
      const { leadId, lead } = await acceptUnder(world, provider, fault)
      expect(lead.attempts).toMatchObject([{ state: 'unknown' }])
      await later(world)
      const settled = await world.lead(leadId)
      expect(settled.attempts).toMatchObject([
        { state: 'refused', refusal: { reason: 'not_found_at_provider' } },
      ])
      expect(bookingCalls(world, provider)).toBe(1)
      expect([meetingsAt(world, provider), confirmationsSent(world)]).toEqual([0, 0])
      const [task] = settled.tasks.filter(({ state }) => state === 'open')
      if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
      await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
      await world.settle()
      await expectBookedOnce(world, provider, leadId)
      expect(bookingCalls(world, provider)).toBe(2)
    },
  )

  test('429: refused at once, with a task and no second call', async () => {
    const world = await startSilentWorld(provider)
    const { leadId } = await acceptUnder(world, provider, { kind: 'rate_limited' })
    await later(world)
    const lead = await world.lead(leadId)
    expect(lead.attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'rate' } }])
    expect(lead.tasks.filter(({ state }) => state === 'open')).not.toEqual([])
    expect([bookingCalls(world, provider), meetingsAt(world, provider)]).toEqual([1, 0])
  })

  /** @promise reliability: A webhook that overtakes the answer of its own booking, several times, makes no second meeting and no second confirmation. */
  test('the webhook comes three times while the answer is still awaited, and the answer never comes', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    await world.offer(leadId)
    const slot = (await world.call('slots.list', { leadId })).slots.at(-1)?.slot
    if (!slot) throw new Error('there is no free slot')
    world[provider].disturbWebhooks({ event: '*', fault: { kind: 'duplicated', copies: 3 } })
    world[provider].failNext({ route: BOOKING_CALL[provider], fault: { kind: 'hang_after' } })
    const clock = holdCallClock()
    const booking = world.call('leads.book', { leadId, slot })
    await expect.poll(() => bookingCalls(world, provider)).toBe(1)
    // The webhook alone leads to the meeting and its confirmation; only the booking's own call is left to run out.
    await expect
      .poll(async () => (await world.lead(leadId)).messages)
      .toContainEqual(expect.objectContaining({ purpose: 'confirmation', state: 'sent' }))
    clock.runOut()
    expect((await booking).kind).toBe('booked')
    await later(world)
    await expectBookedOnce(world, provider, leadId)
    expect(bookingCalls(world, provider)).toBe(1)
  })
})
