import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newTunnelSettings, type TunnelSettings } from '../../../core/domain/tunnel'
import { cloudflaredTunnel } from '../../../core/tunnel/cloudflared-tunnel'
import { commandTunnel } from '../../../core/tunnel/command-tunnel'
import { loadNgrok, ngrokTunnel } from '../../../core/tunnel/ngrok-tunnel'
import type { Tunnel, TunnelEvent } from '../../../core/tunnel/tunnel'
import { isRunning } from '../../support/processes'
import { temporaryFolder } from '../../support/temporary-folder'
import { ManualTimers } from './manual-timers'

/** Starts a tunnel and collects what it tells. It is stopped with the test. */
function run(tunnel: Tunnel) {
  const events: TunnelEvent[] = []
  const waiting = new Set<() => void>()
  tunnel.start((event) => {
    events.push(event)
    for (const look of waiting) look()
  })
  onTestFinished(() => tunnel.stop())
  return {
    events,
    told: (state: TunnelEvent['state']) =>
      new Promise<TunnelEvent>((resolve) => {
        const look = () => {
          const found = events.find((event) => event.state === state)
          if (found) resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** A program that runs this JavaScript; `{port}` in it is the receiver's port. */
const node = (script: string): string[] => [process.execPath, '-e', script]
const STAY = 'setInterval(() => {}, 1000);'

function ownCommand(changes: Partial<TunnelSettings>, timers = new ManualTimers()) {
  return run(commandTunnel({ ...newTunnelSettings(), kind: 'command', ...changes }, 4180, timers))
}

describe('a command of the operator’s', { timeout: 60_000 }, () => {
  test('leads from the address that its pattern finds', async () => {
    const { told } = ownCommand({
      command: node(`console.error('forwarding https://abc.example.com/ to {port}'); ${STAY}`),
      commandPattern: 'https://[a-z.]+',
    })
    expect(await told('up')).toEqual({ state: 'up', url: 'https://abc.example.com' })
  })

  test('leads from the given address, with what the pattern found in it', async () => {
    const { told } = ownCommand({
      command: node(`console.log('Allocated port 40123 for remote forward to {port}'); ${STAY}`),
      commandPattern: 'Allocated port (\\d+) for remote forward to 4180',
      commandAddress: 'http://127.0.0.1:{1}/',
    })
    expect(await told('up')).toEqual({ state: 'up', url: 'http://127.0.0.1:40123' })
  })

  test('leads from the given address at once where no pattern is given', async () => {
    const { told } = ownCommand({ command: node(STAY), commandAddress: 'https://fixed.example.com' })
    expect(await told('up')).toEqual({ state: 'up', url: 'https://fixed.example.com' })
  })

  /** @promise security: An operator's tunnel command is run word by word and is read by no shell. */
  test('is run word by word: nothing in it is read by a shell', async () => {
    const file = path.join(await temporaryFolder(), 'words')
    const words = ['$(touch /tmp/x); `id`', '"\'', '&& echo', '*', '']
    const { told } = ownCommand({
      command: [
        ...node(
          `require('fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.argv.slice(1)))`,
        ),
        ...words,
      ],
      commandAddress: 'https://fixed.example.com',
    })
    await told('down')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(words)
  })

  test.each([
    [
      'that is not there',
      ['/nowhere/dig'],
      /^\/nowhere\/dig is not found\. Install it, or enter where it lies\.$/,
    ],
    ['that fails', node("console.error('Permission denied (publickey).'); process.exit(255)"), /publickey/],
    ['that ends', node('process.exit(3)'), /ended with code 3/],
  ])('%s is down, and says why', async (_, command, why) => {
    const { told } = ownCommand({ command, commandPattern: 'https://x' })
    expect(await told('down')).toEqual({ state: 'down', why: expect.stringMatching(why) as unknown })
  })

  test('that names an address which is no https address is down', async () => {
    const { told } = ownCommand({
      command: node(`console.log('http://open.example.com'); ${STAY}`),
      commandPattern: 'http://\\S+',
    })
    expect(await told('down')).toMatchObject({ why: expect.stringContaining('no https address') as unknown })
  })

  test('that tells no address within a minute is ended', async () => {
    const timers = new ManualTimers()
    const { told } = ownCommand({ command: node(STAY), commandPattern: 'https://x' }, timers)
    await told('starting')
    timers.moveBy(60_000)
    expect(await told('down')).toMatchObject({ why: expect.stringContaining('within a minute') as unknown })
  })

  test('of which nothing is set is down, and says what to enter', async () => {
    expect(await ownCommand({}).told('down')).toMatchObject({
      why: 'No command is set. Enter one in Settings.',
    })
  })

  /** @promise reliability: A tunnel's program, and everything that it started, ends with its tunnel. */
  test('ends with everything that it started, also when it does not listen', async () => {
    const folder = await temporaryFolder()
    const [dig, told] = [path.join(folder, 'dig.cjs'), path.join(folder, 'pids')]
    await writeFile(
      dig,
      `process.on('SIGTERM', () => {})
       require('fs').appendFileSync(process.argv[2], process.pid + ' ')
       if (process.argv[3]) require('child_process').spawn(process.execPath, process.argv.slice(1, 3))
       ${STAY}`,
    )
    const pids: number[] = []
    const tunnel = commandTunnel(
      {
        ...newTunnelSettings(),
        command: [process.execPath, dig, told, 'and a child'],
        commandAddress: 'https://fixed.example.com',
      },
      4180,
      new ManualTimers(),
    )
    await run(tunnel).told('up')
    await expect
      .poll(async () => {
        const text = await readFile(told, 'utf8').catch(() => '')
        pids.splice(0, pids.length, ...[...text.matchAll(/\d+/g)].map(([pid]) => Number(pid)))
        return pids.length
      })
      .toBe(2)
    expect(pids.map(isRunning)).toEqual([true, true])
    await tunnel.stop()
    await expect.poll(() => pids.map(isRunning)).toEqual([false, false])
  })
})

describe('cloudflared', { timeout: 60_000 }, () => {
  /** A program that stands in for cloudflared and writes down how it was called. */
  async function fake(script: string) {
    const folder = await temporaryFolder()
    const program = path.join(folder, 'cloudflared')
    const calls = path.join(folder, 'calls')
    await writeFile(
      program,
      `#!${process.execPath}
require('fs').writeFileSync(${JSON.stringify(calls)}, JSON.stringify([process.argv.slice(2), process.env.TUNNEL_TOKEN ?? null]));
${script}`,
    )
    await chmod(program, 0o755)
    const start = (token: string | null, changes: Partial<TunnelSettings> = {}) =>
      run(
        cloudflaredTunnel(
          { ...newTunnelSettings(), cloudflaredProgram: program, ...changes },
          { port: 4180, token, timers: new ManualTimers() },
        ),
      )
    return { start, called: async () => JSON.parse(await readFile(calls, 'utf8')) as unknown }
  }

  test('a quick tunnel leads from the address that it was given, not from where it asked for one', async () => {
    const { start, called } = await fake(
      `console.error('INF Requesting new quick Tunnel on https://api.trycloudflare.com/tunnel');
       console.error('INF |  https://red-fox-blue.trycloudflare.com  |'); ${STAY}`,
    )
    expect(await start(null).told('up')).toEqual({
      state: 'up',
      url: 'https://red-fox-blue.trycloudflare.com',
    })
    expect(await called()).toEqual([['tunnel', '--no-autoupdate', '--url', 'http://127.0.0.1:4180'], null])
  })

  /** @promise security: A tunnel's token stands on no command line, which everyone on the machine could read. */
  test('a named tunnel gets its token by the environment, and is up when it is registered', async () => {
    const { start, called } = await fake(
      `console.error('INF Registered tunnel connection connIndex=0'); ${STAY}`,
    )
    const { told } = start('secret-token', { cloudflaredAddress: 'https://hooks.example.com' })
    expect(await told('up')).toEqual({ state: 'up', url: 'https://hooks.example.com' })
    expect(await called()).toEqual([['tunnel', '--no-autoupdate', 'run'], 'secret-token'])
  })

  test('a named tunnel needs its public hostname', async () => {
    const { start } = await fake(STAY)
    expect(await start('secret-token').told('down')).toMatchObject({
      why: expect.stringContaining('public hostname') as unknown,
    })
  })

  test('where it is not installed it says so', async () => {
    const tunnel = cloudflaredTunnel(
      { ...newTunnelSettings(), cloudflaredProgram: 'cloudflared-that-is-nowhere' },
      { port: 4180, token: null, timers: new ManualTimers() },
    )
    expect(await run(tunnel).told('down')).toMatchObject({
      why: expect.stringContaining('cloudflared-that-is-nowhere is not found. Install it') as unknown,
    })
  })
})

describe('ngrok', () => {
  const start = (authtoken: string | null, load = loadNgrok) =>
    run(ngrokTunnel(newTunnelSettings(), { port: 4180, authtoken, load }))

  test('without an authtoken it says where to get one', async () => {
    expect(await start(null).told('down')).toMatchObject({
      why: expect.stringContaining('ngrok dashboard') as unknown,
    })
  })

  test('its agent is there, and an authtoken that opens nothing is told in words', async () => {
    expect(typeof (await loadNgrok()).forward).toBe('function')
    const event = await start('not-a-token').told('down')
    expect(event).toMatchObject({
      why: expect.stringMatching(/^ngrok could not open the tunnel: \w+/) as unknown,
    })
  })

  test('where its agent does not run it says so', async () => {
    const event = await start('token', () => Promise.reject(new Error('no native part'))).told('down')
    expect(event).toMatchObject({ why: expect.stringContaining('does not run on this machine') as unknown })
  })

  test('a lost line that the agent mends by itself is told, at the same address', async () => {
    let tellStatus: (status: string) => void = () => undefined
    let closed = 0
    const tunnel = ngrokTunnel(
      { ...newTunnelSettings(), ngrokDomain: 'name.ngrok-free.dev' },
      {
        port: 4180,
        authtoken: 'token',
        load: () =>
          Promise.resolve({
            forward: ({ addr, domain, onStatusChange }) => {
              expect([addr, domain]).toEqual(['127.0.0.1:4180', 'name.ngrok-free.dev'])
              tellStatus = onStatusChange
              const close = () => Promise.resolve(void (closed += 1))
              return Promise.resolve({ url: () => 'https://name.ngrok-free.dev', close })
            },
          }),
      },
    )
    const { told, events } = run(tunnel)
    await told('up')
    tellStatus('closed')
    tellStatus('connected')
    expect(events.map(({ state }) => state)).toEqual(['starting', 'up', 'starting', 'up'])
    await tunnel.stop()
    expect(closed).toBe(1)
  })
})
