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

/** Moves a meeting from here, where the workspace books on its provider; on Calendly the lead can be given the page to move it. */
export function RescheduleMeeting(props: Props) {
  const { zone, meetingBookingProvider } = useWorkspace().settings
  const { id, start, provider } = props.appointment
  const [chosen, setChosen] = useState<Slot | null>(null)
  if (chosen) {
    return (
      <Confirm
        {...props}
        slot={chosen}
        onMove={() => {
          props.onMove(chosen)
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
        Move <strong>{dayAndTime(start, zone)}</strong> to another time.
      </p>
      {provider === 'calendly' ? <RescheduleLink appointmentId={id} /> : null}
      {provider === meetingBookingProvider ? (
        <NewTime leadId={props.detail.lead.id} onChoose={setChosen} />
      ) : (
        <Notice tone="warn">
          This meeting is on {PROVIDERS[provider]}, but this workspace books on{' '}
          {PROVIDERS[meetingBookingProvider]} now, so it cannot be moved from here. Cancel it and book a new
          one, or {provider === 'calendly' ? 'let the lead move it.' : `move it in ${PROVIDERS[provider]}.`}
        </Notice>
      )}
      <div className="book-buttons meeting-buttons">
        <Button size="xs" variant="default" onClick={props.onBack}>
          Keep the time
        </Button>
      </div>
    </div>
  )
}

/** The free times, of which one is chosen. */
function NewTime({ leadId, onChoose }: { leadId: string; onChoose: (slot: Slot) => void }) {
  const console = useConsole()
  const [free, setFree] = useState<FreeSlots | { error: string } | null>(null)
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

  if (free === null) {
    return (
      <p className="dimmed small" aria-busy="true">
        Asking for free times …
      </p>
    )
  }
  if ('error' in free) {
    return (
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
    )
  }
  return (
    <SlotDays
      free={free}
      onChoose={({ slot }) => {
        onChoose(slot)
      }}
      onReload={again}
    />
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
  const provider = PROVIDERS[appointment.provider]
  return (
    <div className="book-confirm">
      <p className="book-sentence">
        {appointment.provider === 'calendly' ? (
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
        {appointment.provider === 'calendly'
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
