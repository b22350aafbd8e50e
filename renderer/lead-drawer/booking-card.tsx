import { useEffect, useRef } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import { Copyable } from '../components/copy'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { bookingSource, meetingStatus, PROVIDERS, type Worded } from '../words'
import { attemptUnderWay, confirmationOf } from './booking-state'
import { Card, Fact } from './card'
import { MeetingActions } from './meeting-actions'
import { MeetingHistory, MovedFrom } from './meeting-history'
import { useMeetingChanges } from './use-meeting-changes'

/** The meeting that stands for the lead, and the ones before it. Nothing that was booked is ever hidden (B5). */
export function BookingCard({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const primary = detail.appointments.find(({ id }) => id === detail.primaryAppointmentId)
  const others = detail.appointments.filter((appointment) => appointment !== primary).reverse()
  const attempt = attemptUnderWay(detail)
  const isOver = detail.row.over !== null
  const changes = useMeetingChanges()
  const { told } = changes
  const card = useRef<HTMLElement>(null)

  useEffect(() => {
    // The button that was clicked is gone or cannot hold the focus; what is told stands here.
    if (told && document.activeElement === document.body) card.current?.focus()
  }, [told, primary?.id])
  const state: Worded = detail.row.booked
    ? { label: 'Booked', tone: 'good' }
    : { label: isOver ? 'Over' : 'Not booked', tone: 'neutral' }

  return (
    <Card title="Meeting" place="meeting" aside={<Pill tone={state.tone}>{state.label}</Pill>} ref={card}>
      {attempt ? (
        <Notice tone={attempt.state === 'calling' ? 'neutral' : 'warn'}>
          {attempt.state === 'calling' ? 'Being booked' : 'It is not known yet whether this was booked'}:{' '}
          {dayAndTime(attempt.slot.start, zone)}. {PROVIDERS[attempt.slot.provider]} is asked; nothing is
          booked twice meanwhile.
        </Notice>
      ) : null}
      <Live>
        {told ? (
          <Notice tone={told.tone}>
            {told.sentence}
            {told.link ? <Copyable text={told.link} what="link" /> : null}
          </Notice>
        ) : null}
      </Live>
      {primary ? (
        <Primary detail={detail} appointment={primary} zone={zone} />
      ) : attempt ? null : (
        <p className="card-empty">
          No meeting yet.
          {detail.lead.optOuts.length > 0 ? null : ' Find times to offer, or book one by hand.'}
        </p>
      )}
      {primary ? (
        <MeetingActions
          key={primary.id}
          detail={detail}
          appointment={primary}
          changes={changes}
          name={dayAndTime(primary.start, zone)}
        />
      ) : null}
      <MeetingHistory detail={detail} appointments={others} changes={changes} />
    </Card>
  )
}

function Primary({
  detail,
  appointment,
  zone,
}: {
  detail: LeadDetail
  appointment: Appointment
  zone: string
}) {
  const status = meetingStatus(appointment, detail.row.over !== null)
  const theirZone = detail.lead.zone?.name ?? appointment.zone
  const confirmation = confirmationOf(detail, appointment)
  return (
    <>
      <dl className="facts">
        <Fact name="Your time">
          <strong>{dayAndTime(appointment.start, zone)}</strong>
        </Fact>
        <Fact name="Their time">
          {theirZone ? dayAndTime(appointment.start, theirZone) : 'Time zone not known'}
        </Fact>
        <Fact name="Status">
          <Pill tone={status.tone}>{status.label}</Pill>
          {appointment.reason ? <div className="dimmed">“{appointment.reason}”</div> : null}
          {detail.row.over?.status === 'confirmed' ? (
            <div className="dimmed small">Did the lead come? Say so below.</div>
          ) : null}
          <MovedFrom detail={detail} appointment={appointment} zone={zone} />
        </Fact>
        <Fact name="With">
          {appointment.host ? `${appointment.host}, on ` : 'On '}
          {PROVIDERS[appointment.provider]}
        </Fact>
        {appointment.joinUrl ? (
          <Fact name="Join link">
            <Copyable text={appointment.joinUrl} what="join link" />
          </Fact>
        ) : null}
        <Fact name="How">{bookingSource(appointment.source, appointment.provider)}</Fact>
      </dl>
      {detail.row.booked ? <Notice tone={confirmation.tone}>{confirmation.label}</Notice> : null}
    </>
  )
}
