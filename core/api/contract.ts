import { z } from 'zod'
import { attemptSchema } from '../domain/attempt'
import { deliverySchema } from '../domain/delivery'
import { emailSchema, leadSchema, phoneSchema } from '../domain/lead'
import { attendanceSchema } from '../domain/meeting-change'
import { channelSchema, idSchema, providerIdSchema } from '../domain/names'
import { settingsSchema } from '../domain/settings'
import { orderedSlotSchema, slotSchema } from '../domain/slot'
import { instantSchema, zoneSchema } from '../domain/time'
import {
  deliveryDetailSchema,
  backupViewSchema,
  deliveryRowSchema,
  healthSchema,
  leadDetailSchema,
  leadRowSchema,
  offerDraftSchema,
  secretNameSchema,
  tunnelSecretSchema,
  wordedSlotSchema,
  workspaceViewSchema,
} from './views'

/** What an operator may write on a lead. */
export const leadInputSchema = z.strictObject({
  firstName: leadSchema.shape.firstName.trim(),
  lastName: leadSchema.shape.lastName.trim(),
  company: leadSchema.shape.company.trim(),
  emails: z.array(emailSchema),
  phones: z.array(phoneSchema),
  zone: zoneSchema.nullable(),
})
export type LeadInput = z.infer<typeof leadInputSchema>

/** What an operator may change on a lead. */
export const leadChangesSchema = leadInputSchema.partial().extend({
  /** With one of `CLOSING`, what waited for a booking is settled. */
  status: leadSchema.shape.status.optional(),
  /** Answers to booking questions, by the question's exact text; the others stay, and an empty one is removed (C4). */
  answers: z.record(z.string(), z.string().trim().max(1000)).optional(),
})

/** What an operator may change in the settings: any part of them but what the app itself keeps. */
export const settingsPatchSchema = settingsSchema.omit({ id: true, sample: true }).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const bookingResultSchema = z.object({
  kind: z.enum(['booked', 'refused', 'unknown', 'not_started']),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
  attempt: attemptSchema.nullable(),
})
export type BookingResultView = z.infer<typeof bookingResultSchema>

/** What came of giving a webhook's meeting to a lead. */
const linkedSchema = z.object({ leadId: idSchema, sentence: z.string() })
export const changeResultSchema = z.object({
  /** `half_done`: the new time is booked, and the old meeting could not be canceled. */
  kind: z.enum(['done', 'half_done', 'refused', 'unknown', 'not_started']),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
  /** The page on which it can be done instead; null where there is none. */
  link: z.string().nullable(),
})
export type ChangeResultView = z.infer<typeof changeResultSchema>

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

/** How many times one message can name. */
const MOST_OFFERED = 5
/** In characters. */
const MOST_WRITTEN = 5000

const sentSchema = z.object({
  sent: z.boolean(),
  /** It may have arrived, and is not sent again. */
  isUnknown: z.boolean().optional(),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
})

const nothing = z.strictObject({})
const done = z.object({})

/**
 * Everything that a console can ask of the core, named once. IPC channels, the preload and the loopback HTTP door are
 * made by looping over it. A `query` changes nothing.
 */
export const methods = {
  'workspace.get': { kind: 'query', request: nothing, response: workspaceViewSchema },
  'settings.save': { kind: 'command', request: settingsPatchSchema, response: workspaceViewSchema },
  'secret.set': {
    kind: 'command',
    request: z.strictObject({ name: secretNameSchema, value: z.string().trim().min(1).max(10_000) }),
    response: workspaceViewSchema,
  },
  'connection.test': {
    kind: 'command',
    request: z.strictObject({ provider: providerIdSchema }),
    response: workspaceViewSchema,
  },
  /** Removes the webhook subscription that we made, then the token (W5). */
  'connection.clear': {
    kind: 'command',
    request: z.strictObject({ provider: providerIdSchema }),
    response: workspaceViewSchema,
  },
  'sample.open': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** Removes everything of the sample workspace; the folder is as new then. */
  'sample.leave': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** In the sample workspace only: writes an SMS as the lead would, through the sandbox's signed webhook. */
  'sample.replyAsLead': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, text: z.string().trim().min(1).max(1600) }),
    response: done,
  },
  'leads.list': { kind: 'query', request: nothing, response: z.array(leadRowSchema) },
  'leads.get': { kind: 'query', request: z.strictObject({ leadId: idSchema }), response: leadDetailSchema },
  'leads.create': { kind: 'command', request: leadInputSchema, response: leadDetailSchema },
  'leads.update': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, changes: leadChangesSchema }),
    response: leadDetailSchema,
  },
  'leads.setAutoBook': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, autoBook: z.boolean() }),
    response: leadDetailSchema,
  },
  /** Until then nothing is offered by itself; null wakes the lead. */
  'leads.setSnooze': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, until: instantSchema.nullable() }),
    response: leadDetailSchema,
  },
  'leads.sendMessage': {
    kind: 'command',
    request: z.strictObject({
      leadId: idSchema,
      channel: channelSchema,
      text: z.string().trim().min(1).max(MOST_WRITTEN),
      /** The text with times that it was begun with: they are offered if it still names them as they stand there. */
      begun: z
        .strictObject({ text: z.string().max(MOST_WRITTEN), slots: z.array(slotSchema).max(MOST_OFFERED) })
        .optional(),
      /** Made by the console once per message, so that a double click sends one. */
      requestId: idSchema,
    }),
    response: sentSchema,
  },
  /** Times to offer, and the message as it would be sent; nothing is sent or written. */
  'offers.draft': {
    kind: 'query',
    request: z.strictObject({
      leadId: idSchema,
      channel: channelSchema,
      /** What the message is to name; what Slotkeeper would choose where nothing is said. */
      slots: z.array(slotSchema).max(MOST_OFFERED).optional(),
      /** Asks the provider now, however young what is known is. */
      fresh: z.boolean().optional(),
    }),
    response: offerDraftSchema,
  },
  /** Offers these times once more looked at, in words that the core makes. */
  'offers.send': {
    kind: 'command',
    request: z.strictObject({
      leadId: idSchema,
      channel: channelSchema,
      slots: z.array(slotSchema).min(1).max(MOST_OFFERED),
      /** Made by the console once per message, so that a double click sends one. */
      requestId: idSchema,
    }),
    response: sentSchema,
  },
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
  /** Stops the tunnel that works with it; a provider's token is cleared with its connection. */
  'secret.clear': {
    kind: 'command',
    request: z.strictObject({ name: tunnelSecretSchema }),
    response: workspaceViewSchema,
  },
  /** Calls the receiver through its own public address, and looks at the Calendly subscription (T5, T8). */
  'webhooks.probe': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** The newest first. */
  'backups.list': { kind: 'query', request: nothing, response: z.array(backupViewSchema) },
  'backups.make': { kind: 'command', request: nothing, response: z.array(backupViewSchema) },
  /** Brings back what a backup holds, as a new change; the state before becomes a backup. Automation is paused. */
  'backups.restore': {
    kind: 'command',
    request: z.strictObject({ name: z.string().min(1).max(200) }),
    response: z.object({ sentence: z.string(), backups: z.array(backupViewSchema) }),
  },
  'openingReports.dismiss': {
    kind: 'command',
    request: z.strictObject({ id: idSchema }),
    response: workspaceViewSchema,
  },
  'health.get': { kind: 'query', request: nothing, response: healthSchema },
} as const satisfies Record<string, { kind: 'query' | 'command'; request: z.ZodType; response: z.ZodType }>

/** What the core tells its consoles. Views, not entities: a rule such as B1 is applied in one place. */
export const events = {
  /** Rows of the lead list that changed, and leads that are gone. */
  'leads.changed': z.object({ rows: z.array(leadRowSchema), removed: z.array(idSchema) }),
  'workspace.changed': workspaceViewSchema,
  'deliveries.changed': z.object({}),
} as const satisfies Record<string, z.ZodType>

export type MethodName = keyof typeof methods
/** A request as the core gets it, parsed. */
export type Parsed<M extends MethodName> = z.output<(typeof methods)[M]['request']>
export type Request<M extends MethodName> = z.input<(typeof methods)[M]['request']>
export type Response<M extends MethodName> = z.output<(typeof methods)[M]['response']>

export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

export const methodNames = Object.keys(methods) as MethodName[]
export const eventNames = Object.keys(events) as EventName[]

/** An answer as it crosses a door: exceptions never do. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ApiError }

export interface ApiError {
  /** Stable, for programs: `bad_request`, `not_found`, `provider.auth` … */
  code: string
  /** What happened and what to do, for the operator. */
  message: string
  details?: unknown
}

/** What a page finds as `window.slotkeeper`, or what the HTTP client offers in its place. */
export interface SlotkeeperBridge {
  call<M extends MethodName>(method: M, request: Request<M>): Promise<Answer<Response<M>>>
  /** Returns a function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
}
