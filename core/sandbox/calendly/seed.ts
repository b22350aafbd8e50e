import { randomUUID } from 'node:crypto'
import type { CalendlyEventType, CalendlyUser, CustomQuestion } from './wire'

export type EventTypeName =
  'intro' | 'withQuestion' | 'roundRobin' | 'phoneCall' | 'paid' | 'poll' | 'inactive' | 'group'

/** The required question of `withQuestion`, exactly as an answer must repeat it. */
export const REQUIRED_QUESTION = 'What would you like to discuss?'

/** The seats of the group event type. */
export const GROUP_SEATS = 3

const questions: CustomQuestion[] = [
  {
    name: REQUIRED_QUESTION,
    type: 'text',
    position: 0,
    enabled: true,
    required: true,
    answer_choices: [],
    include_other: false,
  },
  {
    name: 'Phone Number',
    type: 'phone_number',
    position: 1,
    enabled: true,
    required: false,
    answer_choices: [],
    include_other: false,
  },
]

/** One event type of each kind that a booking program has to tell apart. */
export function seedEventTypes(
  host: CalendlyUser,
  organization: string,
  createdAt: string,
): { eventTypes: CalendlyEventType[]; names: Record<EventTypeName, string> } {
  const make = (
    name: string,
    slug: string,
    position: number,
    special: Partial<CalendlyEventType>,
  ): CalendlyEventType => ({
    uri: `https://api.calendly.com/event_types/${randomUUID()}`,
    name,
    active: true,
    slug,
    scheduling_url: `${host.scheduling_url}/${slug}`,
    duration: 30,
    duration_options: null,
    kind: 'solo',
    pooling_type: null,
    type: 'StandardEventType',
    booking_method: 'instant',
    color: '#0069ff',
    created_at: createdAt,
    updated_at: createdAt,
    deleted_at: null,
    internal_note: null,
    description_plain: null,
    description_html: null,
    profile: { type: 'User', name: host.name, owner: host.uri },
    secret: false,
    admin_managed: false,
    is_paid: false,
    position,
    locale: 'en',
    locations: [{ kind: 'zoom_conference' }],
    custom_questions: [],
    start_time_increment: 30,
    before_buffer: 0,
    after_buffer: 0,
    ...special,
  })
  const byName: Record<EventTypeName, CalendlyEventType> = {
    intro: make('Intro call', 'intro', 0, {}),
    withQuestion: make('Discovery call', 'discovery', 1, { custom_questions: questions }),
    roundRobin: make('Team call', 'team-call', 2, {
      pooling_type: 'round_robin',
      locations: null,
      scheduling_url: 'https://calendly.com/sales-team/team-call',
      profile: { type: 'Team', name: 'Sales team', owner: `${organization}/teams/${randomUUID()}` },
    }),
    phoneCall: make('Phone call', 'phone-call', 3, { duration: 15, locations: [{ kind: 'outbound_call' }] }),
    paid: make('Paid consultation', 'paid-consultation', 4, { is_paid: true }),
    poll: make('Find a time together', 'find-a-time', 5, { booking_method: 'poll' }),
    inactive: make('Old intro call', 'old-intro', 6, { active: false }),
    group: make('Group demo', 'group-demo', 7, { kind: 'group', duration: 60 }),
  }
  const names = Object.entries(byName) as [EventTypeName, CalendlyEventType][]
  return {
    eventTypes: names.map(([, eventType]) => eventType),
    names: Object.fromEntries(names.map(([name, eventType]) => [name, eventType.uri])) as Record<
      EventTypeName,
      string
    >,
  }
}
