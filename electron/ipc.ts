import { methodNames, type Answer, type MethodName } from '../core/api/contract'
import { methodChannel } from './channels'

/** The frame that a call came from, or that our window shows. */
export interface CallerFrame {
  readonly origin: string
}

interface IncomingCall {
  readonly senderFrame: CallerFrame | null
}

/** `ipcMain` as far as it is used here. */
export interface CallRegistry {
  handle(channel: string, listener: (event: IncomingCall, request: unknown) => Promise<Answer<unknown>>): void
}

const refused: Answer<never> = {
  ok: false,
  error: { code: 'forbidden', message: 'Only the console itself may ask this.' },
}

/**
 * Registers every method of the contract. A call is answered when it comes from the main frame of our window while that
 * shows our page; all others are refused. Whatever goes wrong is an answer too.
 */
export function registerCalls(
  registry: CallRegistry,
  door: {
    origin: string
    /** The main frame of our window; null while there is no window. */
    mainFrame: () => CallerFrame | null
    call: (method: MethodName, request: unknown) => Promise<Answer<unknown>>
    onFailure: (method: MethodName, error: unknown) => Answer<never>
  },
): void {
  for (const method of methodNames) {
    registry.handle(methodChannel(method), async (event, request) => {
      if (!isConsole(event, door.mainFrame, door.origin)) return refused
      try {
        return await door.call(method, request)
      } catch (error) {
        return door.onFailure(method, error)
      }
    })
  }
}

function isConsole(event: IncomingCall, mainFrame: () => CallerFrame | null, origin: string): boolean {
  try {
    const frame = event.senderFrame
    return frame !== null && frame === mainFrame() && frame.origin === origin
  } catch {
    // Electron throws for a frame that is gone.
    return false
  }
}
