import { z } from 'zod'
import { idSchema } from '../domain/names'
import { bookingMethods } from './methods/booking-methods'
import { deliveryMethods } from './methods/delivery-methods'
import { leadMethods } from './methods/lead-methods'
import type { Methods } from './methods/method'
import { workspaceMethods } from './methods/workspace-methods'
import { leadRowSchema, workspaceViewSchema } from './views'

/**
 * Everything that a console can ask of the core, named once. IPC channels, the preload and the loopback HTTP door are
 * made by looping over it.
 */
export const methods = {
  ...workspaceMethods,
  ...leadMethods,
  ...bookingMethods,
  ...deliveryMethods,
} as const satisfies Methods

/** What the core tells its consoles. Views, not entities: a rule such as B1 is applied in one place. */
export const events = {
  /** Rows of the lead list that changed, and leads that are gone. */
  'leads.changed': z.object({ rows: z.array(leadRowSchema), removed: z.array(idSchema) }),
  'workspace.changed': workspaceViewSchema,
  'deliveries.changed': z.object({}),
} as const satisfies Record<string, z.ZodType>

export type MethodName = keyof typeof methods
/** A request as the core gets it, parsed. */
export type Parsed<M extends MethodName> = z.output<(typeof methods)[M]['request']>
export type Request<M extends MethodName> = z.input<(typeof methods)[M]['request']>
export type Response<M extends MethodName> = z.output<(typeof methods)[M]['response']>

export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

export const methodNames = Object.keys(methods) as MethodName[]
export const eventNames = Object.keys(events) as EventName[]

/** An answer as it crosses a door: exceptions never do. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ApiError }

export interface ApiError {
  /** Stable, for programs: `bad_request`, `not_found`, `provider.auth` … */
  code: string
  /** What happened and what to do, for the operator. */
  message: string
  details?: unknown
}

/** What a page finds as `window.slotkeeper`, or what the HTTP client offers in its place. */
export interface SlotkeeperBridge {
  call<M extends MethodName>(method: M, request: Request<M>): Promise<Answer<Response<M>>>
  /** Returns a function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
}
