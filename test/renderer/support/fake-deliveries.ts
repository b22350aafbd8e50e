import { fail, ok, type Handlers } from './fake-answers'
import { aDelivery, someDeliveries } from './sample-deliveries'

type Method = Extract<keyof Handlers, `deliveries.${string}`>

/** The webhook inbox of the core in memory: always the same webhooks. */
export function fakeDeliveries(now: number): Pick<Handlers, Method> {
  return {
    'deliveries.list': ({ state, ignored, source, from = '', search = '' }) =>
      ok(
        someDeliveries(now).filter(
          (row) =>
            (state ? row.state === state : ignored || row.state !== 'ignored') &&
            (!source || row.source === source) &&
            row.receivedAt >= from &&
            row.tells.toLowerCase().includes(search.toLowerCase()),
        ),
      ),
    'deliveries.count': () => ok({ received: 1, applied: 1, ignored: 1, unmatched: 1, failed: 1, dead: 1 }),
    'deliveries.get': ({ id }) => {
      const row = someDeliveries(now).find((one) => one.id === id)
      return row ? ok(aDelivery(row, now)) : fail('not_found', 'This webhook is no longer kept.')
    },
    'deliveries.ofTask': () => ok({ id: 'delivery-5' }),
    'deliveries.replay': (which) => {
      const ids = 'ids' in which ? which.ids : []
      const results = ids.map((id) => ({
        id,
        state: 'applied' as const,
        replayed: true,
        sentence: 'Applied now.',
      }))
      return ok({ sentence: `${ids.length} applied now.`, results })
    },
    'deliveries.link': ({ leadId }) => ok({ leadId, sentence: 'The meeting now belongs to the lead.' }),
    'deliveries.createLead': () => ok({ leadId: 'lead-1', sentence: 'The meeting now belongs to Sam.' }),
  }
}
