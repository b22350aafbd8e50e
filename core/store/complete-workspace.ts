import { connectionSchema, newSettings, settingsSchema } from '../domain/settings'
import type { Store } from './store'
import { newConnection } from './workspace'

/**
 * A new folder has no settings yet. One of an earlier version lacks those that have come since, which take their
 * defaults. What was seen of a provider may have another shape there: what is missing is filled in, so that a webhook
 * subscription of ours stays known, and the rest is learnt anew (W1, W4).
 */
export async function completeWorkspace(store: Store, zone: string): Promise<void> {
  const known = store.get('settings', 'workspace')
  const outdated = store.all('connections').filter((row) => !connectionSchema.safeParse(row).success)
  if (settingsSchema.safeParse(known).success && outdated.length === 0) return
  const usual = newSettings(zone)
  await store.transact('workspace.complete', (transaction) => {
    transaction.put('settings', {
      ...usual,
      ...known,
      calendly: { ...usual.calendly, ...known?.calendly },
      ghl: { ...usual.ghl, ...known?.ghl },
      tunnel: { ...usual.tunnel, ...known?.tunnel },
    })
    for (const row of outdated) {
      const filled = connectionSchema.safeParse({ ...newConnection(row.id), ...row })
      transaction.put('connections', filled.success ? filled.data : newConnection(row.id))
    }
  })
}
