import { describe, expect, test } from 'vitest'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { SnapshotFile } from '../../../core/store/snapshot'
import { calls, startWorld, type World } from '../../support/world'

const subscriptions = (world: World) => world.calendly.snapshot().subscriptions

describe('settings and connections', () => {
  test('both providers are connected at once, and a live test says whose account it is', async () => {
    const world = await startWorld()
    const { connections } = await world.call('workspace.get', {})
    expect(connections.calendly).toMatchObject({
      health: 'ok',
      account: { name: 'Dana Host' },
      missingPermissions: [],
    })
    expect(connections.calendly.targets[0]?.target).toMatchObject({ name: 'Intro call', minutes: 30 })
    expect(connections.ghl).toMatchObject({ health: 'ok', account: { id: world.ghl.locationId } })
  })

  test('a revoked token is shown as not working, never as connected', async () => {
    const world = await startWorld()
    world.calendly.revokeToken(world.calendly.token)
    const { connections, secrets } = await world.call('connection.test', { provider: 'calendly' })
    expect(connections.calendly.health).toBe('failing')
    expect(connections.calendly.message).toBe(
      'Calendly does not accept the token. Make a new one and save it in Settings.',
    )
    expect(secrets['calendly.token']).toBe(true)
  })

  test('a token of another account drops what was learnt with the old one', async () => {
    const world = await startWorld()
    const token = world.calendly.addToken({ scopes: [] })
    const { connections } = await world.call('secret.set', { name: 'calendly.token', value: token })
    expect(connections.calendly).toMatchObject({ health: 'failing', account: null, targets: [] })
  })

  test('a token that is gone after a restart is not shown as working', async () => {
    const world = await startWorld()
    await world.stop()
    await world.secrets.clear('ghl.token')
    await world.start()
    await world.stop()
    await world.start()
    const { connections, secrets } = await world.call('workspace.get', {})
    expect([connections.ghl.health, secrets['ghl.token']]).toEqual(['untested', false])
    expect(connections.calendly.health).toBe('ok')
  })

  test('missing permissions are named', async () => {
    const world = await startWorld()
    const token = world.calendly.addToken({ scopes: ['users:read', 'event_types:read', 'availability:read'] })
    const { connections } = await world.call('secret.set', { name: 'calendly.token', value: token })
    expect(connections.calendly.health).toBe('failing')
    expect(connections.calendly.missingPermissions).toEqual(
      expect.arrayContaining(['scheduled_events:read', 'scheduled_events:write', 'webhooks:write']),
    )
    const ghl = world.ghl.addToken({ scopes: ['calendars.readonly'] })
    const after = await world.call('secret.set', { name: 'ghl.token', value: ghl })
    expect(after.connections.ghl.missingPermissions).toEqual(expect.arrayContaining(['contacts.readonly']))
  })

  test('one subscription of ours exists, and clearing the token removes it and the key', async () => {
    const world = await startWorld()
    await world.call('connection.test', { provider: 'calendly' })
    expect(subscriptions(world)).toHaveLength(1)
    const view = await world.call('connection.clear', { provider: 'calendly' })
    expect(subscriptions(world)).toEqual([])
    expect(view.secrets['calendly.token']).toBe(false)
    expect(view.connections.calendly).toMatchObject({ health: 'untested', account: null, targets: [] })
    expect(world.secrets.get('calendly.webhookSigningKey')).toBeNull()
    expect(view.connections.ghl.health).toBe('ok')
  })

  test('a token that cannot reach Calendly is not cleared half', async () => {
    const world = await startWorld()
    world.calendly.failNext({
      route: 'DELETE /webhook_subscriptions/{uuid}',
      fault: { kind: 'status', status: 503 },
    })
    await expect(world.call('connection.clear', { provider: 'calendly' })).rejects.toThrow('provider.outage')
    expect(world.secrets.get('calendly.token')).not.toBeNull()
    expect(subscriptions(world)).toHaveLength(1)
  })

  test('a changed public address moves the subscription', async () => {
    const world = await startWorld()
    await world.call('settings.save', { publicWebhookUrl: 'https://new.example.com/' })
    expect(subscriptions(world).map(({ resource }) => resource.callback_url)).toEqual([
      expect.stringMatching(/^https:\/\/new\.example\.com\/webhooks\/calendly\/[0-9a-f]{16}$/),
    ])
  })

  test('a changed event link books on the new event type', async () => {
    const world = await startWorld()
    const { connections } = await world.call('settings.save', {
      calendly: { enabled: true, eventLink: world.calendly.eventTypes.phoneCall.link, directLink: '' },
    })
    expect(connections.calendly.targets[0]?.target.id).toBe(world.calendly.eventTypes.phoneCall.uri)
  })

  test('a second event type that is of no use is told, and the first is booked all the same (C4)', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const { intro } = world.calendly.eventTypes
    const { connections } = await world.call('settings.save', {
      calendly: {
        enabled: true,
        eventLink: intro.link,
        directLink: 'https://calendly.com/dana-host/nowhere',
      },
    })
    expect(connections.calendly).toMatchObject({ health: 'ok', targets: [{ target: { id: intro.uri } }] })
    expect(connections.calendly.directLinkProblem).toContain('https://calendly.com/dana-host/nowhere')
    const leadId = await world.addLead()
    await world.offer(leadId)
    expect((await world.reply(leadId, 'the first one')).row.booked).not.toBeNull()

    const mended = await world.call('settings.save', {
      calendly: { enabled: true, eventLink: intro.link, directLink: '' },
    })
    expect(mended.connections.calendly.directLinkProblem).toBeNull()
  })

  test('a token that may make no links is shown as such, and books all the same (C3)', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const token = world.calendly.addToken({
      scopes: [
        'users:read',
        'event_types:read',
        'availability:read',
        'scheduled_events:write',
        'webhooks:write',
      ],
    })
    const { connections } = await world.call('secret.set', { name: 'calendly.token', value: token })
    expect(connections.calendly).toMatchObject({
      health: 'ok',
      missingPermissions: ['scheduling_links:write'],
    })
    const leadId = await world.addLead()
    await world.offer(leadId)
    expect((await world.reply(leadId, 'the first one')).row.booked).not.toBeNull()
  })

  test('a changed booking link of GoHighLevel is the one that leads get', async () => {
    const world = await startWorld({ provider: 'ghl' })
    const { ghl } = (await world.call('workspace.get', {})).settings
    const bookingLink = 'https://example.com/book/intro'
    const { connections } = await world.call('settings.save', { ghl: { ...ghl, bookingLink } })
    expect(connections.ghl.targets).toMatchObject([{ target: { publicUrl: bookingLink } }])
  })

  /** @promise reliability: Switching the provider makes no booking invisible. */
  test('switching the provider makes no booking invisible, and an old offer is not booked on the new one', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    await world.reply(leadId, 'the first one')
    const other = await world.addLead({
      firstName: 'Priya',
      emails: ['priya@example.com'],
      phones: ['+15555550102'],
    })
    await world.offer(other)
    await world.call('settings.save', { meetingBookingProvider: 'ghl' })
    expect((await world.lead(leadId)).row.booked?.provider).toBe('calendly')
    const refused = await world.reply(other, 'the first one')
    expect(refused.row.booked).toBeNull()
    expect(refused.decisions[0]?.sentence).toContain('no offer is open')
    expect(calls(world.ghl, 'POST /calendars/events/appointments')).toBe(0)
  })

  test('a disabled provider books nothing, and its settings stay', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    await world.offer(leadId)
    const { link } = world.calendly.eventTypes.intro
    await world.call('settings.save', { calendly: { enabled: false, eventLink: link, directLink: '' } })
    const refused = await world.reply(leadId, 'the first one')
    expect(refused.decisions[0]?.sentence).toContain('Calendly is switched off in Settings')
    expect((await world.call('workspace.get', {})).settings.calendly.eventLink).toBe(link)
  })

  test('a folder from before a setting existed gets its default, and keeps the others', async () => {
    const world = await startWorld({ settings: { slotsPerOffer: 4 } })
    const { calendly, ghl } = (await world.call('workspace.get', {})).settings
    await world.stop()
    const stateFile = path.join(world.folder, 'state.json')
    const snapshot = await new SnapshotFile(stateFile).read()
    if (!snapshot) throw new Error('there is no snapshot')
    const [settings] = snapshot.collections['settings'] as Record<string, unknown>[]
    delete settings?.['availabilityMaxAgeMinutes']
    delete (settings?.['calendly'] as Record<string, unknown>)['directLink']
    delete (settings?.['ghl'] as Record<string, unknown>)['bookingLink']
    for (const connection of snapshot.collections['connections'] as Record<string, unknown>[]) {
      delete connection['targets']
      delete connection['subscriptionCheck']
      connection['target'] = null
    }
    // As version 1.
    await new SnapshotFile(stateFile, []).write(snapshot)
    await world.start()
    const known = (await world.call('workspace.get', {})).settings
    expect([known.availabilityMaxAgeMinutes, known.slotsPerOffer]).toEqual([15, 4])
    expect(known.calendly).toEqual({ ...calendly, directLink: '' })
    expect(known.ghl).toEqual({ ...ghl, bookingLink: '' })
    await expect
      .poll(async () => (await world.call('workspace.get', {})).connections.calendly.targets)
      .toHaveLength(1)
    const { settings: saved } = await world.call('settings.save', { availabilityMaxAgeMinutes: 60 })
    expect(saved.availabilityMaxAgeMinutes).toBe(60)
  })

  test('settings that do not fit are refused with the field, and nothing is saved', async () => {
    const world = await startWorld()
    const api = world.slotkeeper().api
    const answer = await api.call('settings.save', { workingHours: { start: '17:00', end: '09:00' } })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'bad_request', details: [{ path: ['workingHours'] }] },
    })
    expect(await api.call('settings.save', { sample: true })).toMatchObject({ ok: false })
    expect(await api.call('settings.save', { zone: 'Mars/Base' })).toMatchObject({ ok: false })
    for (const availabilityMaxAgeMinutes of [0, 61, 1.5]) {
      expect(await api.call('settings.save', { availabilityMaxAgeMinutes })).toMatchObject({ ok: false })
    }
    for (const publicWebhookUrl of [
      'http://example.com',
      'https://example.com/?a=1',
      'https://example.com/#a',
      'ftp://example.com',
    ]) {
      expect(await api.call('settings.save', { publicWebhookUrl })).toMatchObject({
        ok: false,
        error: { details: [{ path: ['publicWebhookUrl'] }] },
      })
    }
    expect(
      await api.call('settings.save', {
        calendly: { enabled: true, eventLink: 'not a link', directLink: '' },
      }),
    ).toMatchObject({
      ok: false,
      error: { details: [{ path: ['calendly', 'eventLink'] }] },
    })
    const { settings } = await world.call('workspace.get', {})
    const { eventLink } = settings.calendly
    const single = 'https://calendly.com/d/abcd-brv8/intro'
    expect(
      await api.call('settings.save', { calendly: { enabled: true, eventLink, directLink: single } }),
    ).toMatchObject({ ok: false, error: { details: [{ path: ['calendly', 'directLink'] }] } })
    for (const bookingLink of ['http://example.com/book', 'example.com/book', 'javascript:alert(1)']) {
      expect(await api.call('settings.save', { ghl: { ...settings.ghl, bookingLink } })).toMatchObject({
        ok: false,
        error: { details: [{ path: ['ghl', 'bookingLink'] }] },
      })
    }
    expect(await api.call('no.such', {})).toMatchObject({ ok: false, error: { code: 'unknown_method' } })
  })

  /** @promise security: No token stands in an answer, an event, the log or a file of the workspace. */
  test('no secret stands in an answer, an event, the log or a file', async () => {
    const world = await startWorld()
    const seen: string[] = []
    world.slotkeeper().api.listen((event, payload) => seen.push(JSON.stringify([event, payload])))
    const token = world.calendly.addToken({ scopes: ['users:read'] })
    seen.push(JSON.stringify(await world.call('secret.set', { name: 'calendly.token', value: token })))
    seen.push(JSON.stringify(await world.call('workspace.get', {})))
    await world.stop()
    for (const name of await readdir(world.folder, { recursive: true, withFileTypes: true })) {
      if (name.isFile()) seen.push(await readFile(path.join(name.parentPath, name.name), 'utf8'))
    }
    const all = [...seen, ...world.log].join('\n')
    for (const secret of [
      token,
      world.calendly.token,
      world.ghl.token,
      world.secrets.get('calendly.webhookSigningKey'),
    ]) {
      expect(secret).toBeTruthy()
      expect(all).not.toContain(secret)
    }
    expect(seen.length).toBeGreaterThan(4)
  })

  test('pausing stops booking while reading goes on, and holds automatic confirmations back', async () => {
    const world = await startWorld({ provider: 'calendly' })
    const leadId = await world.addLead()
    const { offers } = await world.offer(leadId)
    await world.reply(leadId, 'I will look at it')
    await world.call('settings.save', { paused: true })
    const paused = await world.reply(leadId, 'the second one')
    expect(paused.row.booked).toBeNull()
    expect(paused.decisions.at(-1)).toMatchObject({
      outcome: 'blocked',
      sentence: 'Not booked: automation is paused.',
    })

    const slot = offers[0]?.slot
    world.bookOnPage(slot)
    await world.settle()
    const confirmation = async () =>
      (await world.lead(leadId)).messages.find(
        (m) => m.direction === 'outbound' && m.purpose === 'confirmation',
      )
    expect(await confirmation()).toMatchObject({ state: 'queued' })
    await world.call('settings.save', { paused: false })
    expect(await confirmation()).toMatchObject({ state: 'sent' })
  })
})
