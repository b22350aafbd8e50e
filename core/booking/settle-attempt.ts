import type { Context } from '../context'
import type { Attempt } from '../domain/attempt'
import { decisionId } from '../domain/decision'
import { PROVIDER_NAMES, type ProviderId } from '../domain/names'
import { epoch, MINUTE, toInstant, type Instant } from '../domain/time'
import type { BookingOutcome } from '../providers/provider'
import type { Transaction } from '../store/transaction'
import { connectionOf } from '../store/workspace'
import type { BookingResult } from './book-meeting'
import { sendConfirmations } from './confirmation'
import { sentenceFor } from './explain'
import { recordAppointment } from './record-appointment'
import { openTask } from './tasks'

/** Providers' lists lag behind their bookings; before this a meeting that is not listed may still be there. */
const LIST_LAG = 2 * MINUTE

/** Refusals that will meet every further booking until a person has mended the connection. */
const BROKEN_CONNECTION = new Set(['auth', 'scope', 'plan'])

/** Writes down what became of an attempt, with everything that follows from it, in one transaction. */
export function settleAttempt(
  context: Context,
  attemptId: string,
  outcome: BookingOutcome,
): Promise<BookingResult> {
  return context.store.transact('booking.settle', (transaction) => {
    const now = toInstant(context.clock.now())
    const attempt = transaction.get('attempts', attemptId)
    if (!attempt) throw new Error(`there is no attempt ${attemptId}`)
    const result = settle(transaction, attempt, outcome, now)
    transaction.put('attempts', result.attempt)
    updateDecision(transaction, result)
    return result
  })
}

type Settled = Exclude<BookingResult, { kind: 'not_started' }>

function settle(transaction: Transaction, attempt: Attempt, outcome: BookingOutcome, now: Instant): Settled {
  if (outcome.kind === 'unknown') {
    return { kind: 'unknown', attempt: { ...attempt, state: 'unknown' }, message: outcome.message }
  }
  if (outcome.kind === 'refused') {
    const { reason, message } = outcome
    if (BROKEN_CONNECTION.has(reason)) reportBroken(transaction, attempt.slot.provider, message, now)
    const refused: Attempt = { ...attempt, state: 'refused', refusal: { reason, message }, settledAt: now }
    return { kind: 'refused', attempt: refused, reason, message }
  }
  const lead = transaction.get('leads', attempt.leadId)
  if (!lead) throw new Error(`attempt ${attempt.id} is for a lead that is gone`)
  const appointment = recordAppointment(transaction, lead, outcome.appointment, {
    source: attempt.source,
    attemptId: attempt.id,
    slot: attempt.slot,
    now,
  })
  const booked: Attempt = { ...attempt, state: 'booked', appointmentId: appointment.id, settledAt: now }
  return { kind: 'booked', attempt: booked, appointment }
}

function reportBroken(transaction: Transaction, provider: ProviderId, message: string, now: Instant): void {
  const connection = connectionOf(transaction, provider)
  transaction.put('connections', { ...connection, health: 'failing', message, checkedAt: now })
}

/** An attempt that is settled late corrects what the drawer says about its message. */
function updateDecision(transaction: Transaction, result: Settled): void {
  const { messageId } = result.attempt
  const decision = messageId ? transaction.get('decisions', decisionId(messageId)) : undefined
  if (!decision) return
  transaction.put('decisions', {
    ...decision,
    outcome: result.kind,
    sentence: sentenceFor(transaction, result),
    attemptId: result.attempt.id,
    appointmentId: result.attempt.appointmentId,
  })
}

/** At start: what was being called when the app ended may or may not be booked. */
export function markInterruptedAttempts(context: Context): Promise<void> {
  return context.store.transact('booking.interrupted', (transaction) => {
    for (const attempt of transaction.by('attempts', 'underWay', 'yes')) {
      if (attempt.state === 'calling') transaction.put('attempts', { ...attempt, state: 'unknown' })
    }
  })
}

/**
 * Looks every unknown attempt up in the provider's own record and settles it (B2). One that is not found is settled as
 * not booked only after the provider's lists had time to catch up; it is never booked again without a person.
 */
export async function lookUpUnknownAttempts(context: Context): Promise<void> {
  const { store, providers, clock } = context
  for (const attempt of store.by('attempts', 'underWay', 'yes')) {
    const lead = store.get('leads', attempt.leadId)
    if (attempt.state !== 'unknown' || !lead) continue
    const found = await providers[attempt.slot.provider].find({
      attemptId: attempt.id,
      lead,
      slot: attempt.slot,
    })
    if (found.kind === 'failed') continue
    const [appointment] = found.value
    if (appointment) {
      await settleAttempt(context, attempt.id, { kind: 'booked', appointment })
    } else if (clock.now() - epoch(attempt.startedAt) > LIST_LAG) {
      await settleAsNotBooked(context, attempt)
    }
  }
  await sendConfirmations(context)
}

async function settleAsNotBooked(context: Context, attempt: Attempt): Promise<void> {
  const provider = PROVIDER_NAMES[attempt.slot.provider]
  const message = `${provider} has no such meeting: the booking did not go through.`
  await settleAttempt(context, attempt.id, { kind: 'refused', reason: 'not_found_at_provider', message })
  await context.store.transact('booking.not_found', (transaction) => {
    openTask(
      transaction,
      {
        leadId: attempt.leadId,
        kind: 'provider_trouble',
        reason: attempt.id,
        title: 'A booking did not go through',
        detail: `${message} Book the time by hand if it is still wanted.`,
        suggestion: { slot: attempt.slot, offerId: attempt.offerId, messageId: attempt.messageId },
      },
      toInstant(context.clock.now()),
    )
  })
}
