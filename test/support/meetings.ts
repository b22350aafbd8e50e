import type { LeadDetail } from '../../core/api/views'
import type { ProviderId } from '../../core/domain/names'
import type { Slot } from '../../core/domain/slot'
import type { Appointment } from '../../core/domain/appointment'
import type { EventTypeName } from '../../core/sandbox/calendly/seed'
import { startWorld, type World } from './world'

export const CANCEL = 'POST /scheduled_events/{uuid}/cancellation'
export const PUT = 'PUT /calendars/events/appointments/{eventId}'

export interface BookedLead {
  world: World
  leadId: string
  meeting: Appointment
  /** Free times other than that of the meeting. */
  free: Slot[]
}

/** A lead in conversation, booked by hand, with every webhook of it applied and a second gone by. */
export async function bookedLead(
  provider: ProviderId,
  options: { eventType?: EventTypeName } = {},
): Promise<BookedLead> {
  const world = await startWorld({ provider })
  if (options.eventType) {
    await world.call('settings.save', {
      calendly: {
        enabled: true,
        eventLink: world.calendly.eventTypes[options.eventType].link,
        directLink: '',
      },
    })
  }
  const leadId = await world.addLead()
  await world.offer(leadId)
  await world.reply(leadId, 'Let me think about it')
  const { slots } = await world.call('slots.list', { leadId })
  const [first, ...free] = slots.map(({ slot }) => slot)
  if (!first) throw new Error('there is no free slot')
  await world.call('leads.book', { leadId, slot: first })
  await world.settle()
  world.clock.advance(1000)
  const [meeting] = (await world.lead(leadId)).appointments
  if (!meeting) throw new Error('the meeting was not booked')
  return { world, leadId, meeting, free }
}

/** The n-th of the free times. */
export function freeSlot({ free }: BookedLead, index = 5): Slot {
  const slot = free[index]
  if (!slot) throw new Error('there are not enough free slots')
  return slot
}

export function openTasks(lead: LeadDetail): LeadDetail['tasks'] {
  return lead.tasks.filter(({ state }) => state === 'open')
}

export function confirmationsOf(lead: LeadDetail): string[] {
  return lead.messages.flatMap((message) =>
    message.direction === 'outbound' && message.purpose === 'confirmation' ? [message.text] : [],
  )
}

/** How often a call whose path ends so was not refused; testing a connection makes some that are. */
export function callsOf(
  sandbox: { exchanges: { method: string; url: string; status: number }[] },
  method: string,
  end: RegExp,
): number {
  return sandbox.exchanges.filter((one) => one.method === method && end.test(one.url) && one.status < 400)
    .length
}

const INVITEE = 'GET /scheduled_events/{uuid}/invitees/{invitee_uuid}'
const EVENT = 'GET /scheduled_events/{uuid}'
const LISTED = 'GET /scheduled_events'
const APPOINTMENT = 'GET /calendars/events/appointments/{eventId}'
export const NOT_FOUND_ON_CALENDLY = {
  kind: 'status',
  status: 404,
  body: {
    title: 'Resource Not Found',
    message: 'The server could not find the requested resource.',
    details: [],
  },
} as const
const NOTHING_LISTED = {
  kind: 'status',
  status: 200,
  body: {
    collection: [],
    pagination: {
      count: 0,
      next_page: null,
      previous_page: null,
      next_page_token: null,
      previous_page_token: null,
    },
  },
} as const
const NO_EVENTS = { kind: 'status', status: 200, body: { events: [], traceId: 'trace' } } as const
const NOT_FOUND_ON_GHL = {
  kind: 'status',
  status: 400,
  body: { statusCode: 400, message: 'Appointment not found', error: 'Bad Request' },
} as const

/** The provider says of the meeting that it has none, for so many looks. */
export function hideMeeting({ world, meeting }: BookedLead, times: number | 'always' = 'always'): void {
  if (meeting.provider === 'ghl') {
    world.ghl.failNext({ route: APPOINTMENT, fault: NOT_FOUND_ON_GHL, times })
    world.ghl.failNext({ route: 'GET /calendars/events', fault: NO_EVENTS, times: 'always' })
  } else {
    world.calendly.failNext({ route: INVITEE, fault: NOT_FOUND_ON_CALENDLY, times })
    world.calendly.failNext({ route: EVENT, fault: NOT_FOUND_ON_CALENDLY, times })
    world.calendly.failNext({ route: LISTED, fault: NOTHING_LISTED, times: 'always' })
  }
}
