import type { LeadDetail } from '../../core/api/views'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS } from '../words'
import { Card } from './card'

/** The times that the lead can still accept. */
export function OfferCard({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const open = detail.offers.filter((offer) => offer.open)
  if (open.length === 0) return null
  return (
    <Card title="Times on offer">
      <ol className="offers">
        {open.map((offer) => (
          <li key={offer.id}>
            {dayAndTime(offer.slot.start, zone)}{' '}
            <span className="dimmed">
              by {CHANNELS[offer.channel]}, until {dayAndTime(offer.expiresAt, zone)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
