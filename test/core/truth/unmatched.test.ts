import { describe, expect, test } from 'vitest'
import { startWorld, type World } from '../../support/world'

const all = (world: World) => world.call('deliveries.list', { limit: 100 })
const openTasks = async (world: World) => (await world.call('workspace.get', {})).tasks

/** Sam, who is no lead, books on Calendly's page. */
async function bookedByAStranger(world: World) {
  const leadId = await world.addLead()
  const { slots } = await world.call('slots.list', { leadId })
  const [slot, later] = slots.map((one) => one.slot)
  const invitee = world.bookOnPage(slot, { name: 'Sam de la Cruz', email: 'sam@example.com' })
  await world.settle()
  const [delivery] = await all(world)
  if (!delivery || !later) throw new Error('nothing was delivered')
  expect(delivery.state).toBe('unmatched')
  return { leadId, id: delivery.id, invitee, later }
}

describe('a booking by somebody who is no lead', () => {
  test('is led to from its task, among others that match nobody', async () => {
    const world = await startWorld()
    const { id, later } = await bookedByAStranger(world)
    world.clock.advance(60_000)
    world.bookOnPage(later, { name: 'Nora Quist', email: 'nora@example.com' })
    await world.settle()
    const task = (await openTasks(world)).find(({ detail }) => detail.startsWith('Sam de la Cruz'))
    if (!task) throw new Error('nobody was asked')
    expect(await world.call('deliveries.ofTask', { taskId: task.id })).toEqual({ id })

    await world.call('deliveries.createLead', { id })
    const settled = await world.slotkeeper().api.call('deliveries.ofTask', { taskId: task.id })
    expect(settled).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })

  /** @promise reliability: A booking by an unknown person is kept, and one click gives it to a lead as if it had matched. */
  test('is linked to a lead: it is booked and confirmed as if it had matched, and the task is closed', async () => {
    const world = await startWorld()
    const { leadId, id } = await bookedByAStranger(world)
    await world.offer(leadId)
    await world.reply(leadId, 'My assistant booked something')
    expect(await openTasks(world)).toContainEqual(expect.objectContaining({ kind: 'unmatched_booking' }))

    const answer = await world.call('deliveries.link', { id, leadId })
    expect(answer.leadId).toBe(leadId)
    expect(answer.sentence).toMatch(/^The meeting on .+ E[SD]T now belongs to Lee Moreno\.$/)
    const linked = await world.lead(leadId)
    expect(linked.lead.status).toBe('meeting_booked')
    expect(linked.appointments).toMatchObject([{ status: 'confirmed', source: 'webhook' }])
    expect(linked.offers.every(({ open }) => !open)).toBe(true)
    expect(
      linked.messages.filter((one) => one.direction === 'outbound' && one.purpose === 'confirmation'),
    ).toMatchObject([{ state: 'sent' }])
    expect((await openTasks(world)).filter(({ kind }) => kind === 'unmatched_booking')).toEqual([])
    expect((await all(world)).find((one) => one.id === id)).toMatchObject({ state: 'applied', leadId })
  })

  test('is linked without a word to the lead where the person wants it so, now and later', async () => {
    const world = await startWorld()
    const { leadId, id } = await bookedByAStranger(world)
    await world.offer(leadId)
    await world.call('deliveries.link', { id, leadId, confirm: false })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).not.toBeNull()
    const isConfirmation = (message: (typeof lead.messages)[number]) =>
      message.direction === 'outbound' && message.purpose === 'confirmation'
    expect(lead.messages.filter(isConfirmation)).toEqual([])
  })

  test('is linked once, however often it is asked, and to nobody else afterwards', async () => {
    const world = await startWorld()
    const { leadId, id } = await bookedByAStranger(world)
    const otherId = await world.addLead({ firstName: 'Noor', emails: ['noor@example.com'], phones: [] })
    const answers = await Promise.all([
      world.call('deliveries.link', { id, leadId }),
      world.call('deliveries.link', { id, leadId }),
    ])
    expect(answers.map(({ sentence }) => sentence)).toContain(
      'Linked to Lee Moreno already. Nothing changed.',
    )
    const once = await world.lead(leadId)
    expect(once.appointments).toHaveLength(1)
    const other = await world.slotkeeper().api.call('deliveries.link', { id, leadId: otherId })
    expect(other).toMatchObject({
      ok: false,
      error: { message: 'The meeting is in the history of Lee Moreno already.' },
    })
    expect((await world.lead(otherId)).appointments).toEqual([])
    expect(await world.lead(leadId)).toEqual(once)
  })

  test('makes a lead of the person, with name, address and zone, once', async () => {
    const world = await startWorld()
    const { id } = await bookedByAStranger(world)
    const made = await world.call('deliveries.createLead', { id })
    const { lead, row } = await world.lead(made.leadId)
    expect(lead).toMatchObject({
      firstName: 'Sam',
      lastName: 'de la Cruz',
      emails: ['sam@example.com'],
      zone: { name: 'America/New_York', source: 'provider' },
      status: 'meeting_booked',
    })
    expect(row.booked).not.toBeNull()
    expect(await openTasks(world)).toEqual([])
    const again = await world.call('deliveries.createLead', { id })
    expect(again.leadId).toBe(made.leadId)
    expect(again.sentence).toContain('Nothing changed.')
    expect(await world.call('leads.list', {})).toHaveLength(2)
  })

  test('that was moved and canceled meanwhile ends as it is at Calendly, and nobody is told that it stands', async () => {
    const world = await startWorld()
    const { leadId, id, invitee, later } = await bookedByAStranger(world)
    world.clock.advance(1000)
    const moved = world.calendly.rescheduleAsInvitee(invitee.uri, later.start)
    world.clock.advance(1000)
    world.calendly.cancelAsInvitee(moved.uri, 'No time')
    await world.settle()
    await world.offer(leadId)
    await world.reply(leadId, 'That was me')

    await world.call('deliveries.link', { id, leadId })
    const linked = await world.lead(leadId)
    expect(linked.appointments.map(({ externalId, status }) => [externalId, status]).sort()).toEqual(
      [
        [invitee.uri, 'rescheduled'],
        [moved.uri, 'canceled'],
      ].sort(),
    )
    expect(linked.row.booked).toBeNull()
    expect(
      linked.messages.filter((one) => one.direction === 'outbound' && one.purpose === 'confirmation'),
    ).toEqual([])
    expect((await all(world)).filter(({ state }) => state === 'unmatched')).toEqual([])
  })

  test('on another event type can be linked too', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { eventType: world.calendly.eventTypes.phoneCall.uri })
    await world.settle()
    const [delivery] = await all(world)
    expect(delivery?.state).toBe('ignored')
    await world.call('deliveries.link', { id: delivery?.id ?? '', leadId })
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('at GoHighLevel is made a lead by what GoHighLevel knows of the contact', async () => {
    const world = await startWorld({ provider: 'ghl' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const contactId = world.ghl.addContact({
      firstName: 'Noor',
      lastName: 'Haddad',
      email: 'noor@example.com',
    })
    world.ghl.bookInWidget({
      calendarId: world.ghl.calendars.intro,
      contactId,
      start: slots[0]?.slot.start ?? '',
    })
    await world.settle()
    const [delivery] = await world.call('deliveries.list', { limit: 10, state: 'unmatched' })
    const made = await world.call('deliveries.createLead', { id: delivery?.id ?? '' })
    expect((await world.lead(made.leadId)).lead).toMatchObject({
      firstName: 'Noor',
      lastName: 'Haddad',
      emails: ['noor@example.com'],
      ghlContactId: contactId,
      status: 'meeting_booked',
    })
  })
})

describe('what cannot be linked', () => {
  test('is refused with the reason, and nothing changes', async () => {
    const world = await startWorld()
    const { leadId, id } = await bookedByAStranger(world)
    await world.offer(leadId)
    await world.reply(leadId, 'hello')
    const message = (await all(world)).find(({ event }) => event === 'InboundMessage')
    const before = await all(world)
    const link = (request: { id: string; leadId: string }) =>
      world.slotkeeper().api.call('deliveries.link', request)
    expect(await link({ id: message?.id ?? '', leadId })).toMatchObject({
      error: { message: 'This webhook tells of no meeting that could be linked.' },
    })
    expect(await link({ id: 'calendly nothing', leadId })).toMatchObject({
      error: { message: 'This webhook is no longer kept.' },
    })
    expect(await link({ id, leadId: 'nobody' })).toMatchObject({
      error: { message: 'This lead is gone. Choose another one.' },
    })
    expect(await all(world)).toEqual(before)
  })
})
