import { describe, expect, test } from 'vitest'
import { answersOf, openTasks } from '../../support/answers'
import { startWorld, type World } from '../../support/world'

async function offered(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...options })
  const leadId = await world.addLead()
  await world.offer(leadId)
  world.clock.advance(60_000)
  return { world, leadId }
}

describe('who wants no more messages', () => {
  test.each(['auto', 'suggest', 'off'] as const)('is left alone at once in the mode %s', async (mode) => {
    const { world, leadId } = await offered({ mode })
    const lead = await world.reply(leadId, 'STOP')
    expect(lead.lead.optOuts).toEqual(['sms'])
    expect(lead.offers.map(({ open, closedBy }) => [open, closedBy])).toEqual([
      [false, 'opt_out'],
      [false, 'opt_out'],
    ])
    expect(openTasks(lead)).toEqual([])
    // The carrier has confirmed it.
    expect(answersOf(lead)).toEqual([])
  })

  test.each(['STOP', 'please take me off your list'])(
    'and has a meeting leaves a person to decide about it (%s)',
    async (words) => {
      const { world, leadId } = await offered()
      const booked = await world.reply(leadId, 'the second one')
      expect(booked.row.booked).not.toBeNull()
      world.clock.advance(60_000)
      const lead = await world.reply(leadId, words)
      expect(openTasks(lead)).toMatchObject([{ kind: 'change_meeting' }])
      expect(openTasks(lead)[0]?.title).toMatch(/^Lee Moreno opted out; the meeting on .+ EST still stands$/)
      const appointmentId = lead.primaryAppointmentId ?? ''
      await world.call('appointments.cancel', { appointmentId, reason: '' })
      const kinds = openTasks(await world.lead(leadId)).map(({ kind }) => kind)
      expect(kinds).not.toContain('change_meeting')
    },
  )

  test('is asked about the meeting until it is over', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'the second one')
    world.clock.advance(60_000)
    const open = (lead: Awaited<ReturnType<World['lead']>>) => openTasks(lead).map(({ kind }) => kind)
    expect(open(await world.reply(leadId, 'STOP'))).toEqual(['change_meeting'])
    world.clock.advance(3 * 24 * 3_600_000)
    await world.settle()
    expect(open(await world.lead(leadId))).toEqual([])
  })

  test('is asked about the meeting no more after START, nor again where a person let it stand', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'the second one')
    const say = async (words: string) => {
      world.clock.advance(60_000)
      const lead = await world.reply(leadId, words)
      return openTasks(lead).filter(({ kind }) => kind === 'change_meeting')
    }
    const [asked] = await say('STOP')
    expect(asked?.detail).toMatch(/^No message can be sent by SMS any more\./)
    expect(await say('START')).toEqual([])
    const [askedAgain] = await say('STOP')
    await world.call('tasks.dismiss', { taskId: askedAgain?.id ?? '' })
    expect(await say('STOP')).toEqual([])
  })

  test('in words of their own is told so once, and nothing more', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'please take me off your list')
    expect(lead.lead.optOuts).toEqual(['sms'])
    expect(answersOf(lead)).toMatchObject([
      {
        purpose: 'opt_out_confirmed',
        state: 'sent',
        text: 'You will get no more text messages from us. Reply START to hear from us again.',
      },
    ])
    world.clock.advance(60_000)
    const again = await world.reply(leadId, 'please take me off your list')
    expect(answersOf(again)).toHaveLength(1)
    const manual = await world.call('leads.sendMessage', {
      leadId,
      channel: 'sms',
      text: 'But',
      requestId: 'but',
    })
    expect(manual.sent).toBe(false)
  })

  test('is not even told so while everything is paused or auto-book is off', async () => {
    for (const settings of [{ paused: true }, { autoBookMode: 'off' as const }]) {
      const { world, leadId } = await offered({ settings })
      const lead = await world.reply(leadId, 'please take me off your list')
      expect(lead.lead.optOuts).toEqual(['sms'])
      expect(answersOf(lead)).toEqual([])
    }
  })

  test('is heard again after START, and a person is told', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'STOP')
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'Start')
    expect(lead.lead.optOuts).toEqual([])
    expect(openTasks(lead)).toMatchObject([
      { kind: 'manual_follow_up', title: 'Text messages are welcome again' },
    ])
  })

  test('START from somebody who never opted out changes nothing', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'Start')
    expect(lead.lead.optOuts).toEqual([])
    expect(openTasks(lead).map(({ title }) => title)).not.toContain('Text messages are welcome again')
  })
})

describe('who wants to talk later', () => {
  test('is left alone until that day at nine of their clock, and then a person is asked once', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'try me again in January')
    const until = lead.lead.snoozedUntil ?? ''
    expect(until).toMatch(/^2027-01-\d\dT14:00:00\.000Z$/)
    expect(lead.decisions[0]?.sentence).toMatch(/^Snoozed until .+ 9:00 AM EST: /)
    expect(openTasks(lead)).toEqual([])
    expect(answersOf(lead)).toEqual([])
    world.clock.advance(Date.parse(until) - world.clock.now() - 1000)
    await world.settle()
    expect(openTasks(await world.lead(leadId))).toEqual([])
    world.clock.advance(1000)
    await world.settle()
    await world.settle()
    const woken = await world.lead(leadId)
    expect(woken.lead.snoozedUntil).toBeNull()
    expect(openTasks(woken)).toMatchObject([{ kind: 'manual_follow_up', title: 'Write to Lee Moreno again' }])
  })

  test('is woken by hand, and by a new acceptance', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'try me again in January')
    const woken = await world.call('leads.setSnooze', { leadId, until: null })
    expect(woken.lead.snoozedUntil).toBeNull()
    world.clock.advance(60_000)
    await world.reply(leadId, 'try me again in January')
    world.clock.advance(60_000)
    const booked = await world.reply(leadId, 'The second one works')
    expect(booked.lead.snoozedUntil).toBeNull()
  })

  test('without a day is a task', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'Let us talk later')
    expect(lead.lead.snoozedUntil).toBeNull()
    expect(openTasks(lead)).toMatchObject([{ kind: 'manual_follow_up', suggestion: null }])
  })
})

describe('nothing is sent', () => {
  test('to who says no: one task at most', async () => {
    const { world, leadId } = await offered()
    await world.reply(leadId, 'No thanks')
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'No')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toHaveLength(1)
  })

  test('to a machine', async () => {
    const { world, leadId } = await offered()
    const lead = await world.reply(leadId, 'Automatic reply: I am out of the office until Thursday at 3pm')
    expect(answersOf(lead)).toEqual([])
    expect(openTasks(lead)).toEqual([])
  })
})

describe('a booked lead that agrees', () => {
  test.each(['Thanks, see you then', 'Perfect', 'ok', 'Looking forward to it'])(
    'to its confirmation makes no work: %s',
    async (text) => {
      const world = await startWorld({ mode: 'auto' })
      const leadId = await world.addLead()
      await world.offer(leadId)
      await world.reply(leadId, 'the first one')
      world.clock.advance(60_000)
      const lead = await world.reply(leadId, text)
      expect(lead.tasks.filter(({ state }) => state === 'open')).toEqual([])
      expect(lead.decisions.map(({ sentence }) => sentence)).toContain(
        'Nothing to do: it agrees to the meeting that is booked.',
      )
    },
  )

  test('to what a person of the team wrote since is shown to a person', async () => {
    const world = await startWorld({ mode: 'auto' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    await world.reply(leadId, 'the first one')
    world.clock.advance(60_000)
    await world.call('leads.sendMessage', {
      leadId,
      channel: 'sms',
      text: 'Shall I cancel the old order?',
      requestId: 'by-hand',
    })
    world.clock.advance(60_000)
    const lead = await world.reply(leadId, 'ok')
    expect(lead.tasks.filter(({ state }) => state === 'open')).toHaveLength(1)
  })
})
