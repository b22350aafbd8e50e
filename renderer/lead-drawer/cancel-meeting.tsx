import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { PROVIDERS } from '../words'
import { firstNameOf } from './booking-state'
import { MeetingPanel } from './meeting-panel'

interface Props {
  detail: LeadDetail
  appointment: Appointment
  busy: boolean
  onCancel: (reason: string) => void
  onBack: () => void
}

/** Asks once, and says what canceling does. */
export function CancelMeeting({ detail, appointment, busy, onCancel, onBack }: Props) {
  const { zone } = useWorkspace().settings
  const [reason, setReason] = useState('')
  const { provider, start } = appointment
  const who = firstNameOf(detail)
  return (
    <MeetingPanel name="Cancel the meeting">
      <p className="book-sentence">
        Cancel <strong>{dayAndTime(start, zone)}</strong> on {PROVIDERS[provider]}.
      </p>
      <p className="dimmed small">
        {provider === 'calendly'
          ? `Calendly tells ${who}, with the reason if you give one. `
          : `Whether ${who} is told depends on your workflows in GoHighLevel. `}
        The time becomes free again, and {who} can be booked anew. It cannot be undone.
      </p>
      <TextInput
        label={provider === 'calendly' ? 'Reason, shown to the lead (optional)' : 'Reason (optional)'}
        value={reason}
        maxLength={1000}
        disabled={busy}
        autoFocus
        onChange={(event) => {
          setReason(event.currentTarget.value)
        }}
      />
      <div className="book-buttons meeting-buttons">
        <Button
          size="xs"
          color="red"
          loading={busy}
          onClick={() => {
            onCancel(reason.trim())
          }}
        >
          Cancel the meeting
        </Button>
        <Button size="xs" variant="default" disabled={busy} onClick={onBack}>
          Keep it
        </Button>
      </div>
    </MeetingPanel>
  )
}
