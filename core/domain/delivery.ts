import { z } from 'zod'
import { idSchema } from './names'
import { instantSchema } from './time'

/** A signed webhook as it arrived, kept before it is acknowledged (T1). */
export const deliverySchema = z.strictObject({
  /** Built from what the sender repeats when it delivers again, so a redelivery is the same row (T4). */
  id: idSchema,
  source: z.enum(['calendly', 'ghl']),
  event: z.string(),
  body: z.string(),
  receivedAt: instantSchema,
  state: z.enum(['received', 'applied', 'ignored', 'unmatched', 'failed', 'dead']),
  /** Why it was ignored, is unmatched or failed, in plain words. */
  why: z.string().nullable(),
  failures: z.number().int().nonnegative(),
  /** When a failed one is tried again. */
  retryAt: instantSchema.nullable(),
  leadId: idSchema.nullable(),
  appliedAt: instantSchema.nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>
