import { randomUUID } from 'node:crypto'
import { createFaultQueue, type WebhookFault, type WebhookFaultOrder } from './faults'
import { postJson, type PostOutcome } from './post-json'

/** A webhook on its way. Plain JSON, so that a snapshot keeps what has not arrived yet. Times are epoch ms. */
export interface PendingDelivery {
  id: string
  /** Whom it is for: a subscription URI, or the one webhook address of an app. */
  recipient: string
  event: string
  payload: unknown
  attempts: number
  firstTriedAt: number | null
  dueAt: number
}

/** One attempt to deliver, as it went over the wire. */
export interface DeliveryAttempt {
  id: string
  event: string
  url: string
  headers: Record<string, string>
  body: string
  attempt: number
  outcome: PostOutcome
}

export interface OutboxOptions {
  pending: PendingDelivery[]
  now: () => number
  timeoutMs: number
  /** The request for this attempt, or null when nobody wants it any more. */
  prepare: (
    delivery: PendingDelivery,
  ) => { url: string; headers: Record<string, string>; body: string } | null
  /** Called after every attempt. The epoch ms of the next one, or null for none. */
  settle: (delivery: PendingDelivery, outcome: PostOutcome) => number | null
  onChange: () => void
}

export interface ReleaseOptions {
  /** Send what was held in this order. */
  order?: 'as_made' | 'reversed'
  /** How often each is sent. */
  copies?: number
}

export interface Outbox {
  attempts: DeliveryAttempt[]
  add: (recipient: string, event: string, payload: unknown) => void
  /** Sends everything that is due by the sandbox's clock, retries included. */
  deliverDue: () => Promise<void>
  hold: () => void
  release: (options?: ReleaseOptions) => Promise<void>
  settled: () => Promise<void>
  /** Lets the next webhooks of an event get lost, come twice, late or behind the next one. */
  disturb: (order: WebhookFaultOrder) => void
  /** Disturbs nothing more, and sends what waits behind another. */
  clearFaults: () => void
  stop: () => Promise<void>
}

const LONGEST_WAIT = 60_000

/**
 * Delivers webhooks one after the other. A timer wakes it for retries; a test with a clock of its own moves that
 * clock and calls `deliverDue`.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { pending, now } = options
  const attempts: DeliveryAttempt[] = []
  const abort = new AbortController()
  let running: Promise<void> | null = null
  let held = false
  let timer: NodeJS.Timeout | undefined
  const faults = createFaultQueue<WebhookFault>()
  const behindTheNext: PendingDelivery[] = []

  const attemptOne = async (delivery: PendingDelivery): Promise<void> => {
    const request = options.prepare(delivery)
    if (request === null) {
      remove(delivery)
      return
    }
    delivery.attempts += 1
    delivery.firstTriedAt ??= now()
    const outcome = await postJson(
      request.url,
      request.headers,
      request.body,
      options.timeoutMs,
      abort.signal,
    )
    if (abort.signal.aborted) return
    const { id, event } = delivery
    attempts.push({ id, event, ...request, attempt: delivery.attempts, outcome })
    const next = options.settle(delivery, outcome)
    if (next === null) remove(delivery)
    else delivery.dueAt = next
    options.onChange()
  }

  const remove = (delivery: PendingDelivery): void => {
    const index = pending.indexOf(delivery)
    if (index >= 0) pending.splice(index, 1)
  }

  const nextDue = (): PendingDelivery | undefined =>
    held || abort.signal.aborted ? undefined : pending.find((delivery) => delivery.dueAt <= now())

  const run = async (): Promise<void> => {
    await Promise.resolve() // so that `running` is set before the loop can end
    for (let delivery = nextDue(); delivery !== undefined; delivery = nextDue()) await attemptOne(delivery)
    running = null
    arm()
  }

  const deliverDue = (): Promise<void> => {
    running ??= run()
    return running
  }

  /** Waits for the next retry, but looks again at least once a minute: the sandbox's clock may run faster than ours. */
  const arm = (): void => {
    clearTimeout(timer)
    if (held || abort.signal.aborted || pending.length === 0) return
    const soonest = Math.min(...pending.map((delivery) => delivery.dueAt))
    timer = setTimeout(() => void deliverDue(), Math.min(Math.max(soonest - now(), 1_000), LONGEST_WAIT))
    timer.unref()
  }

  arm()
  return {
    attempts,
    add: (recipient, event, payload) => {
      const fault = faults.take(event)
      if (fault?.kind === 'lost') return
      const dueAt = now() + (fault?.kind === 'delayed' ? fault.ms : 0)
      const made = { id: randomUUID(), recipient, event, payload, attempts: 0, firstTriedAt: null, dueAt }
      if (fault?.kind === 'reordered') {
        behindTheNext.push(made)
        return
      }
      const copies = fault?.kind === 'duplicated' ? fault.copies : 1
      pending.push(...Array.from({ length: copies }, () => ({ ...made })), ...behindTheNext.splice(0))
      void deliverDue()
    },
    deliverDue,
    hold: () => {
      held = true
    },
    release: async ({ order = 'as_made', copies = 1 } = {}) => {
      held = false
      const released = order === 'reversed' ? [...pending].reverse() : [...pending]
      const all = released.flatMap((delivery) =>
        Array.from({ length: copies }, (_, copy) => (copy === 0 ? delivery : { ...delivery })),
      )
      pending.splice(0, pending.length, ...all)
      await deliverDue()
    },
    settled: async () => {
      while (running !== null) await running
    },
    disturb: ({ event, fault, times }) => {
      faults.order(event, fault, times)
    },
    clearFaults: () => {
      faults.clear()
      pending.push(...behindTheNext.splice(0))
      void deliverDue()
    },
    stop: async () => {
      abort.abort()
      clearTimeout(timer)
      await running
    },
  }
}
