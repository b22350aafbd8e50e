import { couldBeGone } from '../../booking/missing-meeting'
import type { Context } from '../../context'
import { appointmentId } from '../../domain/appointment'
import type { ProviderId } from '../../domain/names'
import type { Reconciliation } from '../../domain/reconciliation'
import { DAY, epoch, plus, toInstant, type Instant } from '../../domain/time'
import type { Failure } from '../../providers/provider'
import { bookedTargets } from '../../store/workspace'
import { applyRecord } from './apply-record'
import { noFindings, type Finding, type Findings } from './findings'
import { checkMeeting, windowAround } from './read-checks'

/** Why the whole record is read. */
export type SweepReason = 'start' | 'wake' | 'reconnect' | 'daily'

/** A reading of the whole record that is under way; it goes on run after run where there is much to read. */
export interface Sweep {
  reason: SweepReason
  /** From as far back as is kept, and not only from the absence on. */
  isWhole: boolean
  from: Instant
  until: Instant
  /** Since when nothing was seen, in milliseconds; null when that is not known. */
  gap: number | null
  found: Findings
}

/** So many meetings are read in one run. */
const MOST_MEETINGS = 200
/** So many known meetings that the record lacks are looked up in one run; the others have their turn later. */
const MOST_LOOKUPS = 20

/** After an absence from a day before it on, so that no-shows are seen too; daily, and at first, as far back as is kept. */
export function newSweep(reason: SweepReason, row: Reconciliation, now: Instant): Sweep {
  const { followedUntil, sweptAt } = row
  const { start, end } = windowAround(now)
  const since = followedUntil ? plus(followedUntil, -DAY) : start
  const isWhole = reason === 'daily' || sweptAt === null || since < start
  return {
    reason,
    isWhole,
    from: isWhole ? start : since,
    until: end,
    gap: followedUntil ? epoch(now) - epoch(followedUntil) : null,
    found: noFindings(),
  }
}

export interface SweepStep {
  found: Finding[]
  /** The known meetings that were looked at. */
  seen: string[]
  /** Where it goes on; null when all was read. */
  next: Instant | null
  failure: Failure | null
  /** Whether the record itself was read as far as was asked for, whatever failed then. */
  isRead: boolean
}

/** Reads on and applies what was read. Known meetings that the record lacks are looked up one by one. */
export async function stepSweep(context: Context, provider: ProviderId, sweep: Sweep): Promise<SweepStep> {
  const { store, clock, providers } = context
  const window = { start: sweep.from, end: sweep.until }
  const read = await providers[provider].readRecord({
    kind: 'window',
    window,
    targetIds: bookedTargets(store, provider),
    most: MOST_MEETINGS,
  })
  if (read.kind === 'failed') return { found: [], seen: [], next: sweep.from, failure: read, isRead: false }
  const { appointments, unread } = read.value
  const isRead = !unread?.failure
  const { found, failure, isTried } = await applyRecord(context, appointments)
  const ids = appointments.map(({ externalId }) => appointmentId(provider, externalId))
  const inRecord = new Set(ids)
  const seen = ids.filter((id) => store.get('appointments', id) !== undefined)
  if (!isTried) return { found, seen, next: sweep.from, failure, isRead }
  const readUntil = unread?.from ?? sweep.until
  const now = toInstant(clock.now())
  const lacking = store
    .all('appointments')
    .filter(
      (known) =>
        known.provider === provider &&
        known.start >= sweep.from &&
        known.start < readUntil &&
        !inRecord.has(known.id) &&
        couldBeGone(store, known, now),
    )
  for (const known of lacking.slice(0, MOST_LOOKUPS)) {
    const looked = await checkMeeting(context, known)
    seen.push(known.id)
    if (looked.kind === 'ok') found.push(...looked.value)
    else if (looked.reason === 'rate') return { found, seen, next: known.start, failure: looked, isRead }
  }
  // Whose person could not be read is read again.
  if (failure) return { found, seen, next: sweep.from, failure, isRead }
  return { found, seen, next: unread?.from ?? null, failure: unread?.failure ?? null, isRead }
}
