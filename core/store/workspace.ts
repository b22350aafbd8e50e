import type { ProviderId } from '../domain/names'
import type { Connection, Settings } from '../domain/settings'
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
    checkedAt: null,
  }
}
