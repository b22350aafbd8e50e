import { expect, test } from 'vitest'
import { calendlyFailure } from '../../../../core/providers/calendly/errors'
import { fixture } from '../support'

function error(message: string, ...details: { parameter?: string; message?: string; code?: string }[]) {
  // The title is wrong on purpose: Calendly prints it so, and it must not count (calendly.md A2).
  return { title: 'Internal Server Error', message, ...(details.length > 0 && { details }) }
}

const INVALID = 'The supplied parameters are invalid.'

/** Status, body, reason: by status, then code, then parameter, then words (C5). */
test.each([
  [302, null, 'outage'],
  [400, fixture('calendly.post-invitees.400.already_filled'), 'slot_taken'],
  [400, fixture('calendly.post-invitees.400.invalid_location_choice'), 'bad_location'],
  [400, error(INVALID, { parameter: 'location_configuration.kind', message: 'is invalid' }), 'bad_location'],
  [400, error('Specified location kind is not configured for this event type.'), 'bad_location'],
  [400, error('Required Questions and Answers cannot be blank.'), 'bad_answer'],
  [400, error('questions_and_answers Phone Number is not a valid phone number'), 'bad_answer'],
  [
    400,
    error(INVALID, { parameter: 'questions_and_answers[0].question', message: 'is missing' }),
    'bad_answer',
  ],
  [400, error(INVALID, { parameter: 'event.start_time', message: 'That time is unavailable' }), 'slot_taken'],
  [400, error(INVALID, { message: 'That start time has been filled' }), 'slot_taken'],
  [409, error(INVALID, { code: 'already_filled' }), 'slot_taken'],
  [400, error(INVALID, { parameter: 'invitee.email', message: 'is invalid' }), 'bad_identity'],
  [400, error(INVALID, { parameter: 'invitee.timezone', message: 'is invalid' }), 'bad_identity'],
  [400, error(INVALID, { parameter: 'tracking.utm_content', message: 'is missing' }), 'unexpected'],
  [
    400,
    error(INVALID, { parameter: 'event.location_configuration.location', code: 'already_filled' }),
    'slot_taken',
  ],
  [
    400,
    error(INVALID, { parameter: 'questions_and_answers[0]', code: 'invalid_location_choice' }),
    'bad_location',
  ],
  [
    400,
    error('Specified location kind is odd.', { parameter: 'questions_and_answers[0].answer' }),
    'bad_answer',
  ],
  [422, error(INVALID, { code: 'already_filled' }), 'slot_taken'],
  [400, error(INVALID, { parameter: 'event.start_time', message: 'is invalid' }), 'unexpected'],
  [400, error(INVALID), 'unexpected'],
  [422, error('Invalid Argument'), 'unexpected'],
  [404, error('The server could not find the requested resource.'), 'unexpected'],
  [409, error('The resource already exists'), 'unexpected'],
  [400, null, 'unexpected'],
  [400, '<html>', 'unexpected'],
  [400, { message: 7, details: 'none' }, 'unexpected'],
  [401, error('The access token is invalid'), 'auth'],
  [401, error('The access token expired'), 'auth'],
  [403, fixture('calendly.403.insufficient_scope'), 'scope'],
  [403, error('You do not have permission to access this resource.'), 'scope'],
  [403, error('Please upgrade to a paid Calendly account.'), 'plan'],
  [
    403,
    error(
      'The Scheduling API is only available on paid Calendly plans. Upgrade your plan to access this feature.',
    ),
    'plan',
  ],
  [403, null, 'scope'],
  [408, null, 'outage'],
  [424, error('There is a problem accessing your calendar.'), 'outage'],
  [429, { message: 'Too Many Requests' }, 'rate'],
  [500, error('The server encountered an unexpected condition'), 'outage'],
  [502, null, 'outage'],
  [503, null, 'outage'],
])('%i %j is %s', (status, body, reason) => {
  const failure = calendlyFailure(status, body)
  expect(failure.reason).toBe(reason)
  expect(failure.message).not.toBe('')
})

test('a missing scope is named', () => {
  expect(calendlyFailure(403, fixture('calendly.403.insufficient_scope')).message).toContain(
    'scheduled_events:write',
  )
})
