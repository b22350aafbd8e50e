import { offersSeen } from '../availability/ledger'
import { isAnswerTo } from '../domain/answer'
import type { Reading } from '../domain/decision'
import type { InboundMessage, OutboundMessage } from '../domain/message'
import type { Instant } from '../domain/time'
import { readReply } from '../replies/read-reply'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'

/** Read as of the moment at which it was written: what reached the lead later is not what it answers. */
export function readMessage(store: Reader, message: InboundMessage): Reading {
  const at = message.sentAt < message.receivedAt ? message.sentAt : message.receivedAt
  const reply = {
    text: message.replyText,
    automatic: message.automatic,
    offers: offersSeen(store, message.leadId, message.channel, at),
    answering: newestSent(store, message, at),
    at,
    zone: store.get('leads', message.leadId)?.zone?.name ?? null,
    eitherTakesFirst: settingsOf(store).eitherTakesFirst,
  }
  return readReply(reply)
}

/** The message of ours that stood last in the conversation when the lead wrote. */
function newestSent(store: Reader, { id, leadId, channel }: InboundMessage, at: Instant): string | null {
  let newest: OutboundMessage | null = null
  for (const message of store.by('messages', 'lead', leadId)) {
    if (message.direction !== 'outbound' || message.channel !== channel || message.sentAt > at) continue
    if (message.state !== 'sent' && message.state !== 'unknown') continue
    // A message that is read anew does not answer what was answered to it.
    if (isAnswerTo(message.id, id)) continue
    if (!newest || message.sentAt >= newest.sentAt) newest = message
  }
  return newest?.id ?? null
}
