// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { newTunnelSettings, type TunnelView } from '../../core/domain/tunnel'
import { openConsole, useDom, type Opened } from './support/dom'
import { ok, type FakeOptions } from './support/fake-bridge'
import { aWorkspace } from './support/sample-workspace'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const AT = '2026-11-23T15:00:00.000Z'
const sample = aWorkspace(NOW)
const workspace = { ...sample, settings: { ...sample.settings, sample: false } }

async function openSettings(options: FakeOptions = {}): Promise<Opened> {
  const opened = await openConsole({
    ...options,
    workspace: { settings: workspace.settings, ...options.workspace },
  })
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  return opened
}
const section = () => within(screen.getByRole('region', { name: 'Webhooks' }))

/** Each key that is pressed draws all settings anew; what is pasted draws them once. */
async function enter(user: Opened['user'], label: string, text: string) {
  await user.click(section().getByLabelText(label))
  await user.paste(text)
}

function withTunnel(changes: Partial<TunnelView>): FakeOptions {
  return { workspace: { tunnel: { ...workspace.tunnel, ...changes } } }
}

describe('the webhook settings', { timeout: 30_000 }, () => {
  it('choose how the internet reaches the receiver, and save an own command word by word', async () => {
    const { user, asked } = await openSettings()
    expect(section().getByRole<HTMLInputElement>('radio', { name: 'Fixed address' }).checked).toBe(true)
    await user.click(section().getByRole('radio', { name: 'Own command' }))
    expect(section().queryByLabelText('Public address')).toBeNull()
    await enter(user, 'Command', 'ssh\n-R\n0:127.0.0.1:{port}')
    await enter(user, 'Public address of the command', 'https://t.example.com')
    await user.click(section().getByRole('button', { name: 'Save Webhooks' }))
    await waitFor(() => {
      expect(asked('settings.save')).toEqual([
        {
          tunnel: {
            ...newTunnelSettings(),
            kind: 'command',
            command: ['ssh', '-R', '0:127.0.0.1:{port}'],
            commandAddress: 'https://t.example.com',
          },
        },
      ])
    })
  })

  it('say at the field what is wrong with an address', async () => {
    const { user } = await openSettings()
    await enter(user, 'Public address', 'http://open.example.com')
    await user.click(section().getByRole('button', { name: 'Save Webhooks' }))
    expect(await section().findByText(/Enter a whole address such as/)).toBeTruthy()
  })

  it('set and clear ngrok’s authtoken, which is never shown again', async () => {
    const settings = { ...workspace.settings, tunnel: { ...newTunnelSettings(), kind: 'ngrok' as const } }
    const { user, asked } = await openSettings({ workspace: { settings } })
    await user.click(section().getByRole('button', { name: 'Set authtoken' }))
    await enter(user, 'ngrok authtoken', 'secret-of-ngrok')
    await user.click(section().getByRole('button', { name: 'Save authtoken' }))
    await waitFor(() => {
      expect(asked('secret.set')).toEqual([{ name: 'ngrok.authtoken', value: 'secret-of-ngrok' }])
    })
    await waitFor(() => {
      expect(document.body.innerHTML).not.toContain('secret-of-ngrok')
    })
    await user.click(section().getByRole('button', { name: 'Clear' }))
    await user.click(await screen.findByRole('button', { name: 'Clear authtoken' }))
    await waitFor(() => {
      expect(asked('secret.clear')).toEqual([{ name: 'ngrok.authtoken' }])
    })
  })

  it('show the current address to copy, and what the last check found', async () => {
    const url = 'https://name.ngrok-free.dev'
    const message = `The internet reaches the receiver at ${url}.`
    const probe = { at: AT, url, outcome: 'reached' as const, milliseconds: 84, message }
    await openSettings(withTunnel({ kind: 'ngrok', state: 'up', url, probe }))
    expect(section().getByRole('button', { name: 'Copy public address' })).toBeTruthy()
    expect(section().getByText('Reached')).toBeTruthy()
    expect(section().getByText(message)).toBeTruthy()
    expect(section().getByText(/It took 84 ms/)).toBeTruthy()
  })

  it('say why a tunnel is down and when it is tried again', async () => {
    await openSettings(
      withTunnel({
        kind: 'command',
        state: 'down',
        why: 'ssh ended with code 255. It said: Permission denied (publickey).',
        retryAt: AT,
      }),
    )
    expect(section().getByText(/Permission denied/)).toBeTruthy()
    expect(section().getByText(/^It is tried again at 10:00 AM/)).toBeTruthy()
    expect(section().getByRole<HTMLButtonElement>('button', { name: 'Check now' }).disabled).toBe(true)
  })

  it.each([
    ['Not checked', null],
    ['Not reached', 'wrong_server' as const],
  ])('call an address “%s” whatever the tunnel’s program says', async (label, outcome) => {
    const url = 'https://hooks.example.com'
    const probe = outcome && { at: AT, url, outcome, milliseconds: null, message: 'Another server answers.' }
    await openSettings(withTunnel({ state: 'up', url, probe }))
    expect(section().getByText(label)).toBeTruthy()
    expect(section().queryByText('Up')).toBeNull()
  })

  it('cannot be changed in the sample workspace, and say why', async () => {
    await openSettings({ workspace: { settings: sample.settings } })
    expect(section().getByText(/need no tunnel/)).toBeTruthy()
    expect(section().queryByRole('radio')).toBeNull()
    expect(section().queryByRole('button', { name: 'Save Webhooks' })).toBeNull()
  })

  it('check the address on a click, and show what was found', async () => {
    const url = 'https://hooks.example.com'
    const message = `Another server answers at ${url} (404). Lead the address to the receiver on this computer.`
    const found: TunnelView = {
      ...workspace.tunnel,
      state: 'up',
      url,
      probe: { at: AT, url, outcome: 'wrong_server', milliseconds: null, message },
    }
    const { user, asked } = await openSettings({
      ...withTunnel({ state: 'up', url }),
      handlers: { 'webhooks.probe': () => ok({ ...workspace, tunnel: found }) },
    })
    await user.click(section().getByRole('button', { name: 'Check now' }))
    expect(await section().findByText(message)).toBeTruthy()
    expect(asked('webhooks.probe')).toEqual([{}])
  })

  it.each([
    [
      { checkedAt: AT, problem: null },
      /^Calendly sends to https:\/\/hooks\.example\.com since .*, last checked/,
    ],
    [{ checkedAt: AT, problem: 'Calendly has trouble (503).' }, /needs a look: Calendly has trouble/],
  ])('say how Calendly’s subscription stands: %j', async (subscriptionCheck, text) => {
    const calendly = {
      ...workspace.connections.calendly,
      subscriptionCheck,
      subscription: {
        uri: 'https://api.calendly.com/webhook_subscriptions/WH1',
        callbackUrl: 'https://hooks.example.com/webhooks/calendly/0123456789abcdef',
        accountId: 'https://api.calendly.com/users/ROBIN',
        createdAt: AT,
        keyDigest: 'digest',
      },
    }
    await openSettings({ workspace: { connections: { ...workspace.connections, calendly } } })
    expect(section().getByText(text)).toBeTruthy()
  })
})
