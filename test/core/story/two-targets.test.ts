import { describe, expect, test } from 'vitest'
import { REQUIRED_QUESTION } from '../../../core/sandbox/calendly/seed'
import { answersOf, openTasks, suggestedAnswer } from '../../support/answers'
import { answerQuestion, twoTargets } from '../../support/two-targets'
import { calls, type World } from '../../support/world'

const POST = 'POST /invitees'

/** The bodies of the bookings that were asked for. */
const asked = (world: World) =>
  world.calendly.exchanges.filter(({ url }) => url === '/invitees').map(({ requestBody }) => requestBody)

describe('a lead is offered and booked on the event type that its answers allow (C4)', () => {
  test('with its answer on the one that asks', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    await answerQuestion(world, leadId)
    const { offers } = await world.offer(leadId)
    expect(new Set(offers.map(({ slot }) => slot.targetId))).toEqual(new Set([eventTypes.withQuestion.uri]))
    const booked = await world.reply(leadId, 'the second one')
    expect(booked.appointments).toMatchObject([
      { targetId: eventTypes.withQuestion.uri, status: 'confirmed', start: offers[1]?.slot.start },
    ])
    expect(asked(world)).toMatchObject([
      { questions_and_answers: [{ question: REQUIRED_QUESTION, answer: 'Pricing', position: 0 }] },
    ])
  })

  test('without it on the one that asks nothing', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    const { offers } = await world.offer(leadId)
    expect(new Set(offers.map(({ slot }) => slot.targetId))).toEqual(new Set([eventTypes.intro.uri]))
    const booked = await world.reply(leadId, 'the second one')
    expect(booked.appointments).toMatchObject([{ targetId: eventTypes.intro.uri, status: 'confirmed' }])
    expect(booked.offers.map(({ outcome }) => outcome)).toEqual(['closed', 'accepted'])
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('an offer stands as it was made, whatever was answered since', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    await world.offer(leadId)
    await answerQuestion(world, leadId)
    const booked = await world.reply(leadId, 'the first one')
    expect(booked.appointments).toMatchObject([{ targetId: eventTypes.intro.uri }])
  })

  test('where only one asks and nothing stands behind it, nothing is booked and the lead gets a link (C3)', async () => {
    const { world, leadId } = await twoTargets({ direct: null })
    await world.offer(leadId)
    const blocked = await world.reply(leadId, 'the first one')
    expect(blocked.row.booked).toBeNull()
    const gate = blocked.decisions[0]?.gates.find(({ result }) => result === 'block')
    expect(gate).toMatchObject({ gate: 'questions' })
    expect(blocked.decisions[0]?.sentence).toContain(
      `Not booked: the booking asks “${REQUIRED_QUESTION}” and the lead has no answer to it.`,
    )
    expect(answersOf(blocked)).toMatchObject([{ purpose: 'booking_link', state: 'sent' }])
    expect(calls(world.calendly, POST)).toBe(0)
  })

  test('an acceptance that lacked the answer is booked as soon as the operator adds it', async () => {
    const { world, leadId } = await twoTargets({ direct: null })
    const { offers } = await world.offer(leadId)
    await world.reply(leadId, 'the first one')
    await world.call('leads.update', { leadId, changes: { company: 'Northwind' } })
    await world.settle()
    expect(calls(world.calendly, POST)).toBe(0)
    await answerQuestion(world, leadId)
    await world.settle()
    const booked = await world.lead(leadId)
    expect(booked.row.booked?.start).toBe(offers[0]?.slot.start)
    expect(openTasks(booked)).toEqual([])
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('and waits for a click where a person decides, in the place of the link that was suggested', async () => {
    const { world, leadId } = await twoTargets({ direct: null, mode: 'suggest' })
    await world.offer(leadId)
    const waiting = await world.reply(leadId, 'the first one')
    expect(suggestedAnswer(waiting).answer.purpose).toBe('booking_link')
    await answerQuestion(world, leadId)
    await world.settle()
    const [task, ...others] = openTasks(await world.lead(leadId))
    expect(others).toEqual([])
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    const approved = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(approved.kind).toBe('booked')
  })

  test('an event type that the API cannot book waits for no answer', async () => {
    const { world, leadId } = await twoTargets({ direct: null })
    const calendly = { enabled: true, eventLink: world.calendly.eventTypes.paid.link, directLink: '' }
    await world.call('settings.save', { calendly })
    await world.offer(leadId)
    await world.reply(leadId, 'the first one')
    await answerQuestion(world, leadId)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(answersOf(lead)).toHaveLength(1)
    expect(lead.decisions[0]?.outcome).toBe('answered')
  })

  test('the link and the times beside it are of the event type that the lead would be booked on', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    await world.offer(leadId)
    const lead = await world.reply(leadId, 'Can you send me a link?')
    const [answer] = answersOf(lead)
    expect(new Set(answer?.carries.map(({ targetId }) => targetId))).toEqual(new Set([eventTypes.intro.uri]))
    world.clock.advance(60_000)
    const booked = await world.reply(leadId, 'the second one')
    expect(booked.appointments).toMatchObject([{ targetId: eventTypes.intro.uri }])
  })

  test('a time of the lead’s own is booked there too (R6)', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    await world.call('settings.save', { bookProposedTimes: true })
    await world.offer(leadId)
    const booked = await world.reply(leadId, 'Can we do Thursday at 3pm?')
    expect(booked.appointments).toMatchObject([
      { targetId: eventTypes.intro.uri, start: '2026-11-26T20:00:00.000Z' },
    ])
  })

  test('the free times that the drawer shows are those of the event type that would be booked', async () => {
    const { world, leadId } = await twoTargets({ direct: 'phoneCall' })
    expect(await world.call('slots.list', { leadId })).toMatchObject({
      targetName: 'Phone call',
      minutes: 15,
    })
    await answerQuestion(world, leadId)
    expect(await world.call('slots.list', { leadId })).toMatchObject({ targetName: 'Discovery call' })
  })
})

describe('a meeting on either event type is the workspace’s business (T3)', () => {
  test.each(['withQuestion', 'intro'] as const)('one on %s is recorded', async (name) => {
    const { world, leadId, eventTypes } = await twoTargets()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { eventType: eventTypes[name].uri })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('one on a third is not, and nothing is dropped while the second link is unresolved', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { eventType: eventTypes.phoneCall.uri })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).toBeNull()

    await world.call('settings.save', {
      calendly: {
        enabled: true,
        eventLink: eventTypes.withQuestion.link,
        directLink: 'https://calendly.com/dana-host/renamed',
      },
    })
    world.bookOnPage(slots[4]?.slot, { eventType: eventTypes.phoneCall.uri })
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })
})
