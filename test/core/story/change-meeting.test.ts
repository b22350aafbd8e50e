/** @promise reliability: A meeting is canceled once, whatever is clicked twice and whatever the webhooks repeat. */
import { describe, expect, test } from 'vitest'
import { HOUR, epoch } from '../../../core/domain/time'
import { bookedLead, CANCEL, callsOf, confirmationsOf, openTasks } from '../../support/meetings'

const CANCELLATION = /\/cancellation$/

describe.each(['calendly', 'ghl'] as const)('a meeting on %s', (provider) => {
  test('is canceled at the provider, with the reason kept, and the lead can be booked again by hand and by itself', async () => {
    const { world, leadId, meeting, free } = await bookedLead(provider)
    const appointmentId = meeting.id
    const told = await world.call('appointments.cancel', { appointmentId, reason: 'Dana is ill' })
    expect(told).toMatchObject({
      kind: 'done',
      sentence: expect.stringMatching(/^Canceled .+ Offer new times/) as string,
    })
    const canceled = await world.lead(leadId)
    expect(canceled.appointments).toMatchObject([{ status: 'canceled', reason: 'Dana is ill' }])
    expect(canceled.row.booked).toBeNull()
    expect(openTasks(canceled)).toMatchObject([{ kind: 'canceled' }])
    // A person has seen to it; the webhook that tells of it again asks for nothing again.
    await world.call('tasks.dismiss', { taskId: openTasks(canceled)[0]?.id ?? '' })
    await world.settle()
    const after = await world.lead(leadId)
    expect(openTasks(after)).toEqual([])
    expect(after.appointments).toMatchObject([{ status: 'canceled', reason: 'Dana is ill' }])

    world.clock.advance(1000)
    const again = free[3]
    if (!again) throw new Error('there is no free slot')
    expect(await world.call('leads.book', { leadId, slot: again })).toMatchObject({ kind: 'booked' })
    await world.settle()
    const second = (await world.lead(leadId)).appointments.find(({ status }) => status === 'confirmed')
    await world.call('appointments.cancel', { appointmentId: second?.id ?? '', reason: '' })
    await world.settle()
    world.clock.advance(1000)
    await world.offer(leadId)
    const byItself = await world.reply(leadId, 'The first one works')
    expect(byItself.row.booked).not.toBeNull()
    expect(byItself.appointments.map(({ status }) => status).sort()).toEqual([
      'canceled',
      'canceled',
      'confirmed',
    ])
    expect(byItself.appointments.find(({ status }) => status === 'confirmed')?.source).toBe('auto')
  })

  test('is canceled by one call when the button is clicked twice', async () => {
    const { world, meeting } = await bookedLead(provider)
    const order = { appointmentId: meeting.id, reason: '' }
    const both = await Promise.all([
      world.call('appointments.cancel', order),
      world.call('appointments.cancel', order),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'not_started'])
    expect(await world.call('appointments.cancel', order)).toMatchObject({
      kind: 'not_started',
      sentence: 'Nothing was changed: this meeting is canceled already.',
    })
    expect(
      callsOf(world.calendly, 'POST', CANCELLATION) + callsOf(world.ghl, 'PUT', /\/appointments\//),
    ).toBe(1)
  })

  test('is marked as a no-show, as attended and as neither again, and its webhooks in any order change nothing', async () => {
    const { world, leadId, meeting } = await bookedLead(provider)
    const appointmentId = meeting.id
    const mark = (attendance: 'showed' | 'no_show' | 'confirmed') =>
      world.call('appointments.markAttendance', { appointmentId, attendance })
    expect(await mark('no_show')).toMatchObject({ kind: 'not_started' })
    world.clock.advance(epoch(meeting.end) - world.clock.now() + HOUR)
    const sandbox = world[provider]
    sandbox.holdWebhooks()
    for (const attendance of ['no_show', 'confirmed', 'no_show', 'showed'] as const) {
      expect(await mark(attendance)).toMatchObject({ kind: 'done' })
      expect((await world.lead(leadId)).appointments[0]?.status).toBe(attendance)
      world.clock.advance(2000)
    }
    await sandbox.releaseWebhooks({ order: 'reversed', copies: 2 })
    await world.settle()
    expect((await world.lead(leadId)).appointments).toMatchObject([{ status: 'showed' }])
    expect(openTasks(await world.lead(leadId))).toEqual([])
    expect(await mark('confirmed')).toMatchObject({ kind: 'done' })
    await world.settle()
    expect((await world.lead(leadId)).appointments).toMatchObject([{ status: 'confirmed' }])
  })

  test('that is past or off is not canceled again, and no provider is asked', async () => {
    const { world, meeting } = await bookedLead(provider)
    world.clock.advance(epoch(meeting.end) - world.clock.now() + HOUR)
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(told).toMatchObject({
      kind: 'not_started',
      sentence: 'Nothing was changed: this meeting is over. Mark whether the lead came instead.',
    })
  })
})

describe('Calendly', () => {
  test('that has canceled the meeting already counts as done, with the reason that stands there', async () => {
    const { world, leadId, meeting } = await bookedLead('calendly')
    world.calendly.holdWebhooks()
    world.calendly.cancelAsInvitee(meeting.externalId, 'Found another vendor')
    world.clock.advance(1000)
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: 'ours' })
    expect(told.kind).toBe('done')
    expect((await world.lead(leadId)).appointments).toMatchObject([
      { status: 'canceled', reason: 'Found another vendor' },
    ])
  })

  test('that answers “already canceled” to the call itself counts as done', async () => {
    const { world, leadId, meeting } = await bookedLead('calendly')
    world.calendly.failNext({
      route: CANCEL,
      fault: {
        kind: 'status',
        status: 403,
        body: { title: 'Permission Denied', message: 'Event is already canceled' },
      },
    })
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(told.kind).toBe('done')
    expect((await world.lead(leadId)).row.booked).toBeNull()
  })

  test('cancels no meeting that has begun: a refusal that says what to do instead', async () => {
    const { world, leadId, meeting } = await bookedLead('calendly')
    world.clock.advance(epoch(meeting.start) - world.clock.now() + 60_000)
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(told).toEqual({
      kind: 'refused',
      sentence:
        'Not canceled: the meeting has begun, and Calendly cancels none that has. Mark whether the lead came instead.',
      link: null,
    })
    const lead = await world.lead(leadId)
    expect(lead.meetingChanges).toMatchObject([{ state: 'refused', refusal: { reason: 'in_the_past' } }])
    expect(lead.appointments[0]?.status).toBe('confirmed')
  })

  test('would cancel a group meeting for everybody: it is refused, with the lead’s own page', async () => {
    const { world, leadId, meeting } = await groupMeeting()
    world.bookOnPage(
      {
        provider: 'calendly',
        targetId: meeting.targetId,
        start: meeting.start,
        end: meeting.end,
        providerStart: meeting.start,
      },
      { name: 'Robin Vale', email: 'robin.vale@example.com' },
    )
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(told.kind).toBe('refused')
    expect(told.sentence).toContain('other people are booked into this group meeting')
    expect(told.link).toMatch(/^https:\/\/calendly\.com\/cancellations\//)
    expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(0)
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('cancels a group meeting in which the lead is alone', async () => {
    const { world, leadId, meeting } = await groupMeeting()
    const told = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(told.kind).toBe('done')
    expect((await world.lead(leadId)).row.booked).toBeNull()
  })

  test('hears of a no-show that it knows already, and a no-show from its own page can be undone here', async () => {
    const { world, leadId, meeting } = await bookedLead('calendly')
    world.clock.advance(epoch(meeting.end) - world.clock.now() + HOUR)
    world.calendly.markNoShow(meeting.externalId)
    await world.settle()
    expect((await world.lead(leadId)).appointments[0]?.status).toBe('no_show')
    world.clock.advance(1000)
    const order = { appointmentId: meeting.id, attendance: 'confirmed' as const }
    expect(await world.call('appointments.markAttendance', order)).toMatchObject({ kind: 'done' })
    await world.settle()
    expect((await world.lead(leadId)).appointments[0]?.status).toBe('confirmed')
    expect(callsOf(world.calendly, 'DELETE', /\/invitee_no_shows\//)).toBe(1)
  })
})

test('a canceled meeting is not confirmed once more', async () => {
  const { world, leadId, meeting } = await bookedLead('calendly')
  await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
  await world.settle()
  expect(confirmationsOf(await world.lead(leadId))).toHaveLength(1)
})

async function groupMeeting() {
  return bookedLead('calendly', { eventType: 'group' })
}
