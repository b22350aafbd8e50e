import { z } from 'zod'
import { idSchema, providerIdSchema } from './names'
import { instantSchema } from './time'

/** When one lead or one meeting was last looked up in a provider's record (T6). */
export const recordCheckSchema = z.strictObject({
  id: idSchema,
  /** It moves with every try, also one that failed, so that nothing is tried without end. */
  reconciledAt: instantSchema,
  /** Why the last try failed, in plain words. */
  error: z.string().nullable(),
})
export type RecordCheck = z.infer<typeof recordCheckSchema>

/** How far a provider's record was read back, one row per provider (T6). */
export const reconciliationSchema = z.strictObject({
  id: providerIdSchema,
  /** Until then nothing of the record was missed. Null before the first reading was done. */
  followedUntil: instantSchema.nullable(),
  /** When the whole window was last read. */
  sweptAt: instantSchema.nullable(),
  /** What the last catch-up found, for the operator, and when that was. */
  lastAt: instantSchema.nullable(),
  sentence: z.string(),
  /** Whose record it is, and since when: what was recorded before may be another account's. Null for since ever. */
  accountId: idSchema.nullable(),
  accountSince: instantSchema.nullable(),
  /** Messages that are older are history; null while none were read. */
  messagesFrom: instantSchema.nullable(),
  /** The youngest message that was seen, by the provider's clock. */
  messagesUntil: instantSchema.nullable(),
})
export type Reconciliation = z.infer<typeof reconciliationSchema>

export function newReconciliation(id: Reconciliation['id']): Reconciliation {
  return {
    id,
    followedUntil: null,
    sweptAt: null,
    lastAt: null,
    sentence: '',
    accountId: null,
    accountSince: null,
    messagesFrom: null,
    messagesUntil: null,
  }
}
