import type { ProviderAppointment } from '../../domain/appointment'
import type { Slot } from '../../domain/slot'
import { epoch, MINUTE, plus, toInstant } from '../../domain/time'
import type { HttpAnswer } from '../http'
import type { BookingOutcome, BookingRequest } from '../provider'
import { toTarget } from './calendly-link'
import { unreachable, uuidOf, type CalendlyClient } from './client'
import { calendlyFailure } from './errors'
import { inviteeBody } from './invitee-body'
import { toAppointment, type EventFacts } from './mapping'
import {
  availableTimesSchema,
  eventTypeAnswerSchema,
  inviteeAnswerSchema,
  scheduledEventAnswerSchema,
  type CalendlyInvitee,
} from './wire'

/**
 * Books with one `POST /invitees` (C1). The event type is read first, so that its questions and locations are those of
 * now and what the API cannot book is refused before anything is sent.
 */
export async function bookMeetingOnCalendly(
  client: CalendlyClient,
  request: BookingRequest,
): Promise<BookingOutcome> {
  const type = await client.get(`/event_types/${uuidOf(request.slot.targetId)}`, {}, eventTypeAnswerSchema)
  if (type.kind === 'failed') return { kind: 'refused', reason: type.reason, message: type.message }
  const { cannotBook } = toTarget(type.value.resource)
  if (cannotBook) return { kind: 'refused', reason: 'not_bookable', message: cannotBook }
  const body = inviteeBody(type.value.resource, request)
  if (body.kind === 'refused') return body
  return settle(client, await client.send('POST', '/invitees', body.body), request)
}

/** What the answer means. A missing answer and a server error may both have booked. */
async function settle(
  client: CalendlyClient,
  answer: HttpAnswer,
  request: BookingRequest,
): Promise<BookingOutcome> {
  if (answer.kind === 'not_sent') {
    const { reason, message } = unreachable(answer)
    return { kind: 'refused', reason, message }
  }
  if (answer.kind === 'no_answer') {
    return { kind: 'unknown', message: `Calendly did not answer the booking: ${answer.message}.` }
  }
  if (answer.status >= 200 && answer.status < 300) {
    const invitee = inviteeAnswerSchema.safeParse(answer.body)
    if (!invitee.success) {
      return {
        kind: 'unknown',
        message: 'Calendly booked but answered in a form that Slotkeeper does not know.',
      }
    }
    return { kind: 'booked', appointment: await withEvent(client, invitee.data.resource, request.slot) }
  }
  const failure = calendlyFailure(answer.status, answer.body)
  if (failure.reason === 'outage') return { kind: 'unknown', message: failure.message }
  if (failure.reason === 'unexpected' && (await isGone(client, request.slot))) {
    return { kind: 'refused', reason: 'slot_taken', message: 'The time is no longer free at Calendly.' }
  }
  return { kind: 'refused', reason: failure.reason, message: failure.message }
}

/** The booking answer names no start, end, host or place; the event does. Without it the slot's own times stand. */
async function withEvent(
  client: CalendlyClient,
  invitee: CalendlyInvitee,
  slot: Slot,
): Promise<ProviderAppointment> {
  const event = await client.get(`/scheduled_events/${uuidOf(invitee.event)}`, {}, scheduledEventAnswerSchema)
  const facts: EventFacts =
    event.kind === 'ok'
      ? event.value.resource
      : { uri: invitee.event, start_time: slot.start, end_time: slot.end, event_type: slot.targetId }
  return toAppointment(invitee, facts, invitee.updated_at)
}

/** A vague refusal is a taken slot when the time is no longer offered (calendly.md A9). */
async function isGone(client: CalendlyClient, slot: Slot): Promise<boolean> {
  const times = await client.get(
    '/event_type_available_times',
    {
      event_type: slot.targetId,
      start_time: plus(slot.start, -MINUTE),
      end_time: plus(slot.start, MINUTE),
    },
    availableTimesSchema,
  )
  if (times.kind === 'failed') return false
  return !times.value.collection.some((time) => epoch(toInstant(time.start_time)) === epoch(slot.start))
}
