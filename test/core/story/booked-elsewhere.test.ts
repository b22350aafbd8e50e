import { describe, expect, test } from 'vitest'
import { calls, startWorld, type World } from '../../support/world'

const LIST = 'GET /scheduled_events'
const BOOK = 'POST /invitees'
const TROUBLE = {
  kind: 'status',
  status: 500,
  body: { title: 'Internal Server Error', message: 'Oops' },
} as const
const MINUTE = 60_000

/** Lee was offered times; whatever Calendly tells by webhook is lost from now on. */
async function offered() {
  const world = await startWorld()
  const leadId = await world.addLead()
  const lead = await world.offer(leadId)
  await world.settle()
  const { slots } = await world.call('slots.list', { leadId })
  world.calendly.holdWebhooks()
  return { world, leadId, contactId: lead.lead.ghlContactId ?? '', slot: slots.at(-1)?.slot }
}

async function meetingsOf(world: World, leadId: string) {
  return (await world.lead(leadId)).appointments.map(({ status, source }) => `${status} ${source}`)
}

/** @promise reliability: Before each booking the providers' own records are asked whether the lead has booked elsewhere. */
describe('a lead that has booked on the page, of which no webhook has told', () => {
  test('is not booked again by its reply, and the meeting is shown', async () => {
    const { world, leadId, slot } = await offered()
    world.bookOnPage(slot)
    const lead = await world.reply(leadId, 'The first one works for me, thanks!')
    expect(calls(world.calendly, BOOK)).toBe(0)
    expect(await meetingsOf(world, leadId)).toEqual(['confirmed reconcile'])
    expect(lead.decisions.at(-1)?.sentence).toContain('The meeting stands')
  })

  test('is not booked again by a person who approves or chooses a time', async () => {
    const { world, leadId, slot } = await offered()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slot)
    const [free] = slots
    if (!free) throw new Error('nothing is free')
    const booking = await world.call('leads.book', { leadId, slot: free.slot })
    expect(booking).toMatchObject({ kind: 'not_started' })
    expect(calls(world.calendly, BOOK)).toBe(0)
    expect(await meetingsOf(world, leadId)).toEqual(['confirmed reconcile'])
  })

  test('is not booked again by a reply that comes while the record cannot be read after days offline', async () => {
    const { world, leadId, contactId, slot } = await offered()
    await world.stop()
    world.bookOnPage(slot)
    world.clock.advance(MINUTE)
    world.ghl.receiveSms({ contactId, text: 'The first one works for me, thanks!' })
    await world.ghl.settled()
    world.clock.advance(10 * MINUTE)
    for (let times = 0; times < 4; times += 1) world.calendly.failNext({ route: LIST, fault: TROUBLE })
    await world.start()
    for (let minute = 0; minute < 15; minute += 1) {
      await world.settle()
      world.clock.advance(MINUTE)
    }
    expect(calls(world.calendly, BOOK)).toBe(0)
    expect((await meetingsOf(world, leadId)).filter((one) => one.startsWith('confirmed'))).toHaveLength(1)
  })
})

test('where the record cannot be read, an acceptance waits for a person, who can book it', async () => {
  const { world, leadId } = await offered()
  world.calendly.failNext({ route: LIST, fault: TROUBLE })
  const lead = await world.reply(leadId, 'The first one works for me, thanks!')
  expect(calls(world.calendly, BOOK)).toBe(0)
  const [task] = lead.tasks.filter(({ state }) => state === 'open')
  expect(task).toMatchObject({ kind: 'approve_booking' })
  expect(task?.detail).toContain('cannot be seen whether the lead has booked elsewhere')
  if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
  const booking = await world.call('tasks.approve', { taskId: task.id, slot: task.suggestion.slot })
  expect(booking.kind).toBe('booked')
})
