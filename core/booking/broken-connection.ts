import type { RefusalReason } from '../domain/attempt'
import type { ChangeRefusal } from '../domain/meeting-change'
import type { ProviderId } from '../domain/names'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { connectionOf } from '../store/workspace'

/** Refusals that will meet every further call until a person has mended the connection. */
const BROKEN: ReadonlySet<RefusalReason | ChangeRefusal> = new Set(['auth', 'scope', 'plan'])

/**
 * A refusal that is the connection's and not this call's shows at the connection at once, and stops bookings (G2). It is
 * tested again every two minutes, so that it heals by itself where it can.
 */
export function noteBrokenConnection(
  transaction: Transaction,
  provider: ProviderId,
  refusal: { reason: RefusalReason | ChangeRefusal; message: string },
  now: Instant,
): void {
  if (!BROKEN.has(refusal.reason)) return
  transaction.put('connections', {
    ...connectionOf(transaction, provider),
    health: 'failing',
    message: refusal.message,
    checkedAt: now,
  })
}
