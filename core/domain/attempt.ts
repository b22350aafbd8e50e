import { z } from 'zod'
import { bookingSourceSchema, idSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema } from './time'

/** Why a provider did not book, by what it means for us (C5). */
export const refusalReasonSchema = z.enum([
  'slot_taken',
  'bad_location',
  'bad_answer',
  'bad_identity',
  'not_bookable',
  'auth',
  'scope',
  'plan',
  'rate',
  'outage',
  'not_configured',
  'not_found_at_provider',
  'unexpected',
])
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** Who was booked, as the provider was told; what a lookup goes by, whatever is changed on the lead meanwhile. */
export const bookingIdentitySchema = z.strictObject({
  /** Whose token made the call: Calendly's user URI or GoHighLevel's location id. */
  accountId: z.string(),
  email: z.string().nullable(),
  ghlContactId: z.string().nullable(),
})
export type BookingIdentity = z.infer<typeof bookingIdentitySchema>

/**
 * One try to book one slot for one lead, durable before the provider is called (B2). `calling` and `unknown` hold the
 * lead and the slot: nobody else books either until the provider's record has settled it.
 */
export const attemptSchema = z.strictObject({
  id: idSchema,
  leadId: idSchema,
  slot: slotSchema,
  source: bookingSourceSchema,
  messageId: idSchema.nullable(),
  offerId: idSchema.nullable(),
  /** The lead's meeting that it is booked in the place of, which is canceled once it is booked (B7). */
  replaces: idSchema.optional(),
  /** Null until just before the provider is called. */
  identity: bookingIdentitySchema.nullable(),
  state: z.enum(['calling', 'booked', 'refused', 'unknown']),
  refusal: z.strictObject({ reason: refusalReasonSchema, message: z.string() }).nullable(),
  appointmentId: idSchema.nullable(),
  startedAt: instantSchema,
  settledAt: instantSchema.nullable(),
})
export type Attempt = z.infer<typeof attemptSchema>

/** Under way: the provider may or may not hold a meeting for it. */
export function isUnderWay(attempt: Attempt): boolean {
  return attempt.state === 'calling' || attempt.state === 'unknown'
}
