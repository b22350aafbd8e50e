import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../core/domain/answer'
import type { Slot } from '../../../core/domain/slot'
import { openTasks, suggestedAnswer } from '../../support/answers'
import { startWorld, type World } from '../../support/world'

const SEND = 'POST /conversations/messages'
const REFUSED = { statusCode: 422, message: ['No.'], error: 'Unprocessable Entity' }
const NOT_SENT = { kind: 'status', status: 422, body: REFUSED } as const

async function asked(question: string, emails = ['lee.moreno@example.com']) {
  const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
  const leadId = await world.addLead({ emails })
  await world.offer(leadId)
  world.clock.advance(60_000)
  await world.reply(leadId, question)
  return { world, leadId }
}

const write = (world: World, leadId: string, text: string) =>
  world.call('leads.sendMessage', { leadId, channel: 'sms', text, requestId: `by hand: ${text}` })

describe('a task that a reply opened', () => {
  test('stays open when times were offered and its question was not answered', async () => {
    const { world, leadId } = await asked('What does it cost?')
    const lead = await world.offer(leadId)
    expect(openTasks(lead)).toMatchObject([{ kind: 'manual_follow_up', title: 'A reply to answer' }])
  })

  test('is closed when a person writes', async () => {
    const { world, leadId } = await asked('What does it cost?')
    await write(world, leadId, 'It costs nothing.')
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('is closed by times where times or a link were asked for', async () => {
    const { world, leadId } = await asked('Can you send me a link?')
    expect(suggestedAnswer(await world.lead(leadId)).answer.purpose).toBe('booking_link')
    expect(openTasks(await world.offer(leadId))).toEqual([])
  })

  test('is closed when a person writes in place of the answer that it suggests', async () => {
    const { world, leadId } = await asked('the second one', [])
    expect(suggestedAnswer(await world.lead(leadId)).task.kind).toBe('missing_email')
    await write(world, leadId, 'Where should the invitation go?')
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })
})

describe('a second click while the message is on its way', () => {
  test('does not close what was asked when the message then fails', async () => {
    const { world, leadId } = await asked('What does it cost?')
    world.ghl.failNext({ route: SEND, fault: NOT_SENT })
    const results = await Promise.all([write(world, leadId, 'Nothing.'), write(world, leadId, 'Nothing.')])
    expect(results.map(({ sent }) => sent)).toEqual([false, true])
    expect(openTasks(await world.lead(leadId))).toMatchObject([{ title: 'A reply to answer' }])
  })

  test('does not close what times would answer when they then fail', async () => {
    const { world, leadId } = await asked('Do you have other times?')
    const { carries: slots } = suggestedAnswer(await world.lead(leadId)).answer
    world.ghl.failNext({ route: SEND, fault: NOT_SENT })
    const order = { leadId, channel: 'sms' as const, slots, requestId: 'times' }
    const offer = () => world.call('offers.send', order)
    expect((await Promise.all([offer(), offer()])).map(({ sent }) => sent)).toEqual([false, true])
    expect(openTasks(await world.lead(leadId))).toHaveLength(1)
  })
})

describe('an accepted time that could not be booked', () => {
  /** The budget is used up by somebody else when Bea accepts; a link is suggested in place of the booking. */
  async function refused() {
    const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
    await world.call('settings.save', { bookingBudget: { perMinute: 1, perHour: 1, perDay: 1 } })
    const first = await world.addLead()
    const leadId = await world.addLead({
      firstName: 'Bea',
      emails: ['bea@example.com'],
      phones: ['+15555550102'],
    })
    await world.offer(first)
    await world.offer(leadId)
    world.clock.advance(1000)
    const [approval] = openTasks(await world.reply(first, 'the second one'))
    if (approval?.suggestion?.kind !== 'book') throw new Error('no booking is suggested')
    await world.call('tasks.approve', { taskId: approval.id, slot: approval.suggestion.slot })
    const lead = await world.reply(leadId, 'the first one')
    expect(openTasks(lead)).toMatchObject([{ kind: 'provider_trouble', suggestion: { kind: 'answer' } }])
    return { world, leadId }
  }

  test('stays a task when a person writes', async () => {
    const { world, leadId } = await refused()
    await write(world, leadId, 'One moment please.')
    expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'provider_trouble' }])
  })

  test('stays a task when other times are offered', async () => {
    const { world, leadId } = await refused()
    expect(openTasks(await world.offer(leadId))).toMatchObject([{ kind: 'provider_trouble' }])
  })
})

describe('a message that may have arrived', () => {
  async function lost(send: (world: World, leadId: string, answer: Answer) => Promise<{ sent: boolean }>) {
    const { world, leadId } = await asked('Do you have other times?')
    const { answer, task } = suggestedAnswer(await world.lead(leadId))
    world.ghl.failNext({ route: SEND, fault: { kind: 'drop_after' } })
    expect((await send(world, leadId, answer)).sent).toBe(false)
    world.clock.advance(60_000)
    const clicked = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    return { task, clicked, left: openTasks(await world.lead(leadId)) }
  }

  test('leaves the task open without the answer that was edited', async () => {
    const { task, clicked, left } = await lost((world, leadId, { text, carries: slots }) =>
      world.call('leads.sendMessage', {
        leadId,
        channel: 'sms',
        text: `Sure. ${text}`,
        requestId: 'edited',
        begun: { text, slots },
      }),
    )
    expect(clicked.sent).toBe(false)
    expect(left).toMatchObject([{ id: task.id, suggestion: null }])
    expect(left[0]?.detail).toContain('may have arrived')
  })

  test('leaves the task open without the times that were offered', async () => {
    const { task, clicked, left } = await lost((world, leadId, { carries: slots }) =>
      world.call('offers.send', { leadId, channel: 'sms', slots, requestId: 'times' }),
    )
    expect(clicked.sent).toBe(false)
    expect(left).toMatchObject([{ id: task.id, suggestion: null }])
  })
})

test('a task that asks which time is meant is closed by the reply that makes it clear', async () => {
  const { world, leadId } = await asked('yes, one of those works')
  expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'which_slot', suggestion: null }])
  world.clock.advance(60_000)
  const lead = await world.reply(leadId, 'the second one')
  expect(openTasks(lead).map(({ kind }) => kind)).toEqual(['approve_booking'])
})

describe('an answer that a person edited before it was sent', () => {
  async function edited(
    change: (text: string) => string,
    between: (world: World, slot: Slot) => void = () => {},
  ) {
    const { world, leadId } = await asked('Do you have other times?')
    const { answer } = suggestedAnswer(await world.lead(leadId))
    const [, second] = answer.carries
    if (!second) throw new Error('too few times were suggested')
    between(world, second)
    const order = { leadId, channel: 'sms' as const, text: change(answer.text), requestId: 'edited' }
    const begun = { text: answer.text, slots: answer.carries }
    const result = await world.call('leads.sendMessage', { ...order, begun })
    const offered = (await world.lead(leadId)).offers.filter(({ messageId }) => messageId.includes('edited'))
    return { world, leadId, second, result, offered }
  }

  test('offers its times, and one of them can be accepted', async () => {
    const { world, leadId, second, result, offered } = await edited((text) => `Thank you for asking! ${text}`)
    expect([result.sent, offered.length]).toEqual([true, 2])
    expect(openTasks(await world.lead(leadId))).toEqual([])
    await world.call('settings.save', { autoBookMode: 'auto' })
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'the second one')
    expect(lead.row.booked?.start).toBe(second.start)
  })

  test('offers nothing by a number that means another time now', async () => {
    const { world, leadId, result, offered } = await edited((text) => text.replace(/1\) .*\n/, ''))
    expect([result.sent, offered]).toEqual([true, []])
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('is not sent when the lead’s zone becomes another one while the calendar is asked, nor twice when it was', async () => {
    const { world, leadId } = await asked('Do you have other times?')
    const { answer } = suggestedAnswer(await world.lead(leadId))
    const begun = { text: answer.text, slots: answer.carries }
    const send = (requestId: string) =>
      world.call('leads.sendMessage', {
        leadId,
        channel: 'sms',
        text: `Sure! ${answer.text}`,
        requestId,
        begun,
      })
    const move = (zone: string) => world.call('leads.update', { leadId, changes: { zone } })
    world.clock.advance(15 * 60_000 + 1)
    const sent = send('first')
    await move('America/Denver')
    expect(await sent).toEqual({
      sent: false,
      sentence: expect.stringContaining('is another one now') as string,
    })
    await move('America/New_York')
    await send('second')
    await move('America/Denver')
    await send('second')
    const { messages, offers } = await world.lead(leadId)
    expect(messages.filter(({ text }) => text.startsWith('Sure!'))).toHaveLength(1)
    expect(offers.every(({ zone }) => zone === 'America/New_York')).toBe(true)
  })

  test('is not sent when one of its times was taken meanwhile', async () => {
    const { world, leadId, result } = await edited(
      (text) => `Sure! ${text}`,
      ({ calendly, clock }, { targetId, start }) => {
        calendly.takeSlot(targetId, start)
        clock.advance(15 * 60_000 + 1)
      },
    )
    expect(result).toEqual({
      sent: false,
      sentence: expect.stringContaining('is not free any more') as string,
    })
    expect(openTasks(await world.lead(leadId))).toHaveLength(1)
  })
})
