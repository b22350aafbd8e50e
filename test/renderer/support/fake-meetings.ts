import type { LeadDetail } from '../../../core/api/views'
import type { Appointment } from '../../../core/domain/appointment'
import type { Lead } from '../../../core/domain/lead'
import type { Slot } from '../../../core/domain/slot'
import { fail, ok, type Handlers } from './fake-answers'

type Method = Extract<keyof Handlers, `appointments.${string}`>

/** What is done to the meetings of the core in memory: `put` keeps what a lead has become and tells of it. */
export function fakeMeetings({
  details,
  put,
}: {
  details: ReadonlyMap<string, LeadDetail>
  put: (lead: Lead, parts: Partial<LeadDetail>) => unknown
}): Pick<Handlers, Method> {
  let made = 0
  const changeMeeting = (
    appointmentId: string,
    changes: Partial<Appointment>,
    sentence: string,
    booked: Appointment[] = [],
  ) => {
    const detail = [...details.values()].find(({ appointments }) =>
      appointments.some(({ id }) => id === appointmentId),
    )
    if (!detail) return fail('not_found', 'This meeting is gone.')
    const appointments = detail.appointments.map((one) =>
      one.id === appointmentId ? { ...one, ...changes } : one,
    )
    put(detail.lead, { ...detail, appointments: [...appointments, ...booked] })
    return ok({ kind: 'done' as const, sentence, link: null })
  }
  /** In place on GoHighLevel; on Calendly a new meeting takes the place of the old one, before the call is answered. */
  const moveMeeting = async (appointmentId: string, { start, end }: Slot) => {
    const old = [...details.values()]
      .flatMap(({ appointments }) => appointments)
      .find(({ id }) => id === appointmentId)
    if (old?.provider !== 'calendly') return changeMeeting(appointmentId, { start, end }, 'Moved.')
    const externalId = `invitee-${++made}`
    const booked = {
      ...old,
      id: `calendly:${externalId}`,
      externalId,
      start,
      end,
      rescheduledFrom: old.externalId,
    }
    const changes = { status: 'rescheduled' as const, rescheduledTo: externalId }
    const answer = changeMeeting(appointmentId, changes, 'Moved.', [booked])
    await new Promise((shown) => setTimeout(shown))
    return answer
  }

  return {
    'appointments.cancel': ({ appointmentId, reason }) =>
      changeMeeting(appointmentId, { status: 'canceled', reason: reason || null }, 'Canceled.'),
    'appointments.confirmAgain': () =>
      ok({ sent: true, sentence: 'The confirmation was sent.', mayHaveArrived: null }),
    'appointments.markAttendance': ({ appointmentId, attendance }) =>
      changeMeeting(appointmentId, { status: attendance }, 'Marked.'),
    'appointments.reschedule': ({ appointmentId, slot }) => moveMeeting(appointmentId, slot),
    'appointments.rescheduleLink': () => ok({ url: 'https://calendly.com/reschedulings/IN1' }),
  }
}
