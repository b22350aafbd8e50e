import { z } from 'zod'
import { deliverySchema } from '../../domain/delivery'
import { idSchema } from '../../domain/names'
import { instantSchema } from '../../domain/time'
import { deliveryDetailSchema, deliveryRowSchema } from '../views'
import { type Methods } from './method'

/** What came of giving a webhook's meeting to a lead. */
const linkedSchema = z.object({ leadId: idSchema, sentence: z.string() })
/** Which webhooks are meant. */
const deliveryFilterSchema = z.strictObject({
  source: deliverySchema.shape.source.optional(),
  /** Received at this moment or later, and before that one. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  /** Words that the event, the reason or the lead's name must hold. */
  search: z.string().max(200).optional(),
})
export type DeliveryFilter = z.infer<typeof deliveryFilterSchema>

/** The webhook inbox. */
export const deliveryMethods = {
  /** The newest webhooks first, of those that fit all that is asked for. */
  'deliveries.list': {
    kind: 'query',
    request: deliveryFilterSchema.extend({
      limit: z.number().int().min(1).max(500),
      state: deliverySchema.shape.state.optional(),
      /** Whether those that are ignored are among them, where no state is asked for. */
      ignored: z.boolean().default(true),
    }),
    response: z.array(deliveryRowSchema),
  },
  /** How many webhooks there are in each state, of those that fit. */
  'deliveries.count': {
    kind: 'query',
    request: deliveryFilterSchema,
    response: z.record(deliverySchema.shape.state, z.number().int()),
  },
  'deliveries.get': {
    kind: 'query',
    request: z.strictObject({ id: idSchema }),
    response: deliveryDetailSchema,
  },
  /** The webhook that an open task about nobody is about. */
  'deliveries.ofTask': {
    kind: 'query',
    request: z.strictObject({ taskId: idSchema }),
    response: z.object({ id: idSchema }),
  },
  /** Applies webhooks again: these, or all that were received from one moment on until before another (T7). */
  'deliveries.replay': {
    kind: 'command',
    request: z.union([
      z.strictObject({ ids: z.array(idSchema).min(1).max(500) }),
      z.strictObject({ from: instantSchema, to: instantSchema }),
    ]),
    response: z.object({
      sentence: z.string(),
      results: z.array(
        z.object({
          id: idSchema,
          state: deliverySchema.shape.state.nullable(),
          replayed: z.boolean(),
          sentence: z.string(),
        }),
      ),
    }),
  },
  /** Puts the meeting of a webhook into a lead's history (T3). */
  'deliveries.link': {
    kind: 'command',
    request: z.strictObject({ id: idSchema, leadId: idSchema, confirm: z.boolean().default(true) }),
    response: linkedSchema,
  },
  /** Makes a lead of the person who booked, with the meeting in its history (T3). */
  'deliveries.createLead': {
    kind: 'command',
    request: z.strictObject({ id: idSchema }),
    response: linkedSchema,
  },
} as const satisfies Methods
