import type { Context } from '../context'
import { isUpcoming, type Appointment } from '../domain/appointment'
import { PROVIDER_NAMES } from '../domain/names'
import { targetOf, type Slot } from '../domain/slot'
import { toInstant, type Instant } from '../domain/time'
import { failed, type Outcome } from '../providers/provider'
import { bookMeetingForLead } from './book-meeting'
import type { BookingResult } from './booking-result'
import { carryOutOrdered, changeMeeting, GONE, type ChangeResult } from './change-meeting'
import { cancellationFor } from './replacement'
import type { SettledChange } from './settle-change'

export type RescheduleResult =
  | { way: 'in_place'; result: ChangeResult }
  /** The new time was booked first; only then was the old meeting canceled. Null where it needed no call of ours. */
  | { way: 'book_then_cancel'; booking: BookingResult; cancellation: SettledChange | null }

/**
 * Moves a meeting to a free time (B7): in place where the provider can. Where it cannot, the new time is booked like any
 * other, with its budget, its claim and its lookup, and the old meeting is canceled only once the new one is booked; the
 * order to cancel is durable with the booking, so a crash in between forgets neither.
 */
export async function rescheduleMeeting(
  context: Context,
  { appointmentId, slot }: { appointmentId: string; slot: Slot },
): Promise<RescheduleResult> {
  const { store, clock, providers } = context
  const appointment = store.get('appointments', appointmentId)
  if (!appointment) return notStarted(GONE)
  const obstacle = whyNotMove(appointment, slot, toInstant(clock.now()))
  if (obstacle) return notStarted(obstacle)
  const provider = providers[appointment.provider]
  if (provider.move) {
    const targets = await provider.targets()
    if (targets.kind === 'failed') return notStarted(targets.message)
    if (!targetOf(slot, targets.value))
      return notStarted('The time is for another calendar. Look at the free times again.')
    const wanted = { kind: 'move' as const, slot, from: appointment.start }
    const result = await changeMeeting(context, appointmentId, wanted, (current, now) =>
      current.start === appointment.start
        ? whyNotMove(current, slot, now)
        : 'The meeting was moved meanwhile. Look at it and choose again.',
    )
    return { way: 'in_place', result }
  }
  const booking = await bookMeetingForLead(context, {
    leadId: appointment.leadId,
    slot,
    source: 'manual',
    messageId: null,
    offerId: null,
    replaces: appointment.id,
  })
  const cancellation =
    booking.kind === 'booked' ? await carryOutOrdered(context, cancellationFor(booking.attempt.id)) : null
  return { way: 'book_then_cancel', booking, cancellation }
}

function notStarted(message: string): RescheduleResult {
  return { way: 'in_place', result: { kind: 'not_started', message } }
}

function whyNotMove(appointment: Appointment, slot: Slot, now: Instant): string | null {
  const { provider, status, start } = appointment
  if (status === 'canceled') return 'This meeting is canceled. Book a new one instead.'
  if (status === 'rescheduled') return 'This meeting was moved already. Move the new one.'
  if (!isUpcoming(appointment, now)) return 'This meeting is over. Book a new one instead.'
  if (slot.provider !== provider) {
    return (
      `The meeting is on ${PROVIDER_NAMES[provider]}, but the time is from ${PROVIDER_NAMES[slot.provider]}. ` +
      'Cancel the meeting and book a new one.'
    )
  }
  if (slot.start <= now) return 'The time has passed. Choose another one.'
  return slot.start === start ? 'The meeting is at this time already.' : null
}

/** The page on which the lead can move the meeting by itself. */
export function rescheduleLink(context: Context, appointment: Appointment): Promise<Outcome<string>> {
  const { rescheduleLink: linkOf } = context.providers[appointment.provider]
  if (linkOf) return linkOf(appointment)
  const message = `${PROVIDER_NAMES[appointment.provider]} has no page on which the lead can move it. Choose a new time here.`
  return Promise.resolve(failed('not_bookable', message))
}
