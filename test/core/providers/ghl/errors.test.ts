import { expect, test } from 'vitest'
import { ghlFailure } from '../../../../core/providers/ghl/errors'
import { fixture } from '../support'

function error(statusCode: number, message: string | string[]) {
  return { statusCode, message, error: 'Bad Request', traceId: 't' }
}

/** GoHighLevel sends no codes: by status, then by words (C5, gohighlevel.md B2). */
test.each([
  [400, fixture('ghl.appointments.400.slot'), 'slot_taken'],
  [400, error(400, ['The slot you have selected is no longer available.']), 'slot_taken'],
  [400, error(400, 'Contact not found'), 'unexpected'],
  [422, error(422, ['startTime must be a string', 'contactId must be a string']), 'unexpected'],
  [404, null, 'unexpected'],
  [400, '<html>', 'unexpected'],
  [400, { message: { text: 'no' } }, 'unexpected'],
  [401, error(401, 'Invalid token: access token is invalid'), 'auth'],
  [401, error(401, 'Invalid JWT'), 'auth'],
  [401, error(401, 'This location is not accessible from this token!'), 'auth'],
  [401, error(401, 'The token is not authorized for this scope.'), 'scope'],
  [401, null, 'auth'],
  [403, error(403, 'Forbidden resource'), 'scope'],
  [302, null, 'outage'],
  [408, null, 'outage'],
  [429, error(429, 'Too Many Requests'), 'rate'],
  [500, error(500, 'Internal server error'), 'outage'],
  [502, null, 'outage'],
])('%i %j is %s', (status, body, reason) => {
  const failure = ghlFailure(status, body)
  expect(failure.reason).toBe(reason)
  expect(failure.message).not.toBe('')
})

test('every one of several problems is told', () => {
  expect(ghlFailure(422, error(422, ['one', 'two'])).message).toBe('one; two')
})
