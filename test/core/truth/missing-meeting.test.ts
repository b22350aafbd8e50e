/**
 * @promise reliability: One answer that a meeting is not there cancels nothing, and a meeting that the provider shows again
 * stands again.
 */
import { describe, expect, test } from 'vitest'
import {
  bookedLead,
  confirmationsOf,
  hideMeeting,
  NOT_FOUND_ON_CALENDLY,
  openTasks,
  type BookedLead,
} from '../../support/meetings'

const MINUTE = 60_000
const INVITEE = 'GET /scheduled_events/{uuid}/invitees/{invitee_uuid}'

/** So many times eleven minutes, each with its look at the meeting. */
async function looks({ world }: BookedLead, count: number): Promise<void> {
  for (let look = 0; look < count; look += 1) {
    world.clock.advance(11 * MINUTE)
    await world.settle()
  }
}

async function statusOf({ world, leadId }: BookedLead): Promise<string[]> {
  return (await world.lead(leadId)).appointments.map(({ status }) => status)
}

describe.each(['calendly', 'ghl'] as const)('on %s', (provider) => {
  test('a meeting that one answer denies stands, however often it is looked at afterwards', async () => {
    const booked = await bookedLead(provider)
    hideMeeting(booked, 1)
    await looks(booked, 1)
    expect(await statusOf(booked)).toEqual(['confirmed'])
    booked.world[provider].clearFaults()
    await looks(booked, 3)
    hideMeeting(booked, 1)
    await looks(booked, 1)
    expect(await statusOf(booked)).toEqual(['confirmed'])
    expect(openTasks(await booked.world.lead(booked.leadId))).toEqual([])
  })

  test('two looks at once are one look', async () => {
    const booked = await bookedLead(provider)
    hideMeeting(booked, 'always')
    booked.world.clock.advance(11 * MINUTE)
    for (const reason of ['wake', 'wake', 'wake'] as const)
      await booked.world.slotkeeper().reconcileNow(reason)
    expect(await statusOf(booked)).toEqual(['confirmed'])
  })

  test('a meeting that is missing twice, a look apart, is canceled and asked about', async () => {
    const booked = await bookedLead(provider)
    hideMeeting(booked, 'always')
    await looks(booked, 2)
    expect(await statusOf(booked)).toEqual(['canceled'])
    expect(openTasks(await booked.world.lead(booked.leadId))).toMatchObject([{ kind: 'canceled' }])
  })

  test('what was taken for canceled stands again when the provider shows it, and is confirmed once', async () => {
    const booked = await bookedLead(provider)
    const { world, leadId } = booked
    hideMeeting(booked, 'always')
    await looks(booked, 2)
    world[provider].clearFaults()
    await looks(booked, 1)
    const lead = await world.lead(leadId)
    expect(lead.appointments.map(({ status }) => status)).toEqual(['confirmed'])
    expect(lead.row.booked).not.toBeNull()
    expect(openTasks(lead)).toEqual([])
    expect(confirmationsOf(lead)).toHaveLength(1)
  })

  test('a webhook that is delivered again does not bring back what is gone', async () => {
    const booked = await bookedLead(provider)
    const { world } = booked
    hideMeeting(booked, 'always')
    await looks(booked, 2)
    const deliveries = await world.call('deliveries.list', { limit: 100 })
    await world.call('deliveries.replay', { ids: deliveries.map(({ id }) => id) })
    await world.slotkeeper().runDue()
    expect(await statusOf(booked)).toEqual(['canceled'])
  })
})

test('a meeting whose event Calendly still has is not gone', async () => {
  const booked = await bookedLead('calendly')
  booked.world.calendly.failNext({ route: INVITEE, fault: NOT_FOUND_ON_CALENDLY, times: 'always' })
  await looks(booked, 3)
  expect(await statusOf(booked)).toEqual(['confirmed'])
})

test('a cancellation that Calendly itself reports is final', async () => {
  const booked = await bookedLead('calendly')
  const { world, meeting } = booked
  hideMeeting(booked, 'always')
  await looks(booked, 2)
  world.calendly.clearFaults()
  world.calendly.cancelAsInvitee(meeting.externalId, 'Ill')
  await looks(booked, 2)
  expect((await world.lead(booked.leadId)).appointments).toMatchObject([
    { status: 'canceled', reason: 'Ill' },
  ])
})
