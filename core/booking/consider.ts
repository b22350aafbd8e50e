import type { Context } from '../context'
import type { Reading } from '../domain/decision'
import type { InboundMessage, Message, OutboundMessage } from '../domain/message'
import { toInstant } from '../domain/time'
import { settingsOf } from '../store/workspace'
import { askedBefore } from './answers/asked-before'
import { draftAnswer, type Draft } from './answers/draft-answer'
import { mayAnswer } from './answers/may-answer'
import { isBooked } from './gate-facts'
import type { Considered, NextStep } from './next-step'

/** What came of trying to book. */
export type Found = Pick<Considered, 'slot' | 'gates' | 'result'>

/** Puts together what the next step is drawn from. Null when the lead is gone. */
export function consider(
  { store, clock }: Context,
  message: InboundMessage,
  reading: Reading,
  found: Found,
): Considered | null {
  const now = toInstant(clock.now())
  const lead = store.get('leads', message.leadId)
  if (!lead) return null
  const messages = store.by('messages', 'lead', lead.id)
  return {
    now,
    settings: settingsOf(store),
    lead,
    message,
    reading,
    isBooked: isBooked(store, lead.id, now),
    answersConfirmation: lastSentBefore(message, messages)?.purpose === 'confirmation',
    askedBefore: askedBefore(messages, now),
    ...found,
  }
}

function lastSentBefore({ sentAt, channel }: InboundMessage, messages: readonly Message[]) {
  return messages
    .filter((one) => one.direction === 'outbound')
    .filter((one) => one.channel === channel && one.state !== 'failed' && one.sentAt <= sentAt)
    .reduce<OutboundMessage | null>((last, one) => (last && last.sentAt > one.sentAt ? last : one), null)
}

/** Null where no answer is wanted, or nobody may send one: then the provider is not asked for anything. */
export async function draftFor(
  context: Context,
  { lead, message }: Considered,
  { answer }: NextStep,
): Promise<Draft | null> {
  if (!answer) return null
  const { purpose, wanted } = answer
  const { kind } = mayAnswer(context.store, message, purpose, toInstant(context.clock.now()), message.decided)
  return kind === 'none' ? null : draftAnswer(context, lead, { purpose, channel: message.channel, wanted })
}
