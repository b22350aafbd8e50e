import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Channel } from '../domain/names'
import type { Instant } from '../domain/time'
import { replyOnly } from '../replies/reply-only'
import type { Transaction } from '../store/transaction'

export interface IncomingMessage {
  channel: Channel
  /** The messenger's id of the message. */
  externalId: string
  text: string
  sentAt: Instant
}

export function messageId(channel: Channel, externalId: string): string {
  return `${channel}:${externalId}`
}

/** Stores a message of a lead, once per messenger's id (L2). Null when it was stored before. */
export function receiveMessage(
  transaction: Transaction,
  lead: Lead,
  incoming: IncomingMessage,
  now: Instant,
): InboundMessage | null {
  const id = messageId(incoming.channel, incoming.externalId)
  if (transaction.get('messages', id)) return null
  const message: InboundMessage = {
    direction: 'inbound',
    id,
    leadId: lead.id,
    channel: incoming.channel,
    externalId: incoming.externalId,
    text: incoming.text,
    ...replyOnly(incoming.text),
    decided: false,
    sentAt: incoming.sentAt,
    receivedAt: now,
  }
  transaction.put('messages', message)
  if (lead.status === 'new' || lead.status === 'contacted') {
    transaction.put('leads', { ...lead, status: 'replied', updatedAt: now })
  }
  return message
}
