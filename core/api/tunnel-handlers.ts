import type { Context } from '../context'
import type { Connections } from '../truth/connections'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import type { SecretName, WorkspaceView } from './views'

/** The way from the internet to the receiver. */
export interface TunnelPort {
  /** Starts it anew if it works with this secret. */
  secretChanged(name: SecretName): void
  /** Calls the receiver through its public address; resolves when the outcome is known. */
  probe(): Promise<void>
}

/** What the operator does about the public address (T8). */
export function tunnelHandlers(
  { secrets }: Context,
  ports: { tunnel: TunnelPort; connections: Connections; workspace: () => WorkspaceView },
): Pick<Handlers, 'secret.clear' | 'webhooks.probe'> {
  const { tunnel, connections, workspace } = ports
  return {
    'secret.clear': async ({ name }) => {
      await secrets.clear(name)
      tunnel.secretChanged(name)
      return workspace()
    },
    'webhooks.probe': async () => {
      if (workspace().tunnel.url === null) {
        throw new ApiFailure(
          'no_address',
          'Nothing was checked: there is no public address now. Set one up in the settings first.',
        )
      }
      await tunnel.probe()
      await connections.seeToSubscription()
      return workspace()
    },
  }
}
