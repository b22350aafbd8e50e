import { asMissing, couldBeGone, isMissingAgain, wasSeen } from '../../booking/missing-meeting'
import { closeTask, taskId } from '../../booking/tasks'
import type { Context } from '../../context'
import { appointmentId, type Appointment } from '../../domain/appointment'
import type { Lead } from '../../domain/lead'
import type { ProviderId } from '../../domain/names'
import { newReconciliation, type Reconciliation } from '../../domain/reconciliation'
import { DAY, plus, toInstant, type Instant, type TimeWindow } from '../../domain/time'
import type { Outcome } from '../../providers/provider'
import type { Reader } from '../../store/transaction'
import { bookedTargets } from '../../store/workspace'
import { applyAppointment } from '../apply-appointment'
import { applyRecord, applyReport } from './apply-record'
import type { Check } from './due-checks'
import type { Finding } from './findings'

/** As far as the record is read back and ahead (lesson 27). */
const REACH = 90 * DAY

export function reconciliationOf(store: Reader, provider: ProviderId): Reconciliation {
  return store.get('reconciliations', provider) ?? newReconciliation(provider)
}

export function windowAround(now: Instant): TimeWindow {
  return { start: plus(now, -REACH), end: plus(now, REACH) }
}

/** Makes one check and applies what it tells. */
export async function makeCheck(
  context: Context,
  provider: ProviderId,
  check: Check,
): Promise<Outcome<Finding[]>> {
  if (check.kind === 'meeting') return checkMeeting(context, check.appointment)
  if (check.kind === 'stranger') return checkStranger(context, check)
  if (check.kind === 'near') return checkNear(context, provider)
  return checkLead(context, provider, check.lead, { isSparing: true })
}

/**
 * What is still to come, and what a no-show may just have been marked of: every older meeting would cost a call. Fails
 * where only a part could be read. `isSparing` leaves the last calls of a provider's limit to others.
 */
export async function checkLead(
  context: Context,
  provider: ProviderId,
  lead: Lead,
  { isSparing }: { isSparing: boolean },
): Promise<Outcome<Finding[]>> {
  const now = toInstant(context.clock.now())
  const window = { start: plus(now, -DAY), end: windowAround(now).end }
  const read = await context.providers[provider].readRecord({ kind: 'lead', lead, window, isSparing })
  if (read.kind === 'failed') return read
  const { found, failure } = await applyRecord(context, read.value.appointments)
  return read.value.unread?.failure ?? failure ?? { kind: 'ok', value: found }
}

/** So many of the next day's meetings are read at a time; what they are is known from other looks too. */
const MOST_NEAR = 10

async function checkNear(context: Context, provider: ProviderId): Promise<Outcome<Finding[]>> {
  const now = toInstant(context.clock.now())
  const read = await context.providers[provider].readRecord({
    kind: 'window',
    window: { start: now, end: plus(now, DAY) },
    targetIds: bookedTargets(context.store, provider),
    most: MOST_NEAR,
  })
  if (read.kind === 'failed') return read
  const { found, failure } = await applyRecord(context, read.value.appointments)
  return read.value.unread?.failure ?? failure ?? { kind: 'ok', value: found }
}

/** Looks again whose a meeting is; one that the provider twice has not got is nobody's business. */
async function checkStranger(
  context: Context,
  { provider, externalId }: Pick<Extract<Check, { kind: 'stranger' }>, 'provider' | 'externalId'>,
): Promise<Outcome<Finding[]>> {
  const read = await context.providers[provider].readRecord({ kind: 'meeting', externalId })
  if (read.kind === 'failed') return read
  for (const report of read.value.appointments) await applyAppointment(context, report, 'reconcile')
  const reason = appointmentId(provider, externalId)
  if (read.value.appointments.length > 0) await wasSeen(context, reason)
  else if (await isMissingAgain(context, reason)) {
    await context.store.transact('reconcile.stranger_gone', (transaction) => {
      const now = toInstant(context.clock.now())
      closeTask(transaction, taskId({ leadId: null, kind: 'unmatched_booking', reason }), now)
    })
  }
  return { kind: 'ok', value: [] }
}

/** Looks one known meeting up by its id: one that the provider twice has not got is canceled. */
export async function checkMeeting(context: Context, known: Appointment): Promise<Outcome<Finding[]>> {
  const { store, providers, clock } = context
  const read = await providers[known.provider].readRecord({
    kind: 'meeting',
    externalId: known.externalId,
  })
  if (read.kind === 'failed') return read
  const { appointments } = read.value
  if (appointments.length > 0) {
    const { found, failure } = await applyRecord(context, appointments)
    return failure ?? { kind: 'ok', value: found }
  }
  const now = toInstant(clock.now())
  const isGone = couldBeGone(store, known, now) && (await isMissingAgain(context, known.id))
  const finding = isGone ? await applyReport(context, asMissing(known, now)) : null
  return { kind: 'ok', value: finding ? [finding] : [] }
}
