import { z } from 'zod'
import { appointmentSchema } from '../domain/appointment'
import { attemptSchema } from '../domain/attempt'
import { decisionSchema } from '../domain/decision'
import { deliverySchema } from '../domain/delivery'
import { leadSchema } from '../domain/lead'
import { meetingChangeSchema } from '../domain/meeting-change'
import { messageSchema } from '../domain/message'
import { channelSchema, idSchema, providerIdSchema } from '../domain/names'
import { offerSchema } from '../domain/offer'
import { connectionSchema, settingsSchema } from '../domain/settings'
import { slotSchema } from '../domain/slot'
import { taskSchema } from '../domain/task'
import { instantSchema, zoneSchema } from '../domain/time'
import { tunnelViewSchema } from '../domain/tunnel'

/** One line of the lead list. Whether the lead is booked is decided in the core, by `bookingStatus` alone (B1). */
export const leadRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  company: z.string(),
  status: leadSchema.shape.status,
  zone: zoneSchema.nullable(),
  /** The upcoming meeting, when the lead is booked. */
  booked: z.object({ start: instantSchema, end: instantSchema, provider: providerIdSchema }).nullable(),
  /** The latest meeting that was held or missed, when the lead is not booked; `confirmed` is not marked yet. */
  over: z.object({ start: instantSchema, status: appointmentSchema.shape.status }).nullable(),
  lastMessage: z
    .object({
      text: z.string(),
      at: instantSchema,
      direction: z.enum(['inbound', 'outbound']),
      channel: channelSchema,
      /** Sent by Slotkeeper itself, or by a lead's machine. */
      automatic: z.boolean(),
      /** What became of one of ours. */
      state: z.enum(['ok', 'failed', 'unknown']),
    })
    .nullable(),
  openTasks: z.number().int(),
  /** Lower-case text that a search looks in: names, e-mails, phones, company, tags. */
  searchText: z.string(),
})
export type LeadRow = z.infer<typeof leadRowSchema>

/** Everything that the drawer of one lead shows. Lists are oldest first. */
export const leadDetailSchema = z.object({
  lead: leadSchema,
  row: leadRowSchema,
  messages: z.array(messageSchema),
  offers: z.array(offerSchema.extend({ open: z.boolean() })),
  appointments: z.array(appointmentSchema),
  /** The appointment that stands for the lead: upcoming, else past, else canceled (B5). */
  primaryAppointmentId: idSchema.nullable(),
  decisions: z.array(decisionSchema),
  attempts: z.array(attemptSchema),
  tasks: z.array(taskSchema),
  /** Why each channel cannot be used for this lead; null where it can. */
  channels: z.array(z.object({ channel: channelSchema, cannotReach: z.string().nullable() })),
  /** What a booking must answer on one of the event types that the workspace books, by exact text (C4). */
  questions: z.array(z.string()),
  /** On which channel a booking would be confirmed; null while there is no conversation. */
  confirmBy: channelSchema.nullable(),
  /** What was done, or is being done, to the meetings from here (B7). */
  meetingChanges: z.array(meetingChangeSchema),
})
export type LeadDetail = z.infer<typeof leadDetailSchema>

export const tunnelSecretSchema = z.enum(['ngrok.authtoken', 'cloudflared.token'])
export const secretNameSchema = z.enum(['calendly.token', 'ghl.token', ...tunnelSecretSchema.options])
export type SecretName = z.infer<typeof secretNameSchema>

/** How well the machine keeps secrets. `memory` forgets them when the app ends. */
export const protectionSchema = z.enum(['keychain', 'encrypted_file', 'memory'])
export type Protection = z.infer<typeof protectionSchema>

/** What the last catch-up with a provider's record found, in plain words (T6); null before the first. */
export const reconcileViewSchema = z.object({ lastAt: instantSchema, sentence: z.string() }).nullable()
export type ReconcileView = z.infer<typeof reconcileViewSchema>

/** The workspace as the console sees it: never a secret, only whether one is set (W3). */
export const workspaceViewSchema = z.object({
  settings: settingsSchema,
  connections: z.object({ calendly: connectionSchema, ghl: connectionSchema }),
  secrets: z.record(secretNameSchema, z.boolean()),
  protection: protectionSchema,
  /** Nothing was set up yet: the console offers the sample workspace (W7). */
  isNew: z.boolean(),
  /** Open tasks over all leads, urgent ones first. */
  tasks: z.array(taskSchema),
  budget: z.object({ leftThisMinute: z.number(), leftThisHour: z.number(), leftToday: z.number() }),
  receiver: z.object({
    /** Loopback address of the webhook receiver; null while it does not listen. */
    url: z.string().nullable(),
    refused: z.number().int(),
    lastDeliveryAt: instantSchema.nullable(),
  }),
  reconcile: z.object({ calendly: reconcileViewSchema, ghl: reconcileViewSchema }),
  tunnel: tunnelViewSchema,
  /** What was broken or lost when Slotkeeper started, in plain words; each stays until a person dismisses it. */
  openingReports: z.array(z.object({ id: idSchema, sentence: z.string() })),
  /** Things that the operator should know of as long as they are so, in plain words (stale zone data …). */
  notices: z.array(z.string()),
})
export type WorkspaceView = z.infer<typeof workspaceViewSchema>

/** A slot worded for both sides: "Tue, Nov 24, 10:00 AM EST". */
export const wordedSlotSchema = z.object({
  slot: slotSchema,
  leadTime: z.string().nullable(),
  operatorTime: z.string(),
  /** The operator's calendar day, `2026-11-24`, for grouping. */
  day: z.string(),
})
export type WordedSlot = z.infer<typeof wordedSlotSchema>

/** What could be offered to a lead, and the message as it would be sent. */
export const offerDraftSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    provider: providerIdSchema,
    targetName: z.string(),
    minutes: z.number(),
    leadZone: zoneSchema,
    operatorZone: zoneSchema,
    /** When the provider named the times. */
    readAt: instantSchema,
    /** Null while the message names no time. */
    text: z.string().nullable(),
    slots: z.array(
      wordedSlotSchema.extend({
        leadTime: z.string(),
        /** The lead's calendar day, for grouping. */
        day: z.string(),
        /** The text names it. */
        named: z.boolean(),
        offeredBefore: z.boolean(),
      }),
    ),
  }),
  /** What has to be done first, in plain words. */
  z.object({ kind: z.literal('impossible'), reason: z.string() }),
])
export type OfferDraftView = z.infer<typeof offerDraftSchema>
export type ReadyOffer = Extract<OfferDraftView, { kind: 'ready' }>

/** A copy of the whole workspace that can be brought back. */
export const backupViewSchema = z.object({
  name: z.string(),
  at: instantSchema,
  bytes: z.number().int(),
  /** Why it was made. */
  reason: z.enum(['start', 'scheduled', 'manual', 'before-restore', 'migration']),
})
export type BackupView = z.infer<typeof backupViewSchema>

/** A webhook as the console lists it, without its body; `tells` is its event in words. */
export const deliveryRowSchema = deliverySchema.omit({ body: true }).extend({ tells: z.string() })
export type DeliveryRow = z.infer<typeof deliveryRowSchema>

/** One webhook with its body, and the meeting that it tells of, where it does. */
export const deliveryDetailSchema = deliverySchema.extend({
  tells: z.string(),
  meeting: z
    .object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      start: instantSchema,
      end: instantSchema,
      status: appointmentSchema.shape.status,
    })
    .nullable(),
})
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>

/** How this installation is: what a person looks at first when something does not work. */
export const healthSchema = z.object({
  version: z.string(),
  checkedAt: instantSchema,
  providers: z.array(
    z.object({
      provider: providerIdSchema,
      enabled: z.boolean(),
      hasToken: z.boolean(),
      health: connectionSchema.shape.health,
      /** In plain words; what to do when it is failing. */
      message: z.string(),
      checkedAt: instantSchema.nullable(),
      /** When our webhook subscription was made; null where there is none. Only Calendly has such. */
      subscribedAt: instantSchema.nullable(),
      /** What stood in the way of it when it was last seen to, in plain words (T5). */
      subscriptionProblem: z.string().nullable(),
      lastDeliveryAt: instantSchema.nullable(),
      /** Until when nothing of the provider's record was missed; null before it was first read back (T6). */
      followedUntil: instantSchema.nullable(),
      caughtUp: reconcileViewSchema,
      /** Why the record is not read at present, in plain words; null while it is. */
      readingProblem: z.string().nullable(),
      /** By how many ms the provider's clock was ahead of ours at its last answer; null before the first. */
      clockAheadMs: z.number().nullable(),
    }),
  ),
  receiver: workspaceViewSchema.shape.receiver,
  tunnel: tunnelViewSchema,
  zoneDataIsStale: z.boolean(),
  /** `freeBytes` is null where the system does not tell. */
  disk: z.object({ folder: z.string(), freeBytes: z.number().nullable() }),
})
export type HealthView = z.infer<typeof healthSchema>
