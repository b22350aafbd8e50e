import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newSettings } from '../../../core/domain/settings'
import { newTunnelSettings, type TunnelSettings } from '../../../core/domain/tunnel'
import { memorySecrets } from '../../../core/store/secret-file'
import { Probe } from '../../../core/tunnel/probe'
import { TunnelKeeper } from '../../../core/tunnel/tunnel-keeper'
import { isRunning } from '../../support/processes'
import { newStore } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'
import { startWorld } from '../../support/world'
import { ManualTimers } from './manual-timers'

/** A command that says another address each time that it is run, and then lives as long as `life` says. */
async function counting(life: string): Promise<{ command: string[]; runs: () => Promise<number[]> }> {
  const file = path.join(await temporaryFolder(), 'pids')
  await appendFile(file, '')
  const script = `const fs = require('fs')
    fs.appendFileSync(${JSON.stringify(file)}, process.pid + '\\n')
    const run = fs.readFileSync(${JSON.stringify(file)}, 'utf8').trim().split('\\n').length
    console.log('http://127.0.0.1:' + run)
    ${life}`
  return {
    command: [process.execPath, '-e', script],
    runs: async () => (await readFile(file, 'utf8')).trim().split('\n').filter(Boolean).map(Number),
  }
}

async function startKeeper(tunnel: Partial<TunnelSettings>) {
  const { store, clock } = await newStore()
  const timers = new ManualTimers()
  const addresses: unknown[] = []
  const put = (changes: Partial<TunnelSettings>) =>
    store.transact('test.settings', (transaction) => {
      transaction.put('settings', {
        ...newSettings('America/New_York'),
        tunnel: { ...newTunnelSettings(), kind: 'command', ...changes },
      })
    })
  await put(tunnel)
  const keeper = new TunnelKeeper(
    { store, clock, secrets: memorySecrets() },
    {
      probe: new Probe(clock),
      timers,
      onAddress: () => addresses.push(keeper.address()),
      onChange: () => undefined,
    },
  )
  onTestFinished(() => keeper.stop())
  keeper.start('http://127.0.0.1:4180')
  return { keeper, timers, addresses, put }
}

const STAY = 'setInterval(() => {}, 1000)'
const PATTERN = 'http://127[^ ]+'

/** @promise reliability: A tunnel that dies is started again, at most a minute later. */
describe('the way to the receiver', { timeout: 60_000 }, () => {
  test('is opened again with growing pauses, a minute at most', async () => {
    const { command, runs } = await counting('process.exitCode = 1')
    const { keeper, timers } = await startKeeper({ command, commandPattern: 'nothing' })
    const pauses: number[] = []
    for (let tries = 1; tries <= 8; tries += 1) {
      // Each run writes itself down before it dies.
      await expect.poll(async () => [(await runs()).length, keeper.view().state]).toEqual([tries, 'down'])
      expect(keeper.view().why).toContain('ended with code 1')
      const [pause = 0] = timers.pauses
      pauses.push(pause / 1000)
      timers.moveBy(pause)
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  test('follows what a tunnel that died names anew, and ends it with the app', async () => {
    const { command, runs } = await counting(STAY)
    const { keeper, timers, addresses } = await startKeeper({ command, commandPattern: PATTERN })
    await expect.poll(() => keeper.view().url).toBe('http://127.0.0.1:1')
    const [first = 0] = await runs()
    process.kill(first, 'SIGKILL')
    await expect.poll(() => keeper.view().state).toBe('down')
    expect(keeper.address()).toEqual({ kind: 'waiting' })
    timers.moveBy(1000)
    await expect.poll(() => keeper.view().url).toBe('http://127.0.0.1:2')
    expect(addresses).toEqual([
      { kind: 'known', url: 'http://127.0.0.1:1' },
      { kind: 'known', url: 'http://127.0.0.1:2' },
    ])
    await keeper.stop()
    expect((await runs()).map(isRunning)).toEqual([false, false])
    timers.moveBy(600_000)
    expect(await runs()).toHaveLength(2)
  })

  test('follows the settings: the tunnel before is gone when the next is opened', async () => {
    const one = await counting(STAY)
    const { keeper, put } = await startKeeper({ command: one.command, commandPattern: PATTERN })
    await expect.poll(() => keeper.view().state).toBe('up')
    await put({ command: [process.execPath, '-e', STAY], commandAddress: 'https://two.example.com' })
    await expect.poll(() => keeper.view().url).toBe('https://two.example.com')
    expect((await one.runs()).map(isRunning)).toEqual([false])
    await put({ kind: 'fixed' })
    await expect.poll(() => keeper.view()).toMatchObject({ kind: 'fixed', state: 'off', url: null })
    expect(keeper.address()).toEqual({ kind: 'none' })
  })
})

/** @promise security: A tunnel's secret is never shown, only whether it is set. */
test('a tunnel’s secret is set and cleared, and never shown', async () => {
  const world = await startWorld()
  const set = await world.call('secret.set', { name: 'ngrok.authtoken', value: 'an-authtoken-of-ngrok' })
  expect(set.secrets['ngrok.authtoken']).toBe(true)
  expect(JSON.stringify(set)).not.toContain('an-authtoken-of-ngrok')
  expect(world.secrets.get('ngrok.authtoken')).toBe('an-authtoken-of-ngrok')
  const cleared = await world.call('secret.clear', { name: 'ngrok.authtoken' })
  expect(cleared.secrets['ngrok.authtoken']).toBe(false)
  expect(world.log.join()).not.toContain('an-authtoken-of-ngrok')
})

describe('a secret that is set or cleared', () => {
  test('leaves a tunnel alone that does not work with it', async () => {
    const { command, runs } = await counting(STAY)
    const world = await startWorld({
      settings: { tunnel: { ...newTunnelSettings(), kind: 'command', command, commandPattern: PATTERN } },
    })
    const tunnel = async () => (await world.call('workspace.get', {})).tunnel
    await expect.poll(async () => (await tunnel()).state).toBe('up')
    const { url } = await tunnel()
    await world.call('secret.set', { name: 'ngrok.authtoken', value: 'a-token' })
    await world.call('secret.clear', { name: 'cloudflared.token' })
    expect(await tunnel()).toMatchObject({ state: 'up', url })
    expect(await runs()).toHaveLength(1)
  })

  test('starts the tunnel anew that works with it', async () => {
    const world = await startWorld({
      settings: { tunnel: { ...newTunnelSettings(), kind: 'ngrok' } },
    })
    const tunnel = async () => (await world.call('workspace.get', {})).tunnel
    await expect.poll(async () => (await tunnel()).state).toBe('down')
    world.clock.advance(5000)
    await world.call('secret.clear', { name: 'ngrok.authtoken' })
    await expect.poll(async () => (await tunnel()).retryAt).toBe('2026-11-23T14:00:06.000Z')
  })
})

test('a check without a public address says so, and that nothing was checked', async () => {
  const world = await startWorld({ settings: { publicWebhookUrl: '' } })
  const answer = await world.slotkeeper().api.call('webhooks.probe', {})
  expect(answer).toMatchObject({ ok: false, error: { code: 'no_address' } })
})
