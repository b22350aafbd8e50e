import { leadName, type Lead } from '../../domain/lead'
import type { BookingOutcome, BookingRequest } from '../provider'
import { TRACKING_SOURCE } from './mapping'
import type { CalendlyEventType, CalendlyLocation } from './wire'

type Body = { kind: 'body'; body: Record<string, unknown> } | Extract<BookingOutcome, { kind: 'refused' }>

/** The body of `POST /invitees`, or why it cannot be made (C1, calendly.md A9). */
export function inviteeBody(type: CalendlyEventType, request: BookingRequest): Body {
  const { lead, slot, zone } = request
  const { email } = request.identity
  if (!email) return refused('bad_identity', 'Calendly needs an e-mail address. Add one to the lead.')
  const location = locationOf(type, lead)
  if (location.kind === 'refused') return location
  const answers = answersOf(type, lead)
  if (answers.kind === 'refused') return answers
  return {
    kind: 'body',
    body: {
      event_type: type.uri,
      start_time: slot.providerStart,
      invitee: { name: leadName(lead), email, timezone: zone },
      ...(location.location ? { location: location.location } : {}),
      ...(answers.answers.length > 0 ? { questions_and_answers: answers.answers } : {}),
      // All six keys or none.
      tracking: {
        utm_campaign: null,
        utm_source: TRACKING_SOURCE,
        utm_medium: null,
        utm_content: request.attemptId,
        utm_term: null,
        salesforce_uuid: null,
      },
    },
  }
}

/** The first configured location; a phone call needs the lead's number, round robin chooses by itself. */
function locationOf(
  type: CalendlyEventType,
  lead: Lead,
): { kind: 'location'; location: { kind: string; location?: string } | null } | ReturnType<typeof refused> {
  const [first] = type.locations ?? []
  if (!first || type.pooling_type === 'round_robin') return { kind: 'location', location: null }
  const text = locationText(first, lead)
  if (text === undefined) return { kind: 'location', location: { kind: first.kind } }
  if (text) return { kind: 'location', location: { kind: first.kind, location: text } }
  return first.kind === 'outbound_call'
    ? refused('bad_identity', 'Calendly calls the lead for this meeting. Add a phone number to the lead.')
    : refused(
        'bad_location',
        `The Calendly event type asks where to meet (${first.kind}). Set a place there.`,
      )
}

/** Undefined where the location takes no text; empty where it needs one and there is none. */
function locationText(location: CalendlyLocation, lead: Lead): string | undefined {
  switch (location.kind) {
    case 'outbound_call':
      return lead.phones[0] ?? ''
    case 'physical':
    case 'custom':
    case 'ask_invitee':
      return location.location ?? ''
    default:
      return undefined
  }
}

/** Answers by the question's exact text; a required one without an answer refuses, an empty optional one is left out. */
function answersOf(
  type: CalendlyEventType,
  lead: Lead,
):
  | { kind: 'answers'; answers: { question: string; answer: string; position: number }[] }
  | ReturnType<typeof refused> {
  const answers: { question: string; answer: string; position: number }[] = []
  for (const question of type.custom_questions ?? []) {
    if (!question.enabled) continue
    const answer = lead.answers[question.name]?.trim()
    if (answer) answers.push({ question: question.name, answer, position: question.position })
    else if (question.required) {
      return refused('bad_answer', `Calendly asks “${question.name}” and the lead has no answer to it.`)
    }
  }
  return { kind: 'answers', answers }
}

function refused(reason: 'bad_identity' | 'bad_location' | 'bad_answer', message: string) {
  return { kind: 'refused' as const, reason, message }
}
