import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../context'
import { addressInSettings, type Settings } from '../domain/settings'
import { MINUTE, toInstant } from '../domain/time'
import type { ProbeResult, PublicAddress, TunnelView } from '../domain/tunnel'
import { settingsOf } from '../store/workspace'
import { cloudflaredTunnel } from './cloudflared-tunnel'
import { commandTunnel } from './command-tunnel'
import { loadNgrok, ngrokTunnel } from './ngrok-tunnel'
import type { Probe } from './probe'
import type { Timers, Tunnel, TunnelEvent } from './tunnel'

const FIRST_PAUSE = 1000
const LONGEST_PAUSE = MINUTE

/** A new address may take a moment until the internet knows it: the pauses before it is called once more. */
const PROBE_AGAIN = [5000, 30_000]

interface Ports {
  probe: Probe
  timers: Timers
  /** A tunnel leads here, from whichever address. */
  onAddress: () => void
  /** The view has changed. */
  onChange: () => void
}

type State = Pick<TunnelView, 'state' | 'url' | 'why' | 'retryAt'>

const NOT_YET: State = { state: 'starting', url: null, why: null, retryAt: null }

/**
 * Holds the way from the internet to the receiver that the settings name (T8): starts it, starts it again with growing
 * pauses when it dies, and calls the receiver through it after every change. A fixed address needs no tunnel of ours.
 */
export class TunnelKeeper {
  readonly #context: Pick<Context, 'store' | 'secrets' | 'clock'>
  readonly #ports: Ports
  #port: number | null = null
  #settings: Settings
  #state: State = NOT_YET
  #tunnel: Tunnel | null = null
  #stopping: Promise<void> = Promise.resolve()
  #pause = FIRST_PAUSE
  #callOff: () => void = () => undefined
  #callOffProbe: () => void = () => undefined
  #probed: ProbeResult | null = null
  #probing: AbortController | null = null
  #unsubscribe: () => void = () => undefined

  constructor(context: Pick<Context, 'store' | 'secrets' | 'clock'>, ports: Ports) {
    this.#context = context
    this.#ports = ports
    this.#settings = settingsOf(context.store)
  }

  /** Where the internet reaches the receiver now. */
  address(): PublicAddress {
    const given = addressInSettings(settingsOf(this.#context.store))
    if (given.kind !== 'waiting' || this.#state.url === null) return given
    return { kind: 'known', url: this.#state.url }
  }

  view(): TunnelView {
    const { sample, tunnel } = settingsOf(this.#context.store)
    const address = this.address()
    const url = address.kind === 'known' ? address.url : null
    const probe = this.#probed?.url === url ? this.#probed : null
    const probing = this.#probing !== null
    const kind = sample ? 'fixed' : tunnel.kind
    if (kind === 'fixed')
      return { kind, state: url ? 'up' : 'off', url, why: null, retryAt: null, probe, probing }
    return { kind, ...this.#state, probe, probing }
  }

  /** Opens the way to the receiver, which listens at `receiverUrl`, and follows the settings from then on. */
  start(receiverUrl: string): void {
    this.#port = Number(new URL(receiverUrl).port)
    this.#unsubscribe = this.#context.store.subscribe(() => this.#follow())
    this.#settings = settingsOf(this.#context.store)
    this.restart()
  }

  /** Closes the way and resolves when nothing of it is left. */
  async stop(): Promise<void> {
    this.#unsubscribe()
    this.#port = null
    this.#close()
    await this.#stopping
  }

  /** Starts anew, without a pause. */
  restart(): void {
    this.#close()
    this.#pause = FIRST_PAUSE
    this.#open()
  }

  /** Starts anew where the way works with this secret; a secret's name begins with the kind of its tunnel. */
  secretChanged(name: string): void {
    const { sample, tunnel } = this.#settings
    if (!sample && name.startsWith(`${tunnel.kind}.`)) this.restart()
  }

  /** Calls the receiver through its public address, now. */
  async probe(): Promise<void> {
    const address = this.address()
    if (address.kind !== 'known') return
    this.#probing?.abort()
    const own = new AbortController()
    this.#probing = own
    this.#ports.onChange()
    const result = await this.#ports.probe.run(address.url, own.signal)
    if (this.#probing !== own) return
    this.#probing = null
    this.#probed = result
    this.#ports.onChange()
  }

  #follow(): void {
    const [before, now] = [this.#settings, settingsOf(this.#context.store)]
    if (before === now) return
    this.#settings = now
    if (!isDeepStrictEqual(wayIn(before), wayIn(now))) this.restart()
  }

  #open(): void {
    const port = this.#port
    if (port === null) return
    if (addressInSettings(this.#settings).kind !== 'waiting') {
      this.#probeSoon()
      this.#ports.onChange()
      return
    }
    // The one before must be gone: two runs of one named tunnel or domain would fight for it.
    const waited = this.#stopping.then(() => {
      if (this.#port === null || this.#stopping !== waited) return
      const tunnel = this.#tunnelTo(port)
      this.#tunnel = tunnel
      tunnel.start((event) => {
        if (this.#tunnel === tunnel) this.#hear(event)
      })
    })
    this.#stopping = waited
  }

  #close(): void {
    this.#callOff()
    this.#callOffProbe()
    this.#probing?.abort()
    this.#probing = null
    const tunnel = this.#tunnel
    this.#tunnel = null
    this.#state = NOT_YET
    this.#stopping = this.#stopping.then(() => tunnel?.stop())
  }

  #hear(event: TunnelEvent): void {
    if (event.state === 'up') {
      this.#state = { state: 'up', url: event.url, why: null, retryAt: null }
      // Only what stands for a while is taken for mended.
      this.#callOff = this.#ports.timers.after(MINUTE, () => {
        this.#pause = FIRST_PAUSE
      })
      this.#ports.onAddress()
      this.#probeSoon()
    } else if (event.state === 'starting') {
      this.#state = NOT_YET
    } else {
      this.#retryLater(event.why)
    }
    this.#ports.onChange()
  }

  #retryLater(why: string): void {
    const pause = this.#pause
    this.#close()
    this.#state = { state: 'down', url: null, why, retryAt: toInstant(this.#context.clock.now() + pause) }
    this.#pause = Math.min(pause * 2, LONGEST_PAUSE)
    this.#callOff = this.#ports.timers.after(pause, () => this.#open())
  }

  #probeSoon(pauses: readonly number[] = PROBE_AGAIN): void {
    this.#callOffProbe()
    const [pause, ...others] = pauses
    void this.probe().then(() => {
      if (pause === undefined || this.#port === null || this.#probing || !this.#probed) return
      if (this.#probed.outcome === 'reached') return
      this.#callOffProbe = this.#ports.timers.after(pause, () => this.#probeSoon(others))
    })
  }

  #tunnelTo(port: number): Tunnel {
    const { secrets } = this.#context
    const { timers } = this.#ports
    const { tunnel } = this.#settings
    if (tunnel.kind === 'ngrok')
      return ngrokTunnel(tunnel, { port, authtoken: secrets.get('ngrok.authtoken'), load: loadNgrok })
    if (tunnel.kind === 'cloudflared')
      return cloudflaredTunnel(tunnel, { port, token: secrets.get('cloudflared.token'), timers })
    return commandTunnel(tunnel, port, timers)
  }
}

/** What of the settings decides on the way: what belongs to another kind may change as it likes. */
function wayIn(settings: Settings): unknown {
  const address = addressInSettings(settings)
  return address.kind === 'waiting' ? settings.tunnel : address
}
