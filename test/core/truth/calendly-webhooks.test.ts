import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCalendlyWebhook } from '../../../core/providers/calendly/webhook'
import { startWorld, type World } from '../../support/world'
import { postAsCalendly } from '../../support/signed-post'

/** Lee books on the public page, without any offer. */
async function bookedOnThePage(world: World) {
  const leadId = await world.addLead()
  const { slots } = await world.call('slots.list', { leadId })
  const [first, second, third] = slots.map(({ slot }) => slot)
  if (!first || !second || !third) throw new Error('there are not enough free slots')
  const invitee = world.bookOnPage(first)
  return { leadId, invitee, first, second, third }
}

describe('Calendly’s webhooks on the lead', () => {
  test('a booking on the public page books the lead and is confirmed once on the channel of the conversation', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    await world.reply(leadId, 'Let me look at your page')
    const { offers } = await world.lead(leadId)
    const slot = offers[0]?.slot
    world.bookOnPage(slot)
    await world.settle()
    const booked = await world.lead(leadId)
    expect(booked.appointments).toHaveLength(1)
    expect(booked.appointments[0]).toMatchObject({ status: 'confirmed', source: 'webhook' })
    expect(booked.lead.status).toBe('meeting_booked')
    expect(booked.offers.every(({ open }) => !open)).toBe(true)
    expect(
      booked.messages.filter((m) => m.direction === 'outbound' && m.purpose === 'confirmation'),
    ).toHaveLength(1)
    expect(booked.tasks.filter(({ state }) => state === 'open')).toEqual([])
  })

  test('a cancellation keeps the history, frees the lead and leaves one urgent task', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const { leadId, invitee } = await bookedOnThePage(world)
    await world.settle()
    world.calendly.cancelAsInvitee(invitee.uri, 'Conflict')
    await world.settle()
    const canceled = await world.lead(leadId)
    expect(canceled.row.booked).toBeNull()
    expect(canceled.appointments).toMatchObject([{ status: 'canceled', reason: 'Conflict' }])
    expect(canceled.tasks.filter(({ kind, state }) => kind === 'canceled' && state === 'open')).toHaveLength(
      1,
    )
    expect(canceled.lead.status).toBe('replied')

    await world.offer(leadId)
    const again = await world.reply(leadId, 'first one')
    expect(again.row.booked).not.toBeNull()
    expect(again.appointments).toHaveLength(2)
  })

  test('a no-show is set and unset', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const { leadId, invitee } = await bookedOnThePage(world)
    await world.settle()
    world.calendly.markNoShow(invitee.uri)
    await world.settle()
    expect((await world.lead(leadId)).appointments[0]?.status).toBe('no_show')
    world.clock.advance(1000)
    world.calendly.unmarkNoShow(invitee.uri)
    await world.settle()
    expect((await world.lead(leadId)).appointments[0]?.status).toBe('confirmed')
  })

  /** @promise reliability: Webhooks in any order and any number end in the provider's truth, with one confirmation. */
  test('any order and number of the webhooks of two reschedules and a no-show end in Calendly’s truth', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const { leadId, invitee, second, third } = await bookedOnThePage(world)
    world.calendly.holdWebhooks()
    world.clock.advance(1000)
    const moved = world.calendly.rescheduleAsInvitee(invitee.uri, second.start)
    world.clock.advance(1000)
    const last = world.calendly.rescheduleAsInvitee(moved.uri, third.start)
    world.clock.advance(1000)
    world.calendly.markNoShow(last.uri)
    await world.calendly.releaseWebhooks()
    await world.settle()
    const bodies = world.calendly.deliveries.map(({ body }) => body)
    expect(bodies.length).toBeGreaterThanOrEqual(6)
    const end = (await world.lead(leadId)).appointments.map(({ externalId, status }) => [externalId, status])
    expect(end).toEqual([
      [invitee.uri, 'rescheduled'],
      [moved.uri, 'rescheduled'],
      [last.uri, 'no_show'],
    ])

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(bodies, { minLength: bodies.length }),
        fc.subarray(bodies),
        async (order, again) => {
          const fresh = await startFresh()
          for (const body of [...order, ...again]) expect(await postAsCalendly(fresh, body)).toBe(200)
          await fresh.settle()
          const lead = await fresh.lead(fresh.leadId)
          expect(lead.appointments.map(({ externalId, status }) => [externalId, status]).sort()).toEqual(
            [...end].sort(),
          )
          expect(lead.tasks.filter(({ kind }) => kind === 'canceled')).toEqual([])
          await fresh.stop()
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)

  test('a booking by a stranger is kept as unmatched, with a task', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const slot = slots[0]?.slot
    world.bookOnPage(slot, { name: 'Sam Stranger', email: 'sam@example.com' })
    await world.settle()
    const [delivery] = await world.call('deliveries.list', { limit: 1 })
    expect(delivery).toMatchObject({
      state: 'unmatched',
      why: 'None of your leads is Sam Stranger, sam@example.com.',
    })
    const { tasks } = await world.call('workspace.get', {})
    expect(tasks).toMatchObject([{ kind: 'unmatched_booking', leadId: null }])
  })

  test('another event type’s booking does not make a lead booked', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { eventType: world.calendly.eventTypes.phoneCall.uri })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).toBeNull()
    const [delivery] = await world.call('deliveries.list', { limit: 1 })
    expect(delivery).toMatchObject({ state: 'ignored' })
  })

  test.each([
    [
      'an event that is not subscribed',
      { event: 'routing_form_submission.created', created_at: '2026-11-23T14:00:00Z', payload: {} },
    ],
    [
      'a body without an invitee',
      { event: 'invitee.created', created_at: '2026-11-23T14:00:00Z', payload: {} },
    ],
    ['no webhook at all', ['hello']],
  ])('%s is read as ignored, with a reason', (_, body) => {
    const read = readCalendlyWebhook(body)
    expect(read.kind).toBe('ignored')
    expect(read.kind === 'ignored' && read.why).not.toBe('')
  })
})

/** Another workspace that knows Lee and has not told the event types apart yet. */
async function startFresh() {
  const fresh = await startWorld({
    provider: 'calendly',
    settings: { calendly: { enabled: true, eventLink: '', directLink: '' } },
  })
  const leadId = await fresh.addLead()
  return { ...fresh, leadId }
}
