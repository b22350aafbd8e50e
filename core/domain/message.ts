import { z } from 'zod'
import { answerPurposeSchema } from './answer'
import { channelSchema, idSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema, zoneSchema } from './time'

export const inboundMessageSchema = z.strictObject({
  direction: z.literal('inbound'),
  id: idSchema,
  leadId: idSchema,
  channel: channelSchema,
  /** The messenger's own id; a message is stored once per id (L2). */
  externalId: z.string(),
  text: z.string(),
  /** Without quotes, forwards and signature; may be empty (L2, R4). */
  replyText: z.string(),
  automatic: z.boolean(),
  /** A decision was written for it (D1); what is not decided yet is taken up again at the next start. */
  decided: z.boolean(),
  sentAt: instantSchema,
  receivedAt: instantSchema,
})
export type InboundMessage = z.infer<typeof inboundMessageSchema>

/**
 * queued: durable, not handed over yet. sending: handed to the channel, answer not seen yet. unknown: the answer was
 * never seen; such a message is shown and never sent again (F4).
 */
export const sendStateSchema = z.enum(['queued', 'sending', 'sent', 'failed', 'unknown'])

export const outboundMessageSchema = z.strictObject({
  direction: z.literal('outbound'),
  id: idSchema,
  leadId: idSchema,
  channel: channelSchema,
  externalId: z.string().nullable(),
  text: z.string().min(1),
  purpose: z.enum(['offer', 'confirmation', 'manual', ...answerPurposeSchema.options]),
  /** The slots that the text offers, in the order in which it names them; they become offers when it is handed over. */
  carries: z.array(slotSchema),
  /** In which the text words its times; null where it words none. */
  zone: zoneSchema.nullable(),
  appointmentId: idSchema.nullable(),
  /** Slotkeeper sent it by itself; no person wrote or approved it. */
  automatic: z.boolean(),
  state: sendStateSchema,
  /** Why it was not sent, in plain words. */
  failure: z.string().nullable(),
  sentAt: instantSchema,
})
export type OutboundMessage = z.infer<typeof outboundMessageSchema>

export const messageSchema = z.discriminatedUnion('direction', [inboundMessageSchema, outboundMessageSchema])
export type Message = z.infer<typeof messageSchema>
