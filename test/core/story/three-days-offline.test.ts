/** @promise reliability: After days offline the next start reads back what happened at the providers and says what it found. */
import { expect, test, vi } from 'vitest'
import type { LeadDetail } from '../../../core/api/views'
import type { Slot } from '../../../core/domain/slot'
import { calls, startWorld, type World } from '../../support/world'

const DAY = 86_400_000

// Four people's stories in each; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

function confirmations({ messages }: LeadDetail): string[] {
  return messages.flatMap((message) =>
    message.direction === 'outbound' && message.purpose === 'confirmation' ? [message.state] : [],
  )
}

async function freeSlots(world: World, leadId: string): Promise<Slot[]> {
  const { slots } = await world.call('slots.list', { leadId })
  return slots.map(({ slot }) => slot)
}

function person(name: string, number: number) {
  return { firstName: name, emails: [`${name.toLowerCase()}@example.com`], phones: [`+155555502${number}`] }
}

async function inConversation(world: World, name: string, number: number): Promise<string> {
  const leadId = await world.addLead(person(name, number))
  await world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hello', requestId: name })
  return leadId
}

/** The start after an absence, with all that it leads to. */
async function comeBack(world: World, away: number): Promise<void> {
  world.clock.advance(away)
  await world.start()
  await world.settle()
}

test('on Calendly every meeting ends as it is there, confirmed once, and the sentence counts right', async () => {
  const world = await startWorld({ provider: 'calendly', settings: { minimumNoticeMinutes: 0 } })
  const [ada, ben, cem, dia] = await Promise.all(
    ['Ada', 'Ben', 'Cem', 'Dia'].map((name, index) => inConversation(world, name, 10 + index)),
  ).then((ids) => ids as [string, string, string, string])
  const slots = await freeSlots(world, ada)
  const tomorrow = slots.filter(({ start }) => start.startsWith('2026-11-24'))
  const later = slots.filter(({ start }) => start > '2026-12-01')
  const book = (slot: Slot | undefined, name: string) =>
    world.bookOnPage(slot, { name, email: `${name.toLowerCase()}@example.com` })
  const bens = book(later[0], 'Ben')
  const cems = book(later[1], 'Cem')
  const dias = book(tomorrow[0], 'Dia')
  await world.settle()
  expect((await world.lead(ben)).row.booked).not.toBeNull()
  const offered = await world.offer(ada)

  await world.stop()
  book(later[2], 'Ada')
  world.calendly.cancelAsInvitee(bens.uri, 'Ill')
  world.calendly.rescheduleAsInvitee(cems.uri, later[3]?.start ?? '')
  world.clock.advance(2 * DAY)
  world.calendly.markNoShow(dias.uri)
  await world.calendly.settled()
  const contact = offered.lead.ghlContactId ?? ''
  world.ghl.receiveSms({ contactId: contact, text: 'The first one works for me, thanks!' })
  world.clock.advance(60_000)
  world.ghl.receiveSms({ contactId: contact, text: 'Is there parking?' })
  await world.ghl.settled()
  const deliveries = await comeBack(world, DAY).then(() => world.call('deliveries.list', { limit: 100 }))

  const ofAda = await world.lead(ada)
  expect(ofAda.appointments).toMatchObject([
    { status: 'confirmed', source: 'reconcile', start: later[2]?.start },
  ])
  expect(ofAda.offers.every(({ open }) => !open)).toBe(true)
  expect(confirmations(ofAda)).toEqual(['sent'])
  // What was written before the booking was known books nothing more.
  const written = ofAda.messages.filter(({ direction }) => direction === 'inbound').map(({ text }) => text)
  expect(written).toEqual(['The first one works for me, thanks!', 'Is there parking?'])
  expect(calls(world.calendly, 'POST /invitees')).toBe(0)

  const ofBen = await world.lead(ben)
  expect(ofBen.appointments).toMatchObject([{ status: 'canceled', reason: 'Ill' }])
  expect(ofBen.tasks.filter(({ state }) => state === 'open')).toMatchObject([{ kind: 'canceled' }])
  const ofCem = await world.lead(cem)
  expect(ofCem.appointments.map(({ status, start }) => [status, start])).toEqual([
    ['rescheduled', later[1]?.start],
    ['confirmed', later[3]?.start],
  ])
  expect(confirmations(ofCem)).toEqual(['sent', 'sent'])
  expect((await world.lead(dia)).appointments).toMatchObject([{ status: 'no_show' }])

  const { reconcile, connections } = await world.call('workspace.get', {})
  expect(reconcile.calendly?.sentence).toBe(
    'After 3 days offline: 1 booking, 1 cancellation, 1 reschedule, 1 no-show found on Calendly.',
  )
  expect(reconcile.ghl?.sentence).toBe('After 3 days offline: 2 messages found on GoHighLevel.')
  expect(connections.calendly.subscription?.callbackUrl).toContain(world.slotkeeper().receiverUrl)
  const told = deliveries.filter(({ event }) => event === 'InboundMessage' || event.startsWith('invitee'))
  expect(told.every(({ receivedAt }) => receivedAt < '2026-11-24')).toBe(true)

  // Another look finds nothing that is new.
  await world.slotkeeper().reconcileNow('wake')
  await world.settle()
  expect(await world.lead(ada)).toEqual(ofAda)
  expect(await world.lead(cem)).toEqual(ofCem)
})

test('on GoHighLevel a booking, a move, a cancellation and a deletion are found', async () => {
  const world = await startWorld({ provider: 'ghl' })
  const [ada, ben, cem, dia] = await Promise.all(
    ['Ada', 'Ben', 'Cem', 'Dia'].map((name, index) => inConversation(world, name, 20 + index)),
  ).then((ids) => ids as [string, string, string, string])
  const later = (await freeSlots(world, ada)).filter(({ start }) => start > '2026-12-01')
  const contactOf = async (leadId: string) => (await world.lead(leadId)).lead.ghlContactId ?? ''
  const book = async (leadId: string, slot: Slot | undefined) =>
    world.ghl.bookInWidget({
      calendarId: world.ghl.calendars.intro,
      contactId: await contactOf(leadId),
      start: slot?.start ?? '',
    })
  const bens = await book(ben, later[0])
  const cems = await book(cem, later[1])
  const dias = await book(dia, later[2])
  await world.settle()
  expect((await world.lead(dia)).row.booked).not.toBeNull()
  const contact = await contactOf(ada)

  await world.stop()
  world.clock.advance(DAY)
  world.ghl.bookInWidget({
    calendarId: world.ghl.calendars.intro,
    contactId: contact,
    start: later[3]?.start ?? '',
  })
  world.ghl.moveAppointment(bens, later[4]?.start ?? '')
  world.ghl.cancelAppointment(cems)
  const removed = await fetch(`${world.ghl.url}/calendars/events/${dias}`, {
    method: 'DELETE',
    headers: {
      authorization: `Bearer ${world.ghl.token}`,
      version: '2021-04-15',
      'content-type': 'application/json',
    },
    body: '{}',
  })
  expect(removed.status).toBe(201)
  await world.ghl.settled()
  await comeBack(world, 2 * DAY)

  expect((await world.lead(ada)).appointments).toMatchObject([
    { status: 'confirmed', source: 'reconcile', start: later[3]?.start },
  ])
  expect(confirmations(await world.lead(ada))).toEqual(['sent'])
  expect((await world.lead(ben)).appointments).toMatchObject([
    { status: 'confirmed', start: later[4]?.start },
  ])
  expect((await world.lead(cem)).appointments).toMatchObject([{ status: 'canceled' }])
  const { reconcile } = await world.call('workspace.get', {})
  expect(reconcile.ghl?.sentence).toBe(
    'After 3 days offline: 1 booking, 1 cancellation, 1 reschedule found on GoHighLevel.',
  )
  // That it is not there any more is believed when a second look says so too.
  expect((await world.lead(dia)).appointments).toMatchObject([{ status: 'confirmed' }])
  world.clock.advance(600_000)
  await world.settle()
  expect((await world.lead(dia)).appointments).toMatchObject([{ status: 'canceled' }])
})
