import { describe, expect, test } from 'vitest'
import { answersOf, openTasks, suggestedAnswer } from '../../support/answers'
import { calls, startWorld } from '../../support/world'

const DAY = 24 * 60 * 60_000

/** Dana has no e-mail address and accepts the second of two times. */
async function accepted(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...options })
  const leadId = await world.addLead({ firstName: 'Dana', emails: [] })
  const offered = await world.offer(leadId)
  const lead = await world.reply(leadId, 'the second one')
  world.clock.advance(60_000)
  return { world, leadId, lead, wanted: offered.offers[1]?.slot.start }
}

describe('an acceptance that lacks an e-mail address', () => {
  test('asks for it, and is booked when the lead gives it', async () => {
    const { world, leadId, lead, wanted } = await accepted()
    expect(answersOf(lead)).toMatchObject([{ purpose: 'ask_email', state: 'sent', carries: [] }])
    expect(lead.decisions[0]).toMatchObject({ outcome: 'answered' })
    expect(openTasks(lead)).toEqual([])
    const booked = await world.reply(leadId, 'dana@example.com')
    expect(booked.lead.emails).toEqual(['dana@example.com'])
    expect(booked.row.booked?.start).toBe(wanted)
    expect(booked.decisions.map(({ outcome }) => outcome).sort()).toEqual(['booked', 'no_acceptance'])
    expect(openTasks(booked)).toEqual([])
    expect(calls(world.calendly, 'POST /invitees')).toBe(1)
  })

  test('is booked as soon as the operator adds it', async () => {
    const { world, leadId, wanted } = await accepted()
    await world.call('leads.update', { leadId, changes: { emails: ['dana@example.com'] } })
    await world.settle()
    expect((await world.lead(leadId)).row.booked?.start).toBe(wanted)
  })

  test('is a task when the operator adds it after the offer has expired', async () => {
    const { world, leadId } = await accepted()
    world.clock.advance(8 * DAY)
    await world.call('leads.update', { leadId, changes: { emails: ['dana@example.com'] } })
    await world.settle()
    const lead = await world.lead(leadId)
    expect(lead.row.booked).toBeNull()
    expect(answersOf(lead)).toHaveLength(1)
    expect(openTasks(lead)).toMatchObject([{ title: 'Offer other times' }])
  })

  test('is suggested again, not booked, where a person decides', async () => {
    const { world, leadId, lead } = await accepted({ mode: 'suggest' })
    const { task, answer } = suggestedAnswer(lead)
    expect(task.kind).toBe('missing_email')
    await world.call('tasks.sendAnswer', { taskId: task.id, text: answer.text })
    const after = await world.reply(leadId, 'dana@example.com')
    expect(after.row.booked).toBeNull()
    expect(openTasks(after)).toMatchObject([{ kind: 'approve_booking', suggestion: { kind: 'book' } }])
  })

  test('is not taken up again after the lead has said something else since', async () => {
    const { world, leadId } = await accepted()
    await world.reply(leadId, 'Wait, what does it cost?')
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'dana@example.com')
    expect(lead.lead.emails).toEqual(['dana@example.com'])
    expect(lead.row.booked).toBeNull()
    expect(calls(world.calendly, 'POST /invitees')).toBe(0)
  })

  test('goes through every gate again: a time that was taken meanwhile is not booked', async () => {
    const { world, leadId, lead } = await accepted()
    const slot = lead.offers[1]?.slot
    world.calendly.takeSlot(slot?.targetId ?? '', slot?.start ?? '')
    const after = await world.reply(leadId, 'dana@example.com')
    expect(after.row.booked).toBeNull()
    expect(answersOf(after).map(({ purpose }) => purpose)).toEqual(['ask_email', 'other_times'])
  })

  test('asks once in thirty days; then a person is asked', async () => {
    const { world, leadId } = await accepted()
    const again = await world.reply(leadId, 'Tuesday at 12 pm works')
    expect(answersOf(again)).toHaveLength(1)
    expect(openTasks(again)).toMatchObject([{ kind: 'missing_email' }])
    world.clock.advance(31 * DAY)
    await world.offer(leadId)
    expect(answersOf(await world.reply(leadId, 'the second one'))).toHaveLength(2)
  })

  test('never takes the address of another lead', async () => {
    const { world, leadId } = await accepted()
    await world.addLead({ firstName: 'Noor', emails: ['dana@example.com'], phones: ['+15555550102'] })
    const lead = await world.reply(leadId, 'dana@example.com')
    expect(lead.lead.emails).toEqual([])
    expect(lead.row.booked).toBeNull()
    expect(lead.decisions.at(-1)?.sentence).toContain('belongs to another lead')
    expect(openTasks(lead)).toHaveLength(1)
  })
})

describe('a time of the lead’s own without a known zone', () => {
  test('asks for the zone, and is read anew when the lead names it', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead({ zone: null })
    await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hi Lee', requestId: 'hello' })
    world.clock.advance(60_000)
    const asked = await world.reply(leadId, 'Can we do Thursday at 3pm?')
    expect(answersOf(asked)).toMatchObject([{ purpose: 'ask_zone', state: 'sent' }])
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'Eastern')
    expect(lead.lead.zone).toEqual({ name: 'America/New_York', source: 'message' })
    expect(openTasks(lead)).toMatchObject([
      { kind: 'approve_booking', suggestion: { slot: { start: '2026-11-26T20:00:00.000Z' } } },
    ])
  })

  test('is suggested when the operator sets the zone', async () => {
    const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
    const leadId = await world.addLead({ zone: null })
    await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hi Lee', requestId: 'hello' })
    world.clock.advance(60_000)
    const asked = await world.reply(leadId, 'Can we do Thursday at 3pm?')
    expect(suggestedAnswer(asked).task.kind).toBe('unknown_zone')
    await world.call('leads.update', { leadId, changes: { zone: 'America/Los_Angeles' } })
    await world.settle()
    // Three in Los Angeles is six in the evening in New York, outside the working hours.
    expect(suggestedAnswer(await world.lead(leadId)).answer.purpose).toBe('other_times')
  })
})
