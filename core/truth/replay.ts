import type { Context } from '../context'
import type { Delivery } from '../domain/delivery'
import { leadName } from '../domain/lead'
import type { Instant } from '../domain/time'
import type { Reader } from '../store/transaction'
import type { Projector } from './projector'

/** What came of one replayed delivery. */
export interface Replayed {
  id: string
  /** Its state afterwards; null when it is no longer kept. */
  state: Delivery['state'] | null
  /** False for one that had been applied: replaying it does nothing (T7). */
  replayed: boolean
  /** In plain words, for the operator. */
  sentence: string
}

/** Ids of the deliveries that were received in `[from, to)`, oldest first. */
export function deliveriesReceivedIn(store: Reader, from: Instant, to: Instant): string[] {
  return store
    .all('deliveries')
    .filter(({ receivedAt }) => receivedAt >= from && receivedAt < to)
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
    .map(({ id }) => id)
}

/**
 * Applies deliveries again because a person asks for it (T7): what failed or was given up is tried now, what was ignored
 * or fitted no lead is looked at by the settings and leads of now. One that was applied is left alone, and the answer
 * says so. Resolves when the worker is done with them.
 */
export async function replayDeliveries(
  context: Context,
  projector: Projector,
  ids: readonly string[],
): Promise<Replayed[]> {
  const { store } = context
  const unique = [...new Set(ids)]
  const before = new Map(unique.map((id) => [id, store.get('deliveries', id)?.state]))
  await projector.applyAgain(unique, ['failed', 'dead', 'ignored', 'unmatched', 'received'])
  return unique.map((id) => {
    const delivery = store.get('deliveries', id)
    if (!delivery) return { id, state: null, replayed: false, sentence: 'This webhook is no longer kept.' }
    const replayed = before.get(id) !== 'applied'
    const sentence = replayed ? whatCameOf(store, delivery) : 'Applied already. Nothing changed.'
    return { id, state: delivery.state, replayed, sentence }
  })
}

function whatCameOf(store: Reader, { state, why, leadId }: Delivery): string {
  const reason = why ?? ''
  switch (state) {
    case 'applied': {
      const lead = leadId ? store.get('leads', leadId) : undefined
      return lead ? `Applied now, to ${leadName(lead)}.` : 'Applied now.'
    }
    case 'ignored':
      return `Looked at again and ignored: ${reason}`
    case 'unmatched':
      return `Looked at again: ${reason} Link it to a lead, or add the person as one.`
    case 'failed':
      return `It failed again: ${reason} It is tried again by itself.`
    case 'dead':
      return `It failed again: ${reason} It stays given up; mend the cause and replay it.`
    case 'received':
      return 'It waits its turn.'
  }
}

/** All results in one sentence, for the console's toast. */
export function summarise(results: readonly Replayed[]): string {
  const [only] = results
  if (!only) return 'No webhook was received in that time. Nothing changed.'
  if (results.length === 1) return only.sentence
  const count = (fits: (one: Replayed) => boolean) => results.filter(fits).length
  const parts = [
    [count((one) => one.replayed && one.state === 'applied'), 'applied now'],
    [count((one) => !one.replayed && one.state === 'applied'), 'applied already'],
    [count(({ state }) => state === 'ignored'), 'ignored again'],
    [count(({ state }) => state === 'unmatched'), 'without a lead'],
    [count(({ state }) => state === 'failed' || state === 'dead'), 'failed again'],
    [count(({ state }) => state === 'received'), 'waiting'],
    [count(({ state }) => state === null), 'no longer kept'],
  ] as const
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  return `Of ${results.length} webhooks: ${said.join(', ')}.`
}
