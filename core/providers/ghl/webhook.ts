import type { ProviderAppointment } from '../../domain/appointment'
import type { Channel } from '../../domain/names'
import type { Instant } from '../../domain/time'
import { readInstant } from '../instant'
import { toAppointment } from './mapping'
import { appointmentWebhookSchema, inboundMessageSchema, webhookSchema, type GhlAppointment } from './wire'

export type GhlWebhook =
  | { kind: 'appointment'; event: string; appointment: ProviderAppointment }
  | { kind: 'message'; event: string; message: GhlInboundMessage }
  | { kind: 'ignored'; event: string; why: string }

export interface GhlInboundMessage {
  contactId: string
  channel: Channel
  externalId: string
  text: string
  sentAt: Instant
}

const CHANNELS: Record<string, Channel> = { SMS: 'sms', Email: 'email' }
const DELETED = 'AppointmentDelete'
const APPOINTMENT_EVENTS = ['AppointmentCreate', 'AppointmentUpdate', DELETED]

/** Maps one signed delivery for `locationId`; another location's are ignored. */
export function readGhlWebhook(body: unknown, locationId: string, minutes: number): GhlWebhook {
  const envelope = webhookSchema.safeParse(body)
  if (!envelope.success) return ignored('unknown', 'The body is not a GoHighLevel webhook.')
  const { type: event } = envelope.data
  if (envelope.data.locationId !== locationId) return ignored(event, 'It is for another location.')
  if (APPOINTMENT_EVENTS.includes(event)) return readAppointment(body, event, minutes)
  if (event === 'InboundMessage') return readMessage(body)
  return ignored(event, 'Slotkeeper has nothing to do for it.')
}

/** GoHighLevel's own id of the delivery; null where there is none. */
export function ghlDeliveryKey(body: unknown): string | null {
  const envelope = webhookSchema.safeParse(body)
  return envelope.success ? (envelope.data.webhookId ?? null) : null
}

function readAppointment(body: unknown, event: string, minutes: number): GhlWebhook {
  const parsed = appointmentWebhookSchema.safeParse(body)
  if (!parsed.success) return ignored(event, 'The body lacks the appointment.')
  const { appointment, timestamp } = parsed.data
  const canceled = event === DELETED
  const asOf = asOfWhen(appointment, readInstant(timestamp), canceled)
  if (!asOf) return ignored(event, 'The body does not say when it was so.')
  const read = toAppointment(appointment, { minutes, asOf, canceled })
  return read
    ? { kind: 'appointment', event, appointment: read }
    : ignored(event, 'A time in the body cannot be read.')
}

/** The record's own time of change; it need not move when the record is deleted, and then the message's time counts. */
function asOfWhen(appointment: GhlAppointment, sent: Instant | null, isDeleted: boolean): Instant | null {
  const updated = readInstant(appointment.dateUpdated)
  if (!updated || !sent) return updated ?? sent
  return isDeleted && sent > updated ? sent : updated
}

function readMessage(body: unknown): GhlWebhook {
  const event = 'InboundMessage'
  const parsed = inboundMessageSchema.safeParse(body)
  if (!parsed.success) return ignored(event, 'The body lacks the contact.')
  const { contactId, messageType, messageId, emailMessageId, webhookId, direction, dateAdded, timestamp } =
    parsed.data
  const channel = CHANNELS[messageType ?? '']
  if (!channel)
    return ignored(event, `Slotkeeper does not read messages of the kind ${messageType ?? 'unknown'}.`)
  if (direction === 'outbound') return ignored(event, 'It is our own message.')
  const externalId = emailMessageId ?? messageId ?? webhookId
  if (!externalId) return ignored(event, 'The message has no id.')
  const sentAt = readInstant(dateAdded) ?? readInstant(timestamp)
  if (!sentAt) return ignored(event, 'The message has no time that can be read.')
  return {
    kind: 'message',
    event,
    message: { contactId, channel, externalId, text: parsed.data.body ?? '', sentAt },
  }
}

function ignored(event: string, why: string): GhlWebhook {
  return { kind: 'ignored', event, why }
}
