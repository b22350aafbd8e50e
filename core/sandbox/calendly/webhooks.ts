import { createHmac } from 'node:crypto'
import { DAY, MINUTE } from '../shared/open-hours'
import { createOutbox, type Outbox, type PendingDelivery } from '../shared/outbox'
import type { PostOutcome } from '../shared/post-json'
import { eventOf, viewEvent, type CalendlyWorld } from './bookings'
import { wireTime, type CalendlySandboxState, type StoredSubscription } from './state'
import type { CalendlyInvitee, InviteeEvent } from './wire'

/** Calendly waits 15 s for an answer (A15). */
const READ_TIMEOUT = 15_000
const FIRST_RETRY = MINUTE
const LONGEST_RETRY = 4 * 60 * MINUTE

/**
 * The `Calendly-Webhook-Signature` of a body (A15).
 * @param unixSeconds the `t` that is signed with it
 */
export function calendlySignature(signingKey: string, unixSeconds: number, rawBody: string): string {
  const hash = createHmac('sha256', signingKey).update(`${unixSeconds}.${rawBody}`).digest('hex')
  return `t=${unixSeconds},v1=${hash}`
}

/** The webhook body for what happened to this invitee, as it reads at this moment. */
export function webhookEnvelope(
  world: CalendlyWorld,
  event: InviteeEvent,
  invitee: CalendlyInvitee,
  createdBy: string,
): object {
  return structuredClone({
    event,
    created_at: wireTime(world.now()),
    created_by: createdBy,
    payload: { ...invitee, scheduled_event: viewEvent(world, eventOf(world.state, invitee)) },
  })
}

/** The subscriptions that want this event about this invitee. */
export function subscribersOf(
  state: CalendlySandboxState,
  event: InviteeEvent,
  invitee: CalendlyInvitee,
): StoredSubscription[] {
  const hosts = eventOf(state, invitee).event_memberships.map((member) => member.user)
  return state.subscriptions.filter(
    ({ resource }) =>
      resource.state === 'active' &&
      resource.events.includes(event) &&
      (resource.scope === 'organization' || (resource.user !== null && hosts.includes(resource.user))),
  )
}

/**
 * Delivers to subscriptions. A failure is tried again with a growing pause; a subscription whose delivery has failed
 * for 24 hours is disabled and gets nothing more (A15). `t` is the time of each attempt: which one a retry carries
 * is not documented.
 */
export function createCalendlyOutbox(
  state: CalendlySandboxState,
  now: () => number,
  onChange: () => void,
): Outbox {
  const subscriptionOf = (delivery: PendingDelivery): StoredSubscription | undefined =>
    state.subscriptions.find(
      ({ resource }) => resource.uri === delivery.recipient && resource.state === 'active',
    )

  const prepare = (
    delivery: PendingDelivery,
  ): { url: string; headers: Record<string, string>; body: string } | null => {
    const subscription = subscriptionOf(delivery)
    if (subscription === undefined) return null
    const body = JSON.stringify(delivery.payload)
    const { signingKey } = subscription
    const headers: Record<string, string> =
      signingKey === null
        ? {}
        : { 'calendly-webhook-signature': calendlySignature(signingKey, Math.floor(now() / 1000), body) }
    return { url: subscription.resource.callback_url, headers, body }
  }

  const settle = (delivery: PendingDelivery, outcome: PostOutcome): number | null => {
    const subscription = subscriptionOf(delivery)
    if (subscription === undefined) return null
    const { resource } = subscription
    if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) {
      resource.retry_started_at = null
      return null
    }
    resource.retry_started_at ??= wireTime(now())
    const givesUpAt = (delivery.firstTriedAt ?? now()) + DAY
    if (now() >= givesUpAt) {
      resource.state = 'disabled'
      resource.updated_at = wireTime(now())
      return null
    }
    const pause = Math.min(FIRST_RETRY * 2 ** (delivery.attempts - 1), LONGEST_RETRY)
    return Math.min(now() + pause, givesUpAt)
  }

  return createOutbox({ pending: state.deliveries, now, timeoutMs: READ_TIMEOUT, prepare, settle, onChange })
}
