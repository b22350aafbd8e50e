import type { ProviderId } from '../domain/names'
import { namedTargets, type Connection, type Settings } from '../domain/settings'
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
    targets: [],
    directLinkProblem: null,
    subscription: null,
    subscriptionCheck: null,
    checkedAt: null,
  }
}

/** What the settings name to book on at a provider, by id; null until all of it is resolved (C2, C4). */
export function bookedTargets(store: Reader, provider: ProviderId): string[] | null {
  const { targets } = connectionOf(store, provider)
  const resolved = namedTargets(settingsOf(store), provider).map((name) =>
    targets.find(({ resolvedFrom }) => resolvedFrom === name),
  )
  const ids = resolved.flatMap((known) => (known ? [known.target.id] : []))
  return ids.length > 0 && ids.length === resolved.length ? ids : null
}

/** Whether the workspace books on what a slot is of. Until that is resolved, only the provider tells. */
export function isBookedOn(store: Reader, { provider, targetId }: Slot): boolean {
  if (provider !== settingsOf(store).meetingBookingProvider) return false
  return bookedTargets(store, provider)?.includes(targetId) ?? true
}
