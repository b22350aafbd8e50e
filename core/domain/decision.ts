import { z } from 'zod'
import { idSchema } from './names'
import { instantSchema } from './time'

export const intentSchema = z.enum([
  'accept_offer',
  'propose_time',
  'ask_times',
  'ask_link',
  'decline',
  'opt_out',
  'defer',
  'reschedule',
  'cancel',
  'automatic_reply',
  'question',
  'ambiguous',
  'other',
])
export type Intent = z.infer<typeof intentSchema>

/** What a reply was read as, and the words that the reading rests on (R1). */
export const readingSchema = z.strictObject({
  intent: intentSchema,
  offerId: idSchema.nullable(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Words of the reply, as written. */
  evidence: z.array(z.string()),
  /** Why it was read so, in plain words. */
  explanation: z.string(),
})
export type Reading = z.infer<typeof readingSchema>

export const gateResultSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['pass', 'block']),
  /** What the gate found, in plain words. */
  reason: z.string(),
  /** What it looked at. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type GateResult = z.infer<typeof gateResultSchema>

/** Everything that was thought about one inbound message (D1). There is one per message. */
export const decisionSchema = z.strictObject({
  id: idSchema,
  messageId: idSchema,
  leadId: idSchema,
  at: instantSchema,
  reading: readingSchema,
  gates: z.array(gateResultSchema),
  outcome: z.enum(['booked', 'suggested', 'blocked', 'refused', 'unknown', 'no_acceptance']),
  /** What was done and why, in one sentence for the operator. */
  sentence: z.string(),
  offerId: idSchema.nullable(),
  attemptId: idSchema.nullable(),
  appointmentId: idSchema.nullable(),
  taskId: idSchema.nullable(),
})
export type Decision = z.infer<typeof decisionSchema>

export function decisionId(messageId: string): string {
  return `decision:${messageId}`
}
