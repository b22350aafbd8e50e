import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { APPOINTMENT_STATUSES, bookingSource } from '../words'
import { MeetingActions } from './meeting-actions'
import type { MeetingChanges } from './use-meeting-changes'

/** The lead's other meetings, the newest first, each with what became of it and what can be done to it (B5). */
export function MeetingHistory({
  detail,
  appointments,
  changes,
}: {
  detail: LeadDetail
  appointments: readonly Appointment[]
  changes: MeetingChanges
}) {
  const { zone } = useWorkspace().settings
  if (appointments.length === 0) return null
  return (
    <>
      <h4 className="card-subtitle">Other meetings</h4>
      <ul className="history">
        {appointments.map((appointment) => {
          const { id, start, status, reason, source, provider } = appointment
          const { tone, label } = APPOINTMENT_STATUSES[status]
          const theirZone = detail.lead.zone?.name ?? appointment.zone
          const time = dayAndTime(start, zone)
          return (
            <li key={id}>
              <span>{time}</span>
              <Pill tone={tone}>{label}</Pill>
              {theirZone && dayAndTime(start, theirZone) !== time ? (
                <span className="dimmed small">{dayAndTime(start, theirZone)} for the lead</span>
              ) : null}
              {reason ? <span className="dimmed history-reason">“{reason}”</span> : null}
              <div className="dimmed small history-reason">
                {bookingSource(source, provider)}.
                <MovedFrom detail={detail} appointment={appointment} zone={zone} />
              </div>
              <MeetingActions detail={detail} appointment={appointment} changes={changes} name={time} />
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Where a meeting came from and went to; who marked what Calendly has no word for. */
export function MovedFrom({
  detail,
  appointment,
  zone,
}: {
  detail: LeadDetail
  appointment: Appointment
  zone: string
}) {
  const { id, provider, status, rescheduledFrom, rescheduledTo } = appointment
  const startOf = (externalId: string | null) =>
    detail.appointments.find((one) => one.provider === provider && one.externalId === externalId)?.start
  const move = detail.meetingChanges.findLast(
    ({ appointmentId, wanted, state }) => appointmentId === id && wanted.kind === 'move' && state === 'done',
  )
  const from = startOf(rescheduledFrom) ?? (move?.wanted.kind === 'move' ? move.wanted.from : undefined)
  const to = startOf(rescheduledTo)
  const isMarkedHere = provider === 'calendly' && status === 'showed'
  return (
    <>
      {from ? <div className="dimmed small">Moved here from {dayAndTime(from, zone)}.</div> : null}
      {to ? <div className="dimmed small">Moved to {dayAndTime(to, zone)}.</div> : null}
      {isMarkedHere ? (
        <div className="dimmed small">Marked by hand; Calendly keeps no-shows only.</div>
      ) : null}
    </>
  )
}
