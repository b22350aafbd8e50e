import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../core/sandbox/shared/faults'
import { Store } from '../../../core/store/store'
import { answersOf } from '../../support/answers'
import { answerQuestion, twoTargets } from '../../support/two-targets'
import { calls } from '../../support/world'

const POST = 'POST /invitees'
const FREE = 'GET /event_type_available_times'

/** What Calendly answers when the event type asks more than was known. */
const BAD_ANSWER: Fault = refusal({ message: 'Required Questions and Answers cannot be blank.' })
const FILLED: Fault = refusal({
  message: 'The supplied parameters are invalid.',
  details: [
    { parameter: 'event.start_time', message: 'That start time has been filled', code: 'already_filled' },
  ],
})

function refusal(body: object): Fault {
  return { kind: 'status', status: 400, body: { title: 'Invalid Argument', ...body } }
}

describe('what the first event type refuses for a reason of its own is booked once on the second (C4)', () => {
  test('the same time, as an attempt of its own', async () => {
    const { world, leadId, eventTypes } = await twoTargets()
    await answerQuestion(world, leadId)
    const { offers } = await world.offer(leadId)
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    const booked = await world.reply(leadId, 'the second one')
    const start = offers[1]?.slot.start
    expect(booked.appointments).toMatchObject([{ targetId: eventTypes.intro.uri, start, source: 'auto' }])
    expect(booked.attempts).toMatchObject([
      {
        state: 'refused',
        refusal: { reason: 'bad_answer' },
        slot: { targetId: eventTypes.withQuestion.uri },
      },
      { state: 'booked', slot: { targetId: eventTypes.intro.uri, start } },
    ])
    expect(booked.decisions[0]).toMatchObject({ outcome: 'booked', attemptId: booked.attempts[1]?.id })
    expect(booked.decisions[0]?.sentence).toContain('on the second event type')
    expect(booked.offers.map(({ outcome }) => outcome)).toEqual(['closed', 'accepted'])
    expect(booked.tasks.filter(({ state }) => state === 'open')).toEqual([])
    expect(calls(world.calendly, POST)).toBe(2)
  })

  test('also by hand and by approval', async () => {
    const { world, leadId, eventTypes } = await twoTargets({ mode: 'suggest' })
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    const { tasks } = await world.reply(leadId, 'the first one')
    const task = tasks.find(({ suggestion }) => suggestion !== null)
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    const approved = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
    expect(approved).toMatchObject({ kind: 'booked', attempt: { slot: { targetId: eventTypes.intro.uri } } })

    const other = await world.addLead({ emails: ['ada@example.com'], phones: ['+15555550102'] })
    await answerQuestion(world, other)
    const { slots } = await world.call('slots.list', { leadId: other })
    const slot = slots[4]?.slot
    if (!slot) throw new Error('there is no free slot')
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    expect(await world.call('leads.book', { leadId: other, slot })).toMatchObject({
      kind: 'booked',
      attempt: { slot: { targetId: eventTypes.intro.uri, start: slot.start } },
    })
  })

  test('not a second time: what the second refuses is answered with other times', async () => {
    const { world, leadId } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    world.calendly.failNext({ route: POST, fault: FILLED })
    const refused = await world.reply(leadId, 'the second one')
    expect(refused.row.booked).toBeNull()
    expect(refused.attempts.map(({ refusal }) => refusal?.reason)).toEqual(['bad_answer', 'slot_taken'])
    expect(answersOf(refused)).toMatchObject([{ purpose: 'other_times', state: 'sent' }])
    expect(calls(world.calendly, POST)).toBe(2)
  })

  test('not where the second is no longer free: it is refused, and the lead gets a link (C3)', async () => {
    const { world, leadId } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    // The gates still see the time; then the first refuses, and the second has none.
    world.calendly.failNext({ route: FREE, fault: { kind: 'slow', ms: 0 } })
    world.calendly.failNext({ route: FREE, fault: { kind: 'status', status: 200, body: { collection: [] } } })
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    const refused = await world.reply(leadId, 'the second one')
    expect(refused.row.booked).toBeNull()
    expect(refused.attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'bad_answer' } }])
    expect(refused.decisions[0]?.outcome).toBe('answered')
    expect(answersOf(refused)).toMatchObject([{ purpose: 'booking_link', state: 'sent' }])
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('not where the second is of another length', async () => {
    const { world, leadId } = await twoTargets({ direct: 'phoneCall' })
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    expect((await world.reply(leadId, 'the second one')).attempts).toHaveLength(1)
  })

  test.each([
    ['the time was taken', FILLED, 'refused'],
    ['it is unknown what became of the first', { kind: 'drop_after' }, 'booked'],
  ] as const)('not where %s', async (_what, fault, state) => {
    const { world, leadId, eventTypes } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    world.calendly.failNext({ route: POST, fault })
    const { attempts } = await world.reply(leadId, 'the second one')
    expect(attempts).toMatchObject([{ state, slot: { targetId: eventTypes.withQuestion.uri } }])
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('not where the lead took it back while the first was being asked', async () => {
    const { world, leadId } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.calendly.failNext({ route: FREE, fault: { kind: 'slow', ms: 0 } })
    world.calendly.failNext({ route: FREE, fault: { kind: 'slow', ms: 1000 } })
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'the second one' })
    await expect.poll(() => calls(world.calendly, POST)).toBe(1)
    world.clock.advance(1000)
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'Sorry no, I am travelling that day' })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).toBeNull()
    expect(lead.attempts).toHaveLength(1)
    expect(calls(world.calendly, POST)).toBe(1)
  })

  test('not after a power cut between the two: the lead gets a link', async () => {
    const { world, leadId } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    const { attempts, messages } = await world.reply(leadId, 'the second one')
    const message = messages.find(({ direction }) => direction === 'inbound')
    await world.stop()
    const store = await Store.open(world.folder, world.clock)
    await store.transact('test.cut_off', (transaction) => {
      // As it stood when the first attempt was settled and the second not claimed.
      for (const { id } of transaction.all('appointments')) transaction.remove('appointments', id)
      for (const { id } of transaction.all('decisions')) transaction.remove('decisions', id)
      for (const { id } of attempts.slice(1)) transaction.remove('attempts', id)
      if (message?.direction === 'inbound') transaction.put('messages', { ...message, decided: false })
    })
    await store.close()
    // Nor was it asked for: what the first run made at Calendly is not to be found.
    world.calendly.setListLag(60_000)
    await world.start()
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.decisions[0]?.outcome).toBe('answered')
    expect(answersOf(lead)).toMatchObject([{ purpose: 'booking_link', state: 'sent' }])
    expect(calls(world.calendly, POST)).toBe(2)
  })

  test('after a power cut during the second the second counts: it is looked up, not repeated', async () => {
    const { world, leadId } = await twoTargets()
    await answerQuestion(world, leadId)
    await world.offer(leadId)
    world.calendly.holdWebhooks()
    world.calendly.failNext({ route: POST, fault: BAD_ANSWER })
    const { attempts, messages } = await world.reply(leadId, 'the second one')
    const [, second] = attempts
    const message = messages.find(({ direction }) => direction === 'inbound')
    await world.stop()
    const store = await Store.open(world.folder, world.clock)
    await store.transact('test.cut_off', (transaction) => {
      for (const { id } of transaction.all('appointments')) transaction.remove('appointments', id)
      for (const { id } of transaction.all('decisions')) transaction.remove('decisions', id)
      if (second) {
        const open = { state: 'calling', appointmentId: null, settledAt: null } as const
        transaction.put('attempts', { ...second, ...open })
      }
      if (message?.direction === 'inbound') transaction.put('messages', { ...message, decided: false })
    })
    await store.close()
    await world.start()
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.attempts.map(({ state }) => state)).toEqual(['refused', 'booked'])
    expect(lead.appointments).toHaveLength(1)
    expect(lead.decisions[0]?.outcome).toBe('booked')
    expect(calls(world.calendly, POST)).toBe(2)
  })
})
