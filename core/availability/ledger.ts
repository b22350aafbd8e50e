import type { Channel } from '../domain/names'
import type { Offer } from '../domain/offer'
import { slotKey, type Slot } from '../domain/slot'
import { DAY, epoch, plus, type Instant } from '../domain/time'
import type { OutboundMessage } from '../domain/message'
import type { Reader, Transaction } from '../store/transaction'

/** Every offer that a lead had got on a channel by a moment, whatever became of it, in the order in which it was seen (R1). */
export function offersSeen(store: Reader, leadId: string, channel: Channel, by: Instant): Offer[] {
  return store
    .by('offers', 'lead', leadId)
    .filter((offer) => offer.channel === channel && offer.offeredAt <= by)
    .sort((a, b) => epoch(a.offeredAt) - epoch(b.offeredAt) || a.position - b.position)
}

/** The slot of an offer, which may not be the one that was booked: another event type can stand in (C4). */
export function offeredSlot(store: Reader, offerId: string | null): Slot | null {
  return offerId === null ? null : (store.get('offers', offerId)?.slot ?? null)
}

/** Tells which slots a lead was offered before, on whatever channel and whatever became of them (V3). */
export function offeredTo(store: Reader, leadId: string): (slot: Slot) => boolean {
  const offered = new Set(store.by('offers', 'lead', leadId).map(({ slot }) => slotKey(slot)))
  return (slot) => offered.has(slotKey(slot))
}

/** How often a slot was offered to anybody (V3). */
export function timesOffered(store: Reader, slot: Slot): number {
  return store.by('offers', 'slot', slotKey(slot)).length
}

/** Writes what a message offered, once it was handed to the channel and not before (V4). */
export function recordOffers(
  transaction: Transaction,
  message: OutboundMessage,
  validDays: number,
  now: Instant,
): void {
  const { zone } = message
  if (message.carries.length === 0) return
  if (zone === null) throw new Error('a message that offers times names their zone')
  message.carries.forEach((slot, index) => {
    const id = `offer:${message.id}:${String(index + 1)}`
    if (transaction.get('offers', id)) return
    transaction.put('offers', {
      id,
      leadId: message.leadId,
      slot,
      channel: message.channel,
      zone,
      messageId: message.id,
      position: index + 1,
      offeredAt: now,
      expiresAt: plus(now, validDays * DAY),
      outcome: 'open',
      settledAt: null,
    })
  })
}

/** What was offered on a channel on which the lead wants no more messages cannot be accepted there any more. */
export function withdrawOffers(
  transaction: Transaction,
  leadId: string,
  channel: Channel,
  now: Instant,
): void {
  for (const offer of transaction.by('offers', 'lead', leadId)) {
    if (offer.outcome !== 'open' || offer.channel !== channel) continue
    transaction.put('offers', { ...offer, outcome: 'closed', closedBy: 'opt_out', settledAt: now })
  }
}

/** After a booking no offer of the lead is open any more (B4); the one that was booked counts as accepted. */
export function closeOffers(
  transaction: Transaction,
  leadId: string,
  booked: Slot | null,
  now: Instant,
): void {
  for (const offer of transaction.by('offers', 'lead', leadId)) {
    if (offer.outcome !== 'open') continue
    const accepted = booked !== null && slotKey(offer.slot) === slotKey(booked)
    transaction.put(
      'offers',
      accepted
        ? { ...offer, outcome: 'accepted', settledAt: now }
        : { ...offer, outcome: 'closed', closedBy: 'booking', settledAt: now },
    )
  }
}

/**
 * Closes those of the offers, all open ones unless said otherwise, whose slots cannot be booked any more since something
 * else is booked on: an offer never crosses from one provider, event type or calendar to another (V4).
 */
export function closeOutdatedOffers(
  transaction: Transaction,
  isOutdated: (slot: Slot) => boolean,
  now: Instant,
  offers: readonly Offer[] = transaction.by('offers', 'open', 'yes'),
): void {
  for (const offer of offers) {
    if (offer.outcome !== 'open' || !isOutdated(offer.slot)) continue
    transaction.put('offers', { ...offer, outcome: 'closed', closedBy: 'settings', settledAt: now })
  }
}
