import type { ProviderAppointment } from '../../domain/appointment'
import { toAppointment } from './mapping'
import { inviteePayloadSchema, webhookSchema } from './wire'

const INVITEE_EVENTS = new Set([
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
])

/** The webhook events that Slotkeeper subscribes to. */
export const CALENDLY_EVENTS = [...INVITEE_EVENTS]

export type CalendlyWebhook =
  | { kind: 'appointment'; event: string; appointment: ProviderAppointment }
  /** Signed, but nothing that Slotkeeper acts on; `why` is for the operator. */
  | { kind: 'ignored'; event: string; why: string }

/** Maps one signed delivery (T3). */
export function readCalendlyWebhook(body: unknown): CalendlyWebhook {
  const envelope = webhookSchema.safeParse(body)
  if (!envelope.success)
    return { kind: 'ignored', event: 'unknown', why: 'The body is not a Calendly webhook.' }
  const { event, created_at: createdAt, payload } = envelope.data
  if (!INVITEE_EVENTS.has(event)) {
    return { kind: 'ignored', event, why: `Slotkeeper does not act on ${event}.` }
  }
  const invitee = inviteePayloadSchema.safeParse(payload)
  if (!invitee.success) return { kind: 'ignored', event, why: 'The body lacks the invitee or the event.' }
  return {
    kind: 'appointment',
    event,
    appointment: toAppointment(invitee.data, invitee.data.scheduled_event, createdAt),
  }
}

/**
 * What Calendly repeats when it delivers again; it sends no id of its own (calendly.md A15). A second cancellation or
 * no-show of the same invitee differs by its own time.
 */
export function calendlyDeliveryKey(body: unknown): string | null {
  const envelope = webhookSchema.safeParse(body)
  if (!envelope.success) return null
  const invitee = inviteePayloadSchema.safeParse(envelope.data.payload)
  if (!invitee.success) return null
  const { uri, cancellation, no_show } = invitee.data
  const own =
    envelope.data.event === 'invitee.created'
      ? ''
      : (no_show?.created_at ?? cancellation?.created_at ?? envelope.data.created_at)
  return `${envelope.data.event} ${uri} ${own}`.trim()
}
