import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import type { LeadDetail } from '../../core/api/views'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { CHANNELS, counted, OFFER_CLOSERS, offerState } from '../words'
import { Card } from './card'

type Offer = LeadDetail['offers'][number]

interface MessageOffers {
  first: Offer
  offers: Offer[]
}

/** Every time that was offered, by the message that named it, the newest message first, and what became of it (V4). */
export function OfferCard({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const [all, { toggle }] = useDisclosure(false)
  const listId = useId()
  if (detail.offers.length === 0) return null
  const groups = byMessage(detail.offers)
  const open = groups.filter(({ offers }) => offers.some((offer) => offer.open))
  const past = groups.filter((group) => !open.includes(group))
  return (
    <Card title="Times on offer">
      {open.length === 0 ? <p className="card-empty">No time is on offer now.</p> : null}
      {open.map((group) => (
        <Group key={group.first.messageId} group={group} zone={zone} />
      ))}
      {past.length > 0 ? (
        <>
          <UnstyledButton className="why-button" aria-expanded={all} aria-controls={listId} onClick={toggle}>
            <IconChevronRight size={16} aria-hidden className="why-arrow" />
            {counted(past.length, 'earlier message')} with times
          </UnstyledButton>
          <div id={listId} hidden={!all} className="offer-past">
            {past.map((group) => (
              <Group key={group.first.messageId} group={group} zone={zone} />
            ))}
          </div>
        </>
      ) : null}
    </Card>
  )
}

function Group({ group: { first, offers }, zone }: { group: MessageOffers; zone: string }) {
  return (
    <div className="offer-group">
      <h4 className="card-subtitle">
        By {CHANNELS[first.channel]} on {dayAndTime(first.offeredAt, zone)}
      </h4>
      <ol className="offers">
        {offers.map((offer) => {
          const state = offerState(offer)
          return (
            <li key={offer.id} value={offer.position}>
              {dayAndTime(offer.slot.start, zone)} <Pill tone={state.tone}>{state.label}</Pill>
              <span className="dimmed small">{offerNote(offer, zone)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** What there is to say beside the state. */
function offerNote(offer: Offer, zone: string): string | null {
  if (offer.closedBy) return ` ${OFFER_CLOSERS[offer.closedBy]}`
  return offer.open && offer.expiresAt < offer.slot.start
    ? ` until ${dayAndTime(offer.expiresAt, zone)}`
    : null
}

/** Positions are counted anew in each message, so they mean something only beside the others of that message. */
function byMessage(offers: readonly Offer[]): MessageOffers[] {
  const groups = new Map<string, MessageOffers>()
  for (const offer of [...offers].sort((a, b) => a.position - b.position)) {
    const group = groups.get(offer.messageId) ?? { first: offer, offers: [] }
    group.offers.push(offer)
    groups.set(offer.messageId, group)
  }
  return [...groups.values()].sort((a, b) => (a.first.offeredAt < b.first.offeredAt ? 1 : -1))
}
