import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../core/api/contract'
import type { ChangeResultView } from '../../core/api/methods/booking-methods'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import type { Attendance } from '../../core/domain/meeting-change'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useConsole } from '../state/use-console'
import { useNow } from '../use-now'
import { PROVIDERS } from '../words'
import { CancelMeeting } from './cancel-meeting'
import { RescheduleMeeting } from './reschedule-meeting'
import type { MeetingChanges } from './use-meeting-changes'

interface Props {
  detail: LeadDetail
  appointment: Appointment
  changes: MeetingChanges
  /** Names the meeting for who does not see where the buttons stand. */
  name: string
}

type Panel = 'cancel' | 'reschedule'

/** What can be done to one meeting at the provider (B7). */
export function MeetingActions({ detail, appointment, changes, name }: Props) {
  const console = useConsole()
  const now = useNow()
  const [open, setOpen] = useState<Panel | null>(null)
  /** The one that was open last: its button takes the focus back. */
  const [last, setLast] = useState<Panel | null>(null)
  const { id, status, provider } = appointment
  const isUpcoming = status === 'confirmed' && Date.parse(appointment.end) > now
  const canMark = status === 'confirmed' && Date.parse(appointment.start) <= now
  const isMarked = status === 'showed' || status === 'no_show'
  const busy = changes.changing !== null
  // From here it is settled by the answer; else the provider's record has to tell.
  const isUnsettled =
    changes.changing !== id &&
    detail.meetingChanges.some(
      ({ appointmentId, state }) => appointmentId === id && state !== 'done' && state !== 'refused',
    )

  const change = async (call: () => Promise<Answer<ChangeResultView>>) => {
    await changes.run(id, call)
    setOpen(null)
  }
  const mark = (attendance: Attendance) => () =>
    void change(() => console.client.call('appointments.markAttendance', { appointmentId: id, attendance }))
  const begin = (panel: Panel) => () => {
    changes.forget()
    setOpen(panel)
    setLast(panel)
  }
  const back = () => {
    setOpen(null)
  }
  const actions = [
    isUpcoming && { label: 'Reschedule', act: begin('reschedule'), opens: 'reschedule' },
    isUpcoming && { label: 'Cancel meeting', act: begin('cancel'), opens: 'cancel' },
    canMark && { label: 'Showed', act: mark('showed') },
    canMark && { label: 'No-show', act: mark('no_show') },
    isMarked && { label: 'Undo mark', act: mark('confirmed') },
  ].filter((action) => action !== false)
  const shared = { detail, appointment, busy, onBack: back }

  return (
    <div
      className="meeting-actions"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open || busy) return
        // The drawer stays: it does not hear what was heard here.
        event.preventDefault()
        back()
      }}
    >
      <Live>
        {isUnsettled ? (
          <Notice tone="warn">
            A change of this meeting is not settled yet. {PROVIDERS[provider]} is asked; it is not done twice.
          </Notice>
        ) : null}
      </Live>
      {isUnsettled ? null : isUpcoming && open === 'cancel' ? (
        <CancelMeeting
          {...shared}
          onCancel={(reason) =>
            void change(() => console.client.call('appointments.cancel', { appointmentId: id, reason }))
          }
        />
      ) : isUpcoming && open === 'reschedule' ? (
        <RescheduleMeeting
          {...shared}
          onMove={(slot) =>
            void change(() => console.client.call('appointments.reschedule', { appointmentId: id, slot }))
          }
        />
      ) : (
        <div className="book-buttons" role="group" aria-label={`Meeting of ${name}`}>
          {actions.map(({ label, act, opens }) => (
            <Button
              key={label}
              size="xs"
              variant="default"
              disabled={busy}
              autoFocus={opens !== undefined && opens === last}
              onClick={act}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
