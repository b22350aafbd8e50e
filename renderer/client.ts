import type { Answer, SlotkeeperBridge } from '../core/api/contract'

/** What the console talks to. `call` always answers and never rejects. */
export interface Client extends SlotkeeperBridge {
  /** Told when the stream of events is lost (`false`) and when it stands (`true`): what was told before was missed. */
  onConnection(listener: (connected: boolean) => void): () => void
}

/** The desktop app's bridge as a client; its stream of events cannot be lost. */
export function bridgeClient(bridge: SlotkeeperBridge): Client {
  return {
    call: async (method, request) => {
      try {
        return await bridge.call(method, request)
      } catch {
        return unreachable
      }
    },
    on: (event, listener) => bridge.on(event, listener),
    onConnection: () => () => {},
  }
}

/** The answer that stands for no answer. */
export const unreachable: Answer<never> = {
  ok: false,
  error: {
    code: 'unreachable',
    message: 'Slotkeeper did not answer. Check that it is still running, then try again.',
  },
}
