/** @promise reliability: What the provider's own record says is what the console shows, whether a webhook came or not. */
import { describe, expect, test } from 'vitest'
import type { LeadDetail } from '../../../core/api/views'
import { Store } from '../../../core/store/store'
import { calls, startWorld, type World } from '../../support/world'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const TROUBLE = { kind: 'status', status: 500, body: { title: 'Internal Server Error' } } as const
const REVOKED = {
  kind: 'status',
  status: 401,
  body: { title: 'Unauthenticated', message: 'The access token is invalid' },
} as const
const LIST = 'GET /scheduled_events'

function confirmations({ messages }: LeadDetail): number {
  return messages.filter((one) => one.direction === 'outbound' && one.purpose === 'confirmation').length
}

async function inConversation(world: World, number = 1): Promise<string> {
  const leadId = await world.addLead({
    emails: [`lead${String(number)}@example.com`],
    phones: [`+1555555030${String(number)}`],
  })
  await world.offer(leadId)
  return leadId
}

async function freeSlots(world: World, leadId: string) {
  const { slots } = await world.call('slots.list', { leadId })
  return slots.map(({ slot }) => slot)
}

/** A lead in a conversation, known to Calendly by `lead1@example.com`, and everything up to now was read. */
async function following(settings = {}) {
  const world = await startWorld({ provider: 'calendly', settings })
  const leadId = await inConversation(world)
  await world.settle()
  world.clock.advance(MINUTE)
  await world.settle()
  return { world, leadId, slots: await freeSlots(world, leadId) }
}

const LEAD = { email: 'lead1@example.com' }

describe('a booking of which no webhook tells', () => {
  test('is found within a minute, and its late webhook changes nothing', async () => {
    const { world, leadId, slots } = await following()
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[5], LEAD)
    world.clock.advance(MINUTE)
    await world.settle()
    const found = await world.lead(leadId)
    expect(found.appointments).toMatchObject([{ status: 'confirmed', source: 'reconcile' }])
    expect(confirmations(found)).toBe(1)

    await world.calendly.releaseWebhooks({ copies: 2 })
    await world.settle()
    const { appointments, messages, tasks } = await world.lead(leadId)
    expect(messages).toEqual(found.messages)
    expect(tasks).toEqual(found.tasks)
    expect(appointments).toMatchObject([
      { source: 'reconcile', announcedAt: found.appointments[0]?.announcedAt },
    ])
  })

  test('whose webhook arrives in the middle is recorded and confirmed once', async () => {
    const { world, leadId, slots } = await following()
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[5], LEAD)
    world.calendly.failNext({ route: LIST, fault: { kind: 'slow', ms: 20 } })
    await Promise.all([world.slotkeeper().reconcileNow('wake'), world.calendly.releaseWebhooks()])
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.appointments).toHaveLength(1)
    expect(confirmations(lead)).toBe(1)
  })

  test('is found when the provider’s list has caught up, and what it lacks meanwhile stays', async () => {
    const { world, leadId, slots } = await following()
    const other = await inConversation(world, 2)
    await world.call('leads.book', { leadId: other, slot: slots[9] ?? never() })
    await world.settle()
    world.calendly.setListLag(30 * MINUTE)
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[5], LEAD)
    world.clock.advance(11 * MINUTE)
    await world.slotkeeper().reconcileNow('wake')
    expect((await world.lead(leadId)).row.booked).toBeNull()
    expect((await world.lead(other)).row.booked).not.toBeNull()

    world.clock.advance(20 * MINUTE)
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('by somebody who is no lead is one task, which the person’s becoming a lead turns into their meeting', async () => {
    const { world, slots } = await following()
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[5], { name: 'Max', email: 'max@example.com' })
    for (const reason of ['wake', 'wake'] as const) await world.slotkeeper().reconcileNow(reason)
    const { tasks } = await world.call('workspace.get', {})
    expect(tasks.map(({ kind }) => kind)).toEqual(['unmatched_booking'])

    await world.call('tasks.dismiss', { taskId: tasks[0]?.id ?? '' })
    await world.slotkeeper().reconcileNow('wake')
    expect((await world.call('workspace.get', {})).tasks).toEqual([])
    world.bookOnPage(slots[8], { name: 'Kim', email: 'kim@example.com' })
    await world.slotkeeper().reconcileNow('wake')
    const leadId = await world.addLead({ emails: ['kim@example.com'], phones: [] })
    world.clock.advance(MINUTE)
    await world.settle()
    expect((await world.lead(leadId)).row.booked?.start).toBe(slots[8]?.start)
    expect((await world.call('workspace.get', {})).tasks.map(({ kind }) => kind)).not.toContain(
      'unmatched_booking',
    )
  })
})

test('of a group’s meeting only the one who cancels loses theirs', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const { link, uri } = world.calendly.eventTypes.group
  await world.call('settings.save', { calendly: { enabled: true, eventLink: link, directLink: '' } })
  const [one, two] = [await inConversation(world, 1), await inConversation(world, 2)]
  const [slot] = (await freeSlots(world, one)).slice(4)
  const first = world.bookOnPage(slot, { email: 'lead1@example.com', eventType: uri })
  world.bookOnPage(slot, { email: 'lead2@example.com', eventType: uri })
  await world.settle()
  world.calendly.holdWebhooks()
  world.calendly.cancelAsInvitee(first.uri)
  world.clock.advance(11 * MINUTE)
  await world.settle()
  expect((await world.lead(one)).appointments.map(({ status }) => status)).toEqual(['canceled'])
  expect((await world.lead(two)).appointments.map(({ status }) => status)).toEqual(['confirmed'])
})

test('a record of more than a hundred meetings is read to its end', async () => {
  const { world, leadId } = await following({ minimumNoticeMinutes: 0 })
  const slots = (await freeSlots(world, leadId)).filter(({ start }) => start > '2026-11-24')
  await world.stop()
  for (const [index, slot] of slots.slice(0, 110).entries()) {
    world.bookOnPage(slot, { name: `Guest ${String(index)}`, email: `guest${String(index)}@example.com` })
  }
  world.bookOnPage(slots[110], LEAD)
  await world.calendly.settled()
  world.clock.advance(MINUTE)
  await world.start()
  await world.settle()
  expect((await world.lead(leadId)).row.booked?.start).toBe(slots[110]?.start)
  const { tasks, reconcile } = await world.call('workspace.get', {})
  expect(tasks.filter(({ kind }) => kind === 'unmatched_booking')).toHaveLength(110)
  expect(reconcile.calendly?.sentence).toBe(
    '1 booking, 110 bookings by people who are no leads found on Calendly.',
  )
})

describe('a provider that fails', () => {
  test('is left alone for ten minutes after half of at least five looks, and the console says so', async () => {
    const { world } = await following()
    for (const number of [2, 3, 4, 5, 6, 7]) await inConversation(world, number)
    world.clock.advance(MINUTE)
    for (let count = 0; count < 5; count += 1) world.calendly.failNext({ route: LIST, fault: TROUBLE })
    const before = calls(world.calendly, LIST)
    await world.slotkeeper().runDue()
    expect(calls(world.calendly, LIST) - before).toBe(5)
    const told = /^Reading the record of Calendly failed 5 of 5 times, .+ tried again\. Calendly has trouble/
    const { notices, connections } = await world.call('workspace.get', {})
    expect(notices).toContainEqual(expect.stringMatching(told))
    expect((await world.call('health.get', {})).providers[0]?.readingProblem).toMatch(told)
    // Bookings ask for themselves whether the provider answers.
    expect(connections.calendly.health).toBe('ok')

    world.clock.advance(9 * MINUTE)
    const paused = calls(world.calendly, LIST)
    await world.slotkeeper().runDue()
    expect(calls(world.calendly, LIST)).toBe(paused)

    world.clock.advance(MINUTE)
    await world.slotkeeper().runDue()
    expect(calls(world.calendly, LIST)).toBeGreaterThan(paused)
    expect((await world.call('workspace.get', {})).notices).not.toContainEqual(expect.stringMatching(told))
  })

  test('whose token was revoked shows so at once, and nothing more is asked in this run', async () => {
    const { world } = await following()
    for (const number of [2, 3, 4]) await inConversation(world, number)
    world.clock.advance(MINUTE)
    world.calendly.failNext({ route: LIST, fault: REVOKED })
    const before = calls(world.calendly, LIST)
    await world.slotkeeper().runDue()
    expect(calls(world.calendly, LIST) - before).toBe(1)
    expect((await world.call('workspace.get', {})).connections.calendly.health).toBe('failing')
  })

  test('is not asked again at once about the same lead, and is asked again in a minute', async () => {
    const { world, leadId, slots } = await following()
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[5], LEAD)
    world.clock.advance(MINUTE)
    world.calendly.failNext({ route: LIST, fault: TROUBLE })
    const before = calls(world.calendly, LIST)
    await world.settle()
    expect(calls(world.calendly, LIST) - before).toBe(1)
    await world.stop()
    const store = await Store.open(world.folder, world.clock)
    const check = store.get('recordChecks', `lead:calendly:${leadId}`)
    expect(check).toMatchObject({ reconciledAt: new Date(world.clock.now()).toISOString() })
    expect(check?.error).toContain('Calendly has trouble')
    await store.close()

    await world.start()
    world.clock.advance(MINUTE)
    await world.settle()
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('whose limit for calls is used up is asked nothing more in this run', async () => {
    const { world } = await following()
    for (const number of [2, 3, 4]) await inConversation(world, number)
    world.clock.advance(MINUTE)
    world.calendly.failNext({ route: LIST, fault: { kind: 'status', status: 429, body: {} } })
    const before = calls(world.calendly, LIST)
    await world.settle()
    expect(calls(world.calendly, LIST) - before).toBe(1)
    expect((await world.call('workspace.get', {})).connections.calendly.health).toBe('ok')
  })

  test('is not asked at all while it is not connected', async () => {
    const { world } = await following()
    await world.call('connection.clear', { provider: 'calendly' })
    const before = calls(world.calendly, LIST)
    world.clock.advance(DAY)
    await world.slotkeeper().reconcileNow('wake')
    expect(calls(world.calendly, LIST)).toBe(before)
  })
})

function never(): never {
  throw new Error('there is no free slot')
}
