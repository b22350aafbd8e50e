import { connectionSchema, newSettings, settingsSchema } from '../domain/settings'
import type { Store } from './store'
import type { Transaction } from './transaction'
import { newConnection, settingsOf } from './workspace'

/**
 * A new folder has no settings yet. One of an earlier version lacks those that have come since, which take their
 * defaults. What was seen of a provider may have another shape there: what is missing is filled in, so that a webhook
 * subscription of ours stays known, and the rest is learnt anew (W1, W4).
 */
export function completeWorkspace(store: Store, zone: string): Promise<void> {
  return store.transact('workspace.complete', (transaction) => {
    completeIn(transaction, zone)
    const settings = settingsOf(transaction)
    // What was sent or booked meanwhile may be on record no more: a person has to look before it is done again.
    const isLost = transaction.all('openingReports').some(({ loss }) => loss !== null)
    if (isLost && !settings.paused) transaction.put('settings', { ...settings, paused: true })
  })
}

/** The same within a caller's transaction. */
export function completeIn(transaction: Transaction, zone: string): void {
  const known = transaction.get('settings', 'workspace')
  if (!settingsSchema.safeParse(known).success) {
    const usual = newSettings(zone)
    transaction.put('settings', {
      ...usual,
      ...known,
      calendly: { ...usual.calendly, ...known?.calendly },
      ghl: { ...usual.ghl, ...known?.ghl },
      tunnel: { ...usual.tunnel, ...known?.tunnel },
    })
  }
  for (const row of transaction.all('connections')) {
    if (connectionSchema.safeParse(row).success) continue
    const filled = connectionSchema.safeParse({ ...newConnection(row.id), ...row })
    transaction.put('connections', filled.success ? filled.data : newConnection(row.id))
  }
}
