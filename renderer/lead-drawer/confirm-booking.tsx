import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
import { ArmedButton } from '../components/armed-button'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS, PROVIDERS } from '../words'
import { confirmationPlan } from './booking-state'

interface Props {
  detail: LeadDetail
  slot: Slot
  busy: boolean
  onBook: () => void
  onBack: () => void
}

/** Says exactly what the next click does. */
export function ConfirmBooking({ detail, slot, busy, onBook, onBack }: Props) {
  const { zone } = useWorkspace().settings
  const plan = confirmationPlan(detail)
  const leadZone = detail.lead.zone?.name
  const sentence = useRef<HTMLParagraphElement>(null)
  // Not to the button: the key that chose the time may still be held down.
  useEffect(() => {
    sentence.current?.focus()
  }, [])
  return (
    <div className="book-confirm">
      <p className="book-sentence" ref={sentence} tabIndex={-1}>
        Book <strong>{dayAndTime(slot.start, zone)}</strong> on {PROVIDERS[slot.provider]}
        {plan.kind === 'by' ? ` and confirm by ${CHANNELS[plan.channel]}` : ''}.
      </p>
      <p className="dimmed small">
        {leadZone === undefined
          ? `${detail.row.name}’s time zone is not known. `
          : `For ${detail.row.name}: ${dayAndTime(slot.start, leadZone)}. `}
        {plan.kind === 'by'
          ? null
          : `No confirmation is sent: ${plan.reason} You get a task to tell the lead.`}
      </p>
      <div className="book-buttons">
        <ArmedButton loading={busy} onClick={onBook}>
          {plan.kind === 'by' ? 'Book and confirm' : 'Book'}
        </ArmedButton>
        <Button variant="default" disabled={busy} onClick={onBack}>
          Other times
        </Button>
      </div>
    </div>
  )
}
