import { createCalendlyState, wireTime } from './state'
import { book, cancelInvitee, eventTypeOf, NO_TRACKING, type CalendlyWorld } from './bookings'
import { DAY } from '../shared/open-hours'
import { webhookEnvelope } from './webhooks'
import type { InviteeEvent } from './wire'

/** An invented delivery of this event. It is made in a world of its own, so nothing is booked in the real one. */
export function sampleInvitee(world: CalendlyWorld, event: InviteeEvent): object {
  const now = world.now
  const state = createCalendlyState({}, now())
  const aside: CalendlyWorld = { state, now, announce: () => undefined }
  const invitee = book(aside, {
    eventType: eventTypeOf(state, state.eventTypeNames.intro),
    start: Math.ceil(now() / DAY) * DAY + DAY,
    name: 'Sam Sample',
    firstName: null,
    lastName: null,
    email: 'sam@example.com',
    timezone: 'America/New_York',
    textReminderNumber: null,
    location: { kind: 'zoom_conference' },
    answers: [],
    tracking: { ...NO_TRACKING },
    guests: [],
    method: null,
    oldInvitee: null,
  })
  if (event === 'invitee.canceled') {
    cancelInvitee(aside, invitee, {
      canceled_by: invitee.name,
      reason: null,
      canceler_type: 'invitee',
      created_at: wireTime(now()),
    })
  }
  if (event === 'invitee_no_show.created') {
    invitee.no_show = {
      uri: 'https://api.calendly.com/invitee_no_shows/sample',
      created_at: wireTime(now()),
    }
  }
  return webhookEnvelope(aside, event, invitee, world.state.users[0]?.uri ?? '')
}
