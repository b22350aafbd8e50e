import { expect, test } from 'vitest'
import { REQUIRED_QUESTION } from '../../../core/sandbox/calendly/seed'
import { startWorld } from '../../support/world'

const NOBODY = { firstName: '', lastName: '', company: '', emails: [], phones: [], zone: null }

test('a lead of whom nothing is known is refused, and so is one that is there already', async () => {
  const world = await startWorld()
  const { api } = world.slotkeeper()
  expect(await api.call('leads.create', NOBODY)).toMatchObject({
    ok: false,
    error: { code: 'bad_request', details: [{ path: ['firstName'] }] },
  })
  await world.addLead()
  const again = { ...NOBODY, emails: ['LEE.MORENO@example.com'] }
  expect(await api.call('leads.create', again)).toMatchObject({ ok: false, error: { code: 'duplicate' } })
  expect(await api.call('leads.create', { ...NOBODY, phones: ['555-0100'] })).toMatchObject({
    ok: false,
    error: { details: [{ path: ['phones', '0'] }] },
  })
  expect(await world.call('leads.list', {})).toHaveLength(1)
})

test('a task that asked for data is closed when the data is there', async () => {
  const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
  const leadId = await world.addLead({ emails: [] })
  await world.offer(leadId)
  const blocked = await world.reply(leadId, 'the first one')
  expect(blocked.tasks).toMatchObject([{ kind: 'missing_email', state: 'open' }])
  const updated = await world.call('leads.update', { leadId, changes: { emails: ['lee@example.com'] } })
  expect(updated.tasks).toMatchObject([{ kind: 'missing_email', state: 'done' }])
})

test('who writes STOP gets nothing more by SMS, and no task waits for an answer', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  await world.offer(leadId)
  await world.reply(leadId, 'What does it cost?')
  world.clock.advance(1000)
  const stopped = await world.reply(leadId, 'STOP')
  expect(stopped.lead.optOuts).toEqual(['sms'])
  expect(stopped.tasks.filter(({ state }) => state === 'open')).toEqual([])
  const sent = await world.call('leads.sendMessage', {
    leadId,
    channel: 'sms',
    text: 'But',
    requestId: 'but',
  })
  expect(sent).toEqual({
    sent: false,
    isUnknown: false,
    sentence: 'The lead asked not to get text messages.',
  })
})

test('a reply of a booked lead says that the meeting stands', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  await world.offer(leadId)
  await world.reply(leadId, 'the first one')
  world.clock.advance(1000)
  const lead = await world.reply(leadId, 'please cancel my meeting')
  expect(lead.decisions.at(-1)?.sentence).toMatch(/^The meeting stands\. .+ Please answer\.$/)
  expect(lead.tasks.some(({ state }) => state === 'open')).toBe(true)
})

test('answers to booking questions are kept by their exact text, and an empty one is removed', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  const change = async (answers: Record<string, string>) =>
    (await world.call('leads.update', { leadId, changes: { answers } })).lead.answers
  expect(await change({ 'Budget? ': ' 10k ', 'budget? ': 'other' })).toEqual({
    'Budget? ': '10k',
    'budget? ': 'other',
  })
  await world.call('leads.update', { leadId, changes: { company: 'Osei Gardens' } })
  expect(await change({ 'budget? ': '  ' })).toEqual({ 'Budget? ': '10k' })
})

test('a zone that is saved again as it was keeps where it came from', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead({ zone: null })
  const { slots } = await world.call('slots.list', { leadId })
  world.bookOnPage(slots[0]?.slot)
  await world.settle()
  const change = async (zone: string) =>
    (await world.call('leads.update', { leadId, changes: { zone } })).lead.zone
  expect(await change('America/New_York')).toEqual({ name: 'America/New_York', source: 'provider' })
  expect(await change('America/Denver')).toEqual({ name: 'America/Denver', source: 'operator' })
})

test('a lead shows the questions of what the workspace books, without asking the provider', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  const { withQuestion, intro } = world.calendly.eventTypes
  await world.call('settings.save', {
    calendly: { enabled: true, eventLink: withQuestion.link, directLink: intro.link },
  })
  const calls = world.calendly.exchanges.length
  expect((await world.lead(leadId)).questions).toEqual([REQUIRED_QUESTION])
  expect(world.calendly.exchanges).toHaveLength(calls)
  await world.call('settings.save', { meetingBookingProvider: 'ghl' })
  expect((await world.lead(leadId)).questions).toEqual([])
})

test('a dismissed task comes back when that is undone', async () => {
  const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
  const leadId = await world.addLead()
  await world.offer(leadId)
  const taskId = (await world.reply(leadId, 'the first one')).tasks[0]?.id ?? ''
  const stateOf = async () => (await world.call('leads.get', { leadId })).tasks[0]?.state
  await world.call('tasks.dismiss', { taskId })
  expect(await stateOf()).toBe('dismissed')
  await world.call('tasks.reopen', { taskId })
  expect(await stateOf()).toBe('open')
})

test('a lead that is closed by hand needs nobody any more, but a meeting that stands is still to be seen to', async () => {
  const world = await startWorld({ provider: 'calendly' })
  const leadId = await world.addLead()
  await world.offer(leadId)
  await world.reply(leadId, 'the first one')
  world.clock.advance(1000)
  await world.reply(leadId, 'please cancel my meeting')
  world.clock.advance(1000)
  await world.reply(leadId, 'what does it cost?')
  const closed = await world.call('leads.update', { leadId, changes: { status: 'unqualified' } })
  expect(closed.lead.status).toBe('unqualified')
  const open = closed.tasks.filter(({ state }) => state === 'open').map(({ kind }) => kind)
  expect(open).toEqual(['change_meeting'])
})
