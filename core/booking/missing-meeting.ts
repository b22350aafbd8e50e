import type { Context } from '../context'
import { isUpcoming, type Appointment, type ProviderAppointment } from '../domain/appointment'
import { MINUTE, plus, toInstant, type Instant } from '../domain/time'
import { reportOf } from '../providers/meeting-changes'
import type { Reader, Transaction } from '../store/transaction'

/** A meeting that was made just now may not be in the record yet. */
const LAG = 2 * MINUTE

/** What a provider answers wrongly it answers wrongly for a moment: looks that are closer together are one look. */
const A_LOOK_APART = 5 * MINUTE

/**
 * Whether not being in the record can mean that it is gone: it is upcoming, was not made just now, and not with an account
 * before the one that is asked.
 */
export function couldBeGone(store: Reader, known: Appointment, now: Instant): boolean {
  if (!isUpcoming(known, now) || plus(known.recordedAt, LAG) > now) return false
  const accountSince = store.get('reconciliations', known.provider)?.accountSince ?? null
  return accountSince === null || known.recordedAt >= accountSince
}

/**
 * The provider has just answered that it does not have this meeting. True when that is to be believed: it was missing
 * before too, a look apart, and was not seen in between.
 */
export function isMissingAgain({ store, clock }: Context, appointmentId: string): Promise<boolean> {
  return store.transact('meeting.missing', (transaction) => {
    const now = toInstant(clock.now())
    const id = missingId(appointmentId)
    const first = transaction.get('recordChecks', id)
    if (!first) transaction.put('recordChecks', { id, reconciledAt: now, error: null })
    if (!first || plus(first.reconciledAt, A_LOOK_APART) > now) return false
    transaction.remove('recordChecks', id)
    return true
  })
}

/** The provider has just shown this meeting: that it was missing once means nothing any more. */
export async function wasSeen({ store }: Context, appointmentId: string): Promise<void> {
  const id = missingId(appointmentId)
  if (!store.get('recordChecks', id)) return
  await store.transact('meeting.seen', (transaction: Transaction) => {
    transaction.remove('recordChecks', id)
  })
}

/** The report that a provider does not give: it has the meeting no longer. */
export function asMissing(known: Appointment, now: Instant): ProviderAppointment {
  return reportOf(known, { status: 'canceled', asOf: known.asOf, missingSince: now })
}

/** What the record says of a meeting that was missing is newer than that, whatever the clocks say. */
export function asSeenAgain(before: Appointment, report: ProviderAppointment): ProviderAppointment {
  const isNewer = before.missingSince === undefined || report.asOf > before.asOf
  return isNewer ? report : { ...report, asOf: plus(before.asOf, 1) }
}

function missingId(appointmentId: string): string {
  return `missing:${appointmentId}`
}
