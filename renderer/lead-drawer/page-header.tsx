import { Button, Drawer } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import type { Ref } from 'react'
import type { LeadDetail } from '../../core/api/views'
import { Pill } from '../components/pill'
import { clockTimeWithZone } from '../time'
import { useNow } from '../use-now'
import { CHANNELS } from '../words'
import { DrawerFacts } from './drawer-facts'
import { DrawerName } from './drawer-name'
import { LeadStatusSelect } from './lead-status-select'
import { NextLead } from './next-lead'
import { Snoozed } from './snoozed'

interface Props {
  detail: LeadDetail
  bookButton: Ref<HTMLButtonElement>
  cannotBook: string | null
  isBooking: boolean
  onBook: () => void
}

/** Who the lead is, what time it is there, and the button that everything leads to. */
export function PageHeader({ detail, bookButton, cannotBook, isBooking, onBook }: Props) {
  const now = useNow()
  const { lead, row } = detail
  return (
    <div className="drawer-header">
      <div className="drawer-who">
        <div className="drawer-title">
          <DrawerName>{row.name}</DrawerName>
          <LeadStatusSelect detail={detail} />
          {lead.optOuts.length > 0 ? (
            <Pill tone="warn">
              Opted out of {lead.optOuts.map((channel) => CHANNELS[channel]).join(', ')}
            </Pill>
          ) : null}
        </div>
        <div className="dimmed small">
          {lead.company ? `${lead.company} · ` : null}
          {lead.zone
            ? `${clockTimeWithZone(new Date(now).toISOString(), lead.zone.name)} there (${lead.zone.name.replaceAll('_', ' ')})`
            : 'Time zone not known'}
        </div>
        <Snoozed lead={lead} />
        <DrawerFacts />
      </div>
      <div className="drawer-actions">
        {cannotBook === null ? null : (
          <span id="cannot-book" className="dimmed small">
            {cannotBook}
          </span>
        )}
        <Button
          ref={bookButton}
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
          {...(cannotBook === null
            ? {}
            : { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': 'cannot-book' })}
          aria-expanded={isBooking}
          aria-keyshortcuts="b"
          onClick={() => {
            if (cannotBook === null) onBook()
          }}
        >
          Book meeting
        </Button>
        <NextLead leadId={lead.id} />
        <Drawer.CloseButton aria-label="Close" />
      </div>
    </div>
  )
}
