import type { FaultBox, FaultOrder, WebhookFaultOrder } from './faults'
import type { Outbox } from './outbox'

/** How things are made to go wrong: by who holds the sandbox, or over HTTP by `POST /sandbox/faults`. */
export interface FaultSwitches {
  /** Lets the next call of a route fail, or the next so many. Throws for a route that is not there. */
  failNext(order: FaultOrder): void
  /** Loses, duplicates, delays or reorders the next webhooks. */
  disturbWebhooks(order: WebhookFaultOrder): void
  /** What was booked stays out of the provider's list of meetings for so many ms of the sandbox's clock. */
  setListLag(ms: number): void
  revokeToken(token: string): void
  /** As after a day of failed deliveries. Null where the provider has no subscriptions. */
  disableSubscriptions: (() => void) | null
  /** Nothing more goes wrong. What has gone wrong stays: a revoked token, a disabled subscription. */
  clearFaults(): void
}

/** What of a sandbox can be made to go wrong. */
export interface Breakable {
  faults: FaultBox
  outbox: Outbox
  /** Its routes read how far the provider's lists lag behind. */
  lists: { lagMs: number }
  tokens: { token: string; revoked: boolean }[]
  disableSubscriptions: (() => void) | null
  /** Makes a change that did not come over the API. */
  changing: <T>(change: () => T) => T
}

export function createFaultSwitches(sandbox: Breakable): FaultSwitches {
  const { faults, outbox, lists, tokens, disableSubscriptions, changing } = sandbox
  return {
    failNext: faults.order,
    disturbWebhooks: outbox.disturb,
    setListLag: (ms) => {
      lists.lagMs = ms
    },
    revokeToken: (text) =>
      changing(() => {
        for (const token of tokens) if (token.token === text) token.revoked = true
      }),
    disableSubscriptions,
    clearFaults: () => {
      faults.clear()
      outbox.clearFaults()
      lists.lagMs = 0
    },
  }
}
