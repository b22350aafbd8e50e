import type { Context } from '../context'
import type { Channel } from '../domain/names'
import { toInstant } from '../domain/time'
import { stillOffers, type OfferedText } from './offer-text'
import { offerMessageId, sendOffer } from './offer-times'
import { deliverMessage, queueMessage, tellSent, type SendResult } from './send-message'

export interface WrittenMessage {
  leadId: string
  channel: Channel
  text: string
  /** The text with times that the person began with, if any. */
  begun?: OfferedText | undefined
  /** One message per id, however often it is asked for. */
  requestId: string
}

/**
 * Sends what a person wrote. What was begun with times and still names them offers them, so that the lead can accept
 * one; they are looked at again first. What names others is read by a person when the lead answers.
 */
export async function sendWritten(context: Context, written: WrittenMessage): Promise<SendResult> {
  const { begun, ...message } = written
  const { requestId, ...words } = message
  const { store } = context
  const id = `manual:${requestId}`
  // The same order again is the same message, whatever has changed meanwhile.
  const isPlain = store.get('messages', id) !== undefined
  const isOffer = store.get('messages', offerMessageId(requestId)) !== undefined
  const zone = store.get('leads', message.leadId)?.zone?.name
  if (begun && zone !== undefined && !isPlain && (isOffer || stillOffers(message.text, begun, zone))) {
    const { text, ...order } = message
    return sendOffer(context, { ...order, slots: begun.slots, written: { text, zone } })
  }
  await store.transact('message.queue', (transaction) => {
    queueMessage(
      transaction,
      { id, ...words, purpose: 'manual', carries: [], zone: null, appointmentId: null },
      toInstant(context.clock.now()),
    )
  })
  return tellSent(await deliverMessage(context, id), () => 'Sent.')
}
