import { closeOffers, offeredSlot } from '../availability/ledger'
import {
  appointmentId,
  bookingStatus,
  isUpcoming,
  stands,
  type Appointment,
  type ProviderAppointment,
} from '../domain/appointment'
import type { Lead, LeadStatus } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import type { Slot } from '../domain/slot'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settleCancellations } from './cancellations'
import { queueConfirmation, reviseConfirmation } from './confirmation'
import { operatorTimeOf } from './explain'
import { mergeReport, newAppointment, type Origin } from './merge-report'
import { asReplaced, isBeingReplaced, replacementOf } from './replacement'
import { closeTask, closeTasks, openTask, taskId } from './tasks'

/**
 * The one way in which a meeting in a provider's record becomes the lead's appointment, for every path: auto, suggested,
 * manual, webhook, reconcile (B4). Upserts on the provider's id and links reschedules in either order. Whenever the
 * meeting becomes upcoming the lead is booked and nothing else is asked of anybody; the confirmation is written once per
 * appointment. Everything happens in the caller's transaction.
 */
export function recordAppointment(
  transaction: Transaction,
  lead: Lead,
  report: ProviderAppointment,
  origin: Origin,
): Appointment {
  const { now } = origin
  const id = appointmentId(report.provider, report.externalId)
  const before = transaction.get('appointments', id)
  const meetingsBefore = transaction.by('appointments', 'lead', lead.id)
  const told = asReplaced(transaction, id, report)
  const reported = before ? mergeReport(before, told, origin) : newAppointment(id, lead, told, origin)
  const appointment = announced(replacedBySuccessor(transaction, reported), now)
  transaction.put('appointments', appointment)
  replacePredecessor(transaction, lead, appointment, now)
  if (appointment.status === 'rescheduled') linkReplacement(transaction, appointment)
  const learnt = learnAbout(lead, report, appointment.attemptId !== null, now)
  transaction.put('leads', learnt)

  const wasUpcoming = before !== undefined && isUpcoming(before, now)
  if (isUpcoming(appointment, now) && !wasUpcoming)
    settleEverythingAsked(transaction, learnt, appointment, origin)
  if (appointment.announcedAt !== reported.announcedAt)
    queueConfirmation(transaction, learnt, appointment, now)
  else reviseConfirmation(transaction, learnt, appointment, now)
  settleCancellations(transaction, learnt, meetingsBefore, now)
  settleLeadStatus(transaction, lead.id, now)
  warnOfDoubleBooking(transaction, lead.id, appointment, now)
  closeTask(transaction, taskId({ leadId: null, kind: 'unmatched_booking', reason: id }), now)
  return appointment
}

function announced(appointment: Appointment, now: Instant): Appointment {
  const isNews = appointment.announcedAt === null && isUpcoming(appointment, now)
  return isNews ? { ...appointment, announcedAt: now } : appointment
}

/** The meeting that replaces this one may have been reported first (T3). */
function replacedBySuccessor(transaction: Transaction, appointment: Appointment): Appointment {
  const [successor] = transaction.by('appointments', 'predecessor', appointment.id)
  if (!successor || appointment.status !== 'confirmed') return appointment
  return { ...appointment, status: 'rescheduled', rescheduledTo: successor.externalId }
}

/** A meeting that replaces another takes it out of the way (T3). */
function replacePredecessor(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  now: Instant,
): void {
  if (!appointment.rescheduledFrom) return
  const id = appointmentId(appointment.provider, appointment.rescheduledFrom)
  const old = transaction.get('appointments', id)
  if (!old || (old.status === 'rescheduled' && old.rescheduledTo !== null)) return
  const replaced: Appointment = { ...old, status: 'rescheduled', rescheduledTo: appointment.externalId }
  transaction.put('appointments', replaced)
  reviseConfirmation(transaction, lead, replaced, now)
}

/** The meeting that a person had booked in the place of this one knows it from now on (B7). */
function linkReplacement(transaction: Transaction, old: Appointment): void {
  const replacement = replacementOf(transaction, old.id)
  if (!replacement || replacement.rescheduledFrom) return
  transaction.put('appointments', { ...replacement, rescheduledFrom: old.externalId })
}

/** What the booking tells of the person, where it was not known. The zone of a booking of ours is one that we named. */
function learnAbout(lead: Lead, report: ProviderAppointment, isOurs: boolean, now: Instant): Lead {
  const { ghlContactId } = report.invitee
  const told = report.zone !== null && !isOurs ? { name: report.zone, source: 'provider' as const } : null
  const zone = lead.zone ?? told
  const contact = lead.ghlContactId ?? ghlContactId
  if (zone === lead.zone && contact === lead.ghlContactId) return lead
  return { ...lead, zone, ghlContactId: contact, updatedAt: now }
}

function settleEverythingAsked(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  { attemptId, slot, now }: Origin,
): void {
  const attempt = attemptId ? transaction.get('attempts', attemptId) : undefined
  const booked = offeredSlot(transaction, attempt?.offerId ?? null) ?? slot ?? slotOf(appointment)
  closeOffers(transaction, lead.id, booked, now)
  closeTasks(
    transaction,
    lead.id,
    [
      'approve_booking',
      'which_slot',
      'missing_email',
      'unknown_zone',
      'provider_trouble',
      'change_meeting',
      'manual_follow_up',
    ],
    now,
  )
}

function slotOf({ provider, targetId, start, end }: Appointment): Slot {
  return { provider, targetId: targetId || 'unknown', start, end, providerStart: start }
}

const BEFORE_ANY_MEETING: readonly LeadStatus[] = ['new', 'contacted', 'replied', 'meeting_requested']

/**
 * "Booked" is derived (B1); the status follows it in both directions and nothing else sets it. A meeting that is over when
 * it is first heard of counts too, so that the order of the reports does not matter (T4).
 */
function settleLeadStatus(transaction: Transaction, leadId: string, now: Instant): void {
  const lead = transaction.get('leads', leadId)
  if (!lead || lead.status === 'unqualified' || lead.status === 'blacklisted') return
  const booking = bookingStatus(transaction.by('appointments', 'lead', leadId), now)
  const isHeld = booking.kind === 'not_booked' && booking.last !== null && stands(booking.last)
  const hasMeeting = booking.kind === 'booked' || (isHeld && BEFORE_ANY_MEETING.includes(lead.status))
  if (hasMeeting && lead.status !== 'meeting_booked') {
    transaction.put('leads', { ...lead, status: 'meeting_booked', updatedAt: now })
  } else if (booking.kind === 'not_booked' && !isHeld && lead.status === 'meeting_booked') {
    transaction.put('leads', { ...lead, status: 'replied', updatedAt: now })
  }
}

/** One task while the lead has two meetings that are not on the way to being one. */
export function warnOfDoubleBooking(
  transaction: Transaction,
  leadId: string,
  appointment: Appointment,
  now: Instant,
): void {
  const upcoming = transaction
    .by('appointments', 'lead', leadId)
    .filter((one) => isUpcoming(one, now) && !isBeingReplaced(transaction, one))
  if (upcoming.length < 2) {
    closeTasks(transaction, leadId, ['double_booking'], now)
  } else if (isUpcoming(appointment, now)) {
    openTask(
      transaction,
      {
        leadId,
        kind: 'double_booking',
        reason: 'double_booking',
        title: 'Two meetings are booked',
        detail:
          whichToCancel(transaction, upcoming) ??
          'This lead has two upcoming meetings. Cancel the one that is not wanted.',
      },
      now,
    )
  }
}

/** The meeting that another was booked in the place of, and that could not be canceled then. */
function whichToCancel(transaction: Transaction, upcoming: readonly Appointment[]): string | null {
  for (const old of upcoming) {
    const replacement = replacementOf(transaction, old.id)
    if (!replacement || !upcoming.includes(replacement)) continue
    const word = operatorTimeOf(transaction, old.leadId)
    return (
      `The meeting was moved to ${word(replacement.start)}, but the old one could not be canceled. ` +
      `Cancel the one on ${word(old.start)}, here or at ${PROVIDER_NAMES[old.provider]}.`
    )
  }
  return null
}
