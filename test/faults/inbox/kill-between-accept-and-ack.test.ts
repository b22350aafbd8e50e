import { Agent, request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSlotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import { Store } from '../../../core/store/store'
import { bundleForNode, type Bundle } from '../../support/bundle'
import { startChild, type Child } from '../../support/child'
import { calendlySignature } from '../../support/signed-post'
import { temporaryFolder } from '../../support/temporary-folder'

const KILLS = 200
const SEED = 20261123
/** Deliveries that are on their way at every moment, so that a kill always meets some of them. */
const AT_ONCE = 4
const KEY = 'a signing key'
const LEADS = 20

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleForNode(path.resolve(import.meta.dirname, 'inbox-process.ts'))
}, 60_000)
afterAll(() => bundle.remove())

const now = () => Date.now()

/** Marsaglia's xorshift: the same kills on every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const inviteeUri = (number: number) =>
  `https://api.calendly.com/scheduled_events/E${number}/invitees/I${number}`

/** A meeting of the past, so that nobody has to be told of it. */
function bodyOf(number: number): string {
  const at = '2026-01-05T15:00:00.000000Z'
  return JSON.stringify({
    event: 'invitee.created',
    created_at: at,
    payload: {
      uri: inviteeUri(number),
      event: `https://api.calendly.com/scheduled_events/E${number}`,
      email: `lead-${number % LEADS}@example.com`,
      name: 'Lead',
      status: 'active',
      timezone: 'America/New_York',
      created_at: at,
      updated_at: at,
      scheduled_event: {
        uri: `https://api.calendly.com/scheduled_events/E${number}`,
        start_time: '2026-01-06T15:00:00.000000Z',
        end_time: '2026-01-06T15:30:00.000000Z',
        event_type: 'https://api.calendly.com/event_types/INTRO',
      },
    },
  })
}

/** The status, or null when the connection broke before there was one. */
function send(url: string, number: number, agent: Agent): Promise<number | null> {
  const body = bodyOf(number)
  return new Promise((resolve) => {
    const call = request(`${url}/webhooks/calendly`, {
      method: 'POST',
      agent,
      headers: { 'calendly-webhook-signature': calendlySignature(body, KEY, now()) },
    })
    call.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? null)
    })
    call.on('error', () => {
      resolve(null)
    })
    call.end(body)
  })
}

/** The sender: sends again what was not acknowledged, as Calendly does, and then what is new. */
class Sender {
  readonly acknowledged = new Set<number>()
  readonly #again: number[] = []
  #next = 0

  /** How many deliveries there are, acknowledged or not. */
  get made(): number {
    return this.#next
  }

  /** Streams to the receiver until it is gone; `onAck` counts its acknowledgements. */
  async stream(url: string, onAck: (count: number) => void): Promise<void> {
    const agent = new Agent({ keepAlive: true })
    let count = 0
    const one = async () => {
      for (;;) {
        const number = this.#again.shift() ?? this.#next++
        const status = await send(url, number, agent)
        if (status === 200) {
          this.acknowledged.add(number)
          onAck(++count)
        } else {
          this.#again.push(number)
          // Anything but a broken connection is a refusal, and would go on for ever.
          if (status !== null) throw new Error(`the receiver answered ${status}`)
          return
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    agent.destroy()
  }

  /** Sends the rest to a receiver that stays. */
  async finish(url: string): Promise<void> {
    const agent = new Agent({ keepAlive: true })
    for (let number = this.#again.shift(); number !== undefined; number = this.#again.shift()) {
      expect(await send(url, number, agent)).toBe(200)
      this.acknowledged.add(number)
    }
    agent.destroy()
  }
}

/** The numbers of the deliveries that the folder holds. A row that is there twice would be two of them. */
async function keptIn(folder: string): Promise<number[]> {
  const store = await Store.open(folder, { now })
  const kept = store.all('deliveries').map(({ id }) => Number(/\/I(\d+)$/.exec(id)?.[1]))
  await store.close()
  return kept
}

/** @promise reliability: Every webhook that was acknowledged is kept once and applied, whenever the process is killed. */
test(`no acknowledged webhook is lost or doubled by ${KILLS} kills between accept and acknowledgement`, async () => {
  const folder = await temporaryFolder()
  const random = randomFrom(SEED)
  const sender = new Sender()
  const load = () => startChild(process.execPath, [bundle.file, folder, KEY])
  let unacknowledged = 0
  let keptUnacknowledged = 0
  // The next process is loaded while one is at work: the restart is then a matter of milliseconds.
  let next: Child = load()
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const child = next
    await child.line(1)
    child.write('open')
    const url = await child.line(2)
    if (!url) throw new Error(`run ${kill}: the process did not open the folder`)
    if (kill < KILLS) next = load()
    const last = random(12)
    const pause = random(4)
    await sender.stream(url, (count) => {
      if (count !== last + 1) return
      // Some turns of the event loop later, so that the kill meets deliveries at every step.
      let turns = pause
      const strike = () => (turns-- > 0 ? setImmediate(strike) : child.kill())
      strike()
    })
    expect((await child.ended).signal).toBe('SIGKILL')

    // What is lost stays lost, so it is enough to look now and then.
    if (kill % 10 !== 0) continue
    const kept = await keptIn(folder)
    const set = new Set(kept)
    expect(kept, `run ${kill}: nothing is there twice`).toHaveLength(set.size)
    const lost = [...sender.acknowledged].filter((number) => !set.has(number))
    expect(lost, `run ${kill}: every acknowledged delivery is there`).toEqual([])
    unacknowledged += sender.made - sender.acknowledged.size
    keptUnacknowledged += kept.length - sender.acknowledged.size
  }
  // The kills did meet the stretch between accept and acknowledgement, on both sides of the disk.
  expect(keptUnacknowledged).toBeGreaterThan(0)
  expect(unacknowledged).toBeGreaterThan(keptUnacknowledged)

  const secrets = memorySecrets()
  await secrets.set('calendly.webhookSigningKey', KEY)
  const silent = () => undefined
  const log = { info: silent, warn: silent, error: silent }
  const slotkeeper = await createSlotkeeper({ folder, secrets, log, webhookPort: 0 })
  await slotkeeper.start()
  await sender.finish(slotkeeper.receiverUrl ?? '')
  await slotkeeper.runDue()
  await slotkeeper.stop()
  const store = await Store.open(folder, { now })
  const deliveries = store.all('deliveries')
  const appointments = store.all('appointments')
  await store.close()
  const everything = Array.from({ length: sender.made }, (_, number) => inviteeUri(number)).sort()
  expect(sender.acknowledged.size).toBe(sender.made)
  expect(deliveries.map(({ state }) => state)).toEqual(everything.map(() => 'applied'))
  expect(deliveries.map(({ id }) => id.split(' ').at(-1)).sort()).toEqual(everything)
  expect(appointments.map(({ externalId }) => externalId).sort()).toEqual(everything)
}, 480_000)
