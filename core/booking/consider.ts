import type { Context } from '../context'
import type { Reading } from '../domain/decision'
import type { InboundMessage } from '../domain/message'
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
  return {
    now,
    settings: settingsOf(store),
    lead,
    message,
    reading,
    isBooked: isBooked(store, lead.id, now),
    askedBefore: askedBefore(store.by('messages', 'lead', lead.id), now),
    ...found,
  }
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
