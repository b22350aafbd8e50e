import type { Context } from '../context'
import type { Delivery } from '../domain/delivery'
import { toInstant } from '../domain/time'

export type NewDelivery = Pick<Delivery, 'id' | 'source' | 'event' | 'body'>

/**
 * Takes a verified webhook in, durable when it resolves (T1). A redelivery has the same id and changes nothing; only a
 * delivery that was given up is taken up again.
 */
export function acceptDelivery(context: Context, delivery: NewDelivery): Promise<'new' | 'known'> {
  return context.store.transact('delivery.accept', (transaction) => {
    const before = transaction.get('deliveries', delivery.id)
    if (before && before.state !== 'dead') return 'known'
    transaction.put('deliveries', {
      ...delivery,
      receivedAt: toInstant(context.clock.now()),
      state: 'received',
      why: null,
      failures: 0,
      retryAt: null,
      leadId: null,
      appliedAt: null,
    })
    return 'new'
  })
}
