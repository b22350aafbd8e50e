import type { ProviderAppointment } from '../../domain/appointment'
import { toAppointment } from './mapping'
import { inviteePayloadSchema, webhookSchema } from './wire'

const NO_SHOW_DELETED = 'invitee_no_show.deleted'

const INVITEE_EVENTS = new Set([
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  NO_SHOW_DELETED,
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
    return { kind: 'ignored', event, why: 'Slotkeeper has nothing to do for it.' }
  }
  const invitee = inviteePayloadSchema.safeParse(payload)
  if (!invitee.success) return { kind: 'ignored', event, why: 'The body lacks the invitee or the event.' }
  // Whether the payload of a deleted no-show still names it is not known (unknowns.md E3); the event says it is gone.
  const read = event === NO_SHOW_DELETED ? { ...invitee.data, no_show: null } : invitee.data
  const appointment = toAppointment(read, invitee.data.scheduled_event, createdAt)
  if (!appointment) return { kind: 'ignored', event, why: 'A time in the body cannot be read.' }
  return { kind: 'appointment', event, appointment }
}

/**
 * What Calendly repeats when it delivers again; it sends no id of its own (calendly.md A15). A second cancellation or
 * no-show of the same invitee differs by its own time, and the end of a no-show by the time of the message.
 */
export function calendlyDeliveryKey(body: unknown): string | null {
  const envelope = webhookSchema.safeParse(body)
  if (!envelope.success) return null
  const invitee = inviteePayloadSchema.safeParse(envelope.data.payload)
  if (!invitee.success) return null
  const { event, created_at: sentAt } = envelope.data
  const { uri, cancellation, no_show } = invitee.data
  switch (event) {
    case 'invitee.created':
      return `${event} ${uri}`
    case 'invitee.canceled':
      return `${event} ${uri} ${cancellation?.created_at ?? sentAt}`
    case 'invitee_no_show.created':
      return `${event} ${uri} ${no_show?.created_at ?? sentAt}`
    default:
      return `${event} ${uri} ${sentAt}`
  }
}
