import { describe, expect, test } from 'vitest'
import {
  bookedLead,
  callsOf,
  CANCEL,
  confirmationsOf,
  freeSlot,
  openTasks,
  PUT,
  type BookedLead,
} from '../../support/meetings'

const CANCELLATION = /\/cancellation$/

function reschedule(booked: BookedLead, slot = freeSlot(booked)) {
  return booked.world.call('appointments.reschedule', { appointmentId: booked.meeting.id, slot })
}

describe('on GoHighLevel a meeting', () => {
  test('is moved in place, with one new confirmation, no notice of a cancellation, and its echoes change nothing', async () => {
    const booked = await bookedLead('ghl')
    const { world, leadId, meeting } = booked
    const slot = freeSlot(booked)
    world.ghl.holdWebhooks()
    const told = await reschedule(booked)
    expect(told.kind).toBe('done')
    expect(told.sentence).toMatch(/^Moved from .+ to .+ on GoHighLevel\.$/)
    await world.ghl.releaseWebhooks({ order: 'reversed', copies: 2 })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([
      { externalId: meeting.externalId, status: 'confirmed', start: slot.start, end: slot.end },
    ])
    expect(confirmationsOf(lead)).toEqual([
      expect.stringMatching(/^You are booked: /),
      expect.stringMatching(/^Your meeting is moved: /),
    ])
    expect(openTasks(lead)).toEqual([])
    expect(lead.meetingChanges).toMatchObject([
      { state: 'done', wanted: { kind: 'move', from: meeting.start } },
    ])
    const [call] = world.ghl.exchanges.filter(({ method, status }) => method === 'PUT' && status === 200)
    expect(Object.keys(call?.requestBody as object).sort()).toEqual(['calendarId', 'endTime', 'startTime'])
  })

  test('holds the time that it is moved to: nobody else is booked there meanwhile', async () => {
    const booked = await bookedLead('ghl')
    const { world } = booked
    const other = await world.addLead({ emails: ['kim@example.com'], phones: ['+15555550177'] })
    const slot = freeSlot(booked)
    world.ghl.failNext({ route: PUT, fault: { kind: 'slow', ms: 300 } })
    const [moved, second] = await Promise.all([
      reschedule(booked, slot),
      world.call('leads.book', { leadId: other, slot }),
    ])
    expect(moved.kind).toBe('done')
    expect(second).toMatchObject({
      kind: 'not_started',
      sentence: expect.stringContaining('another lead') as string,
    })
    expect(callsOf(world.ghl, 'POST', /\/appointments$/)).toBe(1)
  })

  test('stays where it is when the new time is taken, and says so', async () => {
    const booked = await bookedLead('ghl')
    const { world, leadId, meeting } = booked
    const slot = freeSlot(booked)
    world.ghl.takeSlot(slot.targetId, slot.start)
    expect(await reschedule(booked)).toMatchObject({
      kind: 'refused',
      sentence: expect.stringMatching(/^Not moved: .*no longer available/) as string,
    })
    const lead = await world.lead(leadId)
    expect(lead.row.booked?.start).toBe(meeting.start)
    expect(confirmationsOf(lead)).toHaveLength(1)
  })
})

describe('on Calendly a meeting', () => {
  test('is moved by booking the new time first and canceling the old one then, as one operation', async () => {
    const booked = await bookedLead('calendly')
    const { world, leadId, meeting } = booked
    const slot = freeSlot(booked)
    world.calendly.holdWebhooks()
    const told = await reschedule(booked)
    expect(told.kind).toBe('done')
    expect(told.sentence).toMatch(
      /^Moved from .+ to .+: the new time is booked and the old one canceled on Calendly\.$/,
    )
    await world.calendly.releaseWebhooks({ order: 'reversed', copies: 2 })
    await world.settle()
    const lead = await world.lead(leadId)
    const [old, moved] = lead.appointments
    expect(old).toMatchObject({ id: meeting.id, status: 'rescheduled', rescheduledTo: moved?.externalId })
    expect(moved).toMatchObject({
      status: 'confirmed',
      start: slot.start,
      rescheduledFrom: meeting.externalId,
      source: 'manual',
    })
    expect(lead.row.booked?.start).toBe(slot.start)
    expect(openTasks(lead)).toEqual([])
    expect(lead.tasks.map(({ kind }) => kind)).not.toContain('canceled')
    expect(confirmationsOf(lead)).toEqual([
      expect.stringMatching(/^You are booked: /),
      expect.stringMatching(/^Your new time is booked: /),
    ])
    expect(callsOf(world.calendly, 'POST', /\/invitees$/)).toBe(2)
    expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(1)
  })

  test('is moved once on a double click', async () => {
    const booked = await bookedLead('calendly')
    const both = await Promise.all([reschedule(booked), reschedule(booked)])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'not_started'])
    expect(callsOf(booked.world.calendly, 'POST', /\/invitees$/)).toBe(2)
    expect(callsOf(booked.world.calendly, 'POST', CANCELLATION)).toBe(1)
  })

  test('stays when the new time is refused: nothing is canceled before something is booked', async () => {
    const booked = await bookedLead('calendly')
    const { world, leadId, meeting } = booked
    const slot = freeSlot(booked)
    world.calendly.takeSlot(slot.targetId, slot.start)
    const told = await reschedule(booked)
    expect(told.kind).toBe('refused')
    expect(told.sentence).toContain('The meeting stays as it is.')
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([{ id: meeting.id, status: 'confirmed' }])
    expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(0)
  })

  test('whose old time cannot be canceled leaves both, one task that says which to cancel, and a way to do it', async () => {
    const booked = await bookedLead('calendly')
    const { world, leadId, meeting } = booked
    world.calendly.failNext({
      route: CANCEL,
      fault: {
        kind: 'status',
        status: 403,
        body: { title: 'Permission Denied', message: 'You are not allowed to cancel this event' },
      },
    })
    const told = await reschedule(booked)
    expect(told.kind).toBe('half_done')
    expect(told.sentence).toContain('could not be canceled, so both stand')
    await world.settle()
    const both = await world.lead(leadId)
    expect(both.appointments.map(({ status }) => status)).toEqual(['confirmed', 'confirmed'])
    expect(openTasks(both)).toMatchObject([
      {
        kind: 'double_booking',
        detail: expect.stringMatching(
          /^The meeting was moved to .+ Cancel the one on .+ Calendly\.$/,
        ) as string,
      },
    ])

    world.clock.advance(1000)
    const again = await world.call('appointments.cancel', { appointmentId: meeting.id, reason: '' })
    expect(again.kind).toBe('done')
    await world.settle()
    const one = await world.lead(leadId)
    expect(one.appointments).toMatchObject([
      { status: 'rescheduled', rescheduledTo: one.appointments[1]?.externalId },
      { status: 'confirmed', rescheduledFrom: meeting.externalId },
    ])
    expect(openTasks(one)).toEqual([])
  })

  test('whose old half was canceled at Calendly itself later ends as one rescheduled meeting too', async () => {
    const booked = await bookedLead('calendly')
    const { world, leadId, meeting } = booked
    world.calendly.failNext({
      route: CANCEL,
      fault: { kind: 'status', status: 403, body: { title: 'Permission Denied', message: 'no' } },
    })
    await reschedule(booked)
    world.calendly.cancelAsInvitee(meeting.externalId)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.appointments.map(({ status }) => status)).toEqual(['rescheduled', 'confirmed'])
    expect(openTasks(lead)).toEqual([])
  })

  test('can be moved by the lead: its own page is handed out, and what comes of it is no cancellation', async () => {
    const booked = await bookedLead('calendly')
    const { world, leadId, meeting } = booked
    const { url } = await world.call('appointments.rescheduleLink', { appointmentId: meeting.id })
    expect(url).toMatch(/^https:\/\/calendly\.com\/reschedulings\//)
    world.calendly.rescheduleAsInvitee(meeting.externalId, freeSlot(booked).start)
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.appointments.map(({ status }) => status)).toEqual(['rescheduled', 'confirmed'])
    expect(openTasks(lead)).toEqual([])
  })

  test('uses the booking budget for the new time like any booking', async () => {
    const booked = await bookedLead('calendly')
    const { world } = booked
    await world.call('settings.save', { bookingBudget: { perMinute: 1, perHour: 1, perDay: 1 } })
    const told = await reschedule(booked)
    expect(told).toMatchObject({ kind: 'not_started' })
    expect(told.sentence).toContain('budget')
    expect(callsOf(world.calendly, 'POST', CANCELLATION)).toBe(0)
  })
})
