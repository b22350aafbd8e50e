/** What a tunnel tells of itself. After `down` it is over and tells nothing more. */
export type TunnelEvent =
  /** It is under way, at first or once more after the line was lost. */
  | { state: 'starting' }
  /** The internet reaches the receiver at this address. */
  | { state: 'up'; url: string }
  /** In plain words: what happened and what to do. */
  | { state: 'down'; why: string }

/** One run of a tunnel to the webhook receiver's port, and to no other. */
export interface Tunnel {
  /** Called once. What goes wrong is told as `down`, never thrown. */
  start(tell: (event: TunnelEvent) => void): void
  /** Resolves when nothing of it is left, no process either. Tells nothing from then on. */
  stop(): Promise<void>
}

/** Calls back later; tests give one that they move. */
export interface Timers {
  /** Returns a function that calls it off. */
  after(milliseconds: number, then: () => void): () => void
}

export const systemTimers: Timers = {
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** A tunnel that cannot even be started, such as one that lacks a setting. */
export function impossibleTunnel(why: string): Tunnel {
  return {
    start: (tell) => {
      tell({ state: 'down', why })
    },
    stop: () => Promise.resolve(),
  }
}
