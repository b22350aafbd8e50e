import type { ProviderAppointment } from '../../domain/appointment'
import type { Channel } from '../../domain/names'
import { toInstant } from '../../domain/time'
import { toAppointment } from './mapping'
import { appointmentWebhookSchema, inboundMessageSchema, webhookSchema } from './wire'

export type GhlWebhook =
  | { kind: 'appointment'; event: string; appointment: ProviderAppointment }
  | { kind: 'message'; event: string; message: GhlInboundMessage }
  | { kind: 'ignored'; event: string; why: string }

export interface GhlInboundMessage {
  contactId: string
  channel: Channel
  externalId: string
  text: string
  sentAt: string
}

const CHANNELS: Record<string, Channel> = { SMS: 'sms', Email: 'email' }
const APPOINTMENT_EVENTS = ['AppointmentCreate', 'AppointmentUpdate', 'AppointmentDelete']

/** Maps one signed delivery for `locationId`; another location's are ignored. */
export function readGhlWebhook(body: unknown, locationId: string, minutes: number): GhlWebhook {
  const envelope = webhookSchema.safeParse(body)
  if (!envelope.success) return ignored('unknown', 'The body is not a GoHighLevel webhook.')
  const { type: event } = envelope.data
  if (envelope.data.locationId !== locationId) return ignored(event, 'It is for another location.')
  if (APPOINTMENT_EVENTS.includes(event)) return readAppointment(body, event, minutes)
  if (event === 'InboundMessage') return readMessage(body)
  return ignored(event, `Slotkeeper does not act on ${event}.`)
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
  const asOf = appointment.dateUpdated ?? timestamp ?? appointment.startTime
  const canceled = event === 'AppointmentDelete'
  return { kind: 'appointment', event, appointment: toAppointment(appointment, { minutes, asOf, canceled }) }
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
  const sentAt = dateAdded ?? timestamp
  if (!sentAt) return ignored(event, 'The message has no time.')
  return {
    kind: 'message',
    event,
    message: { contactId, channel, externalId, text: parsed.data.body ?? '', sentAt: toInstant(sentAt) },
  }
}

function ignored(event: string, why: string): GhlWebhook {
  return { kind: 'ignored', event, why }
}
