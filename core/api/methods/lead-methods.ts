import { z } from 'zod'
import { emailSchema, leadSchema, phoneSchema } from '../../domain/lead'
import { channelSchema, idSchema } from '../../domain/names'
import { slotSchema } from '../../domain/slot'
import { instantSchema, zoneSchema } from '../../domain/time'
import { leadDetailSchema, leadRowSchema, offerDraftSchema } from '../views'
import { nothing, MOST_WRITTEN, type Methods } from './method'

/** What an operator may write on a lead. */
const leadInputSchema = z.strictObject({
  firstName: leadSchema.shape.firstName.trim(),
  lastName: leadSchema.shape.lastName.trim(),
  company: leadSchema.shape.company.trim(),
  emails: z.array(emailSchema),
  phones: z.array(phoneSchema),
  zone: zoneSchema.nullable(),
})
export type LeadInput = z.infer<typeof leadInputSchema>

/** What an operator may change on a lead. */
const leadChangesSchema = leadInputSchema.partial().extend({
  /** With one of `CLOSING`, what waited for a booking is settled. */
  status: leadSchema.shape.status.optional(),
  /** Answers to booking questions, by the question's exact text; the others stay, and an empty one is removed (C4). */
  answers: z.record(z.string(), z.string().trim().max(1000)).optional(),
})

/** How many times one message can name. */
const MOST_OFFERED = 5

const sentSchema = z.object({
  sent: z.boolean(),
  /** It may have arrived, and is not sent again. */
  isUnknown: z.boolean().optional(),
  /** What happened and what to do next, in plain words. */
  sentence: z.string(),
})

/** Leads, and what is written to them. */
export const leadMethods = {
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
} as const satisfies Methods
