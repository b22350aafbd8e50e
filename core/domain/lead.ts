import { z } from 'zod'
import { channelSchema, idSchema } from './names'
import { instantSchema, zoneSchema } from './time'

export const leadStatusSchema = z.enum([
  'new',
  'contacted',
  'replied',
  'meeting_requested',
  'meeting_booked',
  'qualified',
  'unqualified',
  'blacklisted',
])
export type LeadStatus = z.infer<typeof leadStatusSchema>

export const emailSchema = z.string().trim().toLowerCase().pipe(z.email('is not an e-mail address'))

/** E.164: `+` and 7 to 15 digits. */
export const phoneSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number with its country code, such as +1 212 555 0134')

export const leadZoneSchema = z.strictObject({
  name: zoneSchema,
  source: z.enum(['operator', 'message', 'provider', 'import', 'sample']),
})

/** A person that the team talks to (L1). */
export const leadSchema = z.strictObject({
  id: idSchema,
  firstName: z.string().max(200),
  lastName: z.string().max(200),
  emails: z.array(emailSchema),
  phones: z.array(phoneSchema),
  linkedinId: z.string().nullable(),
  company: z.string().max(200),
  zone: leadZoneSchema.nullable(),
  status: leadStatusSchema,
  tags: z.array(z.string()),
  optOuts: z.array(channelSchema),
  autoBook: z.boolean(),
  snoozedUntil: instantSchema.nullable(),
  notes: z.string(),
  /** Answers to booking questions, by the question's exact text. */
  answers: z.record(z.string(), z.string()),
  ghlContactId: z.string().nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})
export type Lead = z.infer<typeof leadSchema>

export function leadName(lead: Pick<Lead, 'firstName' | 'lastName' | 'emails' | 'phones'>): string {
  return `${lead.firstName} ${lead.lastName}`.trim() || lead.emails[0] || lead.phones[0] || 'Unnamed lead'
}
