import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Appointment } from '../../core/domain/appointment'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { PROVIDERS } from '../words'
import { firstNameOf } from './booking-state'
import { Confirm } from './confirm'

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
    <Confirm
      name="Cancel the meeting"
      sentence={
        <>
          Cancel <strong>{dayAndTime(start, zone)}</strong> on {PROVIDERS[provider]}.
        </>
      }
      smallPrint={
        <>
          {provider === 'calendly'
            ? `Calendly tells ${who}, with the reason if you give one. `
            : `Whether ${who} is told depends on your workflows in GoHighLevel. `}
          The time becomes free again, and {who} can be booked anew. It cannot be undone.
        </>
      }
      go="Cancel the meeting"
      back="Keep it"
      color="red"
      busy={busy}
      onGo={() => {
        onCancel(reason.trim())
      }}
      onBack={onBack}
    >
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
    </Confirm>
  )
}
