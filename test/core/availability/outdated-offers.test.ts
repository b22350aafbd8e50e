import { describe, expect, test } from 'vitest'
import type { Request } from '../../../core/api/contract'
import { answerQuestion, twoTargets } from '../../support/two-targets'
import { startWorld, type World } from '../../support/world'

const outcomesOf = async (world: World, leadId: string) =>
  (await world.lead(leadId)).offers.map(({ outcome, closedBy, open }) => [outcome, closedBy, open])

/** Lee was offered two times on Calendly; nothing was answered yet. */
async function offered(known: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...known })
  const leadId = await world.addLead()
  await world.offer(leadId)
  return { world, leadId, outcomes: () => outcomesOf(world, leadId) }
}

const OPEN = ['open', undefined, true]
const CLOSED = ['closed', 'settings', false]

describe('an offer never crosses to something else (V4): it is closed', () => {
  test.each<[string, (world: World) => Request<'settings.save'>]>([
    ['provider', () => ({ meetingBookingProvider: 'ghl' })],
    [
      'event link',
      ({ calendly }) => ({
        calendly: { enabled: true, eventLink: calendly.eventTypes.phoneCall.link, directLink: '' },
      }),
    ],
  ])('when the %s changes', async (_what, change) => {
    const { world, outcomes } = await offered()
    await world.call('settings.save', change(world))
    expect(await outcomes()).toEqual([CLOSED, CLOSED])
  })

  test('when the calendar changes', async () => {
    const { world, outcomes } = await offered({ provider: 'ghl' })
    const { locationId } = world.ghl
    await world.call('settings.save', {
      ghl: { enabled: true, locationId, calendarId: 'another', assignedUserId: '', bookingLink: '' },
    })
    expect(await outcomes()).toEqual([CLOSED, CLOSED])
  })

  test('and not opened again when the settings are changed back', async () => {
    const { world, outcomes } = await offered()
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    await world.call('settings.save', { meetingBookingProvider: 'calendly' })
    expect(await outcomes()).toEqual([CLOSED, CLOSED])
  })

  test('when the account of a new token has no such event type', async () => {
    const { world, outcomes } = await offered()
    const pagination = {
      count: 0,
      next_page: null,
      previous_page: null,
      next_page_token: null,
      previous_page_token: null,
    }
    const none = { kind: 'status' as const, status: 200, body: { collection: [], pagination } }
    // The permission check, the user's own, the organisation's.
    for (let call = 0; call < 3; call += 1)
      world.calendly.failNext({ route: 'GET /event_types', fault: none })
    const token = { name: 'calendly.token' as const, value: world.calendly.token }
    const { connections } = await world.call('secret.set', token)
    expect(connections.calendly.message).toContain('shows this account no event type')
    expect(await outcomes()).toEqual([CLOSED, CLOSED])
  })

  test('when it was handed over while the settings changed', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    world.ghl.failNext({ route: 'POST /conversations/messages', fault: { kind: 'slow', ms: 200 } })
    const offer = world.offer(leadId)
    await expect.poll(async () => (await world.lead(leadId)).messages[0]?.direction).toBe('outbound')
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    const { offers } = await offer
    expect(offers.map(({ outcome, closedBy }) => [outcome, closedBy])).toEqual([
      ['closed', 'settings'],
      ['closed', 'settings'],
    ])
  })
})

describe('an offer stays open', () => {
  test('when the same link is written otherwise', async () => {
    const { world, outcomes } = await offered()
    const { link } = world.calendly.eventTypes.intro
    await world.call('settings.save', {
      calendly: { enabled: true, eventLink: `${link}/?month=2026-11`, directLink: '' },
    })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })

  test('when the other provider’s calendar or anything else changes', async () => {
    const { world, outcomes } = await offered()
    const { locationId } = world.ghl
    await world.call('settings.save', {
      slotsPerOffer: 3,
      ghl: { enabled: true, locationId, calendarId: 'another', assignedUserId: '', bookingLink: '' },
    })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })

  test('when a new token of the same account is saved, and when the connection is tested', async () => {
    const { world, outcomes } = await offered()
    await world.call('secret.set', { name: 'calendly.token', value: world.calendly.token })
    await world.call('connection.test', { provider: 'calendly' })
    await world.call('connection.test', { provider: 'ghl' })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })

  test('while the provider cannot be reached', async () => {
    const { world, outcomes } = await offered()
    world.calendly.failNext({ route: 'GET /event_types', fault: { kind: 'status', status: 503 } })
    await world.call('connection.test', { provider: 'calendly' })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })
})

describe('of two event types (C4)', () => {
  /** Lee was offered times of the second, Priya of the first, which asks a question. */
  async function offeredBoth() {
    const { world, leadId: lee, eventTypes } = await twoTargets()
    const priya = await world.addLead({
      firstName: 'Priya',
      emails: ['priya@example.com'],
      phones: ['+15555550102'],
    })
    await answerQuestion(world, priya)
    for (const leadId of [lee, priya]) await world.offer(leadId)
    const save = (eventLink: string, directLink: string) =>
      world.call('settings.save', { calendly: { enabled: true, eventLink, directLink } })
    const outcomes = async () => ({
      first: await outcomesOf(world, priya),
      second: await outcomesOf(world, lee),
    })
    return { world, eventTypes, save, outcomes }
  }

  test('offers of both stay open while both are booked on, whichever goes first', async () => {
    const { world, eventTypes, save, outcomes } = await offeredBoth()
    const open = { first: [OPEN, OPEN], second: [OPEN, OPEN] }
    expect(await outcomes()).toEqual(open)
    await world.call('connection.test', { provider: 'calendly' })
    await save(eventTypes.intro.link, eventTypes.withQuestion.link)
    expect(await outcomes()).toEqual(open)
  })

  test('those of the one that is not named any more are closed, the other’s not', async () => {
    const { eventTypes, save, outcomes } = await offeredBoth()
    await save(eventTypes.withQuestion.link, '')
    expect(await outcomes()).toEqual({ first: [OPEN, OPEN], second: [CLOSED, CLOSED] })
    await save(eventTypes.phoneCall.link, eventTypes.intro.link)
    expect(await outcomes()).toEqual({ first: [CLOSED, CLOSED], second: [CLOSED, CLOSED] })
  })

  test('those of the first stay open when a second is added', async () => {
    const { world, outcomes } = await offered()
    const { intro, phoneCall } = world.calendly.eventTypes
    await world.call('settings.save', {
      calendly: { enabled: true, eventLink: intro.link, directLink: phoneCall.link },
    })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })

  test('those of the second stay open while it alone cannot be resolved', async () => {
    const { world, outcomes } = await offeredBoth()
    const works = { kind: 'slow' as const, ms: 0 }
    const outage = { kind: 'status' as const, status: 503 }
    // The permission check and the first link; then the second one's, at the user and at the organisation.
    for (const fault of [works, works, outage, outage])
      world.calendly.failNext({ route: 'GET /event_types', fault })
    const { connections } = await world.call('connection.test', { provider: 'calendly' })
    expect(connections.calendly.targets).toHaveLength(1)
    expect(await outcomes()).toEqual({ first: [OPEN, OPEN], second: [OPEN, OPEN] })
  })
})
