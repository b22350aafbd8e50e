import { z } from 'zod'
import { refusalReasonSchema } from './attempt'
import { idSchema } from './names'
import { slotSchema } from './slot'
import { instantSchema } from './time'

/** What a person can say of a meeting that has begun; `confirmed` takes it back. */
export const attendanceSchema = z.enum(['showed', 'no_show', 'confirmed'])
export type Attendance = z.infer<typeof attendanceSchema>

/** Why a provider did not change a meeting, by what it means for us. */
export const changeRefusalSchema = z.enum([
  ...refusalReasonSchema.options,
  'in_the_past',
  /** Canceling would cancel for people who are not this lead. */
  'other_invitees',
])
export type ChangeRefusal = z.infer<typeof changeRefusalSchema>

export const wantedChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cancel'),
    reason: z.string(),
    /** The meeting that was booked in its place, where canceling is the second half of a reschedule (B7). */
    replacedBy: idSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('mark'), attendance: attendanceSchema }),
  z.strictObject({
    kind: z.literal('move'),
    slot: slotSchema,
    /** When the meeting was before. */
    from: instantSchema,
  }),
])
export type WantedChange = z.infer<typeof wantedChangeSchema>

/**
 * One thing that the operator had done to a meeting, durable before the provider is called (B7). `ordered` is still to be
 * done; `calling` and `unknown` may or may not be done, and nothing else is done to the meeting until the provider's record
 * has told.
 */
export const meetingChangeSchema = z.strictObject({
  id: idSchema,
  leadId: idSchema,
  appointmentId: idSchema,
  wanted: wantedChangeSchema,
  state: z.enum(['ordered', 'calling', 'unknown', 'done', 'refused']),
  refusal: z
    .strictObject({
      reason: changeRefusalSchema,
      message: z.string(),
      /** Where a person can do it instead; null where there is no such page. */
      link: z.string().nullable(),
    })
    .nullable(),
  startedAt: instantSchema,
  settledAt: instantSchema.nullable(),
})
export type MeetingChange = z.infer<typeof meetingChangeSchema>

/** Not settled: what it asks for is to be done, or may have been done. */
export function isUnsettled({ state }: MeetingChange): boolean {
  return state !== 'done' && state !== 'refused'
}
