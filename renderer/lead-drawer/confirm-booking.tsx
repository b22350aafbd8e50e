import { Button } from '@mantine/core'
import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
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
  return (
    <div className="book-confirm">
      <p className="book-sentence">
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
        <Button autoFocus aria-disabled={busy} loading={busy} onClick={onBook}>
          {plan.kind === 'by' ? 'Book and confirm' : 'Book'}
        </Button>
        <Button variant="default" disabled={busy} onClick={onBack}>
          Other times
        </Button>
      </div>
    </div>
  )
}
