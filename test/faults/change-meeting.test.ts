/** @promise reliability: A change of a meeting whose answer was cut off, or that a crash cut off, is read back and never done twice. */
import { describe, expect, test } from 'vitest'
import type { MeetingChange } from '../../core/domain/meeting-change'
import { Store } from '../../core/store/store'
import type { Transaction } from '../../core/store/transaction'
import {
  bookedLead,
  callsOf,
  CANCEL,
  confirmationsOf,
  freeSlot,
  hideMeeting,
  openTasks,
  PUT,
  type BookedLead,
} from '../support/meetings'

const MINUTE = 60_000
const CANCELLATION = /\/cancellation$/
const ROUTES = { calendly: CANCEL, ghl: PUT }

/** Leaves the data folder as a power cut at this point would, and starts again. */
async function cutOff({ world }: BookedLead, leave: (transaction: Transaction) => void): Promise<void> {
  await world.stop()
  const store = await Store.open(world.folder, world.clock)
  await store.transact('test.cut_off', leave)
  await store.close()
  await world.start()
  await world.settle()
}

function changeOf({ meeting, world }: BookedLead, known: Partial<MeetingChange>): MeetingChange {
  return {
    id: 'change-1',
    leadId: meeting.leadId,
    appointmentId: meeting.id,
    wanted: { kind: 'cancel', reason: 'Dana is ill', replacedBy: null },
    state: 'calling',
    refusal: null,
    startedAt: new Date(world.clock.now()).toISOString(),
    settledAt: null,
    ...known,
  }
}

function cancellations({ world }: BookedLead): number {
  return callsOf(world.calendly, 'POST', CANCELLATION) + callsOf(world.ghl, 'PUT', /\/appointments\//)
}

describe.each(['calendly', 'ghl'] as const)('on %s', (provider) => {
  test('a cancellation that the provider did without answering is read back at once', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId, meeting } = booked
    const sandbox = world[provider]
    sandbox.holdWebhooks()
    sandbox.failNext({ route: ROUTES[provider], fault: { kind: 'drop_after' } })
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: 'ill' })
    expect(told.kind).toBe('done')
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([{ status: 'canceled', reason: 'ill' }])
    expect(openTasks(lead)).toMatchObject([{ kind: 'canceled' }])
    expect(cancellations(booked)).toBe(1)
  })

  test('a cancellation that never arrived stays open, is told of, and ends as not done without a second call', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId, meeting } = booked
    world[provider].failNext({ route: ROUTES[provider], fault: { kind: 'drop_before' } })
    const order = { appointmentId: meeting.id, reason: '' }
    const told = await world.call('appointments.cancel', order)
    expect(told.kind).toBe('unknown')
    expect(openTasks(await world.lead(leadId))).toMatchObject([
      { kind: 'provider_trouble', title: 'A change of a meeting is being looked up' },
    ])
    expect(await world.call('appointments.cancel', order)).toMatchObject({ kind: 'not_started' })
    world.clock.advance(3 * 60_000)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([{ status: 'confirmed' }])
    expect(lead.meetingChanges).toMatchObject([
      { state: 'refused', refusal: { reason: 'not_found_at_provider' } },
    ])
    expect(openTasks(lead)).toMatchObject([{ title: 'A change of a meeting did not go through' }])
    expect(await world.call('appointments.cancel', order)).toMatchObject({ kind: 'done' })
    expect(openTasks(await world.lead(leadId))).toMatchObject([{ kind: 'canceled' }])
  })

  test('a change that a crash cut off is told of while the provider is down', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId } = booked
    for (const sandbox of [world.calendly, world.ghl])
      sandbox.failNext({ route: '*', fault: { kind: 'drop_before' }, times: 'always' })
    await cutOff(booked, (transaction) => {
      transaction.put('meetingChanges', changeOf(booked, {}))
    })
    world.clock.advance(10 * MINUTE)
    await world.slotkeeper().runDue()
    const lead = await world.lead(leadId)
    expect(lead.meetingChanges).toMatchObject([{ state: 'unknown' }])
    expect(openTasks(lead).map(({ title }) => title)).toEqual(['A change of a meeting is being looked up'])
  })

  test('a change of a meeting that the provider has deleted is settled, once that is seen twice', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId, meeting } = booked
    world[provider].failNext({ route: ROUTES[provider], fault: { kind: 'drop_before' } })
    hideMeeting(booked)
    await world.call('appointments.cancel', { appointmentId: meeting.id, reason: 'ill' })
    expect((await world.lead(leadId)).appointments).toMatchObject([{ status: 'confirmed' }])
    world.clock.advance(11 * MINUTE)
    await world.slotkeeper().runDue()
    const lead = await world.lead(leadId)
    expect(lead.meetingChanges).toMatchObject([{ state: 'done' }])
    expect(lead.appointments).toMatchObject([{ status: 'canceled' }])
    expect(openTasks(lead)).toMatchObject([{ kind: 'canceled' }])
  })

  test('a crash between the call and its record forgets nothing and repeats nothing', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId, meeting } = booked
    world[provider].holdWebhooks()
    await world.call('appointments.cancel', { appointmentId: meeting.id, reason: 'Dana is ill' })
    await cutOff(booked, (transaction) => {
      for (const { id } of transaction.all('meetingChanges')) transaction.remove('meetingChanges', id)
      for (const { id } of transaction.all('tasks')) transaction.remove('tasks', id)
      transaction.put('appointments', meeting)
      transaction.put('meetingChanges', changeOf(booked, {}))
    })
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([{ status: 'canceled', reason: 'Dana is ill' }])
    expect(lead.meetingChanges).toMatchObject([{ state: 'done' }])
    expect(openTasks(lead)).toMatchObject([{ kind: 'canceled' }])
    expect(cancellations(booked)).toBe(1)
  })
})

test('a move on GoHighLevel that was not answered is read back, and confirmed once', async () => {
  const booked = await bookedLead('ghl')
  const { world, leadId, meeting } = booked
  const slot = freeSlot(booked)
  world.ghl.failNext({ route: PUT, fault: { kind: 'drop_after' } })
  const told = await world.call('appointments.reschedule', { appointmentId: meeting.id, slot })
  expect(told.kind).toBe('done')
  await world.settle()
  const lead = await world.lead(leadId)
  expect(lead.row.booked?.start).toBe(slot.start)
  expect(confirmationsOf(lead)).toHaveLength(2)
  expect(callsOf(world.ghl, 'PUT', /\/appointments\//)).toBe(1)
})

test('a crash between the new booking and the cancellation of the old meeting finishes the reschedule', async () => {
  const booked = await bookedLead('calendly')
  const { world, leadId, meeting } = booked
  world.calendly.failNext({ route: CANCEL, fault: { kind: 'drop_before' } })
  await world.call('appointments.reschedule', { appointmentId: meeting.id, slot: freeSlot(booked) })
  await cutOff(booked, (transaction) => {
    for (const change of transaction.all('meetingChanges')) {
      transaction.put('meetingChanges', { ...change, state: 'ordered' })
    }
  })
  const lead = await world.lead(leadId)
  expect(lead.appointments.map(({ status }) => status)).toEqual(['rescheduled', 'confirmed'])
  expect(openTasks(lead)).toEqual([])
})

test('a new booking whose answer was cut off is looked up, and only then the old meeting is canceled', async () => {
  const booked = await bookedLead('calendly')
  const { world, leadId, meeting } = booked
  world.calendly.holdWebhooks()
  world.calendly.failNext({ route: 'POST /invitees', fault: { kind: 'drop_after' } })
  const order = { appointmentId: meeting.id, slot: freeSlot(booked) }
  const told = await world.call('appointments.reschedule', order)
  expect(told.kind).toBe('unknown')
  expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(0)
  expect(await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })).toMatchObject({
    kind: 'not_started',
  })
  await world.slotkeeper().runDue()
  const lead = await world.lead(leadId)
  expect(lead.appointments.map(({ status }) => status)).toEqual(['rescheduled', 'confirmed'])
  expect(openTasks(lead)).toEqual([])
  expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(1)
})
