import { z } from 'zod'

/**
 * Calendly's answers, parsed leniently: unknown keys and enum values are allowed, what may be missing is optional
 * (calendly.md A16).
 */
const text = z.string()
const optionalText = text.nullish()

export const userSchema = z.looseObject({
  resource: z.looseObject({
    uri: text,
    name: text,
    email: optionalText,
    timezone: optionalText,
    current_organization: text,
  }),
})

const questionSchema = z.looseObject({
  name: text,
  position: z.number(),
  enabled: z.boolean(),
  required: z.boolean(),
  type: optionalText,
})
export type CalendlyQuestion = z.infer<typeof questionSchema>

const locationSchema = z.looseObject({ kind: text, location: optionalText, phone_number: optionalText })
export type CalendlyLocation = z.infer<typeof locationSchema>

export const eventTypeSchema = z.looseObject({
  uri: text,
  name: optionalText,
  active: z.boolean(),
  scheduling_url: text,
  duration: z.number(),
  pooling_type: optionalText,
  booking_method: optionalText,
  is_paid: z.boolean().nullish(),
  profile: z.looseObject({ owner: optionalText }).nullish(),
  locations: z.array(locationSchema).nullish(),
  custom_questions: z.array(questionSchema).nullish(),
})
export type CalendlyEventType = z.infer<typeof eventTypeSchema>

export const eventTypeAnswerSchema = z.looseObject({ resource: eventTypeSchema })

export const schedulingLinkAnswerSchema = z.looseObject({
  resource: z.looseObject({ booking_url: z.url() }),
})

const availableTimeSchema = z.looseObject({ status: optionalText, start_time: text })
export const availableTimesSchema = z.looseObject({ collection: z.array(availableTimeSchema) })

export function isFree(time: z.infer<typeof availableTimeSchema>): boolean {
  return (time.status ?? 'available') === 'available'
}

export const inviteeSchema = z.looseObject({
  uri: text,
  email: optionalText,
  name: optionalText,
  status: text,
  timezone: optionalText,
  event: text,
  created_at: text,
  updated_at: text,
  tracking: z.looseObject({ utm_source: optionalText, utm_content: optionalText }).nullish(),
  text_reminder_number: optionalText,
  rescheduled: z.boolean().nullish(),
  old_invitee: optionalText,
  new_invitee: optionalText,
  cancel_url: optionalText,
  reschedule_url: optionalText,
  no_show: z.looseObject({ uri: optionalText, created_at: optionalText }).nullish(),
  cancellation: z.looseObject({ reason: optionalText, created_at: optionalText }).nullish(),
})
export type CalendlyInvitee = z.infer<typeof inviteeSchema>

export const inviteeAnswerSchema = z.looseObject({ resource: inviteeSchema })

export const scheduledEventSchema = z.looseObject({
  uri: text,
  start_time: text,
  end_time: text,
  event_type: optionalText,
  location: z.looseObject({ join_url: optionalText, location: optionalText }).nullish(),
  event_memberships: z.array(z.looseObject({ user_name: optionalText, user_email: optionalText })).nullish(),
})
export type CalendlyEvent = z.infer<typeof scheduledEventSchema>

export const scheduledEventAnswerSchema = z.looseObject({ resource: scheduledEventSchema })

/** Of a cancellation and of a no-show: when it was made. */
export const datedAnswerSchema = z.looseObject({ resource: z.looseObject({ created_at: optionalText }) })

export const subscriptionSchema = z.looseObject({
  uri: text,
  callback_url: text,
  state: optionalText,
  scope: optionalText,
  created_at: text,
})
export type CalendlySubscription = z.infer<typeof subscriptionSchema>

export const subscriptionAnswerSchema = z.looseObject({ resource: subscriptionSchema })

/** One page of a list. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.looseObject({
    collection: z.array(item),
    pagination: z.looseObject({ next_page_token: optionalText }),
  })
}

/** An error body: the usual envelope, or the flat one of a missing scope (calendly.md A1, A2). */
export const errorSchema = z.looseObject({
  title: optionalText,
  message: optionalText,
  details: z
    .array(z.looseObject({ parameter: optionalText, message: optionalText, code: optionalText }))
    .nullish(),
  required_scopes: z.array(text).nullish(),
})

/** A webhook's envelope; the invitee stands flat in `payload` (calendly.md A15). */
export const webhookSchema = z.looseObject({ event: text, created_at: text, payload: z.unknown() })

export const inviteePayloadSchema = inviteeSchema.extend({ scheduled_event: scheduledEventSchema })
