import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import type { Lead } from '../../core/domain/lead'
import type { Slot } from '../../core/domain/slot'
import { Copyable } from '../components/copy'
import { CouldNotRead } from '../components/could-not-read'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS, PROVIDERS } from '../words'
import { confirmationPlan, firstNameOf } from './booking-state'
import { Confirm } from './confirm'
import { MeetingPanel } from './meeting-panel'
import { SlotDays } from './slot-days'
import { useFreeSlots } from './use-free-slots'

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
      <ConfirmMove
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
    <MeetingPanel key="time" name="Choose another time">
      <p className="book-sentence">
        Move <strong>{dayAndTime(start, zone)}</strong> to another time.
      </p>
      <div className="book-buttons meeting-buttons">
        <Button size="xs" variant="default" onClick={props.onBack}>
          Keep the time
        </Button>
      </div>
      {provider === 'calendly' ? <RescheduleLink appointmentId={id} who={firstNameOf(props.detail)} /> : null}
      {provider === meetingBookingProvider ? (
        <NewTime lead={props.detail.lead} onChoose={setChosen} />
      ) : (
        <Notice tone="warn">
          This meeting is on {PROVIDERS[provider]}, but this workspace books on{' '}
          {PROVIDERS[meetingBookingProvider]} now, so it cannot be moved from here. Cancel it and book a new
          one, or {provider === 'calendly' ? 'let the lead move it.' : `move it in ${PROVIDERS[provider]}.`}
        </Notice>
      )}
    </MeetingPanel>
  )
}

/** The free times, of which one is chosen. */
function NewTime({ lead, onChoose }: { lead: Lead; onChoose: (slot: Slot) => void }) {
  const { free, error, readAgain } = useFreeSlots(lead.id, lead.zone?.name ?? null)
  return (
    <>
      <Live>
        {error !== null ? (
          <CouldNotRead error={error} onAgain={readAgain} />
        ) : free === null ? (
          <p className="dimmed small">Asking for free times …</p>
        ) : null}
      </Live>
      {free ? (
        <SlotDays
          free={free}
          onChoose={({ slot }) => {
            onChoose(slot)
          }}
          onReload={readAgain}
        />
      ) : null}
    </>
  )
}

function ConfirmMove({
  detail,
  appointment,
  slot,
  busy,
  onMove,
  onBack,
}: Omit<Props, 'onMove'> & { slot: Slot; onMove: () => void }) {
  const { zone } = useWorkspace().settings
  const plan = confirmationPlan(detail)
  const who = firstNameOf(detail)
  const leadZone = detail.lead.zone?.name
  const from = dayAndTime(appointment.start, zone)
  const to = dayAndTime(slot.start, zone)
  const provider = PROVIDERS[appointment.provider]
  return (
    <Confirm
      key="confirm"
      name="Move the meeting"
      sentence={
        appointment.provider === 'calendly' ? (
          <>
            Book <strong>{to}</strong> on {provider}, and then cancel {from}.
          </>
        ) : (
          <>
            Move the meeting from {from} to <strong>{to}</strong> on {provider}.
          </>
        )
      }
      smallPrint={
        <>
          {leadZone === undefined ? null : `For ${who}: ${dayAndTime(slot.start, leadZone)}. `}
          {plan.kind === 'by'
            ? `${who} gets one message with the new time by ${CHANNELS[plan.channel]}.`
            : `No message is sent: ${plan.reason} You get a task to tell the lead.`}
          {appointment.provider === 'calendly'
            ? ' Nothing is canceled before the new time is booked. Calendly sends its own e-mails about both.'
            : null}
        </>
      }
      go="Move the meeting"
      back="Other times"
      busy={busy}
      onGo={onMove}
      onBack={onBack}
    />
  )
}

/** The lead's own page at Calendly, fetched by a click. */
function RescheduleLink({ appointmentId, who }: { appointmentId: string; who: string }) {
  const console = useConsole()
  const [link, setLink] = useState<{ url: string } | { error: string } | null>(null)
  const [busy, run] = useOneAtATime()
  const get = () =>
    run(async () => {
      const answer = await console.client.call('appointments.rescheduleLink', { appointmentId })
      setLink(answer.ok ? answer.value : { error: answer.error.message })
    })
  return (
    <>
      <Live>
        {link === null ? null : 'url' in link ? (
          <>
            <span className="dimmed small">The page on which {who} can move it: </span>
            <Copyable text={link.url} what="reschedule link" />
          </>
        ) : (
          <Notice tone="bad">{link.error}</Notice>
        )}
      </Live>
      {link && 'url' in link ? null : (
        <Button size="compact-xs" variant="default" loading={busy} onClick={() => void get()}>
          Get the link for the lead to move it
        </Button>
      )}
    </>
  )
}
