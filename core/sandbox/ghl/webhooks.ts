import { createPrivateKey, randomUUID, sign } from 'node:crypto'
import { asObject } from '../shared/exchange'
import { MINUTE } from '../shared/open-hours'
import { createOutbox, type Outbox } from '../shared/outbox'
import { utcTime, type GhlSandboxState } from './state'

const ANSWER_TIMEOUT = 15_000
const RETRY_PAUSE = 10 * MINUTE
const MOST_ATTEMPTS = 7

/** The `X-GHL-Signature` of a body: base64 Ed25519 over the bytes (B6). */
export function ghlSignature(privateKeyPem: string, rawBody: string): string {
  return sign(null, Buffer.from(rawBody), createPrivateKey(privateKeyPem)).toString('base64')
}

/** The keys that come with every delivery. */
export function webhookEnvelope(
  state: GhlSandboxState,
  event: string,
  body: Record<string, unknown>,
): object {
  return structuredClone({ type: event, locationId: state.location.id, webhookId: randomUUID(), ...body })
}

/**
 * Delivers to the app's one webhook address. Only a 429 is tried again, ten minutes later and at most six times;
 * any other failure loses the event (B6). `timestamp` is the time of the attempt: with the time of the event, a
 * retry could never pass the replay check of five minutes that the vendor asks for.
 */
export function createGhlOutbox(state: GhlSandboxState, now: () => number, onChange: () => void): Outbox {
  return createOutbox({
    pending: state.deliveries,
    now,
    timeoutMs: ANSWER_TIMEOUT,
    prepare: (delivery) => {
      if (state.webhookUrl === null) return null
      const body = JSON.stringify({ ...asObject(delivery.payload), timestamp: utcTime(now()) })
      const signature = ghlSignature(state.keys.privateKeyPem, body)
      return { url: state.webhookUrl, headers: { 'x-ghl-signature': signature }, body }
    },
    settle: (delivery, outcome) => {
      const again = outcome.kind === 'answered' && outcome.status === 429 && delivery.attempts < MOST_ATTEMPTS
      return again ? now() + RETRY_PAUSE : null
    },
    onChange,
  })
}
