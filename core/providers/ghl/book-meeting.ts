import { epoch, MINUTE, toInstant, type Clock } from '../../domain/time'
import type { Settings } from '../../domain/settings'
import type { Slot } from '../../domain/slot'
import { answeredAt, type HttpAnswer } from '../http'
import type { BookingOutcome, BookingRequest } from '../provider'
import { unreachable, type GhlClient } from './client'
import { ghlFailure } from './errors'
import { toAppointment } from './mapping'
import { appointmentSchema } from './wire'

/**
 * Books one appointment for the contact that `identify` settled. `ignoreFreeSlotValidation` and `ignoreDateRange` are
 * never sent: they would switch GoHighLevel's own conflict check off (H1).
 */
export async function bookMeetingOnGhl(
  ports: { client: GhlClient; clock: Clock; settings: () => Settings },
  request: BookingRequest,
): Promise<BookingOutcome> {
  const { assignedUserId } = ports.settings().ghl
  const { accountId: locationId, ghlContactId: contactId } = request.identity
  if (!contactId) {
    return { kind: 'refused', reason: 'bad_identity', message: 'The lead has no contact at GoHighLevel yet.' }
  }
  const answer = await ports.client.send('POST', '/calendars/events/appointments', {
    calendarId: request.slot.targetId,
    locationId,
    contactId,
    startTime: request.slot.providerStart,
    endTime: request.slot.end,
    title: request.title,
    appointmentStatus: 'confirmed',
    ...(assignedUserId ? { assignedUserId } : {}),
  })
  return settle(answer, request, contactId, ports.clock)
}

/** What the answer means. A missing answer and a server error may both have booked. */
function settle(
  answer: HttpAnswer,
  request: BookingRequest,
  contactId: string,
  clock: Clock,
): BookingOutcome {
  if (answer.kind === 'not_sent') {
    const { reason, message } = unreachable(answer)
    return { kind: 'refused', reason, message }
  }
  if (answer.kind === 'no_answer') {
    return { kind: 'unknown', message: `GoHighLevel did not answer the booking: ${answer.message}.` }
  }
  if (answer.status < 200 || answer.status > 299) {
    const { reason, message } = ghlFailure(answer.status, answer.body)
    return reason === 'outage' ? { kind: 'unknown', message } : { kind: 'refused', reason, message }
  }
  const { slot, attemptId } = request
  const parsed = appointmentSchema.safeParse(answer.body)
  const appointment = parsed.success
    ? toAppointment(
        { ...parsed.data, contactId, calendarId: parsed.data.calendarId ?? slot.targetId },
        { minutes: minutesOf(slot), asOf: toInstant(answeredAt(answer) ?? clock.now()) },
      )
    : null
  if (!appointment) {
    return {
      kind: 'unknown',
      message: 'GoHighLevel booked but answered in a form that Slotkeeper does not know.',
    }
  }
  return { kind: 'booked', appointment: { ...appointment, attemptId } }
}

export function minutesOf(slot: Slot): number {
  return (epoch(slot.end) - epoch(slot.start)) / MINUTE
}
