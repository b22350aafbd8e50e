import type { TunnelSettings } from '../domain/tunnel'
import { programTunnel } from './command-tunnel'
import { impossibleTunnel, type Timers, type Tunnel } from './tunnel'

/** A quick tunnel's own address; `api.` is where cloudflared asks for one, and stands in its errors. */
const QUICK = /https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com/

/** A named tunnel says this when it can be reached. */
const REGISTERED = /registered tunnel connection/i

/**
 * Cloudflare's own program. With a token it runs the named tunnel of that token, whose public hostname leads to the
 * receiver by what is set at Cloudflare; without one a quick tunnel, which gets another address at each start. The token
 * goes by the environment, because a command line is for everyone on the machine to read.
 */
export function cloudflaredTunnel(
  { cloudflaredProgram, cloudflaredAddress }: TunnelSettings,
  options: { port: number; token: string | null; timers: Timers },
): Tunnel {
  const { port, token, timers } = options
  const program = cloudflaredProgram || 'cloudflared'
  if (token === null) {
    return programTunnel({
      argv: [program, 'tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${port}`],
      timers,
      addressIn: (line) => QUICK.exec(line)?.[0] ?? null,
    })
  }
  if (cloudflaredAddress === '')
    return impossibleTunnel(
      'Enter the public hostname that the tunnel has at Cloudflare, or clear its token.',
    )
  return programTunnel({
    argv: [program, 'tunnel', '--no-autoupdate', 'run'],
    env: { TUNNEL_TOKEN: token },
    timers,
    addressIn: (line) => (REGISTERED.test(line) ? cloudflaredAddress : null),
  })
}
