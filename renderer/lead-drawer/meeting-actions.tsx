import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer, ChangeResultView } from '../../core/api/contract'
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

/** What can be done to one meeting at the provider (B7). */
export function MeetingActions({ detail, appointment, changes, name }: Props) {
  const console = useConsole()
  const now = useNow()
  const [open, setOpen] = useState<'cancel' | 'reschedule' | null>(null)
  const { id, status, provider } = appointment
  const isUpcoming = status === 'confirmed' && Date.parse(appointment.end) > now
  const hasBegun = Date.parse(appointment.start) <= now
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
  const mark = (attendance: Attendance) =>
    void change(() => console.client.call('appointments.markAttendance', { appointmentId: id, attendance }))
  const begin = (what: 'cancel' | 'reschedule') => {
    changes.forget()
    setOpen(what)
  }

  return (
    <div className="meeting-actions">
      <Live>
        {isUnsettled ? (
          <Notice tone="warn">
            A change of this meeting is not settled yet. {PROVIDERS[provider]} is asked; it is not done twice.
          </Notice>
        ) : null}
      </Live>
      {isUnsettled ? null : open === 'cancel' && isUpcoming ? (
        <CancelMeeting
          detail={detail}
          appointment={appointment}
          busy={busy}
          onCancel={(reason) =>
            void change(() => console.client.call('appointments.cancel', { appointmentId: id, reason }))
          }
          onBack={() => {
            setOpen(null)
          }}
        />
      ) : open === 'reschedule' && isUpcoming ? (
        <RescheduleMeeting
          detail={detail}
          appointment={appointment}
          busy={busy}
          onMove={(slot) =>
            void change(() => console.client.call('appointments.reschedule', { appointmentId: id, slot }))
          }
          onBack={() => {
            setOpen(null)
          }}
        />
      ) : (
        <div className="book-buttons" role="group" aria-label={`Meeting of ${name}`}>
          {isUpcoming ? (
            <>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                onClick={() => {
                  begin('reschedule')
                }}
              >
                Reschedule
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                onClick={() => {
                  begin('cancel')
                }}
              >
                Cancel meeting
              </Button>
            </>
          ) : null}
          {hasBegun && status === 'confirmed' ? (
            <>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                onClick={() => {
                  mark('showed')
                }}
              >
                Showed
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                onClick={() => {
                  mark('no_show')
                }}
              >
                No-show
              </Button>
            </>
          ) : null}
          {isMarked ? (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              onClick={() => {
                mark('confirmed')
              }}
            >
              Undo mark
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}
