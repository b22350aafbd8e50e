// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { HealthView } from '../../core/api/views'
import { openConsole, useDom } from './support/dom'
import { fail, ok } from './support/fake-bridge'
import { goodHealth } from './support/sample-health'

const NOW = Date.parse('2026-11-23T14:00:00Z')

useDom()

async function openHealth(health: HealthView = goodHealth(NOW)) {
  const opened = await openConsole({ now: NOW, handlers: { 'health.get': () => ok(health) } })
  await opened.user.click(screen.getByRole('button', { name: 'Health' }))
  await screen.findByRole('button', { name: 'Copy report' })
  const group = (name: string) => within(screen.getByRole('region', { name }))
  return { ...opened, group }
}

/** The clipboard, whose outcome the test says. */
function standInForClipboard(writeText: (text: string) => Promise<void>) {
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText)
}

describe('the health view', () => {
  it('says of each provider and of this computer that they are well', async () => {
    const { group } = await openHealth()
    const calendly = group('Calendly')
    expect(calendly.getByText(/Calendly works\. Tested/)).toBeTruthy()
    expect(calendly.getByText(/Agrees with Calendly/)).toBeTruthy()
    expect(calendly.getByText(/^Made /)).toBeTruthy()
    const ghl = group('GoHighLevel')
    expect(ghl.getByText(/Not compared yet/)).toBeTruthy()
    expect(ghl.queryByText('Webhook subscription')).toBeNull()
    const computer = group('This computer')
    expect(computer.getByText(/http:\/\/127\.0\.0\.1:4600; no call refused/)).toBeTruthy()
    expect(computer.getByText(/5\.0 GB/)).toBeTruthy()
    expect(screen.queryByText('Fix')).toBeNull()
    expect(screen.queryByText('Check')).toBeNull()
    expect(group('Slotkeeper').getByText('1.2.3')).toBeTruthy()
  })

  it('says what is wrong and what to do', async () => {
    const good = goodHealth(NOW)
    const [calendly, ghl] = good.providers
    if (!calendly || !ghl) throw new Error('the sample lacks a provider')
    const { group } = await openHealth({
      ...good,
      providers: [
        {
          ...calendly,
          health: 'failing',
          message: 'Make a new token.',
          subscribedAt: null,
          clockAheadMs: 200_000,
        },
        { ...ghl, enabled: false },
      ],
      receiver: { url: null, refused: 0, lastDeliveryAt: null },
      zoneDataIsStale: true,
      disk: { folder: '/full', freeBytes: 1024 },
    })
    const providers = group('Calendly')
    expect(providers.getByText(/Make a new token\./)).toBeTruthy()
    expect(providers.getByText(/200 seconds behind Calendly\. Set its clock/)).toBeTruthy()
    expect(providers.getByText(/Set a public address/)).toBeTruthy()
    expect(group('GoHighLevel').getByText(/Switched off/)).toBeTruthy()
    const computer = group('This computer')
    expect(computer.getByText(/does not listen\. Start Slotkeeper again/)).toBeTruthy()
    expect(computer.getByText(/Make room/)).toBeTruthy()
    expect(computer.getByText(/update Slotkeeper to renew it/)).toBeTruthy()
    expect(screen.getAllByText('Fix')).toHaveLength(4)
    expect(screen.getAllByText('Check')).toHaveLength(2)
  })

  it('says first that no token is set, and leads to where it is set', async () => {
    const good = goodHealth(NOW)
    const { user, group, console } = await openHealth({
      ...good,
      providers: good.providers.map((one) => ({
        ...one,
        hasToken: false,
        health: 'untested',
        message: '',
        subscribedAt: null,
      })),
    })
    const calendly = group('Calendly')
    expect(calendly.getByText(/^No token is set/)).toBeTruthy()
    expect(calendly.queryByText('Webhook subscription')).toBeNull()
    await user.click(calendly.getByRole('button', { name: 'Open the settings' }))
    expect(console.store.getState()).toMatchObject({ view: 'settings', settingsSection: 'settings-calendly' })
  })

  it('leads from an address that is not reached to where it is set', async () => {
    const good = goodHealth(NOW)
    const { user, group, console } = await openHealth({
      ...good,
      tunnel: { ...good.tunnel, kind: 'ngrok', state: 'down', why: 'ngrok refuses the authtoken.' },
    })
    expect(group('Calendly').queryByRole('button')).toBeNull()
    await user.click(group('This computer').getByRole('button', { name: 'Open the settings' }))
    expect(console.store.getState()).toMatchObject({ view: 'settings', settingsSection: 'settings-webhooks' })
  })

  it('says how far each record was read back, and whether the public address is reached', async () => {
    const good = goodHealth(NOW)
    const [calendly, ghl] = good.providers
    if (!calendly || !ghl) throw new Error('the sample lacks a provider')
    const at = '2026-11-23T13:30:00.000Z'
    const probe = {
      at,
      url: 'https://hooks.example.com',
      outcome: 'unreachable',
      milliseconds: null,
    } as const
    const { group } = await openHealth({
      ...good,
      providers: [
        { ...calendly, caughtUp: { lastAt: at, sentence: 'It found 2 meetings.' } },
        { ...ghl, followedUntil: null },
      ],
      tunnel: {
        ...good.tunnel,
        state: 'up',
        url: probe.url,
        probe: { ...probe, message: 'Nothing answers there. Start the tunnel.' },
      },
    })
    expect(group('Calendly').getByText(/Nothing is missed up to .*It found 2 meetings\./)).toBeTruthy()
    expect(group('GoHighLevel').getByText('Not yet.')).toBeTruthy()
    expect(group('This computer').getByText(/Nothing answers there\. Start the tunnel\./)).toBeTruthy()
    expect(screen.getAllByText('Fix')).toHaveLength(1)
  })

  it('looks again by a click, and says when it cannot', async () => {
    let isBroken = true
    const answer = () => (isBroken ? fail('internal', 'The disk is gone.') : ok(goodHealth(NOW)))
    const { user, asked } = await openConsole({ now: NOW, handlers: { 'health.get': answer } })
    await user.click(screen.getByRole('button', { name: 'Health' }))
    expect(await screen.findByText('The disk is gone.')).toBeTruthy()
    isBroken = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    expect(asked('health.get')).toHaveLength(3)
  })

  it('stays in view when it cannot be read anew, with the reason above it', async () => {
    const { user, fake, group } = await openHealth()
    const call = fake.call.bind(fake)
    fake.call = () => Promise.resolve(fail('unreachable', 'Slotkeeper does not answer.'))
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await screen.findByText('Slotkeeper does not answer.')
    expect(group('Slotkeeper').getByText('1.2.3')).toBeTruthy()
    fake.call = call
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => {
      expect(screen.queryByText('Slotkeeper does not answer.')).toBeNull()
    })
  })

  it('copies a report in plain text, without accounts and leads', async () => {
    const { user, fake } = await openHealth()
    const written: string[] = []
    standInForClipboard((text) => {
      written.push(text)
      return Promise.resolve()
    })
    await user.click(screen.getByRole('button', { name: 'Copy report' }))
    expect(await screen.findByText(/The report is copied/)).toBeTruthy()
    const [report = ''] = written
    expect(report).toMatch(/^Slotkeeper’s health, /)
    expect(report).not.toContain('operator')
    const { connections } = fake.workspace
    const accounts = Object.values(connections).flatMap(({ account }) => [
      account?.id,
      account?.email,
      account?.name,
    ])
    const people = [...fake.details.values()].flatMap(({ lead }) => [
      lead.firstName,
      ...lead.emails,
      ...lead.phones,
    ])
    for (const secret of [...accounts, ...people]) if (secret) expect(report).not.toContain(secret)
  })

  it('shows the report where the page may not copy it', async () => {
    const { user } = await openHealth()
    standInForClipboard(() => Promise.reject(new Error('denied')))
    await user.click(screen.getByRole('button', { name: 'Copy report' }))
    expect((await screen.findByLabelText('Report, to be copied by hand')).textContent).toContain(
      '- Version: 1.2.3',
    )
  })
})
