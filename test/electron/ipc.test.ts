import { expect, test } from 'vitest'
import { methodNames, type Answer } from '../../core/api/contract'
import { registerCalls, type CallerFrame } from '../../electron/ipc'

const ORIGIN = 'app://slotkeeper'
type Listener = (event: { senderFrame: CallerFrame | null }, request: unknown) => Promise<Answer<unknown>>

function register(options: { mainFrame?: CallerFrame | null; fail?: Error } = {}) {
  const own: CallerFrame = { origin: ORIGIN }
  const channels = new Map<string, Listener>()
  const calls: unknown[] = []
  registerCalls(
    {
      handle: (channel, listener) => {
        if (channels.has(channel)) throw new Error(`${channel} is registered twice`)
        channels.set(channel, listener)
      },
    },
    {
      origin: ORIGIN,
      mainFrame: () => (options.mainFrame === undefined ? own : options.mainFrame),
      call: (method, request) => {
        calls.push([method, request])
        if (options.fail !== undefined) return Promise.reject(options.fail)
        return Promise.resolve({ ok: true, value: method })
      },
      onFailure: (method, error) => ({
        ok: false,
        error: { code: 'internal', message: `${method}: ${String(error)}` },
      }),
    },
  )
  return { own, channels, calls }
}

test('each method of the contract has one channel, and there is no other', () => {
  const { channels } = register()
  expect([...channels.keys()]).toEqual(methodNames.map((method) => `slotkeeper:${method}`))
})

test("the console's own frame is answered on every channel, with its request passed on", async () => {
  const { own, channels, calls } = register()
  for (const method of methodNames) {
    const answer = await channels.get(`slotkeeper:${method}`)?.({ senderFrame: own }, { of: method })
    expect(answer).toEqual({ ok: true, value: method })
  }
  expect(calls).toEqual(methodNames.map((method) => [method, { of: method }]))
})

const goneFrame: CallerFrame = {
  get origin(): string {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed')
  },
}

test.each<[string, CallerFrame | null, CallerFrame | null | undefined]>([
  ['a frame inside our page', { origin: ORIGIN }, undefined],
  ['another window', { origin: 'https://example.com' }, undefined],
  ['no frame', null, undefined],
  ['no frame while there is no window', null, null],
  ['a page while there is no window', { origin: ORIGIN }, null],
  ['a frame that is gone', goneFrame, goneFrame],
])('%s is refused on every channel and asks nothing of the core', async (_name, senderFrame, mainFrame) => {
  const { channels, calls } = register(mainFrame === undefined ? {} : { mainFrame })
  for (const listener of channels.values()) {
    expect(await listener({ senderFrame }, {})).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  }
  expect(calls).toEqual([])
})

/** @promise security: Every channel answers the console’s own frame and no other sender. */
test.each([
  'https://example.com',
  'file://',
  'null',
  '',
  'app://slotkeeper.example.com',
  'app://slotkeeper:1',
  'APP://slotkeeper',
])('our main frame is refused on every channel while it shows %j', async (origin) => {
  const frame: CallerFrame = { origin }
  const { channels, calls } = register({ mainFrame: frame })
  for (const listener of channels.values()) {
    expect(await listener({ senderFrame: frame }, {})).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
  }
  expect(calls).toEqual([])
})

test('a core that throws is an answer as well', async () => {
  const { own, channels } = register({ fail: new Error('not started') })
  const answer = await channels.get('slotkeeper:leads.list')?.({ senderFrame: own }, {})
  expect(answer).toEqual({
    ok: false,
    error: { code: 'internal', message: 'leads.list: Error: not started' },
  })
})
