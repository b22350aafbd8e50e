/** Calendly's resources as they stand on the wire (calendly.md A4, A5, A10, A11, A12, A14). Times are UTC strings. */

export interface CalendlyUser {
  uri: string
  name: string
  slug: string
  email: string
  scheduling_url: string
  timezone: string
  time_notation: '12h' | '24h'
  avatar_url: string | null
  created_at: string
  updated_at: string
  current_organization: string
  resource_type: 'User'
  locale: string
}

export type LocationKind =
  | 'ask_invitee'
  | 'custom'
  | 'google_conference'
  | 'gotomeeting_conference'
  | 'inbound_call'
  | 'microsoft_teams_conference'
  | 'outbound_call'
  | 'physical'
  | 'webex_conference'
  | 'zoom_conference'

export interface EventTypeLocation {
  kind: LocationKind
  location?: string
  additional_info?: string
  phone_number?: string
}

export interface CustomQuestion {
  name: string
  type: 'string' | 'text' | 'phone_number' | 'single_select' | 'multi_select'
  position: number
  enabled: boolean
  required: boolean
  answer_choices: string[]
  include_other: boolean
}

export interface CalendlyEventType {
  uri: string
  name: string
  active: boolean
  slug: string
  scheduling_url: string
  duration: number
  duration_options: number[] | null
  kind: 'solo' | 'group'
  pooling_type: 'round_robin' | 'collective' | 'multi_pool' | null
  type: 'StandardEventType' | 'AdhocEventType'
  booking_method: 'instant' | 'poll'
  color: string
  created_at: string
  updated_at: string
  deleted_at: string | null
  internal_note: string | null
  description_plain: string | null
  description_html: string | null
  profile: { type: 'User' | 'Team'; name: string; owner: string }
  secret: boolean
  admin_managed: boolean
  is_paid: boolean
  position: number
  locale: string
  locations: EventTypeLocation[] | null
  custom_questions: CustomQuestion[]
  start_time_increment: number | null
  before_buffer: number
  after_buffer: number
}

export interface Cancellation {
  canceled_by: string
  reason: string | null
  canceler_type: 'host' | 'invitee'
  created_at: string
}

/** Keyed `type`, not `kind`; Zoom is `zoom` here. */
export interface EventLocation {
  type: string
  location?: string | null
  additional_info?: string
  status?: 'processing' | 'pushed'
  join_url?: string | null
  data?: Record<string, unknown> | null
}

export interface CalendlyEvent {
  uri: string
  name: string
  meeting_notes_plain: string | null
  meeting_notes_html: string | null
  status: 'active' | 'canceled'
  start_time: string
  end_time: string
  event_type: string
  location: EventLocation
  invitees_counter: { total: number; active: number; limit: number }
  created_at: string
  updated_at: string
  event_memberships: { user: string; user_email: string; user_name: string }[]
  event_guests: { email: string; created_at: string; updated_at: string }[]
  cancellation?: Cancellation
}

export interface Tracking {
  utm_campaign: string | null
  utm_source: string | null
  utm_medium: string | null
  utm_content: string | null
  utm_term: string | null
  salesforce_uuid: string | null
}

export interface QuestionAndAnswer {
  question: string
  answer: string
  position: number
}

export interface CalendlyInvitee {
  uri: string
  email: string
  first_name: string | null
  last_name: string | null
  name: string
  status: 'active' | 'canceled'
  questions_and_answers: QuestionAndAnswer[]
  timezone: string
  event: string
  created_at: string
  updated_at: string
  tracking: Tracking
  text_reminder_number: string | null
  rescheduled: boolean
  old_invitee: string | null
  new_invitee: string | null
  cancel_url: string
  reschedule_url: string
  routing_form_submission: string | null
  payment: null
  no_show: { uri: string; created_at: string } | null
  reconfirmation: null
  scheduling_method: 'instant_book' | 'api' | null
  invitee_scheduled_by: string | null
  cancellation?: Cancellation
}

export const WEBHOOK_EVENTS = [
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
  'event_type.created',
  'event_type.updated',
  'event_type.deleted',
  'meeting_recap.created',
  'meeting_recap.updated',
  'meeting_recap.deleted',
  'contact.created',
  'contact.updated',
  'contact.deleted',
] as const

/** The events that this sandbox sends. */
export type InviteeEvent =
  'invitee.created' | 'invitee.canceled' | 'invitee_no_show.created' | 'invitee_no_show.deleted'

export interface CalendlySubscription {
  uri: string
  callback_url: string
  created_at: string
  updated_at: string
  retry_started_at: string | null
  state: 'active' | 'disabled'
  events: string[]
  scope: 'user' | 'organization' | 'group'
  organization: string
  user: string | null
  group: string | null
  creator: string
}
