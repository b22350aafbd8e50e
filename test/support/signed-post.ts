import { createHmac } from 'node:crypto'
import type { World } from './world'

/** What `Calendly-Webhook-Signature` holds for a body that is signed at `now` (epoch ms). */
export function calendlySignature(body: string | Buffer, key: string, now: number): string {
  const time = String(Math.floor(now / 1000))
  return `t=${time},v1=${createHmac('sha256', key).update(`${time}.`).update(body).digest('hex')}`
}

/** Posts a body to the receiver as Calendly would and returns the status. */
export async function postAsCalendly(world: World, body: string): Promise<number> {
  const key = world.secrets.get('calendly.webhookSigningKey') ?? ''
  const response = await fetch(`${world.slotkeeper().receiverUrl ?? ''}/webhooks/calendly`, {
    method: 'POST',
    headers: { 'calendly-webhook-signature': calendlySignature(body, key, world.clock.now()) },
    body,
  })
  return response.status
}
