import { z } from 'zod'
import type { TunnelSettings } from '../domain/tunnel'
import { impossibleTunnel, type Tunnel } from './tunnel'

/** The part of @ngrok/ngrok that is used. */
export interface NgrokAgent {
  forward(config: {
    addr: string
    authtoken: string
    domain?: string
    onStatusChange: (status: string) => void
  }): Promise<NgrokListener>
}

interface NgrokListener {
  url(): string | null
  close(): Promise<void>
}

/** Loaded only when it is asked for: its native part is large and is not there for every machine. */
export async function loadNgrok(): Promise<NgrokAgent> {
  return (await import('@ngrok/ngrok')).default
}

/** ngrok's agent inside this process. A lost line it mends by itself, at the same address. */
export function ngrokTunnel(
  { ngrokDomain }: TunnelSettings,
  options: { port: number; authtoken: string | null; load: () => Promise<NgrokAgent> },
): Tunnel {
  const { port, authtoken, load } = options
  if (authtoken === null)
    return impossibleTunnel(
      'No ngrok authtoken is set. Copy it from the ngrok dashboard and save it in Settings.',
    )
  let isOver = false
  const isStopped = () => isOver
  let opened: NgrokListener | null = null
  return {
    start(tell) {
      let url: string | null = null
      const down = (why: string) => {
        if (isOver) return
        isOver = true
        tell({ state: 'down', why })
      }
      const follow = (status: string) => {
        if (isOver || url === null) return
        if (status === 'connected') tell({ state: 'up', url })
        if (status === 'closed') tell({ state: 'starting' })
      }
      tell({ state: 'starting' })
      const open = async () => {
        const agent = await load().catch(() => null)
        if (!agent) {
          down('ngrok’s agent does not run on this machine. Choose another way to reach the receiver.')
          return
        }
        if (isOver) return
        try {
          const listener = await agent.forward({
            addr: `127.0.0.1:${port}`,
            authtoken,
            ...(ngrokDomain ? { domain: ngrokDomain } : {}),
            onStatusChange: follow,
          })
          url = listener.url()
          // Nobody waits for a tunnel that opens after it was stopped.
          if (isStopped()) await close(listener)
          else if (url === null) down('ngrok gave no public address. Try again later.')
          else {
            opened = listener
            tell({ state: 'up', url })
          }
        } catch (error) {
          down(`ngrok could not open the tunnel: ${wordError(error)}`)
        }
      }
      void open()
    },
    async stop() {
      isOver = true
      if (opened) await close(opened)
    },
  }
}

/** What cannot be closed any more is closed already. */
async function close(listener: NgrokListener): Promise<void> {
  await listener.close().catch(() => undefined)
}

const errorSchema = z.looseObject({ message: z.string(), errorCode: z.string().nullish() })

/** ngrok's first lines say what is wrong; the rest are links. */
function wordError(error: unknown): string {
  const parsed = errorSchema.safeParse(error)
  if (!parsed.success) return 'it did not say why. Try again later.'
  const { message, errorCode } = parsed.data
  const said = message.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
  return errorCode && !said.includes(errorCode) ? `${said} (${errorCode})` : said
}
