/** GoHighLevel's resources as they stand on the wire (gohighlevel.md B3 to B5), misspellings included. */

export interface GhlCalendar {
  id: string
  locationId: string
  groupId: string
  name: string
  slug: string
  widgetSlug: string
  calendarType: 'round_robin' | 'event' | 'class_booking' | 'collective' | 'service_booking' | 'personal'
  isActive: boolean
  teamMembers: {
    userId: string
    priority: number
    locationConfigurations: { kind: string; location?: string }[]
  }[]
  slotDuration: number
  slotDurationUnit: 'mins'
  slotInterval: number
  slotIntervalUnit: 'mins'
  slotBuffer: number
  preBuffer: number
  appoinmentPerSlot: number
  appoinmentPerDay: number
  allowBookingAfter: number
  allowBookingAfterUnit: 'days'
  allowBookingFor: number
  allowBookingForUnit: 'days'
  openHours: {
    daysOfTheWeek: number[]
    hours: { openHour: number; openMinute: number; closeHour: number; closeMinute: number }[]
  }[]
  autoConfirm: boolean
}

export const APPOINTMENT_STATUSES = [
  'new',
  'confirmed',
  'cancelled',
  'showed',
  'noshow',
  'invalid',
  'completed',
  'active',
] as const

export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

export interface GhlAppointment {
  id: string
  title: string
  address: string
  calendarId: string
  locationId: string
  contactId: string
  groupId: string
  appointmentStatus: AppointmentStatus
  assignedUserId: string
  users: string[]
  notes: string
  description: string
  meetingLocationType: string
  /** With the offset of the location's zone. */
  startTime: string
  endTime: string
  dateAdded: string
  dateUpdated: string
  source: string
}

export const DND_CHANNELS = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB'] as const

export type DndChannel = (typeof DND_CHANNELS)[number]

export interface DndSetting {
  /** `active`: do not disturb is on. */
  status: 'active' | 'inactive' | 'permanent'
  message?: string
  code?: string
}

export interface GhlContact {
  id: string
  locationId: string
  name: string
  firstName?: string
  lastName?: string
  email?: string
  phone?: string
  companyName?: string
  timezone?: string
  source?: string
  assignedTo?: string
  type: 'lead'
  dnd: boolean
  dndSettings: Partial<Record<DndChannel, DndSetting>>
  tags: string[]
  customFields: { id: string; value: unknown }[]
  dateAdded: string
  dateUpdated: string
}

export type MessageChannel = 'SMS' | 'Email'

export interface GhlMessage {
  id: string
  /** 2 is SMS, 3 is e-mail. */
  type: number
  messageType: 'TYPE_SMS' | 'TYPE_EMAIL'
  locationId: string
  contactId: string
  conversationId: string
  dateAdded: string
  body: string
  direction: 'inbound' | 'outbound'
  status: 'pending' | 'sent' | 'delivered' | 'failed' | 'undelivered' | 'opened' | 'read'
  contentType: string
  attachments: string[]
  source: 'api' | 'app'
  email?: EmailPart
}

export interface EmailPart {
  emailMessageId: string
  threadId: string
  subject: string
  from: string
  to: string[]
}

export interface GhlConversation {
  id: string
  contactId: string
  locationId: string
  unreadCount: number
}

export type GhlEvent =
  'InboundMessage' | 'OutboundMessage' | 'AppointmentCreate' | 'AppointmentUpdate' | 'AppointmentDelete'
