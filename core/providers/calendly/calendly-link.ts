import type { BookingTarget } from '../../domain/slot'
import { failed, type Outcome } from '../provider'
import type { CalendlyClient } from './client'
import { eventTypeSchema, type CalendlyEventType } from './wire'

/** `https://calendly.com/<who>/<what>`, without query, slot or trailing slash; null for any other form (C2). */
export function normalizeEventLink(link: string): string | null {
  const url = parseUrl(link.includes('://') ? link : `https://${link}`)
  if (!url || !/^(www\.)?calendly\.com$/.test(url.hostname)) return null
  const [who, what] = url.pathname.split('/').filter(Boolean)
  // `/d/…` are single-use links: which event type they book cannot be looked up.
  if (!who || !what || who === 'd') return null
  return `https://calendly.com/${who}/${what}`.toLowerCase()
}

/**
 * Finds the event type of a public link through the official API: those of the user and those of the organisation,
 * because a team's type may stand in only one of the lists (calendly.md A5).
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
  let refusal: Outcome<CalendlyEventType> | null = null
  for (const owner of owners) {
    const types = await client.list('/event_types', owner, eventTypeSchema)
    if (types.kind === 'failed') {
      refusal = types
      continue
    }
    const found = types.value.find((type) => normalizeEventLink(type.scheduling_url) === wanted)
    if (found) return { kind: 'ok', value: found }
  }
  return (
    refusal ??
    failed(
      'not_configured',
      `This Calendly account has no event type at ${wanted}. Check the link in Settings.`,
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
