/** Webhooks cross the internet: plain http is for addresses on this machine only. Empty stands for none. */
export function isWebhookAddress(address: string): boolean {
  if (address === '') return true
  if (!URL.canParse(address)) return false
  const { protocol, hostname, search, hash } = new URL(address)
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  return (protocol === 'https:' || isHere) && search === '' && hash === ''
}

/** Where the internet reaches the webhook receiver. */
export type PublicAddress =
  | { kind: 'known'; url: string }
  /** A tunnel is to give it and has not yet, or not any more: what was told to a provider stays as it is. */
  | { kind: 'waiting' }
  /** The operator gives none. */
  | { kind: 'none' }

/** The address that the operator gives, as it is. */
export function fixedAddress(url: string): PublicAddress {
  return url === '' ? { kind: 'none' } : { kind: 'known', url: url.replace(/\/+$/, '') }
}
