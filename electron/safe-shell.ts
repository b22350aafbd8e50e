import type { Log } from '../core/context'

/** Sites that the console links to, each with its subdomains: the providers, and where meetings are held. */
const SITES = [
  'calendly.com',
  'gohighlevel.com',
  'leadconnectorhq.com',
  'zoom.us',
  'meet.google.com',
  'teams.microsoft.com',
]

/** Scheme and host in plain letters, no user and no other port, then printable ASCII without the backslash. */
const PLAIN_ADDRESS = /^https:\/\/[a-z0-9.-]+(?::443)?(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/i

/**
 * The address as it may be handed to the operator's browser, or null. Https on a known site, without user, password or
 * port, and without characters that a browser and this check could read differently.
 */
export function externalAddress(given: string): string | null {
  if (given.length > 2048 || !PLAIN_ADDRESS.test(given) || !URL.canParse(given)) return null
  const { hostname, href } = new URL(given)
  return SITES.some((site) => hostname === site || hostname.endsWith(`.${site}`)) ? href : null
}

/** The only way out to the operating system: opens an address that `externalAddress` lets pass, and logs the others. */
export async function openOutside(
  given: string,
  shell: { openExternal(url: string): Promise<void> },
  log: Log,
): Promise<void> {
  const address = externalAddress(given)
  if (address === null) {
    log.warn('shell.refused', { protocol: URL.canParse(given) ? new URL(given).protocol : 'none' })
    return
  }
  try {
    await shell.openExternal(address)
  } catch (error) {
    log.error('shell.failed', { error })
  }
}
