import { z } from 'zod'
import { emailSchema } from './lead'
import { idSchema } from './names'
import { daySchema, instantSchema, timeWindowSchema, zoneSchema } from './time'

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
  /** Times of the lead's own, in the order of preference; an exact one starts and ends at the same instant (R6). */
  proposed: z.array(timeWindowSchema),
  /** The lead does not want to be written to before this day of its zone. */
  notBefore: daySchema.nullable(),
  /** What the lead tells about itself: the zone in which it lives, and its e-mail address. */
  zone: zoneSchema.nullable(),
  email: emailSchema.nullable(),
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
  /** answered: nothing was booked, and the lead was written to at once. */
  outcome: z.enum(['booked', 'suggested', 'answered', 'blocked', 'refused', 'unknown', 'no_acceptance']),
  /** What was done and why, in one sentence for the operator. */
  sentence: z.string(),
  offerId: idSchema.nullable(),
  attemptId: idSchema.nullable(),
  appointmentId: idSchema.nullable(),
  taskId: idSchema.nullable(),
  /** The message that answered the lead. */
  answerId: idSchema.nullable(),
})
export type Decision = z.infer<typeof decisionSchema>

export function decisionId(messageId: string): string {
  return `decision:${messageId}`
}
