import type { EventName, MethodName } from '../core/api/contract'

/** The IPC channel of a method of the contract. */
export function methodChannel(method: MethodName): string {
  return `slotkeeper:${method}`
}

/** The IPC channel that carries an event to the page. */
export function eventChannel(event: EventName): string {
  return `slotkeeper:event:${event}`
}
