import type { InboundMessage } from '../domain/message'

/** As the whole text message these stop all messages at the carrier, which confirms it by itself. */
const STOPS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
])

/** As the whole text message these let messages through again. */
const STARTS = new Set(['start', 'unstop'])

/** The carrier confirms this opt-out, so nothing more is sent. */
export function isCarrierStop(message: InboundMessage): boolean {
  return message.channel === 'sms' && STOPS.has(keywordOf(message))
}

/** The lead wants text messages again. */
export function isCarrierStart(message: InboundMessage): boolean {
  return message.channel === 'sms' && STARTS.has(keywordOf(message))
}

function keywordOf({ replyText }: InboundMessage): string {
  return replyText
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .trim()
}
