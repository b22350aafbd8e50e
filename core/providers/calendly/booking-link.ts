import { leadName, type Lead } from '../../domain/lead'
import type { BookingTarget } from '../../domain/slot'
import type { BookingLink, Outcome } from '../provider'
import type { CalendlyClient } from './client'
import { schedulingLinkAnswerSchema } from './wire'

/** A single-use scheduling link, prefilled with the lead's name and e-mail address (C3, calendly.md A8). */
export async function makeBookingLink(
  client: CalendlyClient,
  target: BookingTarget,
  lead: Lead,
): Promise<Outcome<BookingLink>> {
  const made = await client.post(
    '/scheduling_links',
    { max_event_count: 1, owner: target.id, owner_type: 'EventType' },
    schedulingLinkAnswerSchema,
  )
  if (made.kind === 'failed') return made
  const url = new URL(made.value.resource.booking_url)
  url.searchParams.set('name', leadName(lead))
  const [email] = lead.emails
  if (email) url.searchParams.set('email', email)
  return { kind: 'ok', value: { url: url.href, singleUse: true } }
}
