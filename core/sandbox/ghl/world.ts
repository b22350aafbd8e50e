import type { GhlSandboxState } from './state'
import type { GhlEvent } from './wire'

/** The state, the clock, and where changes are announced. */
export interface GhlWorld {
  state: GhlSandboxState
  now: () => number
  /** Sends the signed webhook when an address is set. `body` is what the event says beside the common keys. */
  announce: (event: GhlEvent, body: Record<string, unknown>) => void
}
