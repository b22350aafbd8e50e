import type { Context } from '../context'
import type { Attempt, RefusalReason } from '../domain/attempt'
import { openQuestions, type Slot } from '../domain/slot'
import { MINUTE, plus } from '../domain/time'

/** What speaks against the event type and not against the time, the lead or the account. */
const SPEAKS_AGAINST_TARGET: readonly RefusalReason[] = ['bad_answer', 'bad_location', 'not_bookable']

/**
 * The same time on the next event type, after the provider refused the one before it for a reason of its own (C4). Null
 * unless the next one can be booked with the answers that there are, lasts as long, and is free from the very same start
 * on, as asked now. A time that is taken never falls back.
 */
export async function sameTimeElsewhere(context: Context, refused: Attempt): Promise<Slot | null> {
  const { slot, leadId, refusal } = refused
  if (!refusal || !SPEAKS_AGAINST_TARGET.includes(refusal.reason)) return null
  const provider = context.providers[slot.provider]
  const targets = await provider.targets()
  const lead = context.store.get('leads', leadId)
  if (targets.kind === 'failed' || !lead) return null
  const next = targets.value[targets.value.findIndex(({ id }) => id === slot.targetId) + 1]
  if (!next || next.cannotBook || openQuestions(lead, next).length > 0) return null
  const around = { start: plus(slot.start, -MINUTE), end: plus(slot.start, MINUTE) }
  const free = await provider.freeSlots(next, around)
  if (free.kind === 'failed') return null
  return free.value.find(({ start, end }) => start === slot.start && end === slot.end) ?? null
}
