import type { BookingTarget } from '../../domain/slot'
import { failed, type Failure, type Outcome } from '../provider'
import type { CalendlyClient } from './client'
import { eventTypeSchema, type CalendlyEventType } from './wire'

/** Pages of one booking, which say nothing of the event type: single-use links and an invitee's own pages. */
const NO_PERSON = new Set(['d', 'cancellations', 'reschedulings'])

/** The suffix of one time of an event type: `2026-11-24T15:00:00Z`, or with an offset. */
const SLOT_SUFFIX = /^\d{4}-\d{2}-\d{2}t\d{2}(:|%3a)\d{2}/

/**
 * `https://calendly.com/<who>/<what>` in lower case, without query, fragment, slot or trailing slash; null for any other
 * form or host (C2).
 */
export function normalizeEventLink(link: string): string | null {
  const text = link.trim()
  const url = parseUrl(text.includes('://') ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || !/^(www\.)?calendly\.com$/.test(url.host)) return null
  const [who, what, slot, ...rest] = url.pathname.toLowerCase().split('/').filter(Boolean)
  if (!who || !what || NO_PERSON.has(who) || rest.length > 0) return null
  return slot && !SLOT_SUFFIX.test(slot) ? null : `https://calendly.com/${who}/${what}`
}

/**
 * Finds the event type of a public link through the official API: among those of the user and those of the
 * organisation, because a team's type may stand in only one of the lists (calendly.md A5). One that is switched on goes
 * before one that is not.
 */
export async function resolveEventLink(
  client: CalendlyClient,
  link: string,
  account: { id: string; organization: string | null },
): Promise<Outcome<CalendlyEventType>> {
  const wanted = normalizeEventLink(link)
  if (!wanted) {
    return failed(
      'not_configured',
      'The Calendly link must look like https://calendly.com/your-name/your-event. Correct it in Settings.',
    )
  }
  const owners: Record<string, string>[] = [{ user: account.id }]
  if (account.organization) owners.push({ organization: account.organization })
  const found: CalendlyEventType[] = []
  let failure: Failure | null = null
  for (const owner of owners) {
    const types = await client.list('/event_types', owner, eventTypeSchema)
    // Only owners and admins may list the organisation's; without them the user's own stand alone.
    if (types.kind === 'failed' && (owner.user || types.reason !== 'scope')) failure ??= types
    if (types.kind === 'ok')
      found.push(...types.value.filter((type) => normalizeEventLink(type.scheduling_url) === wanted))
    const active = found.find((type) => type.active)
    if (active) return { kind: 'ok', value: active }
  }
  const [inactive] = found
  if (inactive) return { kind: 'ok', value: inactive }
  return (
    failure ??
    failed(
      'not_configured',
      `Calendly shows this account no event type at ${wanted}. Check the link in Settings.`,
    )
  )
}

/** The event type as the core books it; `cannotBook` says why the API may not be used for it (C3). */
export function toTarget(type: CalendlyEventType): BookingTarget {
  return {
    provider: 'calendly',
    id: type.uri,
    name: type.name ?? 'Calendly event',
    minutes: type.duration,
    publicUrl: type.scheduling_url,
    requiredQuestions: (type.custom_questions ?? [])
      .filter((question) => question.enabled && question.required)
      .map((question) => question.name),
    cannotBook: whyNotBookable(type),
  }
}

function whyNotBookable(type: CalendlyEventType): string | null {
  if (!type.active) return 'The Calendly event type is switched off.'
  if (type.is_paid) return 'The Calendly event type takes payment, which only its own page can do.'
  if (type.booking_method === 'poll') return 'The Calendly event type is a poll, which cannot be booked.'
  return null
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
