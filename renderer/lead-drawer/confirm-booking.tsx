import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS, PROVIDERS } from '../words'
import { confirmationPlan } from './booking-state'
import { Confirm } from './confirm'

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
    <Confirm
      name="Book the meeting"
      sentence={
        <>
          Book <strong>{dayAndTime(slot.start, zone)}</strong> on {PROVIDERS[slot.provider]}
          {plan.kind === 'by' ? ` and confirm by ${CHANNELS[plan.channel]}` : ''}.
        </>
      }
      smallPrint={
        <>
          {leadZone === undefined
            ? `${detail.row.name}’s time zone is not known. `
            : `For ${detail.row.name}: ${dayAndTime(slot.start, leadZone)}. `}
          {plan.kind === 'by'
            ? null
            : `No confirmation is sent: ${plan.reason} You get a task to tell the lead.`}
        </>
      }
      go={plan.kind === 'by' ? 'Book and confirm' : 'Book'}
      back="Other times"
      busy={busy}
      onGo={onBook}
      onBack={onBack}
    />
  )
}
