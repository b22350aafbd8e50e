import type { Context } from '../context'
import type { Connections } from '../truth/connections'
import type { Handlers } from './api'
import type { WorkspaceView } from './views'

/** The way from the internet to the receiver. */
export interface TunnelPort {
  /** Starts it anew, such as with another secret. */
  restart(): void
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
      tunnel.restart()
      return workspace()
    },
    'webhooks.probe': async () => {
      await tunnel.probe()
      await connections.seeToSubscription()
      return workspace()
    },
  }
}
