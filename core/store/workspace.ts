import type { ProviderId } from '../domain/names'
import type { Connection, Settings } from '../domain/settings'
import type { Slot } from '../domain/slot'
import type { Reader } from './transaction'

/** The workspace's settings; they are there from the first start on (W1). */
export function settingsOf(store: Reader): Settings {
  const settings = store.get('settings', 'workspace')
  if (!settings) throw new Error('the workspace has no settings')
  return settings
}

/** What was last seen of a provider. */
export function connectionOf(store: Reader, provider: ProviderId): Connection {
  return store.get('connections', provider) ?? newConnection(provider)
}

export function newConnection(provider: ProviderId): Connection {
  return {
    id: provider,
    health: 'untested',
    message: 'Not tested yet.',
    missingPermissions: [],
    account: null,
    target: null,
    subscription: null,
    checkedAt: null,
  }
}

/** Whether the workspace books on what a slot is of. Until that is resolved, only the provider tells. */
export function isBookedOn(store: Reader, { provider, targetId }: Slot): boolean {
  if (provider !== settingsOf(store).meetingBookingProvider) return false
  const { target } = connectionOf(store, provider)
  return target === null || target.target.id === targetId
}
