import type { Lead } from '../../domain/lead'
import type { BookingTarget } from '../../domain/slot'
import { failed, type BookingLink, type Outcome } from '../provider'
import { uuidOf, type CalendlyClient } from './client'
import { eventTypeAnswerSchema, schedulingLinkAnswerSchema } from './wire'

/**
 * A link on which the lead books this event type by itself, prefilled with what is known of its name and e-mail address:
 * good for one booking, or the public page where the account may not make such links (C3, calendly.md A8).
 */
export async function makeBookingLink(
  client: CalendlyClient,
  target: BookingTarget,
  lead: Lead,
): Promise<Outcome<BookingLink>> {
  // Read now, because a link to an event type that was switched off since leads nowhere.
  const type = await client.get(`/event_types/${uuidOf(target.id)}`, {}, eventTypeAnswerSchema)
  if (type.kind === 'failed') return type
  if (!type.value.resource.active) {
    return failed(
      'not_bookable',
      'The Calendly event type is switched off, so nobody can book on its page. Switch it on at Calendly.',
    )
  }
  const made = await client.post(
    '/scheduling_links',
    { max_event_count: 1, owner: target.id, owner_type: 'EventType' },
    schedulingLinkAnswerSchema,
  )
  if (made.kind === 'ok') {
    return { kind: 'ok', value: { url: prefilled(made.value.resource.booking_url, lead), singleUse: true } }
  }
  const isNotAllowed = made.reason === 'scope' || made.reason === 'plan'
  if (!isNotAllowed || !target.publicUrl || !URL.canParse(target.publicUrl)) return made
  return { kind: 'ok', value: { url: prefilled(target.publicUrl, lead), singleUse: false } }
}

/** Only what the lead gave: a name that Slotkeeper would show in its place is none. */
function prefilled(page: string, { firstName, lastName, emails }: Lead): string {
  const url = new URL(page)
  const name = `${firstName} ${lastName}`.trim()
  const [email] = emails
  if (name) url.searchParams.set('name', name)
  if (email) url.searchParams.set('email', email)
  return url.href
}
