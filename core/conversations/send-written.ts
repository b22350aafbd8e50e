import type { Context } from '../context'
import type { Channel } from '../domain/names'
import { toInstant } from '../domain/time'
import { deliverMessage, queueMessage } from './send-message'

export interface WrittenMessage {
  leadId: string
  channel: Channel
  text: string
  /** One message per id, however often it is asked for. */
  requestId: string
}

export interface WrittenResult {
  sent: boolean
  /** It may have arrived, and is not sent again. */
  isUnknown?: boolean
  /** What happened and what to do next, in plain words. */
  sentence: string
}

/** Sends what a person wrote. */
export async function sendWritten(context: Context, written: WrittenMessage): Promise<WrittenResult> {
  const { leadId, channel, text, requestId } = written
  const id = `manual:${requestId}`
  await context.store.transact('message.queue', (transaction) => {
    queueMessage(
      transaction,
      { id, leadId, channel, text, purpose: 'manual', carries: [], zone: null, appointmentId: null },
      toInstant(context.clock.now()),
    )
  })
  const message = await deliverMessage(context, id)
  // A second click finds the message on its way.
  if (message?.state === 'sending') return { sent: true, sentence: 'The message is being sent.' }
  if (message?.state === 'sent') return { sent: true, sentence: 'Sent.' }
  return {
    sent: false,
    isUnknown: message?.state === 'unknown',
    sentence: message?.failure ?? 'The message was not sent.',
  }
}
