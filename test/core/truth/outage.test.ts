/**
 * @promise reliability: A provider that fails for a while is told of, however little there is to look at, and what happened
 * meanwhile is read when it answers again.
 */
import { describe, expect, test } from 'vitest'
import { Store } from '../../../core/store/store'
import type { Reconciliation } from '../../../core/domain/reconciliation'
import { calls, startWorld, type World } from '../../support/world'

const MINUTE = 60_000
const LIST = 'GET /scheduled_events'
const SEARCH = 'GET /conversations/search'
const TROUBLE = { kind: 'status', status: 500, body: { title: 'Internal Server Error' } } as const
const GHL_TROUBLE = {
  kind: 'status',
  status: 500,
  body: { statusCode: 500, message: 'Internal Server Error' },
} as const

async function minutes(world: World, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    world.clock.advance(MINUTE)
    await world.slotkeeper().runDue()
  }
}

/** A lead whom nobody wrote to, and everything up to now was read. */
async function quietWorkspace() {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  const { slots } = await world.call('slots.list', { leadId })
  await world.settle()
  await minutes(world, 12)
  return { world, leadId, slot: slots[20]?.slot }
}

/** What is told of reading the providers' records and messages. */
async function notices(world: World): Promise<string[]> {
  const { notices } = await world.call('workspace.get', {})
  return notices.filter((notice) => /record of|Text messages/.test(notice))
}

/** What is written down, after the core has stopped. */
async function reconciliation(world: World): Promise<Reconciliation | undefined> {
  await world.stop()
  const store = await Store.open(world.folder, world.clock)
  const row = store.get('reconciliations', 'calendly')
  await store.close()
  return row
}

test('a network that was gone is told of, and a booking of that time is found when it is back', async () => {
  const { world, leadId, slot } = await quietWorkspace()
  world.calendly.holdWebhooks()
  for (const sandbox of [world.calendly, world.ghl])
    sandbox.failNext({ route: '*', fault: { kind: 'drop_before' }, times: 'always' })
  world.bookOnPage(slot)
  await minutes(world, 30)
  expect(await notices(world)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Reading the record of Calendly failed \d times in a row, so it is left alone/),
      expect.stringMatching(/Text messages could not be read from GoHighLevel \d+ times in a row/),
    ]),
  )
  for (const sandbox of [world.calendly, world.ghl]) sandbox.clearFaults()
  await minutes(world, 11)
  expect((await world.lead(leadId)).row.booked?.start).toBe(slot?.start)
  expect(await notices(world)).toEqual([])
})

test('a short failure that nobody was told of is followed by a reading of the whole record too', async () => {
  const { world, leadId, slot } = await quietWorkspace()
  world.calendly.holdWebhooks()
  world.calendly.failNext({ route: LIST, fault: TROUBLE, times: 2 })
  world.bookOnPage(slot)
  await minutes(world, 20)
  expect(await notices(world)).toEqual([])
  expect((await world.lead(leadId)).row.booked?.start).toBe(slot?.start)
})

test('a daily reading that cannot be done is told of, and tried on', async () => {
  const { world } = await quietWorkspace()
  world.calendly.failNext({ route: LIST, fault: TROUBLE, times: 'always' })
  world.clock.advance(1_440 * MINUTE)
  await minutes(world, 4)
  expect(await notices(world)).toContainEqual(
    expect.stringMatching(/record of Calendly (failed|could not be read) 3 times in a row/),
  )
  const before = calls(world.calendly, LIST)
  await minutes(world, 11)
  expect(calls(world.calendly, LIST)).toBeGreaterThan(before)
})

test('a run in which something failed does not say that nothing was missed', async () => {
  const { world } = await quietWorkspace()
  const until = new Date(world.clock.now()).toISOString()
  world.calendly.failNext({ route: LIST, fault: TROUBLE, times: 'always' })
  await minutes(world, 60)
  const row = await reconciliation(world)
  expect(row?.followedUntil).not.toBeNull()
  expect((row?.followedUntil ?? '') <= until).toBe(true)
})

describe('text messages that cannot be read', () => {
  test('are told of by themselves, while the record is read on', async () => {
    const { world } = await quietWorkspace()
    world.ghl.failNext({ route: SEARCH, fault: GHL_TROUBLE, times: 'always' })
    await minutes(world, 3)
    const told = await notices(world)
    expect(told).toEqual([
      expect.stringMatching(
        /^Text messages could not be read from GoHighLevel 3 times in a row\. It is tried/,
      ),
    ])
    world.ghl.clearFaults()
    await minutes(world, 1)
    expect(await notices(world)).toEqual([])
  })

  test('are read on while the record is left alone', async () => {
    const { world, leadId } = await quietWorkspace()
    await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hello', requestId: 'hello' })
    const { ghlContactId } = (await world.lead(leadId)).lead
    world.ghl.failNext({ route: 'GET /calendars/events', fault: GHL_TROUBLE, times: 'always' })
    world.ghl.failNext({
      route: 'GET /contacts/{contactId}/appointments',
      fault: GHL_TROUBLE,
      times: 'always',
    })
    await world.slotkeeper().reconcileNow('wake')
    await minutes(world, 4)
    expect(await notices(world)).toContainEqual(
      expect.stringMatching(/record of GoHighLevel failed .+ left alone/),
    )
    world.ghl.webhookUrl = null
    world.ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'Is there parking?' })
    await minutes(world, 1)
    expect((await world.lead(leadId)).messages.map(({ text }) => text)).toContain('Is there parking?')
  })
})

describe('a machine that slept', () => {
  test('reads the whole record when it is awake, though nobody says that it slept', async () => {
    const { world, leadId, slot } = await quietWorkspace()
    world.calendly.holdWebhooks()
    world.bookOnPage(slot)
    await minutes(world, 2)
    expect((await world.lead(leadId)).row.booked).toBeNull()
    world.clock.advance(480 * MINUTE)
    await world.slotkeeper().runDue()
    expect((await world.lead(leadId)).row.booked?.start).toBe(slot?.start)
    const { reconcile } = await world.call('workspace.get', {})
    expect(reconcile.calendly?.sentence).toBe('After 8 hours offline: 1 booking found on Calendly.')
  })
})
