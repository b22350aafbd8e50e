import { z } from 'zod'
import { answerSchema } from './answer'
import { idSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema } from './time'

export const taskKindSchema = z.enum([
  'approve_booking',
  'which_slot',
  'missing_email',
  'unknown_zone',
  'canceled',
  'not_confirmed',
  'unmatched_booking',
  'provider_trouble',
  'double_booking',
  'change_meeting',
  'manual_follow_up',
])
export type TaskKind = z.infer<typeof taskKindSchema>

/** Something that a person has to look at (D2). At most one is open per lead and reason (G3). */
export const taskSchema = z.strictObject({
  id: idSchema,
  /** Null for a task about somebody who is not a lead yet. */
  leadId: idSchema.nullable(),
  kind: taskKindSchema,
  /** What it is about; with the lead, the key that keeps it single. */
  reason: z.string(),
  title: z.string(),
  detail: z.string(),
  /** What one click would book or send. */
  suggestion: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('book'),
        slot: slotSchema,
        offerId: idSchema.nullable(),
        messageId: idSchema.nullable(),
      }),
      z.strictObject({ kind: z.literal('answer'), answer: answerSchema, messageId: idSchema }),
    ])
    .nullable(),
  state: z.enum(['open', 'done', 'dismissed']),
  createdAt: instantSchema,
  closedAt: instantSchema.nullable(),
})
export type Task = z.infer<typeof taskSchema>
