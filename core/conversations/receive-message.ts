import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Channel } from '../domain/names'
import type { Instant } from '../domain/time'
import { replyOnly } from '../replies/reply-only'
import type { Reader, Transaction } from '../store/transaction'

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

/** Stores a message of a lead, once (L2), and returns it as it is stored. */
export function receiveMessage(
  transaction: Transaction,
  lead: Lead,
  incoming: IncomingMessage,
  now: Instant,
): InboundMessage {
  const known = storedBefore(transaction, lead.id, incoming)
  if (known) return known
  const message: InboundMessage = {
    direction: 'inbound',
    id: messageId(incoming.channel, incoming.externalId),
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

/**
 * By the messenger's id; or the same words of the same moment, because a webhook need not name the message that it tells
 * of (gohighlevel.md B6).
 */
export function storedBefore(
  store: Reader,
  leadId: string,
  { channel, externalId, text, sentAt }: IncomingMessage,
): InboundMessage | null {
  const named = store.get('messages', messageId(channel, externalId))
  if (named?.direction === 'inbound') return named
  for (const message of store.by('messages', 'lead', leadId)) {
    if (message.direction !== 'inbound' || message.channel !== channel) continue
    if (message.sentAt === sentAt && message.text === text) return message
  }
  return null
}
