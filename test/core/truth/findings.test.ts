import { describe, expect, test } from 'vitest'
import type { Appointment, AppointmentStatus } from '../../../core/domain/appointment'
import { DAY, HOUR, MINUTE, plus } from '../../../core/domain/time'
import { findingOf, noFindings, wordFindings } from '../../../core/truth/reconcile/findings'
import { makeAppointment } from '../../support/fixtures'

function meeting(status: AppointmentStatus, known: Partial<Appointment> = {}): Appointment {
  return makeAppointment({ status, ...known })
}

const MOVED = { start: plus(makeAppointment().start, HOUR) }

describe('what a record tells over what was known', () => {
  test.each([
    ['a new meeting', undefined, meeting('confirmed'), 'booking'],
    [
      'a new one in the place of another',
      undefined,
      meeting('confirmed', { rescheduledFrom: 'old' }),
      'reschedule',
    ],
    ['a new one that is off already', undefined, meeting('canceled'), 'cancellation'],
    ['a new one that nobody came to', undefined, meeting('no_show'), 'noShow'],
    ['a cancellation', meeting('confirmed'), meeting('canceled'), 'cancellation'],
    ['a cancellation that is known', meeting('canceled'), meeting('canceled'), null],
    ['a canceled one that stands again', meeting('canceled'), meeting('confirmed'), 'booking'],
    ['a no-show', meeting('confirmed'), meeting('no_show'), 'noShow'],
    ['a no-show that is known', meeting('no_show'), meeting('no_show'), null],
    ['a no-show that is taken back', meeting('no_show'), meeting('confirmed'), null],
    ['one that moved in place', meeting('confirmed'), meeting('confirmed', MOVED), 'reschedule'],
    ['the old one of a reschedule', meeting('confirmed'), meeting('rescheduled'), null],
    ['one that is as it was', meeting('confirmed'), meeting('confirmed'), null],
  ])('%s', (_what, before, after, finding) => {
    expect(findingOf(before, after)).toBe(finding)
  })
})

describe('the sentence about it', () => {
  const found = { ...noFindings(), booking: 2, cancellation: 1 }

  test.each([
    [null, '2 bookings, 1 cancellation found on Calendly.'],
    [14 * MINUTE, '2 bookings, 1 cancellation found on Calendly.'],
    [15 * MINUTE, 'After 15 minutes offline: 2 bookings, 1 cancellation found on Calendly.'],
    [59 * MINUTE, 'After 59 minutes offline: 2 bookings, 1 cancellation found on Calendly.'],
    [HOUR, 'After 1 hour offline: 2 bookings, 1 cancellation found on Calendly.'],
    [2 * HOUR, 'After 2 hours offline: 2 bookings, 1 cancellation found on Calendly.'],
    [DAY, 'After 1 day offline: 2 bookings, 1 cancellation found on Calendly.'],
    [2 * DAY, 'After 2 days offline: 2 bookings, 1 cancellation found on Calendly.'],
  ])('after %s ms', (gap, sentence) => {
    expect(wordFindings('calendly', gap, found)).toBe(sentence)
  })

  test('says so when nothing was found', () => {
    expect(wordFindings('ghl', null, noFindings())).toBe('Nothing new on GoHighLevel.')
    expect(wordFindings('ghl', DAY, noFindings())).toBe('After 1 day offline: nothing new on GoHighLevel.')
  })
})
