import { recordAppointment } from '../booking/record-appointment'
import { openTask } from '../booking/tasks'
import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { findLead } from '../conversations/find-lead'
import { appointmentId, type ProviderAppointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import type { Applied } from './projector'

/** Brings a meeting that a provider reported into the lead's history (T3). */
export function applyAppointment(context: Context, report: ProviderAppointment): Promise<Applied> {
  return context.store.transact('appointment.report', (transaction): Applied => {
    const now = toInstant(context.clock.now())
    const known = transaction.get('appointments', appointmentId(report.provider, report.externalId))
    if (!known && isForeign(transaction, report)) {
      return {
        state: 'ignored',
        why: 'It is for an event type or calendar that this workspace does not book.',
      }
    }
    const lead = known ? transaction.get('leads', known.leadId) : leadOf(transaction, report)
    if (!lead) {
      askWhoItIs(transaction, report, now)
      return { state: 'ignored', why: `Unmatched: no lead is ${whoIs(report)}.` }
    }
    const attempt = report.attemptId ? transaction.get('attempts', report.attemptId) : undefined
    recordAppointment(transaction, lead, report, {
      source: attempt?.source ?? 'webhook',
      attemptId: attempt?.id ?? null,
      slot: attempt?.slot ?? null,
      now,
    })
    return { state: 'applied', leadId: lead.id }
  })
}

/**
 * Another event type's meeting is not this workspace's business, unless one of our attempts made it. While no target
 * was resolved yet nothing can be told apart, and nothing is dropped.
 */
function isForeign(transaction: Transaction, report: ProviderAppointment): boolean {
  if (report.attemptId && transaction.get('attempts', report.attemptId)) return false
  const target = connectionOf(transaction, report.provider).target
  return target !== null && report.targetId !== '' && target.target.id !== report.targetId
}

function leadOf(transaction: Transaction, report: ProviderAppointment): Lead | null {
  const attempt = report.attemptId ? transaction.get('attempts', report.attemptId) : undefined
  if (attempt) return transaction.get('leads', attempt.leadId) ?? null
  const predecessor = report.rescheduledFrom
    ? transaction.get('appointments', appointmentId(report.provider, report.rescheduledFrom))
    : undefined
  if (predecessor) return transaction.get('leads', predecessor.leadId) ?? null
  return findLead(transaction, report.invitee)
}

function askWhoItIs(transaction: Transaction, report: ProviderAppointment, now: Instant): void {
  if (report.status !== 'confirmed') return
  const { zone } = settingsOf(transaction)
  openTask(
    transaction,
    {
      leadId: null,
      kind: 'unmatched_booking',
      reason: appointmentId(report.provider, report.externalId),
      title: 'A booking by somebody who is no lead',
      detail:
        `${whoIs(report)} booked ${wordTime(report.start, zone)} on ${PROVIDER_NAMES[report.provider]}. ` +
        'Add the person as a lead if you know them.',
    },
    now,
  )
}

function whoIs(report: ProviderAppointment): string {
  const { name, email, phone } = report.invitee
  return [name, email ?? phone].filter(Boolean).join(', ') || 'a person without name or address'
}
