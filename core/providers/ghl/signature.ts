import { createPublicKey, verify } from 'node:crypto'
import { epoch, MINUTE } from '../../domain/time'
import { readInstant } from '../instant'
import { webhookSchema } from './wire'

/** GoHighLevel's public key for `X-GHL-Signature` (gohighlevel.md B6). */
export const GHL_WEBHOOK_KEY = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=
-----END PUBLIC KEY-----
`

const TOLERANCE = 5 * MINUTE

export type GhlSignatureProblem = 'no_signature' | 'mismatch' | 'stale'

/**
 * Checks `X-GHL-Signature`: Ed25519 over the bytes as received, and the body's own `timestamp` within five minutes
 * (T2). Null when it is good. A key that is none fits no signature.
 */
export function ghlSignatureProblem(options: {
  header: string | undefined
  body: Buffer
  publicKey: string
  now: number
}): GhlSignatureProblem | null {
  const { header, body, publicKey, now } = options
  if (!header || header === 'N/A') return 'no_signature'
  const signature = Buffer.from(header, 'base64')
  if (signature.length !== 64 || !verifies(body, publicKey, signature)) return 'mismatch'
  return Math.abs(now - timestampOf(body)) > TOLERANCE ? 'stale' : null
}

function verifies(body: Buffer, publicKey: string, signature: Buffer): boolean {
  try {
    return verify(null, body, createPublicKey(publicKey), signature)
  } catch {
    return false
  }
}

function timestampOf(body: Buffer): number {
  try {
    const parsed = webhookSchema.safeParse(JSON.parse(body.toString('utf8')))
    const timestamp = parsed.success ? readInstant(parsed.data.timestamp) : null
    return timestamp ? epoch(timestamp) : 0
  } catch {
    return 0
  }
}
