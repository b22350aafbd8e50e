import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '../../domain/time'

const TOLERANCE = 3 * MINUTE

/** Why a signature was refused. */
export type SignatureProblem = 'no_key' | 'no_signature' | 'malformed' | 'stale' | 'mismatch'

/**
 * Checks `Calendly-Webhook-Signature: t=<seconds>,v1=<hex>`: HMAC-SHA256 of `t.body` over the bytes as received, within
 * three minutes, compared in constant time (T2, calendly.md A15). Null when it is good.
 */
export function calendlySignatureProblem(options: {
  header: string | undefined
  body: Buffer
  key: string | null
  now: number
}): SignatureProblem | null {
  const { header, body, key, now } = options
  if (!key) return 'no_key'
  if (!header) return 'no_signature'
  const parts = header.split(',').map((part) => part.trim())
  const time = parts.find((part) => part.startsWith('t='))?.slice(2) ?? ''
  const signatures = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  if (!/^\d{1,12}$/.test(time) || signatures.length === 0) return 'malformed'
  const expected = createHmac('sha256', key).update(`${time}.`).update(body).digest()
  const matches = signatures.map((signature) => equals(signature, expected)).includes(true)
  if (!matches) return 'mismatch'
  return Math.abs(now - Number(time) * 1000) > TOLERANCE ? 'stale' : null
}

function equals(hex: string, expected: Buffer): boolean {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false
  return timingSafeEqual(Buffer.from(hex, 'hex'), expected)
}
