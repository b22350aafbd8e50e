import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import type { Slot } from '../../core/domain/slot'
import { Copyable } from '../components/copy'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS, PROVIDERS } from '../words'
import type { FreeSlots } from './book-meeting'
import { confirmationPlan, firstNameOf } from './booking-state'
import { SlotDays } from './slot-days'

interface Props {
  detail: LeadDetail
  appointment: Appointment
  busy: boolean
  onMove: (slot: Slot) => void
  onBack: () => void
}

/** Chooses a new time and says exactly what the next click does; on Calendly the lead can also be given the page to move it. */
export function RescheduleMeeting({ detail, appointment, busy, onMove, onBack }: Props) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const leadId = detail.lead.id
  const [free, setFree] = useState<FreeSlots | { error: string } | null>(null)
  const [chosen, setChosen] = useState<Slot | null>(null)
  const [round, setRound] = useState(0)

  useEffect(() => {
    let isOld = false
    setFree(null)
    void console.client.call('slots.list', { leadId }).then((answer) => {
      if (!isOld) setFree(answer.ok ? answer.value : { error: answer.error.message })
    })
    return () => {
      isOld = true
    }
  }, [console, leadId, round])

  const again = () => {
    setRound((count) => count + 1)
  }

  if (chosen) {
    return (
      <Confirm
        detail={detail}
        appointment={appointment}
        slot={chosen}
        busy={busy}
        onMove={() => {
          onMove(chosen)
        }}
        onBack={() => {
          setChosen(null)
        }}
      />
    )
  }
  return (
    <div className="book-confirm">
      <p className="book-sentence">
        Move <strong>{dayAndTime(appointment.start, zone)}</strong> to another time.
      </p>
      {appointment.provider === 'calendly' ? <RescheduleLink appointmentId={appointment.id} /> : null}
      {free === null ? (
        <p className="dimmed small" aria-busy="true">
          Asking for free times …
        </p>
      ) : 'error' in free ? (
        <Notice
          tone="bad"
          action={
            <Button size="compact-xs" variant="default" onClick={again}>
              Try again
            </Button>
          }
        >
          {free.error}
        </Notice>
      ) : (
        <SlotDays
          free={free}
          onChoose={({ slot }) => {
            setChosen(slot)
          }}
          onReload={again}
        />
      )}
      <div className="book-buttons meeting-buttons">
        <Button size="xs" variant="default" onClick={onBack}>
          Keep the time
        </Button>
      </div>
    </div>
  )
}

function Confirm({
  detail,
  appointment,
  slot,
  busy,
  onMove,
  onBack,
}: Omit<Props, 'onMove'> & { slot: Slot; onMove: () => void }) {
  const { zone } = useWorkspace().settings
  const plan = confirmationPlan(detail)
  const from = dayAndTime(appointment.start, zone)
  const to = dayAndTime(slot.start, zone)
  const provider = PROVIDERS[slot.provider]
  return (
    <div className="book-confirm">
      <p className="book-sentence">
        {slot.provider === 'calendly' ? (
          <>
            Book <strong>{to}</strong> on {provider}, and then cancel {from}.
          </>
        ) : (
          <>
            Move the meeting from {from} to <strong>{to}</strong> on {provider}.
          </>
        )}
      </p>
      <p className="dimmed small">
        {plan.kind === 'by'
          ? `${firstNameOf(detail)} gets one message with the new time by ${CHANNELS[plan.channel]}.`
          : `No message is sent: ${plan.reason} You get a task to tell the lead.`}
        {slot.provider === 'calendly'
          ? ' Nothing is canceled before the new time is booked. Calendly sends its own e-mails about both.'
          : null}
      </p>
      <div className="book-buttons">
        <Button size="xs" autoFocus aria-disabled={busy} loading={busy} onClick={onMove}>
          Move the meeting
        </Button>
        <Button size="xs" variant="default" disabled={busy} onClick={onBack}>
          Other times
        </Button>
      </div>
    </div>
  )
}

/** The lead's own page at Calendly, asked for when it is wanted. */
function RescheduleLink({ appointmentId }: { appointmentId: string }) {
  const console = useConsole()
  const [link, setLink] = useState<{ url: string } | { error: string } | null>(null)
  const [busy, run] = useOneAtATime()
  if (link && 'url' in link) return <Copyable text={link.url} what="reschedule link" />
  return (
    <>
      {link ? <Notice tone="bad">{link.error}</Notice> : null}
      <Button
        size="compact-xs"
        variant="default"
        loading={busy}
        onClick={() =>
          void run(async () => {
            const answer = await console.client.call('appointments.rescheduleLink', { appointmentId })
            setLink(answer.ok ? answer.value : { error: answer.error.message })
          })
        }
      >
        Get the link for the lead to move it
      </Button>
    </>
  )
}
