import { describe, expect, test } from 'vitest'
import type { OutboundMessage } from '../../../core/domain/message'
import type { Settings } from '../../../core/domain/settings'
import type { Slot } from '../../../core/domain/slot'
import { Store } from '../../../core/store/store'
import type { Transaction } from '../../../core/store/transaction'
import { answersOf, openTasks, suggestedAnswer } from '../../support/answers'
import { calls, startWorld, type World } from '../../support/world'

const FREE = 'GET /event_type_available_times'
const MINUTE = 60_000
/** Accepts a time that somebody else has taken: other times are the answer. */
const ACCEPT = 'the second one'

/** Lee was offered two times, and the second was taken since. */
async function offered(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...options })
  const leadId = await world.addLead()
  take(world, (await world.offer(leadId)).offers[1]?.slot)
  world.clock.advance(MINUTE)
  return { world, leadId }
}

function take(world: World, slot: Slot | undefined): void {
  if (!slot) throw new Error('there is no such time')
  world.calendly.takeSlot(slot.targetId, slot.start)
}

/** How many text messages with the answer's words went out. */
function sent(world: World, answer: Pick<OutboundMessage, 'text'> | undefined): number {
  return world.ghl.exchanges.filter(
    ({ requestBody }) => (requestBody as { message?: string } | undefined)?.message === answer?.text,
  ).length
}

/** Leaves the data folder as a power cut at this point would, and starts again. */
async function cutOff(world: World, leave: (transaction: Transaction) => void): Promise<void> {
  await world.stop()
  const store = await Store.open(world.folder, world.clock)
  await store.transact('test.cut_off', leave)
  await store.close()
  await world.start()
  await world.settle()
}

/** An answer that was written down and then cut off in this state, `age` ago. */
async function cutOffIn(
  state: 'queued' | 'sending',
  options: { age?: number; settings?: Partial<Settings> } = {},
) {
  const { world, leadId } = await offered()
  const [answer] = answersOf(await world.reply(leadId, ACCEPT))
  if (!answer) throw new Error('nothing was answered')
  const before = sent(world, answer)
  world.clock.advance(options.age ?? MINUTE)
  await cutOff(world, (transaction) => {
    transaction.put('messages', { ...answer, state, externalId: null })
    const settings = transaction.get('settings', 'workspace')
    if (settings) transaction.put('settings', { ...settings, ...options.settings })
  })
  return { world, leadId, answer, more: () => sent(world, answer) - before }
}

const stateOf = async (world: World, leadId: string) => answersOf(await world.lead(leadId))[0]?.state

describe('an automatic answer that a crash cut off', () => {
  test('before it was handed over is sent at the next start, once', async () => {
    const { world, leadId, more } = await cutOffIn('queued')
    expect(await stateOf(world, leadId)).toBe('sent')
    expect(more()).toBe(1)
    await world.settle()
    expect(more()).toBe(1)
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('while it was handed over is never sent again; a person is asked to look', async () => {
    const { world, leadId, more } = await cutOffIn('sending')
    expect(await stateOf(world, leadId)).toBe('unknown')
    expect(more()).toBe(0)
    const lead = await world.lead(leadId)
    expect(openTasks(lead)).toMatchObject([{ title: 'Was the answer sent?', suggestion: null }])
    expect(lead.decisions[0]?.sentence).toContain('not known whether that message went out')
  })

  test('and is too old becomes a task, with the answer one click away', async () => {
    const { world, leadId, more } = await cutOffIn('queued', { age: 16 * MINUTE })
    expect(await stateOf(world, leadId)).toBe('failed')
    expect(more()).toBe(0)
    const lead = await world.lead(leadId)
    const { task, answer } = suggestedAnswer(lead)
    expect(task.title).toBe('An answer was not sent')
    expect(lead.decisions[0]).toMatchObject({ outcome: 'blocked', taskId: task.id })
    const result = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    expect(result.sent).toBe(true)
    expect(more()).toBe(1)
  })

  test('is not sent when its times cannot be booked any more; one click gives others', async () => {
    const { world, leadId, more } = await cutOffIn('queued', {
      settings: { meetingBookingProvider: 'ghl' },
    })
    expect(await stateOf(world, leadId)).toBe('failed')
    const { task, answer } = suggestedAnswer(await world.lead(leadId))
    const click = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    expect(click.sentence).toContain('made anew')
    expect(more()).toBe(0)
    const anew = suggestedAnswer(await world.lead(leadId)).answer
    expect(new Set(anew.carries.map(({ provider }) => provider))).toEqual(new Set(['ghl']))
  })

  test('is held back by the pause, and ages into a task', async () => {
    const { world, leadId, more } = await cutOffIn('queued', { settings: { paused: true } })
    expect(await stateOf(world, leadId)).toBe('queued')
    world.clock.advance(20 * MINUTE)
    await world.settle()
    expect(await stateOf(world, leadId)).toBe('failed')
    expect(openTasks(await world.lead(leadId))).toHaveLength(1)
    await world.call('settings.save', { paused: false })
    await world.settle()
    expect(more()).toBe(0)
  })
})

describe('an answer goes out once', () => {
  /** @promise reliability: However often a reply is delivered, one answer goes out. */
  test('however often the reply is delivered', async () => {
    const { world, leadId } = await offered()
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.ghl.holdWebhooks()
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: ACCEPT })
    await world.ghl.releaseWebhooks({ copies: 3 })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(answersOf(lead)).toHaveLength(1)
    expect(sent(world, answersOf(lead)[0])).toBe(1)
  })

  test('however often Send is clicked', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    const click = { taskId: task.id, text: answer.text }
    await Promise.all([world.call('tasks.sendAnswer', click), world.call('tasks.sendAnswer', click)])
    await world.call('tasks.sendAnswer', click)
    expect(sent(world, answer)).toBe(1)
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('and one whose outcome was not seen is not one click away from going out twice', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    world.ghl.failNext({ route: 'POST /conversations/messages', fault: { kind: 'drop_after' } })
    const result = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    expect(result.sent).toBe(false)
    expect(openTasks(await world.lead(leadId))).toMatchObject([{ suggestion: null }])
  })

  test('and one that was refused can be sent again', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    world.ghl.failNext({
      route: 'POST /conversations/messages',
      fault: { kind: 'status', status: 400, body: { statusCode: 400, message: 'Try later' } },
    })
    const click = { taskId: task.id, text: answer.text }
    world.clock.advance(1000)
    expect((await world.call('tasks.sendAnswer', click)).sent).toBe(false)
    expect((await world.call('tasks.sendAnswer', click)).sent).toBe(true)
  })
})

describe('what a person sends is what the person saw', () => {
  test('another text is not sent', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    const result = await world.call('tasks.sendAnswer', { taskId: task.id, text: 'Something else' })
    expect(result).toMatchObject({ sent: false, sentence: expect.stringContaining('has changed') as string })
    expect(answersOf(await world.lead(leadId))).toEqual([])
  })

  test('a time that is gone by then makes the suggestion anew, and nothing is sent', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    const [first] = answer.carries
    take(world, first)
    const result = await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    expect(result).toMatchObject({
      sent: false,
      sentence: expect.stringContaining('look at it again') as string,
    })
    const lead = await world.lead(leadId)
    expect(answersOf(lead)).toEqual([])
    const anew = suggestedAnswer(lead)
    expect(anew.answer.carries.map(({ start }) => start)).not.toContain(first?.start)
    const sentNow = await world.call('tasks.sendAnswer', { taskId: anew.task.id, text: anew.answer.text })
    expect(sentNow.sent).toBe(true)
  })

  test('nothing is sent when the workspace books on something else before it goes out', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(await world.reply(leadId, ACCEPT))
    const asked = calls(world.calendly, FREE)
    world.calendly.failNext({ route: FREE, fault: { kind: 'slow', ms: 300 } })
    const click = world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    expect(await click).toMatchObject({
      sent: false,
      sentence: expect.stringContaining('another event type or calendar') as string,
    })
    expect(calls(world.calendly, FREE)).toBe(asked + 1)
    expect(answersOf(await world.lead(leadId))).toEqual([])
  })

  test('an answer to a lead who has written again or is booked by then is not sent', async () => {
    const { world, leadId } = await offered({ mode: 'suggest' })
    const first = suggestedAnswer(await world.reply(leadId, ACCEPT))
    world.clock.advance(MINUTE)
    const lead = await world.reply(leadId, 'What does it cost?')
    const late = await world.call('tasks.sendAnswer', { taskId: first.task.id, text: first.answer.text })
    expect(late.sent).toBe(false)
    expect(answersOf(lead)).toEqual([])
  })
})

describe('nothing is sent by itself', () => {
  test('when a second message arrives while the answer is worded', async () => {
    const { world, leadId } = await offered()
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.calendly.failNext({ route: 'GET /event_type_available_times', fault: { kind: 'slow', ms: 300 } })
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: ACCEPT })
    await world.ghl.settled()
    world.clock.advance(1000)
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'No wait, what does it cost?' })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(answersOf(lead)).toEqual([])
    expect(lead.decisions).toHaveLength(2)
    expect(openTasks(lead).length).toBeGreaterThan(0)
  })

  test('when the kill switch is pressed while the answer is worded: it is suggested', async () => {
    const { world, leadId } = await offered()
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.calendly.failNext({ route: 'POST /scheduling_links', fault: { kind: 'slow', ms: 300 } })
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'Can you send me a link?' })
    await world.ghl.settled()
    await world.call('settings.save', { paused: true })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(answersOf(lead)).toEqual([])
    expect(suggestedAnswer(lead).answer.purpose).toBe('booking_link')
  })

  test.each([
    ['the channel is off', { channels: { sms: false, email: true, linkedin: true } }],
    ['everything is paused', { paused: true }],
  ])('while %s: one task with the answer', async (_, settings) => {
    const { world, leadId } = await offered({ settings })
    const lead = await world.reply(leadId, 'Can you send me a link?')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toHaveLength(1)
    expect(suggestedAnswer(lead).answer.purpose).toBe('booking_link')
  })

  test('to a lead for whom auto-book is off', async () => {
    const { world, leadId } = await offered()
    await world.call('leads.setAutoBook', { leadId, autoBook: false })
    const lead = await world.reply(leadId, 'Can you send me a link?')
    expect(answersOf(lead)).toEqual([])
    expect(suggestedAnswer(lead).answer.purpose).toBe('booking_link')
  })

  test('more than three times in a row, until a person of ours has written', async () => {
    const { world, leadId } = await offered()
    const states = async () => answersOf(await world.lead(leadId)).map(({ state }) => state)
    const acceptWhatIsTaken = async () => {
      world.clock.advance(MINUTE)
      const lead = await world.reply(leadId, ACCEPT)
      take(world, answersOf(lead).at(-1)?.carries[1])
      return lead
    }
    for (let count = 0; count < 3; count += 1) await acceptWhatIsTaken()
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
    world.clock.advance(MINUTE)
    const fourth = await world.reply(leadId, ACCEPT)
    expect(await states()).toHaveLength(3)
    expect(suggestedAnswer(fourth).answer.purpose).toBe('other_times')
    world.clock.advance(MINUTE)
    await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'It is me', requestId: 'me' })
    const { offers } = await world.offer(leadId)
    take(world, offers.at(-1)?.slot)
    world.clock.advance(MINUTE)
    await world.reply(leadId, ACCEPT)
    expect(await states()).toHaveLength(4)
  })
})
