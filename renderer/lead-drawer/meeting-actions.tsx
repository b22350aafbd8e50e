import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer, ChangeResultView } from '../../core/api/contract'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import type { Attendance } from '../../core/domain/meeting-change'
import { Copyable } from '../components/copy'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole } from '../state/use-console'
import { useNow } from '../use-now'
import { PROVIDERS, type Tone } from '../words'
import { CancelMeeting } from './cancel-meeting'
import { RescheduleMeeting } from './reschedule-meeting'

const TONES: Record<ChangeResultView['kind'], Tone> = {
  done: 'good',
  half_done: 'bad',
  refused: 'bad',
  unknown: 'warn',
  not_started: 'warn',
}

interface Props {
  detail: LeadDetail
  appointment: Appointment
  /** Names the meeting for who does not see where the buttons stand. */
  name: string
}

/** What can be done to one meeting at the provider, and what became of it (B7). */
export function MeetingActions({ detail, appointment, name }: Props) {
  const console = useConsole()
  const now = useNow()
  const [open, setOpen] = useState<'cancel' | 'reschedule' | null>(null)
  const [told, setTold] = useState<{ tone: Tone; sentence: string; link: string | null } | null>(null)
  const [busy, run] = useOneAtATime()
  const { id, status, provider } = appointment
  const isUpcoming = status === 'confirmed' && Date.parse(appointment.end) > now
  const hasBegun = Date.parse(appointment.start) <= now
  const isMarked = status === 'showed' || status === 'no_show'
  const isBeingChanged = detail.meetingChanges.some(
    ({ appointmentId, state }) => appointmentId === id && state !== 'done' && state !== 'refused',
  )

  const change = (call: () => Promise<Answer<ChangeResultView>>) =>
    run(async () => {
      const answer = await call()
      setTold(
        answer.ok
          ? { tone: TONES[answer.value.kind], sentence: answer.value.sentence, link: answer.value.link }
          : { tone: 'bad', sentence: answer.error.message, link: null },
      )
      setOpen(null)
      void console.readLead()
    })
  const mark = (attendance: Attendance) =>
    void change(() => console.client.call('appointments.markAttendance', { appointmentId: id, attendance }))
  const begin = (what: 'cancel' | 'reschedule') => {
    setTold(null)
    setOpen(what)
  }

  return (
    <div className="meeting-actions">
      <Live>
        {told ? (
          <Notice tone={told.tone}>
            {told.sentence}
            {told.link ? <Copyable text={told.link} what="link" /> : null}
          </Notice>
        ) : null}
        {isBeingChanged && !busy ? (
          <Notice tone="warn">
            A change of this meeting is not settled yet. {PROVIDERS[provider]} is asked; it is not done twice.
          </Notice>
        ) : null}
      </Live>
      {isBeingChanged && !busy ? null : open === 'cancel' && isUpcoming ? (
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
