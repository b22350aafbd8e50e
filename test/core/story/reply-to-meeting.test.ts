import { describe, expect, test } from 'vitest'
import { PROVIDER_NAMES } from '../../../core/domain/names'
import { calls, startWorld } from '../../support/world'

const BOOKING_CALL = { calendly: 'POST /invitees', ghl: 'POST /calendars/events/appointments' } as const

describe.each(['calendly', 'ghl'] as const)('a reply becomes a confirmed meeting on %s', (provider) => {
  const sandboxOf = (world: Awaited<ReturnType<typeof startWorld>>) => world[provider]

  test('an accepted offer is booked, confirmed by SMS and survives a restart', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    const offered = await world.offer(leadId)
    expect(offered.offers).toHaveLength(2)

    const booked = await world.reply(leadId, 'The second one works for me, thanks!')

    const [decision] = booked.decisions
    expect(decision?.outcome).toBe('booked')
    expect(decision?.gates.map(({ result }) => result)).not.toContain('block')
    expect(decision?.sentence).toMatch(new RegExp(`^Booked .+ E[SD]T on ${PROVIDER_NAMES[provider]}\\.$`))
    const [appointment] = booked.appointments
    expect(booked.appointments).toHaveLength(1)
    expect(appointment).toMatchObject({
      status: 'confirmed',
      source: 'auto',
      start: offered.offers[1]?.slot.start,
      attemptId: booked.attempts[0]?.id,
    })
    expect(booked.row.booked?.start).toBe(appointment?.start)
    expect(booked.lead.status).toBe('meeting_booked')
    expect(booked.offers.map(({ outcome }) => outcome)).toEqual(['closed', 'accepted'])
    const confirmations = booked.messages.filter(
      (message) => message.direction === 'outbound' && message.purpose === 'confirmation',
    )
    expect(confirmations).toHaveLength(1)
    expect(confirmations[0]).toMatchObject({ state: 'sent', channel: 'sms' })
    expect(confirmations[0]?.text).toMatch(/E[SD]T/)
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(1)

    await world.stop()
    await world.start()
    const after = await world.lead(leadId)
    expect(after.appointments).toEqual(booked.appointments)
    expect(after.row.booked).toEqual(booked.row.booked)
  })

  /** @promise reliability: The provider’s own webhook about our booking makes no second meeting and no second confirmation. */
  test('the provider’s webhook about our own booking changes nothing but confirms it', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    await world.offer(leadId)
    sandboxOf(world).holdWebhooks()
    await world.reply(leadId, 'the first one')
    // GoHighLevel holds the reply's webhook back too.
    await sandboxOf(world).releaseWebhooks()
    await world.settle()
    const before = await world.lead(leadId)
    const deliveries = await world.call('deliveries.list', { limit: 50 })
    const event = provider === 'calendly' ? 'invitee.created' : 'AppointmentCreate'
    expect(deliveries.find((delivery) => delivery.event === event)).toMatchObject({
      state: 'applied',
      leadId,
    })
    expect(before.appointments).toHaveLength(1)
    expect(before.appointments[0]?.source).toBe('auto')
    expect(before.messages.filter((message) => message.direction === 'outbound')).toHaveLength(2)
  })

  test('suggest asks first, and one click books through the gates', async () => {
    const world = await startWorld({ provider, mode: 'suggest' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    const suggested = await world.reply(leadId, 'the second one please')
    expect(suggested.row.booked).toBeNull()
    const [task] = suggested.tasks
    expect(task).toMatchObject({ kind: 'approve_booking', state: 'open' })
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(0)

    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    const click = { taskId: task.id, slot: task.suggestion.slot }
    const answers = await Promise.all([
      world.call('tasks.approve', click),
      world.call('tasks.approve', click),
    ])
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['booked', 'not_started'])
    await world.settle()
    const booked = await world.lead(leadId)
    expect(booked.appointments[0]?.source).toBe('suggested')
    expect(booked.tasks.filter(({ state }) => state === 'open')).toEqual([])
    expect(booked.decisions[0]?.outcome).toBe('booked')
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(1)
  })

  test('the operator books by hand, and a double click makes one call', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hi Lee', requestId: 'hello' })
    await world.reply(leadId, 'Call me any day next week')
    const { slots } = await world.call('slots.list', { leadId })
    const slot = slots[3]?.slot
    if (!slot) throw new Error('there is no free slot')
    const results = await Promise.all([
      world.call('leads.book', { leadId, slot }),
      world.call('leads.book', { leadId, slot }),
    ])
    expect(results.map(({ kind }) => kind).sort()).toEqual(['booked', 'not_started'])
    await world.settle()
    const booked = await world.lead(leadId)
    expect(booked.appointments[0]).toMatchObject({ source: 'manual', start: slot.start })
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(1)
  })

  test('a slot that was taken meanwhile is not booked, and others are offered instead', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    const { offers } = await world.offer(leadId)
    const target = offers[0]?.slot
    if (!target) throw new Error('nothing was offered')
    world[provider].takeSlot(target.targetId, target.start)
    const refused = await world.reply(leadId, 'first one please')
    expect(refused.row.booked).toBeNull()
    expect(refused.decisions[0]?.sentence).toMatch(
      /^Not booked: .+ E[SD]T was taken meanwhile\. Offered .+ E[SD]T and .+ E[SD]T instead\.$/,
    )
    expect(refused.tasks).toEqual([])
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(0)
  })

  test('an answer that never came is looked up, never asked for again', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    await world.offer(leadId)
    sandboxOf(world).failNext({ route: BOOKING_CALL[provider], fault: { kind: 'drop_after' } })
    const booked = await world.reply(leadId, 'first one please')
    expect(booked.appointments).toHaveLength(1)
    expect(booked.attempts).toHaveLength(1)
    expect(booked.attempts[0]?.state).toBe('booked')
    expect(booked.decisions[0]?.outcome).toBe('booked')
    expect(booked.appointments[0]?.source).toBe('auto')
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(1)
  })

  test('a booking that broke off before the provider did anything is settled as not booked, by a lookup', async () => {
    const world = await startWorld({ provider })
    const leadId = await world.addLead()
    await world.offer(leadId)
    sandboxOf(world).failNext({ route: BOOKING_CALL[provider], fault: { kind: 'drop_before' } })
    const unknown = await world.reply(leadId, 'first one please')
    expect(unknown.attempts[0]?.state).toBe('unknown')
    expect(unknown.decisions[0]?.sentence).toContain('do not book it again')

    world.clock.advance(3 * 60_000)
    await world.settle()
    const settled = await world.lead(leadId)
    expect(settled.attempts[0]).toMatchObject({
      state: 'refused',
      refusal: { reason: 'not_found_at_provider' },
    })
    expect(settled.tasks.some(({ kind, state }) => kind === 'provider_trouble' && state === 'open')).toBe(
      true,
    )
    expect(calls(sandboxOf(world), BOOKING_CALL[provider])).toBe(1)
  })
})
