import { z } from 'zod'
import { channelSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema, timeWindowSchema, zoneSchema } from './time'

/** What Slotkeeper can write to a lead by itself when a reply cannot simply be booked. */
export const answerPurposeSchema = z.enum([
  'other_times',
  'booking_link',
  'ask_email',
  'ask_zone',
  'opt_out_confirmed',
])
export type AnswerPurpose = z.infer<typeof answerPurposeSchema>

/** A message that Slotkeeper worded as the answer to a reply: sent at once, or suggested to a person. */
export const answerSchema = z.strictObject({
  purpose: answerPurposeSchema,
  channel: channelSchema,
  text: z.string().min(1),
  /** The slots that the text offers, in its order. */
  carries: z.array(slotSchema),
  /** In which the text words its times; null where it words none. */
  zone: zoneSchema.nullable(),
  /** What the lead asked for, so that the answer can be made anew when its times are gone. */
  wanted: z.array(timeWindowSchema),
  madeAt: instantSchema,
})
export type Answer = z.infer<typeof answerSchema>

/** One answer of each purpose is sent by itself to a message, whatever happens (F4). */
export function answerId(messageId: string, purpose: AnswerPurpose): string {
  return `answer:${messageId}:${purpose}`
}

/** True for every answer to a message, also for one that a person sent. */
export function isAnswerTo(id: string, messageId: string): boolean {
  return id.startsWith(`answer:${messageId}:`)
}

export function isAnswerPurpose(purpose: string): purpose is AnswerPurpose {
  return answerPurposeSchema.safeParse(purpose).success
}
