import { describe, expect, test } from 'vitest'
import { openTasks } from '../../support/answers'
import { startWorld, type World } from '../../support/world'

const SEND = 'POST /conversations/messages'
const REFUSED = { statusCode: 422, message: ['No.'], error: 'Unprocessable Entity' }
const NOT_SENT = { kind: 'status', status: 422, body: REFUSED } as const

/** Lee is booked, and the confirmation met this fault. */
async function booked(fault: Parameters<World['ghl']['failNext']>[0]['fault'] | null = NOT_SENT) {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  await world.offer(leadId)
  if (fault) world.ghl.failNext({ route: SEND, fault })
  const lead = await world.reply(leadId, 'the second one')
  const appointmentId = lead.primaryAppointmentId ?? ''
  const again = (despite: string | null = null) =>
    world.call('appointments.confirmAgain', { appointmentId, despite })
  return { world, leadId, appointmentId, again }
}

/** How often a confirmation reached the messenger. */
const handedOver = ({ ghl }: World) =>
  ghl.exchanges.filter(
    ({ requestBody, status }) =>
      JSON.stringify(requestBody ?? '').includes('You are booked') && status !== NOT_SENT.status,
  ).length

test('a confirmation that was not sent is sent with one click, and the task is done', async () => {
  const { world, leadId, again } = await booked()
  expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'not_confirmed' }])
  expect(handedOver(world)).toBe(0)
  expect(await again()).toEqual({ sent: true, sentence: 'The confirmation was sent.', mayHaveArrived: null })
  expect(openTasks(await world.lead(leadId))).toEqual([])
  expect(handedOver(world)).toBe(1)
})

/** @promise reliability: A confirmation goes out once, however often it is asked for. */
test('however often it is clicked, the lead gets it once', async () => {
  const { world, again } = await booked()
  await Promise.all([again(), again(), again()])
  expect(await again()).toMatchObject({ sent: false, sentence: expect.stringContaining('already') as string })
  await world.settle()
  expect(handedOver(world)).toBe(1)
})

test('one that went out is not sent again', async () => {
  const { world, again } = await booked(null)
  expect((await again()).sent).toBe(false)
  expect(handedOver(world)).toBe(1)
})

test('after one that may have arrived, the person is asked first, and gets one more', async () => {
  const { world, leadId, again } = await booked({ kind: 'drop_after' })
  const asked = await again()
  expect(asked).toMatchObject({ sent: false, sentence: 'The last one may have arrived. Send it again?' })
  expect(handedOver(world)).toBe(1)
  world.ghl.failNext({ route: SEND, fault: { kind: 'drop_after' } })
  await Promise.all([again(asked.mayHaveArrived), again(asked.mayHaveArrived)])
  expect(handedOver(world)).toBe(2)
  const next = await again(asked.mayHaveArrived)
  expect(next.mayHaveArrived).not.toBe(asked.mayHaveArrived)
  expect(handedOver(world)).toBe(2)
  expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'not_confirmed' }])
})

test('one that fails again says why, and can be tried once more', async () => {
  const { world, leadId, again } = await booked()
  world.clock.advance(1000)
  world.ghl.failNext({ route: SEND, fault: NOT_SENT })
  expect((await again()).sent).toBe(false)
  expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'not_confirmed' }])
  expect((await again()).sent).toBe(true)
})

test('one that fails again after the clock was set back can be tried once more too', async () => {
  const { world, again } = await booked()
  world.clock.advance(-60_000)
  world.ghl.failNext({ route: SEND, fault: NOT_SENT })
  expect((await again()).sent).toBe(false)
  expect((await again()).sent).toBe(true)
  expect(handedOver(world)).toBe(1)
})

test('none is sent for a meeting that is canceled', async () => {
  const { world, leadId, appointmentId, again } = await booked()
  await world.call('appointments.cancel', { appointmentId, reason: '' })
  expect(await again()).toMatchObject({
    sent: false,
    sentence: 'Nothing was sent: the meeting is over or canceled.',
  })
  expect(openTasks(await world.lead(leadId)).map(({ kind }) => kind)).not.toContain('not_confirmed')
})

describe('a meeting that is moved', () => {
  /** Lee is booked at GoHighLevel, which moves in place, and was not told; a minute has passed. */
  async function unconfirmed() {
    const world = await startWorld({ provider: 'ghl' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    world.ghl.failNext({ route: SEND, fault: NOT_SENT })
    const lead = await world.reply(leadId, 'the second one')
    const appointmentId = lead.primaryAppointmentId ?? ''
    const free = (await world.call('slots.list', { leadId })).slots.at(-1)
    if (!free) throw new Error('no time is free')
    world.clock.advance(60_000)
    const move = () => world.call('appointments.reschedule', { appointmentId, slot: free.slot })
    const again = () => world.call('appointments.confirmAgain', { appointmentId, despite: null })
    return { world, leadId, move, again }
  }

  test('and could not be told is a task, also where an earlier confirmation was mended', async () => {
    const { world, leadId, move, again } = await unconfirmed()
    expect((await again()).sent).toBe(true)
    world.clock.advance(60_000)
    world.ghl.failNext({ route: SEND, fault: NOT_SENT })
    await move()
    await world.settle()
    const tasks = openTasks(await world.lead(leadId))
    expect(tasks).toMatchObject([{ kind: 'not_confirmed' }])
    world.clock.advance(1000)
    await world.call('tasks.dismiss', { taskId: tasks[0]?.id ?? '' })
    await world.settle()
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('and could not be told either is named with its new time', async () => {
    const { world, leadId, move } = await unconfirmed()
    const [before] = openTasks(await world.lead(leadId))
    world.ghl.failNext({ route: SEND, fault: NOT_SENT })
    await move()
    await world.settle()
    const tasks = openTasks(await world.lead(leadId))
    expect(tasks).toMatchObject([{ kind: 'not_confirmed' }])
    expect(tasks[0]?.detail).not.toBe(before?.detail)
  })

  test('and was told of that leaves nothing to confirm', async () => {
    const { world, leadId, move, again } = await unconfirmed()
    await move()
    expect(openTasks(await world.lead(leadId))).toEqual([])
    expect((await again()).sentence).toBe('Nothing was sent: the lead has the confirmation already.')
  })
})
