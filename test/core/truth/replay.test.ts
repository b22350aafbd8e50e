import { describe, expect, test } from 'vitest'
import { DAY, HOUR, toInstant } from '../../../core/domain/time'
import { postAsCalendly } from '../../support/signed-post'
import { startWorld, type World } from '../../support/world'

/** A text message of somebody whom only GoHighLevel knows, while it cannot be asked. */
async function failingDelivery(world: World) {
  await world.call('connection.clear', { provider: 'ghl' })
  const contactId = world.ghl.addContact({ firstName: 'Noor', phone: '+15555550144' })
  world.ghl.receiveSms({ contactId, text: 'Hello' })
  await world.settle()
}

const all = (world: World) => world.call('deliveries.list', { limit: 100 })
const troubles = async (world: World) =>
  (await world.call('workspace.get', {})).tasks.filter(({ kind }) => kind === 'provider_trouble')

/** Lets time pass until everything that fails is given up; returns the pauses between the tries in minutes. */
async function untilDead(world: World): Promise<number[]> {
  const pauses: number[] = []
  for (;;) {
    const [delivery] = await world.call('deliveries.list', { limit: 1, state: 'failed' })
    if (!delivery?.retryAt) return pauses
    const pause = Date.parse(delivery.retryAt) - world.clock.now()
    pauses.push(pause / 60_000)
    world.clock.advance(pause)
    await world.slotkeeper().runDue()
  }
}

describe('replaying a webhook', () => {
  /** @promise reliability: Replaying a webhook that was applied changes nothing and says so. */
  test('changes nothing when it was applied, and says so', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot)
    await world.settle()
    const [row] = await all(world)
    const before = await world.lead(leadId)
    world.clock.advance(HOUR)

    const answer = await world.call('deliveries.replay', { ids: [row?.id ?? ''] })
    expect(answer).toEqual({
      sentence: 'Applied already. Nothing changed.',
      results: [
        {
          id: row?.id,
          state: 'applied',
          replayed: false,
          sentence: 'Applied already. Nothing changed.',
        },
      ],
    })
    expect(await world.lead(leadId)).toEqual(before)
    expect(await all(world)).toEqual([row])
  })

  test('tries a failed one now, whenever it would be tried again by itself', async () => {
    const world = await startWorld()
    await failingDelivery(world)
    const [failed] = await all(world)
    expect(failed).toMatchObject({ state: 'failed', failures: 1 })
    const ids = [failed?.id ?? '']
    const still = await world.call('deliveries.replay', { ids })
    expect(still.results[0]).toMatchObject({ state: 'failed', replayed: true })
    expect(still.sentence).toMatch(/^It failed again: .+ It is tried again by itself\.$/)

    await world.call('secret.set', { name: 'ghl.token', value: world.ghl.token })
    const mended = await world.call('deliveries.replay', { ids })
    expect(mended.sentence).toBe('Applied now, to Noor.')
    expect((await all(world))[0]).toMatchObject({ state: 'applied', why: null, retryAt: null })
  })

  test('looks at an ignored one by the settings of now', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { eventType: world.calendly.eventTypes.phoneCall.uri })
    await world.settle()
    const [ignored] = await all(world)
    const ids = [ignored?.id ?? '']
    expect((await world.call('deliveries.replay', { ids })).sentence).toMatch(/^Looked at again and ignored:/)
    await world.call('settings.save', {
      calendly: { enabled: true, eventLink: world.calendly.eventTypes.phoneCall.link, directLink: '' },
    })
    await world.call('connection.test', { provider: 'calendly' })
    expect((await world.call('deliveries.replay', { ids })).sentence).toBe('Applied now, to Lee Moreno.')
    expect((await world.lead(leadId)).row.booked).not.toBeNull()
  })

  test('takes a range of time, and answers for each webhook in it', async () => {
    const world = await startWorld()
    const body = (name: string) =>
      JSON.stringify({ event: name, created_at: '2026-11-23T14:00:00Z', payload: {} })
    for (const name of ['one', 'two', 'three']) {
      await postAsCalendly(world, body(name))
      world.clock.advance(60_000)
    }
    await world.settle()
    const [third, second] = await all(world)
    const { results, sentence } = await world.call('deliveries.replay', {
      from: second?.receivedAt ?? '',
      to: toInstant(world.clock.now()),
    })
    expect(results.map(({ id, state }) => [id, state])).toEqual([
      [second?.id, 'ignored'],
      [third?.id, 'ignored'],
    ])
    expect(sentence).toBe('Of 2 webhooks: 2 ignored again.')
    const none = await world.call('deliveries.replay', { from: toInstant(0), to: toInstant(1) })
    expect(none).toEqual({ sentence: 'No webhook was received in that time. Nothing changed.', results: [] })
  })

  test('says of one that is gone that it is gone', async () => {
    const world = await startWorld()
    const { results } = await world.call('deliveries.replay', { ids: ['calendly nothing'] })
    expect(results).toMatchObject([{ state: null, sentence: 'This webhook is no longer kept.' }])
  })
})

describe('a webhook that cannot be applied', () => {
  /** @promise reliability: A webhook that cannot be applied is retried for a day, then shown as given up with one task. */
  test('is tried again with growing pauses for more than a day, then given up with one task, and can be replayed', async () => {
    const world = await startWorld()
    await failingDelivery(world)
    const pauses = await untilDead(world)
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses[0]).toBe(0.5)
    expect(pauses.at(-1)).toBe(60)
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(24 * 60)
    const [dead] = await all(world)
    expect(dead).toMatchObject({ state: 'dead', retryAt: null })
    const about = await troubles(world)
    expect(about).toMatchObject([{ leadId: null, title: 'A webhook was given up' }])
    expect(about[0]?.detail).toContain(dead?.why)

    const ids = [dead?.id ?? '']
    const again = await world.call('deliveries.replay', { ids })
    expect(again.sentence).toContain('It stays given up')
    expect(await troubles(world)).toHaveLength(1)

    await world.call('secret.set', { name: 'ghl.token', value: world.ghl.token })
    expect((await world.call('deliveries.replay', { ids })).sentence).toBe('Applied now, to Noor.')
    expect(await troubles(world)).toEqual([])
  })

  test('and that a person links to a lead is dealt with, and its task is closed', async () => {
    const world = await startWorld({ provider: 'ghl' })
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const contactId = world.ghl.addContact({ firstName: 'Noor', phone: '+15555550144' })
    await world.call('connection.clear', { provider: 'ghl' })
    const start = slots[0]?.slot.start ?? ''
    world.ghl.bookInWidget({ calendarId: world.ghl.calendars.intro, contactId, start })
    await world.settle()
    await untilDead(world)
    expect(await troubles(world)).toMatchObject([{ title: 'A webhook was given up' }])
    const [dead] = await all(world)
    await world.call('deliveries.link', { id: dead?.id ?? '', leadId })
    expect(await troubles(world)).toEqual([])
  })

  test('shares one task with all the others that an outage left behind', async () => {
    const world = await startWorld()
    await failingDelivery(world)
    const contactId = world.ghl.addContact({ firstName: 'Ines', phone: '+15555550145' })
    world.ghl.receiveSms({ contactId, text: 'Hello too' })
    await world.settle()
    await untilDead(world)
    world.clock.advance(DAY)
    await world.slotkeeper().runDue()
    const dead = await world.call('deliveries.list', { limit: 100, state: 'dead' })
    expect(dead).toHaveLength(2)
    expect(await troubles(world)).toMatchObject([{ title: '2 webhooks were given up' }])

    await world.call('secret.set', { name: 'ghl.token', value: world.ghl.token })
    await world.call('deliveries.replay', { ids: [dead[0]?.id ?? ''] })
    expect(await troubles(world)).toMatchObject([{ title: 'A webhook was given up' }])
    await world.call('deliveries.replay', { ids: [dead[1]?.id ?? ''] })
    expect(await troubles(world)).toEqual([])
  })
})

describe('old webhooks', () => {
  const body = (name: string) =>
    JSON.stringify({ event: name, created_at: '2026-11-23T14:00:00Z', payload: {} })

  test('are deleted 90 days after they were settled, and not before', async () => {
    const world = await startWorld()
    await postAsCalendly(world, body('old'))
    await world.settle()
    world.clock.advance(80 * DAY)
    await postAsCalendly(world, body('young'))
    await world.settle()
    expect(await all(world)).toHaveLength(2)
    world.clock.advance(10 * DAY + 2 * HOUR)
    await world.slotkeeper().runDue()
    expect((await all(world)).map(({ event }) => event)).toEqual(['young'])
  })

  test('stay for as long as a person has not dealt with them', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot, { name: 'Sam Stranger', email: 'sam@example.com' })
    await failingDelivery(world)
    await untilDead(world)
    world.clock.advance(400 * DAY)
    await world.slotkeeper().runDue()
    expect((await all(world)).map(({ state }) => state).sort()).toEqual(['dead', 'unmatched'])
  })

  test('leave the lead as it is: what they told stays in its history', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    const invitee = world.bookOnPage(slots[0]?.slot)
    await world.settle()
    world.clock.advance(91 * DAY)
    await world.slotkeeper().runDue()
    expect(await all(world)).toEqual([])
    expect((await world.lead(leadId)).appointments).toMatchObject([{ externalId: invitee.uri }])
  })
})

describe('the list of webhooks', () => {
  /** Lee was offered times, wrote, and booked on the page. */
  async function wroteAndBooked() {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    await world.offer(leadId)
    await world.reply(leadId, 'hello there')
    world.bookOnPage(slots[0]?.slot)
    await world.settle()
    return world
  }

  test('is narrowed by state, source, and words of the event, the reason or the lead', async () => {
    const world = await wroteAndBooked()
    const events = async (filter: object) =>
      (await world.call('deliveries.list', { limit: 100, ...filter })).map(({ event }) => event).sort()
    expect(await events({ source: 'ghl', search: 'inbound' })).toEqual(['InboundMessage'])
    expect(await events({ source: 'calendly', state: 'applied' })).toEqual(['invitee.created'])
    expect(await events({ state: 'dead' })).toEqual([])
    expect(await events({ search: 'MORENO created' })).toEqual(['invitee.created'])
    expect(await events({ search: 'moreno gohighlevel' })).toEqual(['InboundMessage'])
  })

  test('says in words what each tells, finds it by them, and can do without what is ignored', async () => {
    const world = await wroteAndBooked()
    const told = async (filter: object) =>
      (await world.call('deliveries.list', { limit: 100, ...filter })).map(({ tells }) => tells).sort()
    const acted = ['Meeting booked', 'Text from the lead']
    const echoed = ['Our own text, echoed back', 'Our own text, echoed back']
    expect(await told({})).toEqual([...acted, ...echoed].sort())
    expect(await told({ ignored: false })).toEqual(acted)
    expect(await told({ search: 'meeting booked' })).toEqual(['Meeting booked'])
    expect(await told({ state: 'ignored' })).toEqual(echoed)
    expect(await world.call('deliveries.count', {})).toMatchObject({ applied: 2, ignored: 2, dead: 0 })
    expect(await world.call('deliveries.count', { source: 'calendly' })).toMatchObject({ ignored: 0 })
  })

  test('leads to the body and the meeting of each', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    const { slots } = await world.call('slots.list', { leadId })
    world.bookOnPage(slots[0]?.slot)
    await world.settle()
    const [row] = await all(world)
    const detail = await world.call('deliveries.get', { id: row?.id ?? '' })
    expect(JSON.parse(detail.body)).toMatchObject({ event: 'invitee.created' })
    expect(detail.meeting).toMatchObject({
      email: 'lee.moreno@example.com',
      start: slots[0]?.slot.start,
      status: 'confirmed',
    })
    const gone = await world.slotkeeper().api.call('deliveries.get', { id: 'calendly nothing' })
    expect(gone).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })
})
