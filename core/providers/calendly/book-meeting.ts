import type { Slot } from '../../domain/slot'
import { MINUTE, plus } from '../../domain/time'
import type { HttpAnswer } from '../http'
import { readInstant } from '../instant'
import type { BookingOutcome, BookingRequest } from '../provider'
import { toTarget } from './calendly-link'
import { unreachable, uuidOf, type CalendlyClient } from './client'
import { calendlyFailure } from './errors'
import { inviteeBody } from './invitee-body'
import { toAppointment, type EventFacts } from './mapping'
import { refreshTarget, type CalendlyPorts } from './targets'
import {
  availableTimesSchema,
  eventTypeAnswerSchema,
  isFree,
  inviteeAnswerSchema,
  scheduledEventAnswerSchema,
  type CalendlyInvitee,
} from './wire'

/**
 * Books with one `POST /invitees` (C1). The event type is read first, so that its questions and locations are those of
 * now, which are kept, and what the API cannot book is refused before anything is sent.
 */
export async function bookMeetingOnCalendly(
  ports: CalendlyPorts,
  request: BookingRequest,
): Promise<BookingOutcome> {
  const { client } = ports
  const type = await client.get(`/event_types/${uuidOf(request.slot.targetId)}`, {}, eventTypeAnswerSchema)
  if (type.kind === 'failed') return { kind: 'refused', reason: type.reason, message: type.message }
  const target = toTarget(type.value.resource)
  await refreshTarget(ports, target)
  if (target.cannotBook) return { kind: 'refused', reason: 'not_bookable', message: target.cannotBook }
  const body = inviteeBody(type.value.resource, request)
  if (body.kind === 'refused') return body
  return settle(client, await client.send('POST', '/invitees', body.body), request)
}

const UNREADABLE: BookingOutcome = {
  kind: 'unknown',
  message: 'Calendly booked but answered in a form that Slotkeeper does not know.',
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
    return invitee.success ? booked(client, invitee.data.resource, request.slot) : UNREADABLE
  }
  const failure = calendlyFailure(answer.status, answer.body)
  if (failure.reason === 'outage') return { kind: 'unknown', message: failure.message }
  if (failure.reason === 'unexpected' && (await isGone(client, request.slot))) {
    return { kind: 'refused', reason: 'slot_taken', message: 'The time is no longer free at Calendly.' }
  }
  return { kind: 'refused', reason: failure.reason, message: failure.message }
}

/** The booking answer names no start, end, host or place; the event does. Without it the slot's own times stand. */
async function booked(client: CalendlyClient, invitee: CalendlyInvitee, slot: Slot): Promise<BookingOutcome> {
  const event = await client.get(`/scheduled_events/${uuidOf(invitee.event)}`, {}, scheduledEventAnswerSchema)
  const bySlot: EventFacts = {
    uri: invitee.event,
    start_time: slot.start,
    end_time: slot.end,
    event_type: slot.targetId,
  }
  const read = event.kind === 'ok' ? toAppointment(invitee, event.value.resource, invitee.updated_at) : null
  const appointment = read ?? toAppointment(invitee, bySlot, invitee.updated_at)
  return appointment ? { kind: 'booked', appointment } : UNREADABLE
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
  return !times.value.collection.some((time) => isFree(time) && readInstant(time.start_time) === slot.start)
}
