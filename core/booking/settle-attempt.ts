import type { Context } from '../context'
import type { Appointment } from '../domain/appointment'
import { isUnderWay, type Attempt } from '../domain/attempt'
import { decisionId } from '../domain/decision'
import { PROVIDER_NAMES } from '../domain/names'
import { epoch, MINUTE, toInstant, type Instant } from '../domain/time'
import type { BookingOutcome } from '../providers/provider'
import type { Reader, Transaction } from '../store/transaction'
import type { Settled } from './booking-result'
import { noteBrokenConnection } from './broken-connection'
import { sendConfirmations } from './confirmation'
import { sentenceFor } from './explain'
import { recordAppointment } from './record-appointment'
import { orderCancellation } from './replacement'
import { closeTask, openTask, taskId, type NewTask } from './tasks'

/** Providers' lists lag behind their bookings; before this a meeting that is not listed may still be there. */
const LIST_LAG = 2 * MINUTE

/** Longer than any call takes with its time-outs: an attempt that is `calling` for this long lost its caller. */
const LONGEST_CALL = 3 * MINUTE

/**
 * Writes down what became of an attempt, with everything that follows from it, in one transaction. An attempt that is
 * settled already stays as it is, and its outcome is returned.
 */
export function settleAttempt(
  context: Context,
  attemptId: string,
  outcome: BookingOutcome,
): Promise<Settled> {
  return context.store.transact('booking.settle', (transaction) => {
    const attempt = transaction.get('attempts', attemptId)
    if (!attempt) throw new Error(`there is no attempt ${attemptId}`)
    return settle(transaction, attempt, outcome, toInstant(context.clock.now()))
  })
}

/** The same within a caller's transaction. */
export function settle(
  transaction: Transaction,
  attempt: Attempt,
  outcome: BookingOutcome,
  now: Instant,
): Settled {
  if (!isUnderWay(attempt)) return outcomeOf(transaction, attempt)
  const result = apply(transaction, attempt, outcome, now)
  transaction.put('attempts', result.attempt)
  updateDecision(transaction, result)
  if (result.kind === 'booked') orderCancellation(transaction, result.attempt, result.appointment, now)
  const task = lookUpTask(attempt, outcome)
  if (result.kind === 'unknown') openTask(transaction, task, now)
  else closeTask(transaction, taskId(task), now)
  return result
}

/** A webhook may tell of the meeting before any lookup does. */
export function settleByRecord(transaction: Transaction, attempt: Attempt, now: Instant): void {
  if (attempt.state !== 'unknown' || !recordedFor(transaction, attempt)) return
  settle(transaction, attempt, { kind: 'unknown', message: '' }, now)
}

function recordedFor(store: Reader, attempt: Attempt): Appointment | undefined {
  return store.by('appointments', 'attempt', attempt.id)[0]
}

/** What an attempt has come to so far. */
export function outcomeOf(store: Reader, attempt: Attempt): Settled {
  const appointment = attempt.appointmentId ? store.get('appointments', attempt.appointmentId) : undefined
  if (attempt.state === 'booked' && appointment) return { kind: 'booked', attempt, appointment }
  if (attempt.refusal) return { kind: 'refused', attempt, ...attempt.refusal }
  return { kind: 'unknown', attempt, message: 'The outcome is being looked up.' }
}

function apply(transaction: Transaction, attempt: Attempt, outcome: BookingOutcome, now: Instant): Settled {
  if (outcome.kind === 'unknown') {
    const recorded = recordedFor(transaction, attempt)
    return recorded
      ? asBooked(attempt, recorded, now)
      : { kind: 'unknown', attempt: { ...attempt, state: 'unknown' }, message: outcome.message }
  }
  if (outcome.kind === 'refused') {
    const { reason, message } = outcome
    noteBrokenConnection(transaction, attempt.slot.provider, outcome, now)
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
  return asBooked(attempt, appointment, now)
}

function asBooked(attempt: Attempt, appointment: Appointment, now: Instant): Settled {
  const booked: Attempt = { ...attempt, state: 'booked', appointmentId: appointment.id, settledAt: now }
  return { kind: 'booked', attempt: booked, appointment }
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

/** A booking whose outcome is open is never silent: until it is known, nothing else is booked for this lead. */
function lookUpTask(attempt: Attempt, outcome: BookingOutcome): NewTask {
  const provider = PROVIDER_NAMES[attempt.slot.provider]
  const said = outcome.kind === 'unknown' ? outcome.message : ''
  return {
    leadId: attempt.leadId,
    kind: 'provider_trouble',
    reason: attempt.id,
    title: 'A booking is being looked up',
    detail:
      `${said} Slotkeeper looks in ${provider} until it is known. Do not book the lead again before.`.trim(),
  }
}

/** At start: what was being called when the app ended may or may not be booked. */
export function markInterruptedAttempts(context: Context): Promise<void> {
  return markUnknown(context, () => true)
}

function markUnknown(context: Context, isLost: (attempt: Attempt) => boolean): Promise<void> {
  const message = 'The booking was cut off before its answer was seen.'
  return context.store.transact('booking.interrupted', (transaction) => {
    for (const attempt of transaction.by('attempts', 'underWay', 'yes')) {
      if (attempt.state !== 'calling' || !isLost(attempt)) continue
      settle(transaction, attempt, { kind: 'unknown', message }, toInstant(context.clock.now()))
    }
  })
}

/**
 * Looks every unknown attempt up in the provider's own record and settles it (B2). One that is not found is settled as
 * not booked only after the provider's lists had time to catch up; it is never booked again without a person.
 */
export async function lookUpUnknownAttempts(context: Context): Promise<void> {
  const { store, clock, log } = context
  await markUnknown(context, ({ startedAt }) => clock.now() - epoch(startedAt) > LONGEST_CALL)
  for (const attempt of store.by('attempts', 'underWay', 'yes')) {
    if (attempt.state !== 'unknown') continue
    try {
      await lookUp(context, attempt)
    } catch (error) {
      log.error('booking.lookup_threw', { attemptId: attempt.id, error: String(error) })
    }
  }
  await sendConfirmations(context)
}

async function lookUp(context: Context, attempt: Attempt): Promise<void> {
  const { clock } = context
  const { identity, slot } = attempt
  // Without an identity the provider was never called.
  const found = identity
    ? await context.providers[slot.provider].find({ attemptId: attempt.id, identity, slot })
    : { kind: 'ok' as const, value: [] }
  if (found.kind === 'failed') return
  const [appointment] = found.value
  if (appointment) await settleAttempt(context, attempt.id, { kind: 'booked', appointment })
  else if (!identity || clock.now() - epoch(attempt.startedAt) > LIST_LAG)
    await settleAsNotBooked(context, attempt)
}

async function settleAsNotBooked(context: Context, attempt: Attempt): Promise<void> {
  const provider = PROVIDER_NAMES[attempt.slot.provider]
  const message = `${provider} has no such meeting: the booking did not go through.`
  await context.store.transact('booking.not_found', (transaction) => {
    const now = toInstant(context.clock.now())
    const current = transaction.get('attempts', attempt.id)
    if (!current || !isUnderWay(current)) return
    settle(transaction, current, { kind: 'refused', reason: 'not_found_at_provider', message }, now)
    openTask(
      transaction,
      {
        leadId: attempt.leadId,
        kind: 'provider_trouble',
        reason: attempt.id,
        title: 'A booking did not go through',
        detail: `${message} Book the time by hand if it is still wanted.`,
        suggestion: {
          kind: 'book',
          slot: attempt.slot,
          offerId: attempt.offerId,
          messageId: attempt.messageId,
        },
      },
      now,
    )
  })
}
