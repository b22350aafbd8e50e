import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import type { Attempt } from '../../core/domain/attempt'
import type { Channel } from '../../core/domain/names'
import type { Worded } from '../words'
import { CHANNELS, PROVIDERS } from '../words'

/** The booking that is not settled yet: the provider may or may not hold a meeting for it. */
export function attemptUnderWay(detail: LeadDetail): Attempt | null {
  return (
    detail.attempts.findLast((attempt) => attempt.state === 'calling' || attempt.state === 'unknown') ?? null
  )
}

/** Why no meeting can be booked by hand now; null when one can. Whether the lead is booked, the core says. */
export function cannotBook(detail: LeadDetail): string | null {
  if (detail.row.booked) return 'This lead is booked already.'
  const attempt = attemptUnderWay(detail)
  return attempt ? `${PROVIDERS[attempt.slot.provider]} is still being asked about the last booking.` : null
}

/** Whether the lead was told about a meeting. */
export function confirmationOf(detail: LeadDetail, appointment: Appointment): Worded {
  const message = detail.messages.findLast(
    (sent) =>
      sent.direction === 'outbound' &&
      sent.purpose === 'confirmation' &&
      sent.appointmentId === appointment.id,
  )
  if (message?.direction !== 'outbound') {
    return { label: 'Booked, not confirmed: no confirmation was sent from here.', tone: 'warn' }
  }
  const by = CHANNELS[message.channel]
  if (message.state === 'sent') return { label: `Confirmed to the lead by ${by}.`, tone: 'good' }
  if (message.state === 'queued' || message.state === 'sending') {
    return { label: `The confirmation by ${by} is being sent.`, tone: 'neutral' }
  }
  if (message.state === 'unknown') {
    return { label: `Booked; it is not known whether the confirmation by ${by} arrived.`, tone: 'warn' }
  }
  return { label: `Booked, not confirmed: ${message.failure ?? `the ${by} was not sent.`}`, tone: 'bad' }
}

/** Why no times can be sent now; null when they can. */
export function cannotSendTimes(detail: LeadDetail): string | null {
  return detail.row.booked ? `${firstNameOf(detail)} is booked, so no times are sent.` : null
}

/** In the middle of a sentence. */
export function firstNameOf({ lead, row }: LeadDetail): string {
  return lead.firstName || row.name
}

/** What will happen to the confirmation of a meeting. The core says on which channel (B4). */
export function confirmationPlan(
  detail: LeadDetail,
): { kind: 'by'; channel: Channel } | { kind: 'cannot'; reason: string } {
  const { confirmBy } = detail
  if (!confirmBy) return { kind: 'cannot', reason: 'there is no conversation with the lead yet.' }
  const reason = detail.channels.find(({ channel }) => channel === confirmBy)?.cannotReach
  return reason
    ? { kind: 'cannot', reason: `${CHANNELS[confirmBy]} cannot be used. ${reason}` }
    : { kind: 'by', channel: confirmBy }
}

/** The channel on which the lead wrote last, else the first on which it can be reached. */
export function usualChannel(detail: LeadDetail): Channel | null {
  const reachable = detail.channels
    .filter(({ cannotReach }) => cannotReach === null)
    .map(({ channel }) => channel)
  const inbound = detail.messages.findLast((message) => message.direction === 'inbound')
  return inbound && reachable.includes(inbound.channel) ? inbound.channel : (reachable[0] ?? null)
}
