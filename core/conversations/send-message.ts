import type { Context } from '../context'
import { closeOutdatedOffers, recordOffers } from '../availability/ledger'
import type { Lead } from '../domain/lead'
import type { OutboundMessage } from '../domain/message'
import { toInstant, type Instant } from '../domain/time'
import type { Reader, Transaction } from '../store/transaction'
import { isBookedOn, settingsOf } from '../store/workspace'
import type { SendOutcome } from './channel'

export type NewMessage = Pick<
  OutboundMessage,
  'id' | 'leadId' | 'channel' | 'text' | 'purpose' | 'carries' | 'zone' | 'appointmentId'
> &
  Partial<Pick<OutboundMessage, 'automatic'>>

/** Writes a message down to be sent, once per id: a second call with the same id changes nothing. */
export function queueMessage(transaction: Transaction, message: NewMessage, now: Instant): void {
  if (transaction.get('messages', message.id)) return
  transaction.put('messages', {
    automatic: false,
    ...message,
    direction: 'outbound',
    externalId: null,
    state: 'queued',
    failure: null,
    sentAt: now,
  })
}

/** Whether a message may go out at this moment; `drop` gives it up for good. */
export type Clearance = { kind: 'go' } | { kind: 'wait' } | { kind: 'drop'; why: string }

/**
 * Hands a queued message to its channel, at most once whatever happens (F4): it is marked as being sent before, and
 * what a crash leaves in that state is shown as unknown, never sent again. `clearanceFor` is asked within the claim.
 * Returns the message as it then stands.
 */
export async function deliverMessage(
  context: Context,
  messageId: string,
  clearanceFor: (store: Reader, message: OutboundMessage, now: Instant) => Clearance = () => ({ kind: 'go' }),
): Promise<OutboundMessage | null> {
  const claimed = await context.store.transact('message.claim', (transaction) => {
    const message = transaction.get('messages', messageId)
    if (message?.direction !== 'outbound' || message.state !== 'queued') return null
    const now = toInstant(context.clock.now())
    const clearance = clearanceFor(transaction, message, now)
    if (clearance.kind === 'drop')
      settle(transaction, message, { kind: 'failed', message: clearance.why }, now)
    if (clearance.kind !== 'go') return null
    const sending: OutboundMessage = { ...message, state: 'sending' }
    transaction.put('messages', sending)
    return sending
  })
  if (!claimed) return currentMessage(context, messageId)
  const outcome = await handOver(context, claimed)
  await context.store.transact('message.settle', (transaction) => {
    settle(transaction, claimed, outcome, toInstant(context.clock.now()))
  })
  return currentMessage(context, messageId)
}

/**
 * At start: a message that was being handed over when the app ended may or may not have gone out. One that waited has
 * not, and its sender is told; what is sent without anybody at the keyboard goes on waiting.
 */
export function settleInterruptedMessages(context: Context): Promise<void> {
  return context.store.transact('message.interrupted', (transaction) => {
    const now = toInstant(context.clock.now())
    for (const message of transaction.by('messages', 'unsent', 'yes')) {
      if (message.direction !== 'outbound') continue
      if (message.state === 'sending') {
        settle(transaction, message, { kind: 'unknown', message: INTERRUPTED }, now)
      } else if (message.purpose !== 'confirmation' && !message.automatic) {
        settle(transaction, message, { kind: 'failed', message: NEVER_SENT }, now)
      }
    }
  })
}

const NEVER_SENT = 'Slotkeeper was closed before the message was sent. Send it again.'
const INTERRUPTED = 'Slotkeeper was closed while the message was being sent. Look at the conversation there.'

async function handOver(context: Context, message: OutboundMessage): Promise<SendOutcome> {
  const lead = context.store.get('leads', message.leadId)
  const channel = context.channels[message.channel]
  if (!lead || !channel) return { kind: 'failed', message: 'This channel is not set up.' }
  const obstacle = channel.cannotReach(recipient(lead, message)) ?? unfinished(message.text)
  if (obstacle) return { kind: 'failed', message: obstacle }
  try {
    return await channel.send({ lead, text: message.text })
  } catch (error) {
    context.log.error('message.send_threw', { messageId: message.id, error: String(error) })
    return {
      kind: 'unknown',
      message: 'Sending broke off. Look at the conversation there before you send again.',
    }
  }
}

/** Who opted out is told so once; nothing else passes the opt-out. */
function recipient(lead: Lead, { purpose, channel }: OutboundMessage): Lead {
  return purpose === 'opt_out_confirmed'
    ? { ...lead, optOuts: lead.optOuts.filter((one) => one !== channel) }
    : lead
}

/** A text with a placeholder left in it is never sent (V5). */
function unfinished(text: string): string | null {
  const placeholder = /\{[a-z_]+\}/i.exec(text)
  return placeholder ? `The text still holds the placeholder ${placeholder[0]}.` : null
}

function settle(
  transaction: Transaction,
  message: OutboundMessage,
  outcome: SendOutcome,
  now: Instant,
): void {
  const state = outcome.kind === 'refused' ? 'failed' : outcome.kind
  transaction.put('messages', {
    ...message,
    state,
    externalId: outcome.kind === 'sent' ? outcome.externalId : null,
    failure: outcome.kind === 'sent' ? null : outcome.message,
    sentAt: now,
  })
  // What may have reached the lead may be accepted; the gates look at the slot again anyway.
  if (state !== 'failed') {
    recordOffers(transaction, message, settingsOf(transaction).offerValidDays, now)
    // While it was handed over, the workspace may have changed to book on something else.
    const offered = transaction.by('offers', 'lead', message.leadId)
    closeOutdatedOffers(transaction, (slot) => !isBookedOn(transaction, slot), now, offered)
  }
  const lead = transaction.get('leads', message.leadId)
  if (!lead) return
  transaction.put('leads', {
    ...lead,
    ...(outcome.kind === 'sent' && outcome.ghlContactId ? { ghlContactId: outcome.ghlContactId } : {}),
    ...(outcome.kind === 'sent' && lead.status === 'new' ? { status: 'contacted' as const } : {}),
    ...(outcome.kind === 'refused' && outcome.optedOut
      ? { optOuts: [...new Set([...lead.optOuts, message.channel])] }
      : {}),
    updatedAt: now,
  })
}

/** What became of a message that a person sent. */
export interface SendResult {
  sent: boolean
  /** Another click is sending it, and will know what became of it. */
  isUnderWay?: true
  /** It may have arrived, and is not sent again. */
  isUnknown?: boolean
  /** What happened and what to do next, in plain words. */
  sentence: string
}

/** @param sentence what is said of it once it was sent */
export function tellSent(
  message: OutboundMessage | null,
  sentence: (message: OutboundMessage) => string,
): SendResult {
  if (message?.state === 'sent') return { sent: true, sentence: sentence(message) }
  // A second click finds the message on its way.
  if (message?.state === 'sending') return { sent: true, isUnderWay: true, sentence: 'It is being sent.' }
  const why = message?.failure ?? 'The message was not sent.'
  return { sent: false, isUnknown: message?.state === 'unknown', sentence: why }
}

function currentMessage(context: Context, messageId: string): OutboundMessage | null {
  const message = context.store.get('messages', messageId)
  return message?.direction === 'outbound' ? message : null
}
