import { isDeepStrictEqual } from 'node:util'
import { mergeReport } from '../../booking/merge-report'
import { asSeenAgain, wasSeen } from '../../booking/missing-meeting'
import { taskId } from '../../booking/tasks'
import type { Context } from '../../context'
import { findLead } from '../../conversations/find-lead'
import { appointmentId, type Appointment, type ProviderAppointment } from '../../domain/appointment'
import { toInstant, type Instant } from '../../domain/time'
import type { Failure } from '../../providers/provider'
import type { Reader } from '../../store/transaction'
import { applyAppointment } from '../apply-appointment'
import { PersonUnreadable } from '../people'
import { findingOf, type Finding } from './findings'

export interface AppliedRecord {
  found: Finding[]
  /** Why some of it could not be applied; null when all was. */
  failure: Failure | null
  /** Whether all of it was tried. */
  isTried: boolean
}

/** What every further look at a person would meet too; anything else may be about the one person. */
const STOPS = new Set(['rate', 'auth', 'scope', 'not_configured'])
/** So many people who fail in a row are no oddity of theirs. */
const IN_A_ROW = 3

/**
 * Brings what a provider's record says on the same way as a webhook (T6, B4), the meeting that was made first first.
 * Nothing is written where the record says what is known. A meeting whose person cannot be read keeps no other waiting; once
 * nobody can be read, those of people who are known still are applied.
 */
export async function applyRecord(
  context: Context,
  record: readonly ProviderAppointment[],
): Promise<AppliedRecord> {
  const found: Finding[] = []
  let failure: Failure | null = null
  let inARow = 0
  let isTried = true
  const unreadable = new Set<string>()
  for (const report of [...record].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) {
    const contact = findLead(context.store, report.invitee) ? null : report.invitee.ghlContactId
    if (contact !== null && (!isTried || unreadable.has(contact))) continue
    try {
      const finding = await applySeen(context, report)
      if (finding) found.push(finding)
      if (contact !== null) inARow = 0
    } catch (error) {
      if (!(error instanceof PersonUnreadable)) throw error
      failure = error.failure
      if (contact !== null) unreadable.add(contact)
      inARow += 1
      isTried = !STOPS.has(failure.reason) && inARow < IN_A_ROW
    }
  }
  return { found, failure, isTried }
}

async function applySeen(context: Context, report: ProviderAppointment): Promise<Finding | null> {
  const id = appointmentId(report.provider, report.externalId)
  await wasSeen(context, id)
  const before = context.store.get('appointments', id)
  return applyReport(context, before ? asSeenAgain(before, report) : report)
}

/** One report of a meeting, or that it is missing. */
export async function applyReport(context: Context, report: ProviderAppointment): Promise<Finding | null> {
  const { store, clock } = context
  const now = toInstant(clock.now())
  const id = appointmentId(report.provider, report.externalId)
  const before = store.get('appointments', id)
  if (before ? saysNothingNew(before, report, now) : isNobodys(store, report, now)) return null
  const applied = await applyAppointment(context, report, 'reconcile')
  if (applied.state === 'unmatched') return isAskedAbout(store, id) ? 'stranger' : null
  const after = store.get('appointments', id)
  return after ? findingOf(before, after) : null
}

function saysNothingNew(before: Appointment, report: ProviderAppointment, now: Instant): boolean {
  const after = mergeReport(before, report, { source: 'reconcile', attemptId: null, slot: null, now })
  return isDeepStrictEqual({ ...after, asOf: before.asOf }, before)
}

/**
 * A meeting of nobody who is known, about which a person was asked already, or that is over: other people's history is
 * not this workspace's. One that goes on with a meeting of ours is.
 */
function isNobodys(store: Reader, report: ProviderAppointment, now: Instant): boolean {
  if (report.attemptId || findLead(store, report.invitee)) return false
  const relatives = [report.rescheduledFrom, report.rescheduledTo]
  if (relatives.some((id) => id && store.get('appointments', appointmentId(report.provider, id))))
    return false
  const isOver = report.status !== 'confirmed' || report.end <= now
  const task = store.get('tasks', unmatchedTask(appointmentId(report.provider, report.externalId)))
  return isOver ? task?.state !== 'open' : task !== undefined
}

function isAskedAbout(store: Reader, id: string): boolean {
  return store.get('tasks', unmatchedTask(id))?.state === 'open'
}

function unmatchedTask(id: string): string {
  return taskId({ leadId: null, kind: 'unmatched_booking', reason: id })
}
