import { describe, expect, test } from 'vitest'
import type { Request } from '../../../core/api/contract'
import { startWorld, type World } from '../../support/world'

/** Lee was offered two times on Calendly; nothing was answered yet. */
async function offered(known: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({ provider: 'calendly', ...known })
  const leadId = await world.addLead()
  await world.offer(leadId)
  const outcomes = async () =>
    (await world.lead(leadId)).offers.map(({ outcome, closedBy, open }) => [outcome, closedBy, open])
  return { world, leadId, outcomes }
}

const OPEN = ['open', undefined, true]
const CLOSED = ['closed', 'settings', false]

describe('an offer never crosses to something else (V4): it is closed', () => {
  test.each<[string, (world: World) => Request<'settings.save'>]>([
    ['provider', () => ({ meetingBookingProvider: 'ghl' })],
    [
      'event link',
      ({ calendly }) => ({ calendly: { enabled: true, eventLink: calendly.eventTypes.phoneCall.link } }),
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
      ghl: { enabled: true, locationId, calendarId: 'another', assignedUserId: '' },
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
    await world.call('settings.save', { calendly: { enabled: true, eventLink: `${link}/?month=2026-11` } })
    expect(await outcomes()).toEqual([OPEN, OPEN])
  })

  test('when the other provider’s calendar or anything else changes', async () => {
    const { world, outcomes } = await offered()
    const { locationId } = world.ghl
    await world.call('settings.save', {
      slotsPerOffer: 3,
      ghl: { enabled: true, locationId, calendarId: 'another', assignedUserId: '' },
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
