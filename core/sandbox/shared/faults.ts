/**
 * What goes wrong with one call. `drop_before` cuts the connection and does nothing; `drop_after` does the work and
 * then cuts it; `hang_after` does the work and never answers (until the sandbox stops); `slow` answers late.
 */
export type Fault =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'drop_before' }
  | { kind: 'drop_after' }
  | { kind: 'hang_after' }
  | { kind: 'slow'; ms: number }

export interface FaultOrder {
  /** Method and documented path, for example `POST /scheduled_events/{uuid}/cancellation`. */
  route: string
  fault: Fault
}

/** Faults waiting for their call, in the order in which they were ordered per route. */
export interface FaultBox {
  order: (order: FaultOrder) => void
  take: (route: string) => Fault | undefined
}

/** Makes a fault box for these routes. Ordering a fault for another route throws: it would never happen. */
export function createFaultBox(routes: readonly string[]): FaultBox {
  const waiting = new Map<string, Fault[]>(routes.map((route) => [withoutNames(route), []]))
  return {
    order: ({ route, fault }) => {
      const queue = waiting.get(withoutNames(route))
      if (queue === undefined) throw new Error(`The sandbox has no route ${route}`)
      queue.push(fault)
    },
    take: (route) => waiting.get(withoutNames(route))?.shift(),
  }
}

/** `{uuid}` and `:uuid` mean the same place in a path. */
function withoutNames(route: string): string {
  return route.replace(/\{[^}]+\}|:[^/]+/g, '{}')
}
