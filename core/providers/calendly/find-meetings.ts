import type { ProviderAppointment } from '../../domain/appointment'
import type { Account } from '../../domain/settings'
import type { Slot } from '../../domain/slot'
import { MINUTE, plus, toInstant, type Clock } from '../../domain/time'
import { answeredAt } from '../http'
import { readInstant } from '../instant'
import { failed, type AppointmentQuery, type Outcome } from '../provider'
import { uuidOf, type CalendlyClient } from './client'
import { attemptIdOf, toAppointment } from './mapping'
import { whoIsIt } from './permissions'
import {
  eventTypeAnswerSchema,
  inviteeSchema,
  scheduledEventSchema,
  type CalendlyEvent,
  type CalendlyEventType,
} from './wire'

/**
 * The bookings at the slot's start that carry the attempt's mark, canceled ones too, active ones first (B2). The mark
 * alone counts: the lead may have booked the same time without us. Fails where the record cannot be searched completely.
 */
export async function findMeetingsOnCalendly(
  ports: { client: CalendlyClient; clock: Clock },
  { attemptId, identity, slot }: AppointmentQuery,
): Promise<Outcome<ProviderAppointment[]>> {
  const { client, clock } = ports
  // Asked now: what is kept of the account may be older than the token.
  const account = await whoIsIt(client)
  if (account.kind === 'failed') return account
  if (account.value.id !== identity.accountId) {
    return failed(
      'auth',
      'The Calendly token is of another account than the one that booked. Save a token of that account again.',
    )
  }
  const events = await eventsAround(client, account.value, slot)
  if (events.kind === 'failed') return events
  const found: ProviderAppointment[] = []
  for (const event of events.value) {
    if (event.event_type && event.event_type !== slot.targetId) continue
    const start = readInstant(event.start_time)
    if (!start) return unreadable()
    if (start !== slot.start) continue
    const invitees = await client.list(`/scheduled_events/${uuidOf(event.uri)}/invitees`, {}, inviteeSchema)
    if (invitees.kind === 'failed') return invitees
    const readAt = toInstant((invitees.headers && answeredAt({ headers: invitees.headers })) ?? clock.now())
    for (const invitee of invitees.value) {
      if (attemptIdOf(invitee) !== attemptId) continue
      const appointment = toAppointment(invitee, event, readAt)
      if (!appointment) return unreadable()
      found.push(appointment)
    }
  }
  return { kind: 'ok', value: [...found.filter(isActive), ...found.filter((one) => !isActive(one))] }
}

/**
 * Events of any status that start about then: the organisation's, which only its owners and admins may list, else the
 * user's own, as long as nobody else can be the host.
 */
async function eventsAround(
  client: CalendlyClient,
  account: Account,
  slot: Slot,
): Promise<Outcome<CalendlyEvent[]>> {
  const window = {
    min_start_time: plus(slot.start, -MINUTE),
    max_start_time: plus(slot.start, MINUTE),
  }
  if (account.organization) {
    const all = await client.list(
      '/scheduled_events',
      { organization: account.organization, ...window },
      scheduledEventSchema,
    )
    const isForbidden = all.kind === 'failed' && (all.reason === 'scope' || all.reason === 'plan')
    if (!isForbidden) return all
  }
  const type = await client.get(`/event_types/${uuidOf(slot.targetId)}`, {}, eventTypeAnswerSchema)
  if (type.kind === 'failed') return type
  if (!isHostedBy(type.value.resource, account.id)) {
    return failed(
      'scope',
      'The Calendly token shows only this user’s own meetings, and another host may hold this one. ' +
        'Look in Calendly, or save a token of an owner or admin of the organisation.',
    )
  }
  return client.list('/scheduled_events', { user: account.id, ...window }, scheduledEventSchema)
}

/** Whether this user hosts every meeting of the type: a pooled type, or somebody else's, has other hosts. */
function isHostedBy(type: CalendlyEventType, user: string): boolean {
  return !type.pooling_type && type.profile?.owner === user
}

function isActive({ status }: ProviderAppointment): boolean {
  return status !== 'canceled' && status !== 'rescheduled'
}

function unreadable() {
  return failed('unexpected', 'Calendly’s record of the meeting has a time that cannot be read.')
}
