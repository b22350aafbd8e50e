import { z } from 'zod'

const status = {
  status: z.number().int().min(200).max(599),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
}

const milliseconds = z.number().int().min(0)

/**
 * What goes wrong with one call. `status` answers so and does nothing, `status_after` does the work and then answers so;
 * `rate_limited` is the provider's own 429 with its headers. `drop_before` cuts the connection and does nothing,
 * `drop_after` does the work and then cuts it; `hang_before` and `hang_after` never answer (until the sandbox stops).
 * `slow` answers late; `slow_body` does the work, sends the headers at once and the body byte by byte.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), ...status }),
  z.strictObject({ kind: z.literal('status_after'), ...status }),
  z.strictObject({ kind: z.literal('rate_limited') }),
  z.strictObject({ kind: z.literal('drop_before') }),
  z.strictObject({ kind: z.literal('drop_after') }),
  z.strictObject({ kind: z.literal('hang_before') }),
  z.strictObject({ kind: z.literal('hang_after') }),
  z.strictObject({ kind: z.literal('slow'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('slow_body'), msPerByte: milliseconds }),
])
export type Fault = z.output<typeof faultSchema>

/**
 * What goes wrong with one webhook: never sent, sent several times, sent so many ms later by the sandbox's clock, or
 * sent after the next one.
 */
export const webhookFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lost') }),
  z.strictObject({ kind: z.literal('duplicated'), copies: z.number().int().min(2).max(20) }),
  z.strictObject({ kind: z.literal('delayed'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('reordered') }),
])
export type WebhookFault = z.output<typeof webhookFaultSchema>

/** How often a fault happens; once where nothing is said. */
const timesSchema = z.union([z.number().int().min(1), z.literal('always')]).optional()

export const faultOrderSchema = z.strictObject({
  /** Method and documented path, for example `POST /scheduled_events/{uuid}/cancellation`, or `*` for every call. */
  route: z.string(),
  fault: faultSchema,
  times: timesSchema,
})
export type FaultOrder = z.output<typeof faultOrderSchema>

export const webhookFaultOrderSchema = z.strictObject({
  /** Such as `invitee.created`, or `*` for every event. */
  event: z.string(),
  fault: webhookFaultSchema,
  times: timesSchema,
})
export type WebhookFaultOrder = z.output<typeof webhookFaultOrderSchema>

/** Every call, or every event. */
export const ANY = '*'

/** Faults waiting for what they are to happen to: what was ordered by name first, and in the order of the orders. */
export interface FaultQueue<F> {
  order: (name: string, fault: F, times?: number | 'always') => void
  take: (name: string) => F | undefined
  clear: () => void
}

export function createFaultQueue<F>(): FaultQueue<F> {
  const waiting = new Map<string, { fault: F; left: number }[]>()
  const takeOf = (name: string): F | undefined => {
    const queue = waiting.get(name)
    const first = queue?.[0]
    if (queue === undefined || first === undefined) return undefined
    first.left -= 1
    if (first.left <= 0) queue.shift()
    return first.fault
  }
  return {
    order: (name, fault, times = 1) => {
      const queue = waiting.get(name) ?? []
      queue.push({ fault, left: times === 'always' ? Infinity : times })
      waiting.set(name, queue)
    },
    take: (name) => takeOf(name) ?? takeOf(ANY),
    clear: () => {
      waiting.clear()
    },
  }
}

/** The faults of a server's calls. */
export interface FaultBox {
  order: (order: FaultOrder) => void
  take: (route: string) => Fault | undefined
  clear: () => void
}

/** Makes a fault box for these routes. Ordering a fault for another route throws: it would never happen. */
export function createFaultBox(routes: readonly string[]): FaultBox {
  const known = new Set(routes.map(withoutNames))
  const queue = createFaultQueue<Fault>()
  return {
    order: ({ route, fault, times }) => {
      const name = withoutNames(route)
      if (name !== ANY && !known.has(name)) throw new UnknownFault(`The sandbox has no route ${route}`)
      queue.order(name, fault, times)
    },
    take: (route) => queue.take(withoutNames(route)),
    clear: queue.clear,
  }
}

/** A fault that could never happen here. */
export class UnknownFault extends Error {}

/** `{uuid}` and `:uuid` mean the same place in a path. */
function withoutNames(route: string): string {
  return route.replace(/\{[^}]+\}|:[^/]+/g, '{}')
}
