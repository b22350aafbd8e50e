import { z } from 'zod'
import { channelSchema, idSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema, zoneSchema, type Instant } from './time'

/** One row of the ledger: a slot that a message carried to a lead, and what became of it (V4). */
export const offerSchema = z.strictObject({
  id: idSchema,
  leadId: idSchema,
  slot: slotSchema,
  channel: channelSchema,
  /** In which the message worded it, and so the zone in which an answer to it is read. */
  zone: zoneSchema,
  messageId: idSchema,
  /** The place in the message, counted from 1: what "the second one" means. */
  position: z.number().int().positive(),
  offeredAt: instantSchema,
  expiresAt: instantSchema,
  outcome: z.enum(['open', 'accepted', 'closed']),
  /** A booking of the lead, its opt-out, or a change of what the workspace books on; only closed offers have it. */
  closedBy: z.enum(['booking', 'opt_out', 'settings']).optional(),
  settledAt: instantSchema.nullable(),
})
export type Offer = z.infer<typeof offerSchema>

/** Open until a booking, an opt-out or a change of settings settles it, it expires, or its time has come. */
export function isOpen(offer: Offer, now: Instant): boolean {
  return offer.outcome === 'open' && offer.expiresAt > now && offer.slot.start > now
}
