import { newSettings } from '../domain/settings'
import type { Store } from './store'
import type { Transaction } from './transaction'
import { settingsOf } from './workspace'

/** What has to stand before anything else is done: settings, and the pause where a start has lost something. */
export function completeWorkspace(store: Store, zone: string): Promise<void> {
  return store.transact('workspace.complete', (transaction) => {
    completeIn(transaction, zone)
    const settings = settingsOf(transaction)
    // What was sent or booked meanwhile may be on record no more: a person has to look before it is done again.
    const isLost = transaction.all('openingReports').some(({ loss }) => loss !== null)
    if (isLost && !settings.paused) transaction.put('settings', { ...settings, paused: true })
  })
}

/** A new folder has no settings yet; old ones are brought into today's shape by the migrations (W1). */
export function completeIn(transaction: Transaction, zone: string): void {
  if (!transaction.get('settings', 'workspace')) transaction.put('settings', newSettings(zone))
}
