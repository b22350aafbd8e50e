import { describe, expect, test } from 'vitest'
import { REQUIRED_QUESTION } from '../../../core/sandbox/calendly/seed'
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

  test('where only one asks and nothing stands behind it, nothing is booked and a person is told what is missing', async () => {
    const { world, leadId } = await twoTargets({ direct: null })
    await world.offer(leadId)
    const blocked = await world.reply(leadId, 'the first one')
    expect(blocked.row.booked).toBeNull()
    expect(blocked.decisions[0]?.gates.at(-1)).toMatchObject({ gate: 'questions', result: 'block' })
    expect(blocked.decisions[0]?.sentence).toBe(
      `Not booked: the booking asks “${REQUIRED_QUESTION}” and the lead has no answer to it.`,
    )
    const task = blocked.tasks.find(({ state }) => state === 'open')
    expect(calls(world.calendly, POST)).toBe(0)

    await answerQuestion(world, leadId)
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    const approved = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(approved.kind).toBe('booked')
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
