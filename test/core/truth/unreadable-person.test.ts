/** @promise reliability: A contact that cannot be read keeps no other meeting and no other message from being read back. */
import { expect, test } from 'vitest'
import type { Fault } from '../../../core/sandbox/shared/faults'
import { startWorld, type World } from '../../support/world'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const CONTACT = 'GET /contacts/{contactId}'
const TROUBLE: Fault = {
  kind: 'status',
  status: 500,
  body: { statusCode: 500, message: 'Internal Server Error' },
}
const DELETED: Fault = {
  kind: 'status',
  status: 400,
  body: { statusCode: 400, message: 'Contact not found' },
}

/** Three leads of whom GoHighLevel is not known to have contacts, and three contacts that are theirs. */
async function threePeople() {
  const world = await startWorld({ provider: 'ghl' })
  const people = []
  for (const name of ['Ada', 'Ben', 'Cem']) {
    const email = `${name.toLowerCase()}@example.com`
    const leadId = await world.addLead({ firstName: name, emails: [email], phones: [] })
    people.push({ leadId, contactId: world.ghl.addContact({ firstName: name, email }) })
  }
  await world.settle()
  return { world, people, free: await freeSlots(world, people[0]?.leadId ?? '') }
}

async function freeSlots(world: World, leadId: string): Promise<string[]> {
  const { slots } = await world.call('slots.list', { leadId })
  return slots.map(({ slot }) => slot.start).filter((start) => start > '2026-12-01')
}

async function bookedThreeWhileOffline() {
  const { world, people, free } = await threePeople()
  await world.stop()
  for (const [index, { contactId }] of people.entries()) {
    const start = free[index] ?? ''
    world.ghl.bookInWidget({ calendarId: world.ghl.calendars.intro, contactId, start })
    world.clock.advance(MINUTE)
  }
  await world.ghl.settled()
  world.clock.advance(3 * DAY)
  const booked = async () => {
    const leads = await Promise.all(people.map(({ leadId }) => world.lead(leadId)))
    return leads.map(({ row }) => row.booked?.start ?? null)
  }
  return { world, booked, starts: free.slice(0, 3) }
}

async function minutes(world: World, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    await world.slotkeeper().runDue()
    world.clock.advance(MINUTE)
  }
}

async function sentence(world: World): Promise<string | undefined> {
  return (await world.call('workspace.get', {})).reconcile.ghl?.sentence
}

test('what fails for one contact is left for the next reading, and all is counted once', async () => {
  const { world, booked, starts } = await bookedThreeWhileOffline()
  world.ghl.failNext({ route: CONTACT, fault: TROUBLE })
  await world.start()
  await world.slotkeeper().runDue()
  expect(await booked()).toEqual([null, ...starts.slice(1)])
  world.clock.advance(MINUTE)
  await world.slotkeeper().runDue()
  expect(await booked()).toEqual(starts)
  expect(await sentence(world)).toBe('After 3 days offline: 3 bookings found on GoHighLevel.')
})

test('what keeps failing is told of, and everything else is followed', async () => {
  const { world, booked, starts } = await bookedThreeWhileOffline()
  world.ghl.failNext({ route: CONTACT, fault: { kind: 'slow', ms: 0 }, times: 2 })
  world.ghl.failNext({ route: CONTACT, fault: TROUBLE, times: 'always' })
  await world.start()
  await minutes(world, 4)
  expect(await booked()).toEqual([...starts.slice(0, 2), null])
  const { notices } = await world.call('workspace.get', {})
  expect(notices).toContainEqual(
    expect.stringMatching(/record of GoHighLevel could not be read 3 times in a row\. It is tried again/),
  )
  world.ghl.clearFaults()
  // The test of the connection reads a contact too, and may have failed with it.
  await minutes(world, 6)
  expect(await booked()).toEqual(starts)
  expect(await sentence(world)).toBe('After 3 days offline: 3 bookings found on GoHighLevel.')
})

test('a limit that is used up again and again only makes it last longer', async () => {
  const { world, booked, starts } = await bookedThreeWhileOffline()
  // One contact a minute.
  for (const fault of [null, 'rate_limited', null, 'rate_limited'] as const)
    world.ghl.failNext({ route: CONTACT, fault: fault ? { kind: fault } : { kind: 'slow', ms: 0 } })
  await world.start()
  await minutes(world, 3)
  expect(await booked()).toEqual(starts)
  expect(await sentence(world)).toBe('After 3 days offline: 3 bookings found on GoHighLevel.')
  expect((await world.call('workspace.get', {})).notices.filter((one) => one.includes('record'))).toEqual([])
})

test('a meeting of a contact that was deleted is asked about, and the others are found at once', async () => {
  const { world, booked, starts } = await bookedThreeWhileOffline()
  world.ghl.failNext({ route: CONTACT, fault: DELETED })
  await world.start()
  await world.slotkeeper().runDue()
  expect(await booked()).toEqual([null, ...starts.slice(1)])
  const { tasks } = await world.call('workspace.get', {})
  expect(tasks).toMatchObject([{ kind: 'unmatched_booking' }])
  expect(await sentence(world)).toBe(
    'After 3 days offline: 2 bookings, 1 booking by somebody who is no lead found on GoHighLevel.',
  )
})

/** All contacts write this, one after the other and again; what is stored of each is then told after each of two minutes. */
async function allWrite(texts: string[], fault: Fault) {
  const { world, people } = await threePeople()
  world.clock.advance(MINUTE)
  await world.slotkeeper().runDue()
  world.ghl.webhookUrl = null
  world.ghl.failNext({ route: CONTACT, fault })
  for (const text of texts) {
    for (const { contactId } of people) {
      world.ghl.receiveSms({ contactId, text })
      world.clock.advance(1000)
    }
  }
  const stored = []
  for (let minute = 0; minute < 2; minute += 1) {
    world.clock.advance(MINUTE)
    await world.slotkeeper().runDue()
    const leads = await Promise.all(people.map(({ leadId }) => world.lead(leadId)))
    stored.push(leads.map(({ messages }) => messages.map(({ text }) => text)))
  }
  return stored
}

test('messages of others are stored at once when one contact cannot be read, whose own keep their order', async () => {
  const texts = ['Is there parking?', 'And a lift?']
  expect(await allWrite(texts, TROUBLE)).toEqual([
    [[], texts, texts],
    [texts, texts, texts],
  ])
})

test('a message of a contact that is not found keeps none of others waiting, and is stored when it was found after all', async () => {
  const texts = ['Is there parking?']
  expect(await allWrite(texts, DELETED)).toEqual([
    [[], texts, texts],
    [texts, texts, texts],
  ])
})

test('several meetings of one unreadable contact count as one, and those of known people are found at any rate', async () => {
  const { world, people, free } = await threePeople()
  const [ada, ben, cem] = people
  if (!ada || !ben || !cem) throw new Error('there are three people')
  // Cem is known by contact, because he was written to.
  await world.call('leads.update', { leadId: cem.leadId, changes: { phones: ['+15555550199'] } })
  await world.call('leads.sendMessage', {
    leadId: cem.leadId,
    channel: 'sms',
    text: 'Hello',
    requestId: 'hello',
  })
  await world.stop()
  const contactOfCem = world.ghl.snapshot().contacts.find(({ phone }) => phone === '+15555550199')?.id ?? ''
  for (const [index, contactId] of [
    ada.contactId,
    ada.contactId,
    ada.contactId,
    ben.contactId,
    contactOfCem,
  ].entries()) {
    const start = free[index] ?? ''
    world.ghl.bookInWidget({ calendarId: world.ghl.calendars.intro, contactId, start })
    world.clock.advance(MINUTE)
  }
  await world.ghl.settled()
  world.clock.advance(DAY)
  world.ghl.failNext({ route: CONTACT, fault: TROUBLE })
  await world.start()
  await world.slotkeeper().runDue()
  const booked = async (leadId: string) => (await world.lead(leadId)).row.booked?.start ?? null
  expect(await Promise.all(people.map(({ leadId }) => booked(leadId)))).toEqual([null, free[3], free[4]])
})
