import { z } from 'zod'
import { attemptSchema } from '../../domain/attempt'
import { attendanceSchema } from '../../domain/meeting-change'
import { idSchema, providerIdSchema } from '../../domain/names'
import { orderedSlotSchema } from '../../domain/slot'
import { zoneSchema } from '../../domain/time'
import { wordedSlotSchema } from '../views'
import { done, MOST_WRITTEN, type Methods } from './method'

const bookingResultSchema = z.object({
  kind: z.enum(['booked', 'refused', 'unknown', 'not_started']),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
  attempt: attemptSchema.nullable(),
})
export type BookingResultView = z.infer<typeof bookingResultSchema>

const changeResultSchema = z.object({
  /** `half_done`: the new time is booked, and the old meeting could not be canceled. */
  kind: z.enum(['done', 'half_done', 'refused', 'unknown', 'not_started']),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
  /** The page on which it can be done instead; null where there is none. */
  link: z.string().nullable(),
})
export type ChangeResultView = z.infer<typeof changeResultSchema>

/** Meetings: booking them, what waits for a person, and changing them. */
export const bookingMethods = {
  /** Free slots of the workspace's provider, asked now. */
  'slots.list': {
    kind: 'query',
    request: z.strictObject({ leadId: idSchema }),
    response: z.object({
      provider: providerIdSchema,
      targetName: z.string(),
      minutes: z.number(),
      leadZone: zoneSchema.nullable(),
      operatorZone: zoneSchema,
      slots: z.array(wordedSlotSchema),
    }),
  },
  'leads.book': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, slot: orderedSlotSchema }),
    response: bookingResultSchema,
  },
  /** Books what a task suggests, through the same gates again. */
  'tasks.approve': {
    kind: 'command',
    request: z.strictObject({
      taskId: idSchema,
      /** What the person saw: a suggestion that has changed since is not booked. */
      slot: orderedSlotSchema,
    }),
    response: bookingResultSchema,
  },
  /** Sends the answer that a task suggests, after its times were asked for again. */
  'tasks.sendAnswer': {
    kind: 'command',
    request: z.strictObject({
      taskId: idSchema,
      /** What the person saw: an answer that has changed since is not sent. */
      text: z.string().min(1).max(MOST_WRITTEN),
    }),
    response: z.object({ sent: z.boolean(), sentence: z.string() }),
  },
  'tasks.dismiss': { kind: 'command', request: z.strictObject({ taskId: idSchema }), response: done },
  /** Takes a dismissal back. */
  'tasks.reopen': { kind: 'command', request: z.strictObject({ taskId: idSchema }), response: done },
  /** Cancels a meeting at the provider (B7). */
  'appointments.cancel': {
    kind: 'command',
    request: z.strictObject({ appointmentId: idSchema, reason: z.string().trim().max(1000) }),
    response: changeResultSchema,
  },
  /** Whether the lead came; `confirmed` takes it back. */
  'appointments.markAttendance': {
    kind: 'command',
    request: z.strictObject({ appointmentId: idSchema, attendance: attendanceSchema }),
    response: changeResultSchema,
  },
  /** In place where the provider can; else the new time is booked, and then the old meeting canceled. */
  'appointments.reschedule': {
    kind: 'command',
    request: z.strictObject({ appointmentId: idSchema, slot: orderedSlotSchema }),
    response: changeResultSchema,
  },
  /** Tells the lead of a meeting once more, where the confirmation did not go out (B4). */
  'appointments.confirmAgain': {
    kind: 'command',
    request: z.strictObject({
      appointmentId: idSchema,
      /** The confirmation that may have arrived, where another one is wanted all the same. */
      despite: idSchema.nullable(),
    }),
    response: z.object({
      sent: z.boolean(),
      sentence: z.string(),
      /** The confirmation that may have arrived: nothing was sent, the operator is asked first. */
      mayHaveArrived: idSchema.nullable(),
    }),
  },
  /** The page on which the lead can move the meeting by itself, asked of the provider now. */
  'appointments.rescheduleLink': {
    kind: 'query',
    request: z.strictObject({ appointmentId: idSchema }),
    response: z.object({ url: z.string() }),
  },
} as const satisfies Methods
