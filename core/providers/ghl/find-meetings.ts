import type { ProviderAppointment } from '../../domain/appointment'
import type { Settings } from '../../domain/settings'
import { epoch, MINUTE, toInstant, type Clock } from '../../domain/time'
import { answeredAt } from '../http'
import { failed, type AppointmentQuery, type Outcome } from '../provider'
import { minutesOf } from './book-meeting'
import { read, type GhlClient } from './client'
import { toAppointment } from './mapping'
import { appointmentSchema, eventsSchema, ofContactSchema } from './wire'

/**
 * The contact's meetings at the slot's start in its calendar, canceled ones too, active ones first (B2). GoHighLevel
 * carries no mark of ours; deleted meetings are not listed. Fails where the record cannot be searched completely.
 */
export async function findMeetingsOnGhl(
  ports: { client: GhlClient; clock: Clock; settings: () => Settings },
  { identity, slot }: AppointmentQuery,
): Promise<Outcome<ProviderAppointment[]>> {
  const { locationId } = ports.settings().ghl
  const { ghlContactId } = identity
  if (identity.accountId !== locationId) {
    return failed(
      'auth',
      'The GoHighLevel location in Settings is another than the one that booked. Set that location again.',
    )
  }
  if (!ghlContactId) {
    return failed('bad_identity', 'Without the lead’s GoHighLevel contact the meeting cannot be looked up.')
  }
  const query = new URLSearchParams({
    locationId,
    calendarId: slot.targetId,
    startTime: String(epoch(slot.start) - MINUTE),
    endTime: String(epoch(slot.end) + MINUTE),
  })
  const answer = await ports.client.send('GET', `/calendars/events?${query.toString()}`)
  const events = read(answer, eventsSchema)
  if (events.kind === 'failed') return events
  const asOf = toInstant((answer.kind === 'answer' && answeredAt(answer)) || ports.clock.now())
  const found: ProviderAppointment[] = []
  for (const event of events.value.events) {
    const owner = ofContactSchema.safeParse(event)
    if (owner.success && owner.data.contactId !== ghlContactId) continue
    const parsed = appointmentSchema.safeParse(event)
    const appointment = parsed.success ? toAppointment(parsed.data, { minutes: minutesOf(slot), asOf }) : null
    if (!appointment) {
      return failed('unexpected', 'GoHighLevel’s record of the meeting has a time that cannot be read.')
    }
    const isElsewhere = appointment.targetId !== '' && appointment.targetId !== slot.targetId
    if (appointment.start === slot.start && !isElsewhere) found.push(appointment)
  }
  return { kind: 'ok', value: [...found.filter(isActive), ...found.filter((one) => !isActive(one))] }
}

function isActive({ status }: ProviderAppointment): boolean {
  return status !== 'canceled'
}
