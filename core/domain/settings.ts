import { z } from 'zod'
import { idSchema, providerIdSchema, type ProviderId } from './names'
import { bookingTargetSchema } from './slot'
import { instantSchema, zoneSchema } from './time'
import {
  fixedAddress,
  isWebhookAddress,
  newTunnelSettings,
  tunnelSettingsSchema,
  type PublicAddress,
} from './tunnel'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 09:00')

/** What may be sent to a lead as a link. Empty stands for none. */
function isWebPage(address: string): boolean {
  return address === '' || (URL.canParse(address) && new URL(address).protocol === 'https:')
}

export const autoBookModeSchema = z.enum(['off', 'suggest', 'auto'])
export type AutoBookMode = z.infer<typeof autoBookModeSchema>

/** The workspace's settings, one row (W1). */
export const settingsSchema = z.strictObject({
  id: z.literal('workspace'),
  workspaceName: z.string().trim().min(1).max(100),
  /** True for the sample workspace, whose providers run inside the app (W7). */
  sample: z.boolean(),
  meetingBookingProvider: providerIdSchema,
  meetingTitle: z.string().trim().min(1).max(200),
  meetingMinutes: z.number().int().min(5).max(720),
  zone: zoneSchema,
  /** 1 is Monday, 7 is Sunday. */
  workingDays: z.array(z.number().int().min(1).max(7)).min(1),
  workingHours: z
    .strictObject({ start: timeOfDay, end: timeOfDay })
    .refine((hours) => hours.start < hours.end, 'must end later than it starts'),
  minimumNoticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(14 * 24 * 60),
  lookAheadDays: z.number().int().min(1).max(31),
  slotsPerOffer: z.number().int().min(1).max(5),
  offerValidDays: z.number().int().min(1).max(30),
  /** Times that were read longer ago are not offered: they are read anew first (V2). */
  availabilityMaxAgeMinutes: z.number().int().min(1).max(60),
  /** "Either works" takes the first of the offered times instead of asking a person (R3). */
  eitherTakesFirst: z.boolean(),
  autoBookMode: autoBookModeSchema,
  /** In the mode auto: also books a time of the lead's own when it is free (R6). */
  bookProposedTimes: z.boolean(),
  /** The kill switch: pauses every automatic booking and send, while reading goes on (W6). */
  paused: z.boolean(),
  channels: z.strictObject({ sms: z.boolean(), email: z.boolean(), linkedin: z.boolean() }),
  calendly: z.strictObject({
    enabled: z.boolean(),
    /** The public link of the event type that is booked, `https://calendly.com/<who>/<what>` (C2). */
    eventLink: z.string().trim().max(500),
    /** The public link of a second event type, without required questions, for leads who answered none; empty for none (C4). */
    directLink: z.string().trim().max(500),
  }),
  ghl: z.strictObject({
    enabled: z.boolean(),
    locationId: z.string().trim().max(100),
    calendarId: z.string().trim().max(100),
    /** A GoHighLevel user to assign meetings to; empty for the calendar's own choice. */
    assignedUserId: z.string().trim().max(100),
    /** The page on which a lead can book the calendar by itself; empty for none (C3). */
    bookingLink: z.string().trim().max(500).refine(isWebPage, 'must be an https address'),
  }),
  /** How many bookings the provider's plan allows (C6). */
  bookingBudget: z.strictObject({
    perMinute: z.number().int().min(1),
    perHour: z.number().int().min(1),
    perDay: z.number().int().min(1),
  }),
  /** The fixed address under which the internet reaches the webhook receiver; empty when there is none. */
  publicWebhookUrl: z.string().trim().refine(isWebhookAddress, 'must be an https address without ? and #'),
  tunnel: tunnelSettingsSchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** What a new workspace starts with: everything off that acts on its own (W6). */
export function newSettings(zone: string): Settings {
  return {
    id: 'workspace',
    workspaceName: 'My workspace',
    sample: false,
    meetingBookingProvider: 'calendly',
    meetingTitle: 'Intro call',
    meetingMinutes: 30,
    zone,
    workingDays: [1, 2, 3, 4, 5],
    workingHours: { start: '09:00', end: '17:00' },
    minimumNoticeMinutes: 120,
    lookAheadDays: 14,
    slotsPerOffer: 2,
    offerValidDays: 7,
    availabilityMaxAgeMinutes: 15,
    eitherTakesFirst: false,
    autoBookMode: 'suggest',
    bookProposedTimes: false,
    paused: false,
    channels: { sms: true, email: true, linkedin: true },
    calendly: { enabled: true, eventLink: '', directLink: '' },
    ghl: { enabled: true, locationId: '', calendarId: '', assignedUserId: '', bookingLink: '' },
    bookingBudget: { perMinute: 10, perHour: 50, perDay: 100 },
    publicWebhookUrl: '',
    tunnel: newTunnelSettings(),
  }
}

/** The public address as far as the settings name it: a tunnel tells its own. The sample runs on this machine alone. */
export function addressInSettings({ sample, tunnel, publicWebhookUrl }: Settings): PublicAddress {
  return sample || tunnel.kind === 'fixed' ? fixedAddress(publicWebhookUrl) : { kind: 'waiting' }
}

/** The links or the calendar that the settings name to book on, in order of preference. */
export function namedTargets({ calendly, ghl }: Settings, provider: ProviderId): string[] {
  const named = provider === 'calendly' ? [calendly.eventLink, calendly.directLink] : [ghl.calendarId]
  return named.filter((name) => name !== '')
}

export const accountSchema = z.strictObject({
  /** Calendly's user URI or GHL's location id. */
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  organization: z.string().nullable(),
})
export type Account = z.infer<typeof accountSchema>

/** What a link or a calendar id stands for, with the account that it was resolved for (C2). */
export const resolvedTargetSchema = z.strictObject({
  resolvedFrom: z.string(),
  accountId: idSchema,
  target: bookingTargetSchema,
})
export type ResolvedTarget = z.infer<typeof resolvedTargetSchema>

/** What was last seen of a provider. It is learnt from live calls, never set by the operator (W4). */
export const connectionSchema = z.strictObject({
  id: providerIdSchema,
  health: z.enum(['untested', 'ok', 'failing']),
  /** In plain words; what to do when it is failing. */
  message: z.string(),
  missingPermissions: z.array(z.string()),
  account: accountSchema.nullable(),
  /** Each that the settings name and that was found, in their order (C2, C4). */
  targets: z.array(resolvedTargetSchema),
  /** Why Calendly's second event type is of no use, in plain words; null when it is, or none is named (C4). */
  directLinkProblem: z.string().nullable(),
  subscription: z
    .strictObject({
      uri: z.string(),
      callbackUrl: z.string(),
      accountId: idSchema,
      createdAt: instantSchema,
      /** SHA-256 of the signing key that it was made with: Calendly never tells the key itself. */
      keyDigest: z.string(),
    })
    .nullable(),
  /** When the subscription was last seen to, and what stood in the way, in plain words; null before the first time (T5). */
  subscriptionCheck: z.strictObject({ checkedAt: instantSchema, problem: z.string().nullable() }).nullable(),
  checkedAt: instantSchema.nullable(),
})
export type Connection = z.infer<typeof connectionSchema>
