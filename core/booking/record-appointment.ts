import { closeOffers } from '../availability/ledger'
import { wordTime } from '../availability/wording'
import {
  appointmentId,
  bookingStatus,
  type Appointment,
  type ProviderAppointment,
} from '../domain/appointment'
import type { Lead } from '../domain/lead'
import { PROVIDER_NAMES, type BookingSource } from '../domain/names'
import type { Slot } from '../domain/slot'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { queueConfirmation } from './confirmation'
import { closeTasks, openTask } from './tasks'

/**
 * The one way in which a meeting in a provider's record becomes the lead's appointment, for every path: auto, suggested,
 * manual, webhook, reconcile (B4). Upserts on the provider's id, links reschedules in either order, and does what a
 * booking or a cancellation brings with it once per appointment. Everything happens in the caller's transaction.
 */
export function recordAppointment(
  transaction: Transaction,
  lead: Lead,
  report: ProviderAppointment,
  origin: { source: BookingSource; attemptId: string | null; slot: Slot | null; now: Instant },
): Appointment {
  const id = appointmentId(report.provider, report.externalId)
  const before = transaction.get('appointments', id)
  const appointment = before ? merge(before, report, origin) : create(id, lead, report, origin)
  const isUpcoming = appointment.status === 'confirmed' && appointment.end > origin.now
  const isNews = isUpcoming && appointment.announcedAt === null
  const recorded = isNews ? { ...appointment, announcedAt: origin.now } : appointment
  transaction.put('appointments', recorded)
  linkPredecessor(transaction, recorded)
  const learnt = learnAbout(lead, report, origin.now)
  transaction.put('leads', learnt)
  if (isNews) booked(transaction, learnt, recorded, origin.slot, origin.now)
  if (recorded.status === 'canceled' && before?.status !== 'canceled') {
    canceled(transaction, learnt, recorded, origin.now)
  }
  return recorded
}

function create(
  id: string,
  lead: Lead,
  report: ProviderAppointment,
  origin: { source: BookingSource; attemptId: string | null; now: Instant },
): Appointment {
  return {
    id,
    leadId: lead.id,
    ...reported(report),
    source: origin.source,
    attemptId: origin.attemptId ?? report.attemptId,
    bookedAt: report.createdAt,
    recordedAt: origin.now,
    announcedAt: null,
  }
}

function reported(report: ProviderAppointment) {
  const { invitee: _invitee, attemptId: _attemptId, createdAt: _createdAt, ...facts } = report
  return facts
}

/** Our own booking may be reported by its webhook before its answer is read: then the attempt names the true source. */
function merge(
  before: Appointment,
  report: ProviderAppointment,
  origin: { source: BookingSource; attemptId: string | null },
): Appointment {
  const source = origin.attemptId && !before.attemptId ? origin.source : before.source
  const attemptId = before.attemptId ?? origin.attemptId ?? report.attemptId
  const links = {
    rescheduledFrom: before.rescheduledFrom ?? report.rescheduledFrom,
    rescheduledTo: before.rescheduledTo ?? report.rescheduledTo,
  }
  const kept = { ...before, ...links, source, attemptId }
  if (!supersedes(before, report)) return { ...kept, joinUrl: before.joinUrl ?? report.joinUrl }
  const status =
    before.status === 'rescheduled' && report.status === 'confirmed' ? 'rescheduled' : report.status
  return {
    ...kept,
    ...reported(report),
    ...links,
    status,
    zone: report.zone ?? before.zone,
    host: report.host ?? before.host,
    joinUrl: report.joinUrl ?? before.joinUrl,
    reason: report.reason ?? before.reason,
  }
}

/**
 * Whether a report tells something newer (T4). At Calendly a canceled invitee never comes back, so that report always
 * counts and nothing undoes it, whatever the clocks say.
 */
function supersedes(before: Appointment, report: ProviderAppointment): boolean {
  if (before.provider === 'calendly') {
    if (isOver(before.status)) return before.status === 'canceled' && report.status === 'rescheduled'
    if (isOver(report.status)) return true
  }
  return report.asOf >= before.asOf
}

function isOver(status: Appointment['status']): boolean {
  return status === 'canceled' || status === 'rescheduled'
}

/** A meeting that replaces another takes it out of the way, whichever half was reported first (T3). */
function linkPredecessor(transaction: Transaction, appointment: Appointment): void {
  if (!appointment.rescheduledFrom) return
  const id = appointmentId(appointment.provider, appointment.rescheduledFrom)
  const old = transaction.get('appointments', id)
  if (!old || (old.status === 'rescheduled' && old.rescheduledTo !== null)) return
  transaction.put('appointments', { ...old, status: 'rescheduled', rescheduledTo: appointment.externalId })
}

/** What the booking tells of the person, where it was not known. */
function learnAbout(lead: Lead, report: ProviderAppointment, now: Instant): Lead {
  const { ghlContactId } = report.invitee
  const zone = lead.zone ?? (report.zone ? { name: report.zone, source: 'provider' as const } : null)
  const contact = lead.ghlContactId ?? ghlContactId
  if (zone === lead.zone && contact === lead.ghlContactId) return lead
  return { ...lead, zone, ghlContactId: contact, updatedAt: now }
}

function booked(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  slot: Slot | null,
  now: Instant,
): void {
  if (lead.status !== 'unqualified' && lead.status !== 'blacklisted') {
    transaction.put('leads', { ...lead, status: 'meeting_booked', updatedAt: now })
  }
  closeOffers(transaction, lead.id, slot ?? slotOf(appointment), now)
  closeTasks(
    transaction,
    lead.id,
    [
      'approve_booking',
      'which_slot',
      'missing_email',
      'unknown_zone',
      'provider_trouble',
      'canceled',
      'manual_follow_up',
    ],
    now,
  )
  warnOfDoubleBooking(transaction, lead, appointment, now)
  queueConfirmation(transaction, lead, appointment, now)
}

function slotOf(appointment: Appointment): Slot {
  const { provider, targetId, start, end } = appointment
  return { provider, targetId: targetId || 'unknown', start, end, providerStart: start }
}

function warnOfDoubleBooking(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  now: Instant,
): void {
  const others = transaction
    .by('appointments', 'lead', lead.id)
    .filter((other) => other.id !== appointment.id && other.externalId !== appointment.rescheduledFrom)
  if (bookingStatus(others, now).kind !== 'booked') return
  openTask(
    transaction,
    {
      leadId: lead.id,
      kind: 'double_booking',
      reason: appointment.id,
      title: 'Two meetings are booked',
      detail: 'This lead has two upcoming meetings. Cancel the one that is not wanted.',
    },
    now,
  )
}

/** Nothing resumes by itself: a person looks at it (F3). */
function canceled(transaction: Transaction, lead: Lead, appointment: Appointment, now: Instant): void {
  const all = transaction.by('appointments', 'lead', lead.id)
  if (bookingStatus(all, now).kind === 'not_booked' && lead.status === 'meeting_booked') {
    transaction.put('leads', { ...lead, status: 'replied', updatedAt: now })
  }
  const zone = lead.zone?.name ?? appointment.zone ?? settingsOf(transaction).zone
  openTask(
    transaction,
    {
      leadId: lead.id,
      kind: 'canceled',
      reason: appointment.id,
      title: 'Meeting canceled',
      detail:
        `The meeting on ${wordTime(appointment.start, zone)} was canceled at ${PROVIDER_NAMES[appointment.provider]}` +
        `${appointment.reason ? `: “${appointment.reason}”` : ''}. Offer new times or close the lead.`,
    },
    now,
  )
}
