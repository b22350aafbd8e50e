import { asObject, filledText, isObject, type Answer, type JsonObject } from '../shared/exchange'
import { isTimeZone } from '../shared/open-hours'
import { forbidden, invalid, missing, notFound } from './answers'
import { isOfferedStart, seatsLeft } from './availability'
import { NO_TRACKING, type CalendlyWorld, type NewBooking } from './bookings'
import type { CalendlyEventType, EventTypeLocation, LocationKind, QuestionAndAnswer, Tracking } from './wire'

/** A value that passed, or the answer that refuses the request. */
type Checked<T> = { ok: true; value: T } | { ok: false; answer: Answer }

const ok = <T>(value: T): Checked<T> => ({ ok: true, value })
const refuse = (answer: Answer): { ok: false; answer: Answer } => ({ ok: false, answer })

const BLANK_ANSWERS = 'Required Questions and Answers cannot be blank.'
const KINDS_WITH_TEXT: readonly LocationKind[] = ['physical', 'outbound_call', 'ask_invitee', 'custom']
const PHONE = /^\+?[\d\s().-]{7,20}$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/**
 * The rules of POST /invitees (A9), in the order: event type, invitee, tracking, questions, guests, location, start.
 * What paid and poll types answer is not documented; this sandbox refuses them with a 403, and an inactive type is
 * as unknown as one that never was.
 */
export function checkBooking(world: CalendlyWorld, body: unknown): Checked<NewBooking> {
  const request = asObject(body)
  for (const key of ['event_type', 'start_time', 'invitee']) {
    if (request[key] === undefined || request[key] === null) return refuse(missing(key))
  }
  const eventType = world.state.eventTypes.find((candidate) => candidate.uri === request['event_type'])
  if (eventType === undefined || !eventType.active) return refuse(notFound())
  if (eventType.is_paid || eventType.booking_method === 'poll') {
    return refuse(forbidden('You do not have permission to access this resource.'))
  }
  const invitee = checkInvitee(asObject(request['invitee']))
  if (!invitee.ok) return invitee
  const tracking = checkTracking(request['tracking'])
  if (!tracking.ok) return tracking
  const answers = checkAnswers(eventType, request['questions_and_answers'])
  if (!answers.ok) return answers
  const guests = checkGuests(request['event_guests'])
  if (!guests.ok) return guests
  const location = checkLocation(eventType, request['location'])
  if (!location.ok) return location
  const start = checkStart(world, eventType, request['start_time'])
  if (!start.ok) return start
  return ok({
    eventType,
    start: start.value,
    ...invitee.value,
    location: location.value,
    answers: answers.value,
    tracking: tracking.value,
    guests: guests.value,
    method: 'api',
    oldInvitee: null,
  })
}

type InviteePart = Pick<
  NewBooking,
  'name' | 'firstName' | 'lastName' | 'email' | 'timezone' | 'textReminderNumber'
>

function checkInvitee(invitee: JsonObject): Checked<InviteePart> {
  const email = filledText(invitee['email'])
  if (email === undefined) return refuse(missing('invitee.email'))
  if (!EMAIL.test(email)) return refuse(invalid([{ parameter: 'invitee.email', message: 'is invalid' }]))
  const timezone = filledText(invitee['timezone'])
  if (timezone === undefined) return refuse(missing('invitee.timezone'))
  if (!isTimeZone(timezone)) {
    return refuse(invalid([{ parameter: 'invitee.timezone', message: 'is invalid' }]))
  }
  const firstName = filledText(invitee['first_name']) ?? null
  const lastName = filledText(invitee['last_name']) ?? null
  const name = filledText(invitee['name']) ?? ([firstName, lastName].filter(Boolean).join(' ') || undefined)
  if (name === undefined || (filledText(invitee['name']) === undefined && firstName === null)) {
    return refuse(invalid([], 'invitee either name or first_name must be filled'))
  }
  return ok({
    name,
    // A single name field leaves both parts null (A11).
    firstName: invitee['name'] === undefined ? firstName : null,
    lastName: invitee['name'] === undefined ? lastName : null,
    email,
    timezone,
    textReminderNumber: filledText(invitee['text_reminder_number']) ?? null,
  })
}

/** All six keys or no tracking at all. */
function checkTracking(value: unknown): Checked<Tracking> {
  if (value === undefined || value === null) return ok({ ...NO_TRACKING })
  const given = asObject(value)
  const tracking: Tracking = { ...NO_TRACKING }
  for (const key of Object.keys(NO_TRACKING) as (keyof Tracking)[]) {
    const entry = given[key]
    if (entry === undefined) return refuse(missing(`tracking.${key}`))
    if (entry !== null && typeof entry !== 'string') {
      return refuse(invalid([{ parameter: `tracking.${key}`, message: 'must be a string' }]))
    }
    tracking[key] = entry
  }
  return ok(tracking)
}

function checkAnswers(eventType: CalendlyEventType, value: unknown): Checked<QuestionAndAnswer[]> {
  const given = Array.isArray(value) ? value.map(asObject) : []
  const answers: QuestionAndAnswer[] = []
  for (const [index, entry] of given.entries()) {
    const { question, answer, position } = entry
    for (const key of ['question', 'answer', 'position']) {
      if (entry[key] === undefined) return refuse(missing(`questions_and_answers[${index}].${key}`))
    }
    if (typeof question !== 'string' || typeof answer !== 'string' || typeof position !== 'number') {
      return refuse(invalid([{ parameter: `questions_and_answers[${index}]`, message: 'is invalid' }]))
    }
    // A blank answer fails the whole request, even where the question is optional.
    if (answer.trim() === '') return refuse(invalid([], BLANK_ANSWERS))
    const asked = eventType.custom_questions.find(
      (candidate) => candidate.name === question && candidate.enabled,
    )
    if (asked?.type === 'phone_number' && !PHONE.test(answer)) {
      return refuse(invalid([], `questions_and_answers ${question} is not a valid phone number`))
    }
    answers.push({ question, answer, position })
  }
  const required = eventType.custom_questions.filter((question) => question.enabled && question.required)
  const answered = new Set(answers.map((answer) => answer.question))
  if (!required.every((question) => answered.has(question.name))) return refuse(invalid([], BLANK_ANSWERS))
  if (!answers.every(({ question }) => eventType.custom_questions.some(({ name }) => name === question))) {
    return refuse(invalid([]))
  }
  return ok(answers)
}

function checkGuests(value: unknown): Checked<string[]> {
  if (value === undefined || value === null) return ok([])
  const guests = Array.isArray(value)
    ? value.filter((guest): guest is string => typeof guest === 'string')
    : []
  if (
    !Array.isArray(value) ||
    guests.length !== value.length ||
    !guests.every((guest) => EMAIL.test(guest))
  ) {
    return refuse(invalid([{ parameter: 'event_guests', message: 'is invalid' }]))
  }
  if (guests.length > 10) {
    return refuse(invalid([{ parameter: 'event_guests', message: 'size cannot be greater than 10' }]))
  }
  return ok(guests)
}

/** A location is chosen by its kind among those of the type. Round robin and types without locations take none. */
function checkLocation(eventType: CalendlyEventType, value: unknown): Checked<EventTypeLocation> {
  const configured = eventType.pooling_type === 'round_robin' ? [] : (eventType.locations ?? [])
  if (configured.length === 0) {
    return value === undefined || value === null ? ok({ kind: 'zoom_conference' }) : refuse(invalidLocation())
  }
  if (!isObject(value)) return refuse(invalidLocation())
  const chosen = configured.find((location) => location.kind === value['kind'])
  if (chosen === undefined) return refuse(invalidLocation())
  if (!KINDS_WITH_TEXT.includes(chosen.kind)) return ok(chosen)
  const text = filledText(value['location'])
  if (text === undefined) return refuse(missing('location.location'))
  if (chosen.kind === 'outbound_call' && !PHONE.test(text)) {
    return refuse(invalid([{ parameter: 'location.location', message: 'is not a valid phone number' }]))
  }
  return ok({ ...chosen, location: text })
}

function invalidLocation(): Answer {
  return invalid(
    [
      {
        parameter: 'event.location_configuration.location',
        message: 'invalid location choice',
        code: 'invalid_location_choice',
      },
    ],
    'Specified location kind is not configured for this event type.',
  )
}

function checkStart(world: CalendlyWorld, eventType: CalendlyEventType, value: unknown): Checked<number> {
  const start = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(start)) return refuse(invalid([{ parameter: 'start_time', message: 'is invalid' }]))
  if (!isOfferedStart(world.state, eventType, start, world.now())) {
    return refuse(invalid([{ parameter: 'event.start_time', message: 'That time is unavailable' }]))
  }
  if (seatsLeft(world.state, eventType, start) === 0) {
    return refuse(
      invalid([
        { parameter: 'event.start_time', message: 'That start time has been filled', code: 'already_filled' },
      ]),
    )
  }
  return ok(start)
}
