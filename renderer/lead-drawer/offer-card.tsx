import type { LeadDetail } from '../../core/api/views'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS } from '../words'
import { Card } from './card'

type Offer = LeadDetail['offers'][number]

/** The times that the lead can still accept, by the message that named them, the newest message first. */
export function OfferCard({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const open = detail.offers.filter((offer) => offer.open)
  if (open.length === 0) return null
  return (
    <Card title="Times on offer">
      {byMessage(open).map(({ first, offers }) => (
        <div key={first.messageId} className="offer-group">
          <h4 className="card-subtitle">
            By {CHANNELS[first.channel]} on {dayAndTime(first.offeredAt, zone)}
          </h4>
          <ol className="offers">
            {offers.map((offer) => (
              <li key={offer.id} value={offer.position}>
                {dayAndTime(offer.slot.start, zone)}
                {offer.expiresAt < offer.slot.start ? (
                  <span className="dimmed"> until {dayAndTime(offer.expiresAt, zone)}</span>
                ) : null}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </Card>
  )
}

/** Positions are counted anew in each message, so they mean something only beside the others of that message. */
function byMessage(offers: readonly Offer[]): { first: Offer; offers: Offer[] }[] {
  const groups = new Map<string, { first: Offer; offers: Offer[] }>()
  for (const offer of [...offers].sort((a, b) => a.position - b.position)) {
    const group = groups.get(offer.messageId) ?? { first: offer, offers: [] }
    group.offers.push(offer)
    groups.set(offer.messageId, group)
  }
  return [...groups.values()].sort((a, b) => (a.first.offeredAt < b.first.offeredAt ? 1 : -1))
}
