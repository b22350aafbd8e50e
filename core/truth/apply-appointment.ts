import { wordTime } from '../availability/wording'
import { recordAppointment } from '../booking/record-appointment'
import { settleByRecord } from '../booking/settle-attempt'
import { closeTask, openTask, taskId } from '../booking/tasks'
import type { Context } from '../context'
import { findLead, type Identity } from '../conversations/find-lead'
import { appointmentId, type ProviderAppointment } from '../domain/appointment'
import type { Attempt } from '../domain/attempt'
import type { Lead } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { Reader, Transaction } from '../store/transaction'
import { bookedTargets, settingsOf } from '../store/workspace'
import { readPerson } from './people'

/** Who told of a meeting that we did not make. */
type ReportSource = 'webhook' | 'reconcile'

/** What applying one delivery came to. */
export type Applied =
  | { state: 'applied'; leadId: string }
  | { state: 'ignored'; why: string }
  | { state: 'unmatched'; why: string }

/**
 * Brings a meeting that a provider reported into the lead's history (T3). Throws PersonUnreadable when the person cannot be
 * looked up at the provider, so that it is tried again.
 */
export async function applyAppointment(
  context: Context,
  report: ProviderAppointment,
  source: ReportSource = 'webhook',
): Promise<Applied> {
  const identity = await identityOf(context, report)
  return context.store.transact('appointment.report', (transaction): Applied => {
    const now = toInstant(context.clock.now())
    const attempt = attemptOf(transaction, report)
    const lead = leadOf(transaction, report, attempt, identity)
    if (isForeign(transaction, report, attempt, lead)) {
      return {
        state: 'ignored',
        why: 'It is for an event type or calendar that this workspace does not book.',
      }
    }
    if (!lead) {
      askWhoItIs(transaction, report, now)
      return { state: 'unmatched', why: `None of your leads is ${whoIs(report)}.` }
    }
    recordReport(transaction, lead, report, { attempt, source, now })
    return { state: 'applied', leadId: lead.id }
  })
}

/** A meeting that a provider told of, once it is known whose it is. */
export function recordReport(
  transaction: Transaction,
  lead: Lead,
  report: ProviderAppointment,
  { attempt, source, now }: { attempt: Attempt | undefined; source: ReportSource; now: Instant },
): void {
  recordAppointment(transaction, lead, report, {
    source: attempt?.source ?? source,
    attemptId: attempt?.id ?? null,
    slot: attempt?.slot ?? null,
    now,
  })
  if (attempt) settleByRecord(transaction, attempt, now)
}

/** GoHighLevel's webhook names only a contact: one that is no lead's is read there. */
async function identityOf(context: Context, { invitee }: ProviderAppointment): Promise<Identity> {
  const { ghlContactId } = invitee
  if (!ghlContactId || findLead(context.store, invitee)) return invitee
  const person = await readPerson(context, ghlContactId)
  return { ghlContactId, email: person?.emails[0] ?? null, phone: person?.phones[0] ?? null }
}

/** The attempt that made the meeting: by our mark, or the one that is under way for this contact and time. */
export function attemptOf(store: Reader, report: ProviderAppointment): Attempt | undefined {
  if (report.attemptId) return store.get('attempts', report.attemptId)
  const contact = report.invitee.ghlContactId
  if (!contact) return undefined
  return store
    .by('attempts', 'underWay', 'yes')
    .find(
      ({ identity, slot }) =>
        identity?.ghlContactId === contact &&
        slot.provider === report.provider &&
        slot.targetId === report.targetId &&
        slot.start === report.start,
    )
}

function leadOf(
  store: Reader,
  report: ProviderAppointment,
  attempt: Attempt | undefined,
  identity: Identity,
): Lead | null {
  const known = store.get('appointments', appointmentId(report.provider, report.externalId))
  const predecessor = report.rescheduledFrom
    ? store.get('appointments', appointmentId(report.provider, report.rescheduledFrom))
    : undefined
  const leadId = known?.leadId ?? attempt?.leadId ?? predecessor?.leadId
  return leadId ? (store.get('leads', leadId) ?? null) : findLead(store, identity)
}

/**
 * Another event type's meeting is not this workspace's business, unless it goes on with something of ours: a meeting
 * that is known, an attempt, an offer. While something that the settings name is not resolved nothing can be told apart,
 * and nothing is dropped.
 */
function isForeign(
  store: Reader,
  report: ProviderAppointment,
  attempt: Attempt | undefined,
  lead: Lead | null,
): boolean {
  if (report.targetId === '' || attempt) return false
  const booked = bookedTargets(store, report.provider)
  if (booked === null || booked.includes(report.targetId)) return false
  const relatives = [report.externalId, report.rescheduledFrom, report.rescheduledTo]
  if (relatives.some((id) => id && store.get('appointments', appointmentId(report.provider, id))))
    return false
  const offers = lead ? store.by('offers', 'lead', lead.id) : []
  return !offers.some(({ slot }) => slot.targetId === report.targetId)
}

function askWhoItIs(transaction: Transaction, report: ProviderAppointment, now: Instant): void {
  const reason = appointmentId(report.provider, report.externalId)
  if (report.status === 'canceled' || report.status === 'rescheduled')
    closeTask(transaction, taskId({ leadId: null, kind: 'unmatched_booking', reason }), now)
  if (report.status !== 'confirmed' || report.end <= now) return
  const { zone } = settingsOf(transaction)
  openTask(
    transaction,
    {
      leadId: null,
      kind: 'unmatched_booking',
      reason,
      title: 'A booking by somebody who is no lead',
      detail:
        `${whoIs(report)} booked ${wordTime(report.start, zone)} on ${PROVIDER_NAMES[report.provider]}. ` +
        'Add the person as a lead, or link the booking to one, under Webhooks; the meeting then appears there.',
    },
    now,
  )
}

function whoIs(report: ProviderAppointment): string {
  const { name, email, phone } = report.invitee
  return [name, email ?? phone].filter(Boolean).join(', ') || 'a person without name or address'
}
