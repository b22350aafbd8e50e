import type { ProviderAppointment } from '../../domain/appointment'
import type { Settings } from '../../domain/settings'
import { DAY, epoch, plus, toInstant, type Clock, type TimeWindow } from '../../domain/time'
import { answeredAt, type HttpAnswer } from '../http'
import { readInstant } from '../instant'
import { failed, wholeRecord, type Outcome, type RecordPart, type RecordQuery } from '../provider'
import { read, type GhlClient } from './client'
import { isMissing } from './errors'
import { toAppointment } from './mapping'
import {
  appointmentAnswerSchema,
  appointmentSchema,
  contactAppointmentsSchema,
  eventsSchema,
  ofAppointmentSchema,
  type GhlAppointment,
} from './wire'

interface Ports {
  client: GhlClient
  clock: Clock
  settings: () => Settings
}

/** Of one contact no more meetings than these are read, the latest first. */
const MOST_OF_A_CONTACT = 10

/** Reads GoHighLevel's record (T6, gohighlevel.md B3). Deleted appointments are in no list. */
export function readGhlRecord(ports: Ports, query: RecordQuery): Promise<Outcome<RecordPart>> {
  if (query.kind === 'window') return readWindow(ports, query.window, query.targetIds)
  if (query.kind === 'meeting') return readMeeting(ports, query.externalId)
  const { ghlContactId } = query.lead
  return ghlContactId ? readContact(ports, ghlContactId, query.window) : Promise.resolve(wholeRecord([]))
}

/** A list by calendar has no pages: the whole window is one call per calendar. */
async function readWindow(
  ports: Ports,
  window: TimeWindow,
  targetIds: readonly string[] | null,
): Promise<Outcome<RecordPart>> {
  const { locationId, calendarId: usual } = ports.settings().ghl
  const appointments: ProviderAppointment[] = []
  for (const calendarId of targetIds ?? (usual ? [usual] : [])) {
    const query = new URLSearchParams({
      locationId,
      calendarId,
      startTime: String(epoch(window.start)),
      endTime: String(epoch(window.end)),
    })
    const answer = await ports.client.send('GET', `/calendars/events?${query.toString()}`)
    const events = read(answer, eventsSchema)
    if (events.kind === 'failed') return events
    for (const event of events.value.events) {
      const parsed = appointmentSchema.safeParse(event)
      // What has no contact is blocked time.
      if (!parsed.success || !parsed.data.contactId) continue
      const appointment = asRead(ports, parsed.data, answer)
      if (appointment) appointments.push(appointment)
    }
  }
  return wholeRecord(appointments)
}

/** A contact's list has lost the zones of its times, so that it tells no more than which meetings there are: each is read. */
async function readContact(
  ports: Ports,
  contactId: string,
  window: TimeWindow,
): Promise<Outcome<RecordPart>> {
  const answer = await ports.client.send('GET', `/contacts/${contactId}/appointments`)
  if (isMissing(answer)) return wholeRecord([])
  const listed = read(answer, contactAppointmentsSchema)
  if (listed.kind === 'failed') return listed
  const [from, until] = [plus(window.start, -DAY).slice(0, 10), plus(window.end, DAY).slice(0, 10)]
  const near = listed.value
    .flatMap((item) => {
      const parsed = ofAppointmentSchema.safeParse(item)
      return parsed.success ? [{ id: parsed.data.id, day: parsed.data.startTime?.slice(0, 10) ?? from }] : []
    })
    .filter(({ day }) => day >= from && day <= until)
    .sort((a, b) => (a.day > b.day ? -1 : 1))
  const appointments: ProviderAppointment[] = []
  for (const { id } of near.slice(0, MOST_OF_A_CONTACT)) {
    const one = await readMeeting(ports, id)
    if (one.kind === 'failed') return one
    appointments.push(...one.value.appointments)
  }
  return wholeRecord(appointments)
}

async function readMeeting(ports: Ports, externalId: string): Promise<Outcome<RecordPart>> {
  const answer = await ports.client.send(
    'GET',
    `/calendars/events/appointments/${encodeURIComponent(externalId)}`,
  )
  if (isMissing(answer)) return wholeRecord([])
  const one = read(answer, appointmentAnswerSchema)
  if (one.kind === 'failed') return one
  const appointment = asRead(ports, one.value, answer)
  return appointment
    ? wholeRecord([appointment])
    : failed('unexpected', 'GoHighLevel’s record of the meeting has a time that cannot be read.')
}

/** As of the record's own time of change where it tells one, as its webhooks do, else of the answer (T4). */
function asRead(
  { clock, settings }: Ports,
  appointment: GhlAppointment,
  answer: HttpAnswer,
): ProviderAppointment | null {
  const answered = answer.kind === 'answer' ? answeredAt(answer) : null
  const asOf = readInstant(appointment.dateUpdated) ?? toInstant(answered ?? clock.now())
  return toAppointment(appointment, { minutes: settings().meetingMinutes, asOf })
}
