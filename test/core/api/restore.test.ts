import { beforeEach, describe, expect, test } from 'vitest'
import type { LeadDetail } from '../../../core/api/views'
import type { Slot } from '../../../core/domain/slot'
import { MINUTE } from '../../../core/domain/time'
import { CANCEL } from '../../support/meetings'
import { calls, startWorld, type World } from '../../support/world'

/** Minutes go by, and what is due in each of them is done. */
async function later(world: World, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.clock.advance(MINUTE + 1000)
    await world.settle()
  }
}

async function backUp(world: World): Promise<string> {
  const made = (await world.call('backups.make', {})).find(({ reason }) => reason === 'manual')
  world.clock.advance(MINUTE)
  return made?.name ?? ''
}

async function restore(world: World, name: string): Promise<string> {
  const { sentence } = await world.call('backups.restore', { name })
  await world.settle()
  return sentence
}

const resume = (world: World) => world.call('settings.save', { paused: false })
const texts = ({ messages }: LeadDetail) => messages.map(({ text }) => text)
const standing = ({ appointments }: LeadDetail) =>
  appointments.filter(({ status }) => status === 'confirmed').length
/** Messages that GoHighLevel took; a test of the connection also asks, without one. */
const sentTexts = (world: World) =>
  world.ghl.exchanges.filter(
    ({ method, url, status }) => method === 'POST' && url === '/conversations/messages' && status === 201,
  ).length
const openTasks = async (world: World) =>
  (await world.call('workspace.get', {})).tasks.map(({ kind }) => kind).sort()

function never(): never {
  throw new Error('there is no free slot')
}

let world: World
let leadId: string
let slots: Slot[]

beforeEach(async () => {
  world = await startWorld({ provider: 'calendly' })
  leadId = await world.addLead()
  await world.offer(leadId)
  await world.settle()
  slots = (await world.call('slots.list', { leadId })).slots.map(({ slot }) => slot)
})

/** @promise reliability: A restore takes back no message, no meeting and no webhook that came since the backup. */
describe('what came since the backup', () => {
  test('stays: messages without a webhook, bookings of leads and of strangers, deliveries, and their tasks', async () => {
    const kim = await world.addLead({
      firstName: 'Kim',
      emails: ['kim@example.com'],
      phones: ['+15555550999'],
    })
    await later(world, 12)
    const backup = await backUp(world)
    world.ghl.webhookUrl = ''
    const contactId = (await world.lead(leadId)).lead.ghlContactId ?? ''
    world.ghl.receiveSms({ contactId, text: 'Is there parking?' })
    world.bookOnPage(slots[9], { name: 'Kim', email: 'kim@example.com' })
    world.bookOnPage(slots[12], { name: 'Stranger', email: 'stranger@example.com' })
    await later(world, 2)
    const deliveries = await world.call('deliveries.list', { limit: 100 })
    const tasks = await openTasks(world)
    expect(tasks).toContain('unmatched_booking')

    await restore(world, backup)
    expect(texts(await world.lead(leadId))).toContain('Is there parking?')
    expect(standing(await world.lead(kim))).toBe(1)
    const after = await world.call('deliveries.list', { limit: 100 })
    expect(after.map(({ id, state }) => [id, state])).toEqual(deliveries.map(({ id, state }) => [id, state]))
    expect(await openTasks(world)).toEqual(tasks)
  })

  test('is at the providers read back wholly, at once', async () => {
    const kim = await world.addLead({ firstName: 'Kim', emails: ['kim@example.com'], phones: [] })
    await later(world, 12)
    const backup = await backUp(world)
    // Neither a webhook nor a look has told of it yet.
    world.calendly.holdWebhooks()
    world.bookOnPage(slots[9], { name: 'Kim', email: 'kim@example.com' })
    await restore(world, backup)
    await expect.poll(async () => standing(await world.lead(kim))).toBe(1)
  })

  test('with a lead that came since, the lead stays; one with whom nothing happened goes', async () => {
    const backup = await backUp(world)
    const talked = await world.addLead({
      firstName: 'Kim',
      emails: ['kim@example.com'],
      phones: ['+15555550999'],
    })
    await world.addLead({ firstName: 'Untouched', emails: ['untouched@example.com'], phones: [] })
    await world.offer(talked)
    await restore(world, backup)
    const names = (await world.call('leads.list', {})).map(({ name }) => name).sort()
    expect(names).toEqual(['Kim Moreno', 'Lee Moreno'])
    expect(texts(await world.lead(talked))).toHaveLength(1)
    expect((await world.lead(talked)).offers).not.toEqual([])
  })

  test('keeps what a lead told about itself, where the backup knows nothing', async () => {
    const nameless = await world.addLead({ emails: [], zone: null, phones: ['+15555550777'] })
    const backup = await backUp(world)
    await world.call('leads.update', {
      leadId: nameless,
      changes: { emails: ['late@example.com'], zone: 'Europe/Lisbon', firstName: 'Mistyped' },
    })
    await world.call('leads.sendMessage', { leadId: nameless, channel: 'sms', text: 'Hello', requestId: 'a' })
    await restore(world, backup)
    expect((await world.lead(nameless)).lead).toMatchObject({
      firstName: 'Lee',
      emails: ['late@example.com'],
      zone: { name: 'Europe/Lisbon' },
    })
  })

  test('a booking whose outcome is open goes on being looked up, and holds the lead meanwhile', async () => {
    const backup = await backUp(world)
    world.calendly.failNext({ route: 'POST /invitees', fault: { kind: 'drop_after' } })
    world.calendly.failNext({
      route: 'GET /scheduled_events',
      fault: { kind: 'status', status: 503 },
      times: 9,
    })
    world.calendly.holdWebhooks()
    const slot = slots[3] ?? never()
    expect((await world.call('leads.book', { leadId, slot })).kind).toBe('unknown')
    await world.call('backups.restore', { name: backup })
    expect((await world.lead(leadId)).attempts).toMatchObject([{ state: 'unknown' }])
    expect((await world.call('leads.book', { leadId, slot })).kind).not.toBe('booked')
    world.calendly.clearFaults()
    await later(world, 3)
    expect((await world.lead(leadId)).attempts).toMatchObject([{ state: 'booked' }])
    expect(standing(await world.lead(leadId))).toBe(1)
  })

  test('a change of a meeting that is not settled goes on being looked up', async () => {
    const { uri } = world.bookOnPage(slots[9])
    await world.settle()
    const backup = await backUp(world)
    world.calendly.holdWebhooks()
    world.calendly.failNext({ route: CANCEL, fault: { kind: 'drop_before' } })
    const told = await world.call('appointments.cancel', { appointmentId: `calendly:${uri}`, reason: '' })
    expect(told.kind).toBe('unknown')
    await restore(world, backup)
    expect((await world.lead(leadId)).meetingChanges).toMatchObject([{ state: 'unknown' }])
    await later(world, 3)
    expect((await world.lead(leadId)).meetingChanges).toMatchObject([{ state: 'refused' }])
  })
})

/** @promise reliability: A restore makes nothing happen twice: no confirmation, no answer and no booking. */
describe('nothing is done twice', () => {
  test('a confirmation that waited in the backup and went out since is not sent again', async () => {
    await world.call('settings.save', { paused: true })
    world.bookOnPage(slots[9])
    await world.settle()
    const before = sentTexts(world)
    const backup = await backUp(world)
    await resume(world)
    await world.settle()
    expect(sentTexts(world) - before).toBe(1)
    await restore(world, backup)
    await resume(world)
    await later(world, 2)
    expect(sentTexts(world) - before).toBe(1)
  })

  test('a meeting that was booked since is not booked, confirmed or suggested again', async () => {
    const backup = await backUp(world)
    const before = sentTexts(world)
    await world.reply(leadId, 'The second one works')
    expect(standing(await world.lead(leadId))).toBe(1)
    expect(sentTexts(world) - before).toBe(1)
    await restore(world, backup)
    const after = await world.lead(leadId)
    expect(after.row.booked).not.toBeNull()
    expect(after.lead.status).toBe('meeting_booked')
    await resume(world)
    await later(world, 2)
    expect(standing(await world.lead(leadId))).toBe(1)
    expect(calls(world.calendly, 'POST /invitees')).toBe(1)
    expect(sentTexts(world) - before).toBe(1)
    expect(await openTasks(world)).toEqual([])
  })

  test('an answer that went out since is neither sent nor suggested again', async () => {
    const backup = await backUp(world)
    const before = sentTexts(world)
    await world.reply(leadId, 'Do you have other times?')
    expect(sentTexts(world) - before).toBe(1)
    await restore(world, backup)
    await resume(world)
    await later(world, 2)
    expect(sentTexts(world) - before).toBe(1)
    expect(await openTasks(world)).toEqual([])
  })

  test('an opt-out since the backup stays', async () => {
    const backup = await backUp(world)
    await world.reply(leadId, 'STOP')
    expect((await world.lead(leadId)).lead.optOuts).toEqual(['sms'])
    await restore(world, backup)
    await resume(world)
    await later(world, 1)
    expect((await world.lead(leadId)).lead.optOuts).toEqual(['sms'])
    expect((await world.lead(leadId)).offers.every(({ outcome }) => outcome !== 'open')).toBe(true)
  })

  test('a program that the backup names as its tunnel is not started: the way in stays as it is', async () => {
    const tunnel = (await world.call('workspace.get', {})).settings.tunnel
    const other = {
      ...tunnel,
      kind: 'command' as const,
      command: ['/bin/false'],
      commandAddress: 'https://a.example',
    }
    const address = (await world.call('workspace.get', {})).settings.publicWebhookUrl
    await world.call('settings.save', { tunnel: other, publicWebhookUrl: '' })
    const backup = await backUp(world)
    await world.call('settings.save', { tunnel, publicWebhookUrl: address, workspaceName: 'Renamed' })
    const sentence = await restore(world, backup)
    const { settings } = await world.call('workspace.get', {})
    expect(settings).toMatchObject({ tunnel, publicWebhookUrl: address, workspaceName: 'My workspace' })
    expect(sentence).toContain('so does the public address')
  })
})
