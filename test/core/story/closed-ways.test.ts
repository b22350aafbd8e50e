import { describe, expect, test } from 'vitest'
import type { LeadDetail } from '../../../core/api/views'
import { slotKey } from '../../../core/domain/slot'
import { answersOf, openTasks, suggestedAnswer } from '../../support/answers'
import { calls, startWorld, type World } from '../../support/world'

const POST = 'POST /invitees'

/** Lee was offered two times; nothing was answered yet. */
async function offered(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...options })
  const leadId = await world.addLead()
  const lead = await world.offer(leadId)
  return { world, leadId, lead }
}

function take(world: World, slot: LeadDetail['offers'][number]['slot'] | undefined): void {
  if (!slot) throw new Error('nothing was offered')
  world[slot.provider].takeSlot(slot.targetId, slot.start)
}

async function bookOn(world: World, name: 'withQuestion' | 'paid'): Promise<void> {
  const { settings } = await world.call('workspace.get', {})
  const eventLink = world.calendly.eventTypes[name].link
  await world.call('settings.save', { calendly: { ...settings.calendly, eventLink } })
}

describe.each(['calendly', 'ghl'] as const)('a time that was taken meanwhile, on %s', (provider) => {
  test('is answered with the nearest free times, and one of them is booked by the next reply', async () => {
    const { world, leadId, lead } = await offered({ provider })
    take(world, lead.offers[0]?.slot)
    const after = await world.reply(leadId, 'the first one')
    expect(after.row.booked).toBeNull()
    expect(after.decisions[0]).toMatchObject({ outcome: 'answered', taskId: null })
    expect(after.decisions[0]?.sentence).toMatch(
      /^Not booked: .+ was taken meanwhile\. Offered .+ and .+ instead\.$/,
    )
    const [answer] = answersOf(after)
    expect(answer).toMatchObject({ purpose: 'other_times', automatic: true, state: 'sent', channel: 'sms' })
    expect(after.decisions[0]?.answerId).toBe(answer?.id)
    const before = lead.offers.map(({ slot }) => slotKey(slot))
    expect(answer?.carries).toHaveLength(2)
    expect(answer?.carries.some((slot) => before.includes(slotKey(slot)))).toBe(false)

    world.clock.advance(60_000)
    const booked = await world.reply(leadId, 'the second one works')
    expect(booked.row.booked?.start).toBe(answer?.carries[1]?.start)
  })

  test('is suggested to a person who sends the answer with one click', async () => {
    const { world, leadId, lead } = await offered({ provider, mode: 'suggest' })
    take(world, lead.offers[0]?.slot)
    const waiting = await world.reply(leadId, 'the first one')
    expect(answersOf(waiting)).toEqual([])
    const { task, answer } = suggestedAnswer(waiting)
    expect(task).toMatchObject({ kind: 'which_slot', title: 'Offer other times' })
    expect(openTasks(waiting)).toHaveLength(1)
    expect(waiting.decisions[0]?.sentence).toMatch(/was taken meanwhile\. Suggested: offer .+ instead\.$/)
    const sent = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    expect(sent).toEqual({ sent: true, sentence: 'Sent.' })
    const after = await world.lead(leadId)
    expect(answersOf(after)).toMatchObject([{ text: answer.text, state: 'sent', automatic: false }])
    expect(openTasks(after)).toEqual([])
    expect(after.decisions[0]).toMatchObject({ outcome: 'answered', answerId: answersOf(after)[0]?.id })
    expect(after.decisions[0]?.sentence).toMatch(/was taken meanwhile\. Offered .+ instead\.$/)
    expect(after.offers.filter(({ open }) => open).length).toBeGreaterThanOrEqual(2)
  })
})

describe('a time that the provider refuses at the last moment', () => {
  test('is answered with other times', async () => {
    const { world, leadId } = await offered()
    world.calendly.failNext({
      route: POST,
      fault: {
        kind: 'status',
        status: 400,
        body: {
          title: 'Invalid Argument',
          message: 'The supplied parameters are invalid.',
          details: [{ parameter: 'start_time', message: 'already filled', code: 'already_filled' }],
        },
      },
    })
    const lead = await world.reply(leadId, 'the first one')
    expect(lead.attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'slot_taken' } }])
    expect(lead.decisions[0]).toMatchObject({ outcome: 'answered' })
    const starts = answersOf(lead)[0]?.carries.map(({ start }) => start)
    expect(starts).toHaveLength(2)
    expect(starts).not.toContain(lead.offers[0]?.slot.start)
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('after a click, gives a suggestion of other times in the place of the one that failed', async () => {
    const { world, leadId, lead } = await offered({ mode: 'suggest' })
    const waiting = await world.reply(leadId, 'the first one')
    const [task] = openTasks(waiting)
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    take(world, lead.offers[0]?.slot)
    const answer = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(answer).toMatchObject({ kind: 'not_started' })
    const after = await world.lead(leadId)
    expect(openTasks(after)).toHaveLength(1)
    expect(suggestedAnswer(after).answer.purpose).toBe('other_times')
    expect(after.decisions).toHaveLength(1)
    expect(after.decisions[0]?.sentence).toContain('was taken meanwhile. Suggested: offer')
  })
})

describe('what the API cannot book becomes a link', () => {
  test('for a required question: the link, with the times that are still free, and the webhook closes the circle', async () => {
    const world = await startWorld({ provider: 'calendly' })
    await bookOn(world, 'withQuestion')
    const leadId = await world.addLead()
    const { offers } = await world.offer(leadId)
    const lead = await world.reply(leadId, 'the second one')
    expect(lead.row.booked).toBeNull()
    const [answer] = answersOf(lead)
    expect(answer).toMatchObject({ purpose: 'booking_link', state: 'sent' })
    expect(answer?.text).toMatch(/https:\/\/\S+\?name=Lee\+Moreno&email=lee\.moreno%40example\.com/)
    expect(answer?.carries.map(slotKey)).toEqual(offers.map(({ slot }) => slotKey(slot)))
    expect(lead.decisions[0]?.sentence).toContain('Sent a booking link with')
    expect(calls(world.calendly, POST)).toBe(0)

    const link = /https:\/\/\S+/.exec(answer?.text ?? '')?.[0].split('?')[0] ?? ''
    const slot = offers[1]?.slot
    world.calendly.bookAsInvitee({
      eventType: slot?.targetId ?? '',
      start: slot?.start ?? '',
      name: 'Lee Moreno',
      email: 'lee.moreno@example.com',
      timezone: 'America/New_York',
      link,
    })
    await world.settle()
    const booked = await world.lead(leadId)
    expect(booked.row.booked?.start).toBe(slot?.start)
    expect(booked.offers.some(({ open }) => open)).toBe(false)
    expect(openTasks(booked)).toEqual([])
    const confirmations = booked.messages.filter(
      (m) => m.direction === 'outbound' && m.purpose === 'confirmation',
    )
    expect(confirmations).toHaveLength(1)
  })

  test('is sent once a day: the next acceptance that cannot be booked is for a person', async () => {
    const world = await startWorld({ provider: 'calendly' })
    await bookOn(world, 'withQuestion')
    const leadId = await world.addLead()
    await world.offer(leadId)
    await world.reply(leadId, 'the second one')
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'the second one')
    expect(answersOf(lead)).toHaveLength(1)
    expect(openTasks(lead)).toMatchObject([{ kind: 'manual_follow_up' }])
  })

  test('for an event type that takes payment, and only suggested where a person decides', async () => {
    const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
    await bookOn(world, 'paid')
    const leadId = await world.addLead()
    await world.offer(leadId)
    const lead = await world.reply(leadId, 'the first one')
    const { answer } = suggestedAnswer(lead)
    expect(answer.purpose).toBe('booking_link')
    expect(answersOf(lead)).toEqual([])
  })

  test('when the booking budget is used up', async () => {
    const { world, leadId } = await offered({
      settings: { bookingBudget: { perMinute: 1, perHour: 1, perDay: 1 } },
    })
    const other = await world.addLead({
      firstName: 'Noor',
      emails: ['noor@example.com'],
      phones: ['+15555550102'],
    })
    const { slots } = await world.call('slots.list', { leadId: other })
    const slot = slots.at(-1)?.slot
    if (!slot) throw new Error('there is no free slot')
    await world.call('leads.book', { leadId: other, slot })
    const lead = await world.reply(leadId, 'the first one')
    expect(lead.row.booked).toBeNull()
    expect(answersOf(lead)).toMatchObject([{ purpose: 'booking_link', state: 'sent' }])
    expect(lead.decisions[0]?.sentence).toContain('budget')
    expect((await world.call('workspace.get', {})).budget.leftToday).toBe(0)
  })

  test('when the plan does not allow bookings', async () => {
    const { world, leadId } = await offered()
    world.calendly.failNext({
      route: POST,
      fault: {
        kind: 'status',
        status: 403,
        body: { title: 'Permission Denied', message: 'Please upgrade your Calendly account to Standard.' },
      },
    })
    const lead = await world.reply(leadId, 'the first one')
    expect(lead.attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'plan' } }])
    expect(answersOf(lead)).toMatchObject([{ purpose: 'booking_link', state: 'sent' }])
    expect(lead.decisions[0]?.outcome).toBe('answered')
  })

  test('but a provider that gives no link leaves a task that says why', async () => {
    const { world, leadId } = await offered()
    world.calendly.failNext({
      route: POST,
      fault: { kind: 'status', status: 403, body: { title: 'x', message: 'Please upgrade your account.' } },
    })
    world.calendly.failNext({ route: 'POST /scheduling_links', fault: { kind: 'status', status: 503 } })
    const lead = await world.reply(leadId, 'the first one')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toMatchObject([{ kind: 'provider_trouble' }])
  })
})

describe('who asks for a link', () => {
  test('gets one, with times that are free', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'Can you send me a link?')
    expect(lead.decisions[0]).toMatchObject({ reading: { intent: 'ask_link' }, outcome: 'answered' })
    expect(answersOf(lead)).toMatchObject([{ purpose: 'booking_link', carries: [{}, {}] }])
    expect(openTasks(lead)).toEqual([])
  })

  test('gets it with one click where a person decides, and nothing where auto-book is off', async () => {
    const suggest = await offered({ mode: 'suggest' })
    const waiting = await suggest.world.reply(suggest.leadId, 'Can you send me a link?')
    expect(suggestedAnswer(waiting).answer.purpose).toBe('booking_link')
    const off = await offered({ mode: 'off' })
    // The connection test asks whether links may be made.
    const before = calls(off.world.calendly, 'POST /scheduling_links')
    const left = await off.world.reply(off.leadId, 'Can you send me a link?')
    expect(openTasks(left)).toMatchObject([{ kind: 'manual_follow_up', suggestion: null }])
    expect(calls(off.world.calendly, 'POST /scheduling_links')).toBe(before)
  })
})

describe('who asks for other times', () => {
  test('gets times that were not offered before', async () => {
    const { world, leadId, lead } = await offered()
    const after = await world.reply(leadId, 'What other times do you have?')
    const [answer] = answersOf(after)
    expect(answer).toMatchObject({ purpose: 'other_times', state: 'sent' })
    const before = lead.offers.map(({ slot }) => slotKey(slot))
    expect(answer?.carries).toHaveLength(2)
    expect(answer?.carries.some((slot) => before.includes(slotKey(slot)))).toBe(false)
    expect(after.decisions[0]?.sentence).toMatch(/^Not booked: .+\. Offered .+ and .+\.$/)
  })

  test('is left to a person while the calendar cannot be read, with the reason', async () => {
    const { world, leadId } = await offered()
    for (let count = 0; count < 5; count += 1) {
      world.calendly.failNext({
        route: 'GET /event_type_available_times',
        fault: { kind: 'status', status: 503 },
      })
    }
    const lead = await world.reply(leadId, 'What other times do you have?')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toMatchObject([{ kind: 'which_slot', suggestion: null }])
    expect(lead.decisions[0]?.sentence).toContain('Calendly')
  })
})

test('an acceptance while the calendar cannot be read can be booked by a click when it can', async () => {
  const { world, leadId } = await offered()
  const route = 'GET /event_type_available_times'
  world.calendly.failNext({ route, fault: { kind: 'status', status: 503 }, times: 'always' })
  const lead = await world.reply(leadId, 'The first one works')
  const [task] = openTasks(lead)
  expect(task).toMatchObject({ kind: 'provider_trouble', title: 'The provider cannot book now' })
  if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
  world.calendly.clearFaults()
  const booking = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
  expect(booking.kind).toBe('booked')
})

describe('a time of the lead’s own', () => {
  const proposal = 'Can we do Thursday at 3pm?'

  test('that is free waits for a click, and the click books it without an offer', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, proposal)
    const [task] = openTasks(lead)
    expect(task).toMatchObject({ kind: 'approve_booking', suggestion: { kind: 'book', offerId: null } })
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    expect(calls(world.calendly, POST)).toBe(0)
    const answer = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(answer.kind).toBe('booked')
    // Thanksgiving is a Thursday like another in the sandbox: 15:00 in New York.
    expect((await world.lead(leadId)).row.booked?.start).toBe('2026-11-26T20:00:00.000Z')
  })

  test('is booked by itself only where the settings say so', async () => {
    const { world, leadId } = await offered({ settings: { bookProposedTimes: true } })
    const lead = await world.reply(leadId, proposal)
    expect(lead.row.booked?.start).toBe('2026-11-26T20:00:00.000Z')
    expect(lead.decisions[0]).toMatchObject({ outcome: 'booked', offerId: null })
    expect(lead.decisions[0]?.gates.map(({ result }) => result)).not.toContain('block')
    expect(lead.appointments).toMatchObject([{ source: 'auto' }])
    const suggest = await offered({ mode: 'suggest', settings: { bookProposedTimes: true } })
    expect((await suggest.world.reply(suggest.leadId, proposal)).row.booked).toBeNull()
  })

  test('that is taken is answered with the nearest free times, and says so', async () => {
    const { world, leadId, lead } = await offered()
    const targetId = lead.offers[0]?.slot.targetId ?? ''
    world.calendly.takeSlot(targetId, '2026-11-26T20:00:00.000Z')
    const after = await world.reply(leadId, proposal)
    const [answer] = answersOf(after)
    expect(answer?.text).toContain('Thu, Nov 26, 3:00 PM EST is taken')
    expect(answer?.carries.map(({ start }) => start)).toEqual([
      '2026-11-26T19:30:00.000Z',
      '2026-11-26T20:30:00.000Z',
    ])
    expect(after.decisions[0]?.sentence).toMatch(
      /^Not booked: Thu, Nov 26, 3:00 PM EST is not free\. Offered .+ instead\.$/,
    )
  })

  test('that is read with doubt is answered by a person, whatever the mode', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'Saturday at 3 might be an option, my partner has the final say')
    expect(lead.decisions[0]).toMatchObject({ outcome: 'suggested', reading: { intent: 'propose_time' } })
    expect(answersOf(lead)).toEqual([])
    expect(suggestedAnswer(lead).task.state).toBe('open')
  })

  test('of day is answered with free times inside it', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'How about Thursday afternoon?')
    const [answer] = answersOf(lead)
    expect(answer?.carries).toHaveLength(2)
    for (const { start } of answer?.carries ?? []) {
      expect(start >= '2026-11-26T17:00:00.000Z' && start < '2026-11-26T22:00:00.000Z').toBe(true)
    }
    expect(answer?.text).toContain('these times are free then')
  })
})

describe('of a lead with a meeting', () => {
  test('the wish to move it is an urgent task, and nothing is sent', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'the first one')
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'Can we move our meeting?')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toMatchObject([{ kind: 'change_meeting', suggestion: null }])
    expect(lead.row.booked).not.toBeNull()
  })
})
