import type { Context } from '../context'
import { DAY, HOUR, toInstant } from '../domain/time'

/**
 * What was settled this long ago is deleted. Senders give up far earlier (Calendly after a day, GoHighLevel after some
 * 70 minutes) and a copy's signature is stale after minutes, so no redelivery can come that the row would still catch.
 */
const KEPT_FOR = 90 * DAY
const EVERY = HOUR
/** One transaction stays small. */
const AT_ONCE = 500

/**
 * Makes the step that deletes old deliveries that were applied or ignored; what failed, was given up or fits no lead
 * stays until a person has dealt with it. Cheap to call often: it looks once an hour.
 */
export function deliveryRetention(context: Context): () => Promise<void> {
  const { store, clock } = context
  let next = 0
  return async () => {
    if (clock.now() < next) return
    next = clock.now() + EVERY
    const limit = toInstant(clock.now() - KEPT_FOR)
    const old = (['applied', 'ignored'] as const)
      .flatMap((state) => store.by('deliveries', 'state', state))
      .filter(({ receivedAt, appliedAt }) => (appliedAt ?? receivedAt) < limit && receivedAt < limit)
      .map(({ id }) => id)
    for (let start = 0; start < old.length; start += AT_ONCE) {
      await store.transact('deliveries.old', (transaction) => {
        for (const id of old.slice(start, start + AT_ONCE)) {
          const state = transaction.get('deliveries', id)?.state
          if (state === 'applied' || state === 'ignored') transaction.remove('deliveries', id)
        }
      })
    }
  }
}
