import { z } from 'zod'

/** GoHighLevel's answers, parsed leniently (gohighlevel.md B3 to B6). `appoinment…` is misspelt on the wire. */
const text = z.string()
const optionalText = text.nullish()

const calendarSchema = z.looseObject({
  id: text,
  name: optionalText,
  isActive: z.boolean().nullish(),
  slotDuration: z.union([z.number(), text]).nullish(),
  slotDurationUnit: optionalText,
  widgetSlug: optionalText,
})
export type GhlCalendar = z.infer<typeof calendarSchema>

export const calendarsSchema = z.looseObject({ calendars: z.array(calendarSchema) })

/** Days as keys; `traceId` may stand beside them. */
export const freeSlotsSchema = z.record(text, z.unknown())
export const daySchema = z.looseObject({ slots: z.array(text) })

export const appointmentSchema = z.looseObject({
  id: text,
  calendarId: optionalText,
  contactId: optionalText,
  appointmentStatus: optionalText,
  assignedUserId: optionalText,
  address: optionalText,
  startTime: text,
  endTime: optionalText,
  dateAdded: optionalText,
  dateUpdated: optionalText,
})
export type GhlAppointment = z.infer<typeof appointmentSchema>

/** Other people's events may be of any form: each is parsed when its contact is known to be ours. */
export const eventsSchema = z.looseObject({ events: z.array(z.unknown()) })
export const ofContactSchema = z.looseObject({ contactId: optionalText })

/** The same for one contact; `startTime` stands there without a zone (gohighlevel.md B3). */
export const ofAppointmentSchema = z.looseObject({ id: text, startTime: optionalText })

/** One appointment, as seen bare and wrapped under either key. */
export const appointmentAnswerSchema = z.union([
  z.looseObject({ event: appointmentSchema }).transform(({ event }) => event),
  z.looseObject({ appointment: appointmentSchema }).transform(({ appointment }) => appointment),
  appointmentSchema,
])

/** A contact's appointments, as seen bare and wrapped under either key. */
export const contactAppointmentsSchema = z.union([
  z.looseObject({ events: z.array(z.unknown()) }).transform(({ events }) => events),
  z.looseObject({ appointments: z.array(z.unknown()) }).transform(({ appointments }) => appointments),
  z.array(z.unknown()),
])

export const contactSchema = z.looseObject({
  id: text,
  firstName: optionalText,
  lastName: optionalText,
  name: optionalText,
  email: optionalText,
  phone: optionalText,
  timezone: optionalText,
  companyName: optionalText,
})
export type GhlContact = z.infer<typeof contactSchema>

export const contactAnswerSchema = z.looseObject({ contact: contactSchema })

export const sentSchema = z.looseObject({ messageId: optionalText, conversationId: optionalText })

const conversationSchema = z.looseObject({
  id: text,
  /** Epoch ms or an ISO time; not in GoHighLevel's own description. */
  lastMessageDate: z.union([z.number(), text]).nullish(),
})
export type GhlConversation = z.infer<typeof conversationSchema>
export const conversationsSchema = z.looseObject({ conversations: z.array(conversationSchema) })

/** Each message is parsed by itself: calls, activities and what comes next are of other forms. */
const messagePageSchema = z.looseObject({
  lastMessageId: optionalText,
  nextPage: z.boolean().nullish(),
  messages: z.array(z.unknown()),
})

/** A page of messages, bare or, as some clients see it, under a second `messages`. */
export const messagesSchema = z.union([
  messagePageSchema,
  z.looseObject({ messages: messagePageSchema }).transform(({ messages }) => messages),
])

export const conversationMessageSchema = z.looseObject({
  id: text,
  messageType: optionalText,
  contactId: text,
  dateAdded: text,
  body: optionalText,
  direction: optionalText,
})

/** `message` is a string or an array of them (gohighlevel.md B2). */
export const errorSchema = z.looseObject({ message: z.union([text, z.array(text)]).nullish() })

export const webhookSchema = z.looseObject({
  type: text,
  locationId: optionalText,
  timestamp: optionalText,
  webhookId: optionalText,
})

export const appointmentWebhookSchema = webhookSchema.extend({ appointment: appointmentSchema })

export const inboundMessageSchema = webhookSchema.extend({
  body: optionalText,
  contactId: text,
  messageType: optionalText,
  messageId: optionalText,
  emailMessageId: optionalText,
  dateAdded: optionalText,
  direction: optionalText,
})
