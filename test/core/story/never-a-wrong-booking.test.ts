import { describe, expect, test } from 'vitest'
import { calls, startWorld, type World } from '../../support/world'

const MINUTE = 60_000
const POST = 'POST /invitees'

/** Lee was offered two times; nothing was answered yet. */
async function offered(settings: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...settings })
  const leadId = await world.addLead()
  const lead = await world.offer(leadId)
  return { world, leadId, lead }
}

const say = (world: World, leadId: string, text: string, requestId: string) =>
  world.call('leads.sendMessage', { leadId, channel: 'sms', text, requestId })

describe('a reply accepts only what it answers', () => {
  test('a yes to another question than the offer books nothing', async () => {
    const { world, leadId } = await offered({ settings: { slotsPerOffer: 1 } })
    world.clock.advance(MINUTE)
    await say(world, leadId, 'Shall I send you our brochure first?', 'brochure')
    world.clock.advance(MINUTE)
    const lead = await world.reply(leadId, 'Yes please')
    expect(lead.row.booked).toBeNull()
    expect(calls(world.calendly, POST)).toBe(0)
    expect(lead.tasks.some(({ state }) => state === 'open')).toBe(true)
  })

  test('a yes to the only offer books it', async () => {
    const { world, leadId } = await offered({ settings: { slotsPerOffer: 1 } })
    expect((await world.reply(leadId, 'Yes please')).row.booked).not.toBeNull()
  })

  test('a yes that was written before the offer books nothing, however late it arrives', async () => {
    const world = await startWorld({ provider: 'calendly', settings: { slotsPerOffer: 1 } })
    const leadId = await world.addLead()
    await say(world, leadId, 'Are you the owner?', 'owner')
    world.clock.advance(MINUTE)
    world.ghl.holdWebhooks()
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'Yes' })
    world.clock.advance(MINUTE)
    await world.offer(leadId)
    await world.ghl.releaseWebhooks()
    await world.settle()
    expect((await world.lead(leadId)).row.booked).toBeNull()
  })

  test('a yes to two times of which one has passed books nothing', async () => {
    const { world, leadId, lead } = await offered()
    const first = lead.offers[0]?.slot.start ?? ''
    world.clock.advance(Date.parse(first) - world.clock.now() + MINUTE)
    expect((await world.reply(leadId, 'Yes')).row.booked).toBeNull()
  })

  test('a clock time means the zone in which it was worded, whatever the lead’s zone is now', async () => {
    const { world, leadId, lead } = await offered()
    const hour = Number(
      new Intl.DateTimeFormat('en-US', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: 'America/New_York',
      }).format(new Date(lead.offers[1]?.slot.start ?? '')),
    )
    await world.call('leads.update', { leadId, changes: { zone: 'America/Denver' } })
    const after = await world.reply(leadId, `${String(hour - 2)}:00 works`)
    expect(after.row.booked).toBeNull()
  })
})

describe('what changes between the decision and the call counts', () => {
  /** @promise reliability: A correction that arrives while the calendar is being read stops the booking. */
  test('a correction that arrives while the calendar is being read is seen', async () => {
    const { world, leadId } = await offered()
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.calendly.failNext({ route: 'GET /event_type_available_times', fault: { kind: 'slow', ms: 300 } })
    world.ghl.holdWebhooks()
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'the second one' })
    world.clock.advance(1000)
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'Sorry no, I am travelling that day' })
    await world.ghl.releaseWebhooks()
    await world.settle()
    expect((await world.lead(leadId)).row.booked).toBeNull()
    expect(calls(world.calendly, POST)).toBe(0)
  })

  test('a mere thanks after the acceptance changes nothing', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    await world.reply(leadId, 'the second one')
    world.clock.advance(1000)
    const lead = await world.reply(leadId, 'Thanks!')
    const task = lead.tasks.find(({ kind, state }) => kind === 'approve_booking' && state === 'open')
    if (task?.suggestion?.kind !== 'book') throw new Error('the suggestion is gone')
    const answer = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(answer.kind).toBe('booked')
  })

  /** @promise reliability: The kill switch stops a booking that is already being decided. */
  test('the kill switch that is pressed while the calendar is being read stops the booking', async () => {
    const { world, leadId } = await offered()
    world.calendly.failNext({ route: 'GET /event_type_available_times', fault: { kind: 'slow', ms: 300 } })
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'the second one' })
    await world.ghl.settled()
    await world.call('settings.save', { paused: true })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).toBeNull()
    expect(lead.decisions[0]?.sentence).toContain('automation is paused')
    expect(calls(world.calendly, POST)).toBe(0)
  })

  test('one click books what was shown, not what the lead wrote since', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const first = (await world.reply(leadId, 'the first one')).tasks.find(({ suggestion }) => suggestion)
    if (first?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    world.clock.advance(1000)
    await world.reply(leadId, 'the second one')
    const answer = await world.call('tasks.approve', { taskId: first.id, slot: first.suggestion.slot })
    expect(answer).toMatchObject({
      kind: 'not_started',
      sentence: expect.stringContaining('has changed') as string,
    })
  })

  test('a decline closes the suggestion that came before it', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    await world.reply(leadId, 'the first one')
    world.clock.advance(1000)
    const lead = await world.reply(leadId, 'Forget it, I am not interested any more')
    expect(lead.tasks.filter(({ kind, state }) => kind === 'approve_booking' && state === 'open')).toEqual([])
  })
})

describe('a booking that exists is never invisible', () => {
  test('an unknown booking is found by our mark, whatever was changed on the lead meanwhile', async () => {
    const { world, leadId } = await offered()
    world.calendly.holdWebhooks()
    world.calendly.failNext({ route: POST, fault: { kind: 'drop_after' } })
    // The look before the booking goes well. The first lookup fails, so that the lead can be changed before the second.
    world.calendly.failNext({ route: 'GET /scheduled_events', fault: { kind: 'slow', ms: 0 } })
    world.calendly.failNext({ route: 'GET /scheduled_events', fault: { kind: 'status', status: 503 } })
    await world.reply(leadId, 'the first one')
    await world.call('leads.update', { leadId, changes: { emails: ['new@example.com'] } })
    world.clock.advance(3 * MINUTE)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.attempts.map(({ state }) => state)).toEqual(['booked'])
    expect(lead.row.booked).not.toBeNull()
    expect(lead.tasks.filter(({ state }) => state === 'open')).toEqual([])
  })

  test('while an unknown booking cannot be looked up, it stays open and a task says so', async () => {
    const { world, leadId } = await offered()
    world.calendly.failNext({ route: POST, fault: { kind: 'drop_before' } })
    await world.reply(leadId, 'the first one')
    world.calendly.revokeToken(world.calendly.token)
    world.clock.advance(10 * MINUTE)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.attempts[0]?.state).toBe('unknown')
    expect(lead.tasks.find(({ kind, state }) => kind === 'provider_trouble' && state === 'open')?.title).toBe(
      'A booking is being looked up',
    )
  })

  test('a booking in GoHighLevel’s widget is the lead’s, although the webhook names only a contact', async () => {
    const world = await startWorld({ provider: 'ghl' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const contactId = world.ghl.addContact({ firstName: 'Lee', email: 'lee.moreno@example.com' })
    world.ghl.bookInWidget({
      calendarId: world.ghl.calendars.intro,
      contactId,
      start: slots[0]?.slot.start ?? '',
    })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('a booking by a stranger is the lead’s as soon as the stranger is a lead', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const known = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId: known })
    const slot = slots[0]?.slot
    world.bookOnPage(slot, { name: 'Sam Stranger', email: 'sam@example.com' })
    await world.settle()
    const leadId = await world.addLead({ firstName: 'Sam', emails: ['sam@example.com'], phones: [] })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
    expect(
      (await world.call('workspace.get', {})).tasks.filter(({ kind }) => kind === 'unmatched_booking'),
    ).toEqual([])
  })

  test('a reschedule on the event type that was booked before is followed', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const [first, second] = slots.map(({ slot }) => slot)
    if (!first || !second) throw new Error('there are not enough free slots')
    const invitee = world.bookOnPage(first)
    await world.settle()
    await world.call('settings.save', {
      calendly: { enabled: true, eventLink: world.calendly.eventTypes.phoneCall.link, directLink: '' },
    })
    world.calendly.rescheduleAsInvitee(invitee.uri, second.start)
    await world.settle()
    expect((await world.lead(leadId)).row.booked?.start).toBe(second.start)
  })

  test('a meeting that is deleted in GoHighLevel leaves the lead not booked', async () => {
    const world = await startWorld({ provider: 'ghl' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    const booked = await world.reply(leadId, 'the first one')
    const id = booked.appointments[0]?.externalId ?? ''
    world.clock.advance(MINUTE)
    world.ghl.cancelAppointment(id)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).toBeNull()
    expect(lead.lead.status).toBe('replied')
    expect(lead.tasks.filter(({ kind, state }) => kind === 'canceled' && state === 'open')).toHaveLength(1)

    world.clock.advance(MINUTE)
    world.ghl.setStatus(id, 'confirmed')
    await world.settle()
    const again = await world.lead(leadId)
    expect(again.row.booked).not.toBeNull()
    expect(again.lead.status).toBe('meeting_booked')
    expect(again.tasks.filter(({ state }) => state === 'open')).toEqual([])
    expect(
      again.messages.filter((m) => m.direction === 'outbound' && m.purpose === 'confirmation'),
    ).toHaveLength(1)
  })
})

describe('a confirmation is true when it is sent', () => {
  /** @promise reliability: A confirmation that waited is not sent for a meeting that was canceled meanwhile. */
  test('one that waited is not sent for a meeting that was canceled meanwhile', async () => {
    const { world, leadId, lead } = await offered()
    await world.call('settings.save', { paused: true })
    const slot = lead.offers[0]?.slot
    const invitee = world.bookOnPage(slot)
    await world.settle()
    world.calendly.cancelAsInvitee(invitee.uri)
    await world.settle()
    await world.call('settings.save', { paused: false })
    await world.settle()
    const after = await world.lead(leadId)
    expect(after.messages.filter((m) => m.direction === 'outbound' && m.purpose === 'confirmation')).toEqual(
      [],
    )
  })

  test('one that cannot be sent leaves “booked, not confirmed” and one task', async () => {
    const { world, leadId } = await offered()
    world.ghl.failNext({ route: 'POST /conversations/messages', fault: { kind: 'drop_after' } })
    await world.reply(leadId, 'the first one')
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).not.toBeNull()
    expect(lead.tasks.filter(({ kind, state }) => kind === 'not_confirmed' && state === 'open')).toHaveLength(
      1,
    )
    const confirmation = lead.messages.find((m) => m.direction === 'outbound' && m.purpose === 'confirmation')
    expect(confirmation).toMatchObject({ state: 'unknown' })
    const sent = world.ghl.exchanges.filter(({ requestBody }) =>
      JSON.stringify(requestBody ?? '').includes('You are booked'),
    )
    expect(sent).toHaveLength(1)
  })
})

describe('trouble heals by itself', () => {
  /** @promise reliability: A webhook that cannot be applied while a provider is down is applied when it is back. */
  test('a message that arrives while GoHighLevel is down is applied when it is back', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const contactId = world.ghl.addContact({ firstName: 'Nora', phone: '+15555550177' })
    for (let count = 0; count < 10; count += 1) {
      world.ghl.failNext({ route: 'GET /contacts/{contactId}', fault: { kind: 'status', status: 503 } })
    }
    world.ghl.receiveSms({ contactId, text: 'Hello' })
    await world.settle()
    for (let count = 0; count < 40; count += 1) {
      world.clock.advance(10 * MINUTE)
      await world.settle()
    }
    const rows = await world.call('leads.list', {})
    expect(rows.map(({ name }) => name)).toEqual(['Nora'])
  })

  test('a connection that failed once works again without a person', async () => {
    const world = await startWorld({ provider: 'calendly' })
    world.calendly.failNext({ route: 'GET /users/me', fault: { kind: 'status', status: 503 } })
    await world.call('connection.test', { provider: 'calendly' })
    expect((await world.call('workspace.get', {})).connections.calendly.health).toBe('failing')
    world.clock.advance(5 * MINUTE)
    await world.settle()
    expect((await world.call('workspace.get', {})).connections.calendly.health).toBe('ok')
  })

  test('two tests at once leave one subscription whose webhooks are accepted', async () => {
    const world = await startWorld({ provider: 'calendly' })
    await world.call('settings.save', { publicWebhookUrl: '' })
    const url = world.slotkeeper().receiverUrl ?? ''
    await Promise.all([
      world.call('settings.save', { publicWebhookUrl: url }),
      world.call('connection.test', { provider: 'calendly' }),
      world.call('connection.test', { provider: 'calendly' }),
    ])
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const slot = slots[0]?.slot
    world.bookOnPage(slot)
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })
})
