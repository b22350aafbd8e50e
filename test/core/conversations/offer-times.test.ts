import { describe, expect, test } from 'vitest'
import type { Slot } from '../../../core/domain/slot'
import { DAY, HOUR, MINUTE, plus } from '../../../core/domain/time'
import { answerQuestion, twoTargets } from '../../support/two-targets'
import { calls, named, startWorld, type World } from '../../support/world'

const ASK = 'GET /event_type_available_times'
const SEND = 'POST /conversations/messages'

/** The connection test calls it too, with nothing to send. */
const textsSent = ({ ghl }: World) =>
  ghl.exchanges.filter(({ method, url, status }) => `${method} ${url}` === SEND && status < 300).length

async function begin(known: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...known })
  const leadId = await world.addLead()
  return { world, leadId }
}

const draftFor = (world: World, leadId: string, more: { slots?: Slot[]; fresh?: boolean } = {}) =>
  world.call('offers.draft', { leadId, channel: 'sms', ...more })

async function ready(world: World, leadId: string, more: { slots?: Slot[]; fresh?: boolean } = {}) {
  const draft = await draftFor(world, leadId, more)
  if (draft.kind !== 'ready') throw new Error(draft.reason)
  return draft
}

const send = (world: World, leadId: string, slots: Slot[], requestId = 'request-1') =>
  world.call('offers.send', { leadId, channel: 'sms', slots, requestId })

describe('a draft', () => {
  test('proposes times in the lead’s zone, shows all others, and says how old they are; it writes nothing', async () => {
    const { world, leadId } = await begin()
    await world.call('leads.update', { leadId, changes: { zone: 'America/Los_Angeles' } })
    const draft = await ready(world, leadId)
    expect(draft).toMatchObject({
      provider: 'calendly',
      targetName: 'Intro call',
      minutes: 30,
      leadZone: 'America/Los_Angeles',
      operatorZone: 'America/New_York',
      readAt: new Date(world.clock.now()).toISOString(),
    })
    const proposed = draft.slots.filter((slot) => slot.named)
    expect(proposed).toHaveLength(2)
    expect(draft.slots.length).toBeGreaterThan(10)
    for (const { leadTime, operatorTime } of draft.slots) {
      expect(leadTime).toMatch(/ PST$/)
      expect(operatorTime).toMatch(/ EST$/)
    }
    for (const { leadTime } of proposed) expect(draft.text).toContain(leadTime)
    const lead = await world.lead(leadId)
    expect([lead.messages, lead.offers]).toEqual([[], []])
    expect(textsSent(world)).toBe(0)
  })

  test('is made from what is known until that is too old; a fresh one is asked for', async () => {
    const { world, leadId } = await begin()
    const first = await ready(world, leadId)
    const asked = calls(world.calendly, ASK)
    world.clock.advance(4 * MINUTE)
    expect((await ready(world, leadId)).readAt).toBe(first.readAt)
    expect(calls(world.calendly, ASK)).toBe(asked)
    expect((await ready(world, leadId, { fresh: true })).readAt).toBe(plus(first.readAt, 4 * MINUTE))
    world.clock.advance(15 * MINUTE + 1)
    expect((await ready(world, leadId)).readAt).toBe(plus(first.readAt, 19 * MINUTE + 1))
    expect(calls(world.calendly, ASK)).toBe(asked + 2)
  })

  test('is kept young in the background', async () => {
    const { world, leadId } = await begin()
    const first = await ready(world, leadId)
    world.clock.advance(6 * MINUTE)
    await world.slotkeeper().runDue()
    expect((await ready(world, leadId)).readAt).toBe(plus(first.readAt, 6 * MINUTE))
  })

  test('words the times that are chosen, in order, without one that is taken', async () => {
    const { world, leadId } = await begin()
    const { slots } = await ready(world, leadId)
    const [a, b, c] = [slots[3], slots[7], slots[9]]
    if (!a || !b || !c) throw new Error('too few free times')
    world.calendly.takeSlot(b.slot.targetId, b.slot.start)
    const draft = await ready(world, leadId, { slots: [c.slot, b.slot, a.slot], fresh: true })
    expect(named(draft)).toEqual([a.slot, c.slot])
    expect(draft.text).toContain(`1) ${a.leadTime}\n2) ${c.leadTime}\n`)
    expect((await ready(world, leadId, { slots: [] })).text).toBeNull()
  })

  test('proposes nothing that was offered before, and marks it', async () => {
    const { world, leadId } = await begin()
    const before = named(await ready(world, leadId))
    await send(world, leadId, before)
    const draft = await ready(world, leadId)
    const starts = before.map(({ start }) => start)
    for (const { start } of named(draft)) expect(starts).not.toContain(start)
    expect(draft.slots.filter((slot) => slot.offeredBefore).map(({ slot }) => slot.start)).toEqual(starts)
  })

  test('says what is in the way', async () => {
    const { world, leadId } = await begin()
    const reasonFor = async () => {
      const draft = await draftFor(world, leadId)
      return draft.kind === 'impossible' ? draft.reason : null
    }
    await world.call('leads.update', { leadId, changes: { zone: null } })
    expect(await reasonFor()).toContain('Set the lead’s time zone first')
    await world.call('leads.update', { leadId, changes: { zone: 'America/New_York', phones: [] } })
    expect(await reasonFor()).toBe('The lead has no phone number.')
    await world.call('leads.update', { leadId, changes: { phones: ['+15555550101'] } })
    const [slot] = named(await draftFor(world, leadId))
    world.bookOnPage(slot)
    await world.settle()
    expect(await reasonFor()).toContain('has a meeting already')
  })

  test('says why the times cannot be read', async () => {
    const { world, leadId } = await begin()
    world.calendly.failNext({ route: ASK, fault: { kind: 'status', status: 503 } })
    await expect(draftFor(world, leadId)).rejects.toThrow(/provider\.outage/)
    const { calendly } = (await world.call('workspace.get', {})).settings
    await world.call('settings.save', { calendly: { ...calendly, enabled: false } })
    await expect(draftFor(world, leadId)).rejects.toThrow(/switched off in Settings/)
  })
})

describe('times are sent', () => {
  test('once per request, worded by the core, and become offers in the order of the message', async () => {
    const { world, leadId } = await begin()
    const draft = await ready(world, leadId)
    const chosen = [draft.slots[8], draft.slots[2]].flatMap((one) => (one ? [one] : []))
    const slots = chosen.map(({ slot }) => ({ ...slot, providerStart: 'made up' }))
    const answers = await Promise.all([send(world, leadId, slots), send(world, leadId, slots)])
    expect(answers.map(({ sent }) => sent)).toEqual([true, true])
    expect(await send(world, leadId, slots)).toEqual({ sent: true, sentence: 'Offered 2 times.' })
    expect(textsSent(world)).toBe(1)
    // Whoever asks again learns what became of it, whatever has changed since.
    for (const { slot } of chosen) world.calendly.takeSlot(slot.targetId, slot.start)
    await ready(world, leadId, { fresh: true })
    expect(await send(world, leadId, slots)).toEqual({ sent: true, sentence: 'Offered 2 times.' })
    const { offers, messages } = await world.lead(leadId)
    expect(offers.map(({ slot, position }) => [slot, position])).toEqual([
      [draft.slots[2]?.slot, 1],
      [draft.slots[8]?.slot, 2],
    ])
    expect(messages[0]?.text).toBe(
      'Hi Lee, would one of these times suit you?\n' +
        `1) ${draft.slots[2]?.leadTime ?? ''}\n2) ${draft.slots[8]?.leadTime ?? ''}\n` +
        'Just reply with the one you like.',
    )
  })

  test('as the draft worded them', async () => {
    const { world, leadId } = await begin()
    const draft = await ready(world, leadId)
    await send(world, leadId, named(draft))
    expect((await world.lead(leadId)).messages[0]?.text).toBe(draft.text)
  })

  test('and become offers only when the message was handed over (V4)', async () => {
    const { world, leadId } = await begin()
    const slots = named(await ready(world, leadId))
    const body = { statusCode: 422, message: ['No.'], error: 'Unprocessable Entity' }
    world.ghl.failNext({ route: SEND, fault: { kind: 'status', status: 422, body } })
    expect((await send(world, leadId, slots)).sent).toBe(false)
    expect((await world.lead(leadId)).offers).toEqual([])
    expect((await send(world, leadId, slots, 'request-2')).sent).toBe(true)
    expect((await world.lead(leadId)).offers).toHaveLength(2)
  })

  test.each(['calendly', 'ghl'] as const)('and can be accepted on %s', async (provider) => {
    const { world, leadId } = await begin({ provider })
    const draft = await ready(world, leadId)
    await send(world, leadId, named(draft))
    const lead = await world.reply(leadId, 'the second one')
    expect(lead.row.booked).toMatchObject({ provider, start: named(draft)[1]?.start })
  })
})

describe('nothing is sent', () => {
  const refused = async (world: World, leadId: string, slots: Slot[]) => {
    const answer = await send(world, leadId, slots)
    const { messages, offers } = await world.lead(leadId)
    expect([answer.sent, messages, offers]).toEqual([false, [], []])
    expect(textsSent(world)).toBe(0)
    return answer.sentence
  }

  test('of a time that is not free, not even beside one that is', async () => {
    const { world, leadId } = await begin()
    const [free, taken] = named(await ready(world, leadId))
    if (!free || !taken) throw new Error('too few free times')
    world.calendly.takeSlot(taken.targetId, taken.start)
    await ready(world, leadId, { fresh: true })
    expect(await refused(world, leadId, [free, taken])).toMatch(
      /^\w{3}, .+ EST is not free any more. Choose another time.$/,
    )
  })

  test('from times that are too old: they are read anew first', async () => {
    const { world, leadId } = await begin()
    const [, slot] = named(await ready(world, leadId))
    if (!slot) throw new Error('no free time')
    world.calendly.takeSlot(slot.targetId, slot.start)
    world.clock.advance(15 * MINUTE + 1)
    expect(await refused(world, leadId, [slot])).toContain('is not free any more')
  })

  test('of a time that was never on the calendar, or the same one twice', async () => {
    const { world, leadId } = await begin()
    const [slot] = named(await ready(world, leadId))
    if (!slot) throw new Error('no free time')
    const odd = { ...slot, start: plus(slot.start, 7 * MINUTE), end: plus(slot.end, 7 * MINUTE) }
    expect(await refused(world, leadId, [odd])).toContain('is not free any more')
    expect(await refused(world, leadId, [slot, slot])).toContain('chosen twice')
  })

  test('of a time that has passed, is inside the notice, or beyond the horizon', async () => {
    const { world, leadId } = await begin()
    const { slots } = await ready(world, leadId)
    const at = (start: string) => ({ ...(slots[0]?.slot as Slot), start, end: plus(start, 30 * MINUTE) })
    const now = new Date(world.clock.now()).toISOString()
    expect(await refused(world, leadId, [at(plus(now, -HOUR))])).toContain('The time has passed.')
    expect(await refused(world, leadId, [at(plus(now, HOUR))])).toContain('less than 120 minutes away')
    expect(await refused(world, leadId, [at(plus(now, 20 * DAY))])).toContain('more than 14 days away')
  })

  test('of another event type, or of a provider that is not booked on any more', async () => {
    const { world, leadId } = await begin()
    const slots = named(await ready(world, leadId))
    const other = slots.map((slot) => ({ ...slot, targetId: world.calendly.eventTypes.phoneCall.uri }))
    expect(await refused(world, leadId, other)).toContain('another event type or calendar')
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    expect(await refused(world, leadId, slots)).toContain('another event type or calendar')
  })

  test('of an event type on which the lead would not be booked any more (C4)', async () => {
    const { world, leadId } = await twoTargets()
    const slots = named(await ready(world, leadId))
    await answerQuestion(world, leadId)
    expect(await refused(world, leadId, slots)).toContain('another event type or calendar')
  })

  test('when the workspace changes while the calendar is being read', async () => {
    const { world, leadId } = await begin()
    const slots = named(await ready(world, leadId)).slice(1)
    world.clock.advance(15 * MINUTE + 1)
    const asked = calls(world.calendly, ASK)
    world.calendly.failNext({ route: ASK, fault: { kind: 'slow', ms: 200 } })
    const answer = send(world, leadId, slots)
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    const { sent, sentence } = await answer
    expect([sent, sentence]).toEqual([false, expect.stringContaining('another event type or calendar')])
    expect(calls(world.calendly, ASK)).toBe(asked + 1)
    expect(textsSent(world)).toBe(0)
  })

  test('to a lead that was booked meanwhile', async () => {
    const { world, leadId } = await begin()
    const slots = named(await ready(world, leadId))
    world.bookOnPage(slots[0])
    await world.settle()
    const { sent, sentence } = await send(world, leadId, slots)
    expect([sent, sentence]).toEqual([false, expect.stringContaining('has a meeting already')])
  })

  test('with a placeholder left in it (V5)', async () => {
    const { world, leadId } = await begin()
    await world.call('leads.update', { leadId, changes: { firstName: '{first_name}' } })
    const { sent, sentence } = await send(world, leadId, named(await ready(world, leadId)))
    expect([sent, sentence]).toEqual([false, 'The text still holds the placeholder {first_name}.'])
    expect(textsSent(world)).toBe(0)
    expect((await world.lead(leadId)).offers).toEqual([])
  })

  test('for none or more than five times', async () => {
    const { world, leadId } = await begin()
    const slots = (await ready(world, leadId)).slots.map(({ slot }) => slot)
    await expect(send(world, leadId, [])).rejects.toThrow(/bad_request/)
    await expect(send(world, leadId, slots.slice(0, 6))).rejects.toThrow(/bad_request/)
    expect((await send(world, leadId, slots.slice(0, 5))).sentence).toBe('Offered 5 times.')
  })
})

test('booking never trusts what is kept: a time that was taken since is not booked', async () => {
  const { world, leadId } = await begin()
  const { offers } = await world.offer(leadId)
  const slot = offers[0]?.slot
  if (!slot) throw new Error('nothing was offered')
  world.calendly.takeSlot(slot.targetId, slot.start)
  const lead = await world.reply(leadId, 'the first one')
  expect(lead.row.booked).toBeNull()
  expect(lead.decisions[0]?.sentence).toContain('taken meanwhile')
})

test('a time that a booking found to be taken is not proposed again', async () => {
  const { world, leadId } = await begin()
  const [slot] = named(await ready(world, leadId))
  if (!slot) throw new Error('no free time')
  world.calendly.takeSlot(slot.targetId, slot.start)
  expect((await world.call('leads.book', { leadId, slot })).kind).toBe('refused')
  const asked = calls(world.calendly, ASK)
  const { slots } = await ready(world, leadId)
  expect(slots.map((one) => one.slot.start)).not.toContain(slot.start)
  expect(calls(world.calendly, ASK)).toBe(asked)
})

test('what one lead booked is not proposed to another, without asking anew', async () => {
  const { world, leadId } = await begin()
  const [slot] = named(await ready(world, leadId))
  if (!slot) throw new Error('no free time')
  const other = await world.addLead({ firstName: 'Priya', emails: ['priya@example.com'], phones: [] })
  expect((await world.call('leads.book', { leadId: other, slot })).kind).toBe('booked')
  const asked = calls(world.calendly, ASK)
  expect((await ready(world, leadId)).slots.map((one) => one.slot.start)).not.toContain(slot.start)
  expect(calls(world.calendly, ASK)).toBe(asked)
})
