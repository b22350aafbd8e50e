import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appointmentStatusSchema,
  bookingStatus,
  primaryAppointment,
  type Appointment,
  type AppointmentStatus,
} from '../../../core/domain/appointment'
import { HOUR, MINUTE, plus } from '../../../core/domain/time'
import { makeAppointment, NOW } from '../../support/fixtures'

/** An hour-long meeting that starts `hours` from now. */
function meeting(
  hours: number,
  status: AppointmentStatus = 'confirmed',
  known: Partial<Appointment> = {},
): Appointment {
  const start = plus(NOW, hours * HOUR)
  return makeAppointment({ externalId: `${status}${hours}`, start, end: plus(start, HOUR), status, ...known })
}

const isBooked = (appointments: Appointment[]) => bookingStatus(appointments, NOW).kind === 'booked'
const primaryOf = (appointments: Appointment[]) => primaryAppointment(appointments, NOW)?.externalId

describe('a lead is booked if and only if a confirmed meeting has not ended (B1):', () => {
  test('upcoming', () => {
    const upcoming = meeting(24)
    expect(bookingStatus([upcoming], NOW)).toEqual({ kind: 'booked', appointment: upcoming })
  })

  test('running now, until its very end', () => {
    expect(isBooked([meeting(-0.5)])).toBe(true)
    expect(isBooked([makeAppointment({ start: plus(NOW, -HOUR), end: plus(NOW, 1) })])).toBe(true)
    expect(isBooked([makeAppointment({ start: plus(NOW, -HOUR), end: NOW })])).toBe(false)
  })

  test('past: it blocks nothing', () => {
    const past = meeting(-24)
    expect(bookingStatus([past], NOW)).toEqual({ kind: 'not_booked', last: past })
  })

  test.each(['canceled', 'rescheduled', 'showed', 'no_show'] as const)(
    'upcoming but %s: not booked',
    (status) => {
      const only = meeting(24, status)
      expect(bookingStatus([only], NOW)).toEqual({ kind: 'not_booked', last: only })
    },
  )

  test.each(['showed', 'no_show'] as const)('%s and over: not booked', (status) => {
    expect(isBooked([meeting(-24, status)])).toBe(false)
  })

  test('none at all', () => {
    expect(bookingStatus([], NOW)).toEqual({ kind: 'not_booked', last: null })
  })

  test('canceled and booked again, at the same time too', () => {
    expect(isBooked([meeting(24, 'canceled'), meeting(48)])).toBe(true)
    expect(isBooked([meeting(24), meeting(24, 'canceled')])).toBe(true)
  })

  test('rescheduled to another time', () => {
    const appointments = [meeting(48, 'rescheduled'), meeting(24)]
    expect(bookingStatus(appointments, NOW)).toEqual({ kind: 'booked', appointment: appointments[1] })
  })

  test('by whichever provider, whatever the workspace books on now', () => {
    expect(
      isBooked([meeting(-24), meeting(24, 'canceled'), meeting(30, 'confirmed', { provider: 'ghl' })]),
    ).toBe(true)
  })

  test('in general, over any history', () => {
    const history = fc.array(
      fc.record({
        hours: fc.integer({ min: -72, max: 72 }),
        minutes: fc.integer({ min: 5, max: 240 }),
        status: fc.constantFrom(...appointmentStatusSchema.options),
        provider: fc.constantFrom('calendly' as const, 'ghl' as const),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(history, (rows) => {
        const appointments = rows.map(({ hours, minutes, status, provider }, index) => {
          const start = plus(NOW, hours * HOUR)
          const end = plus(start, minutes * MINUTE)
          return makeAppointment({ externalId: String(index), start, end, status, provider })
        })
        const active = appointments.filter(({ status, end }) => status === 'confirmed' && end > NOW)
        const answer = bookingStatus(appointments, NOW)
        expect(answer.kind).toBe(active.length > 0 ? 'booked' : 'not_booked')
        if (answer.kind === 'booked') {
          expect(active).toContain(answer.appointment)
          expect(active.every(({ start }) => start >= answer.appointment.start)).toBe(true)
        }
        // The order in which they are kept does not matter to the answer, and they are left as they were.
        const before = structuredClone(appointments)
        expect(bookingStatus([...appointments].reverse(), NOW).kind).toBe(answer.kind)
        expect(appointments).toEqual(before)
      }),
    )
  })
})

describe('the primary appointment (B5) is', () => {
  test('the next upcoming confirmed one', () => {
    expect(primaryOf([meeting(48), meeting(24), meeting(-24), meeting(12, 'canceled')])).toBe('confirmed24')
  })

  test('the running one before the next', () => {
    expect(primaryOf([meeting(24), meeting(-0.5)])).toBe('confirmed-0.5')
  })

  test('else the latest past one that was not canceled, however it went', () => {
    expect(primaryOf([meeting(-48), meeting(-24), meeting(-12, 'canceled'), meeting(24, 'canceled')])).toBe(
      'confirmed-24',
    )
    expect(primaryOf([meeting(-48), meeting(-24, 'no_show')])).toBe('no_show-24')
    expect(primaryOf([meeting(-48, 'showed'), meeting(-24, 'rescheduled')])).toBe('showed-48')
  })

  test('else the latest canceled one, even when it was rescheduled from a later time', () => {
    expect(primaryOf([meeting(-24, 'canceled'), meeting(24, 'canceled')])).toBe('canceled24')
    expect(primaryOf([meeting(48, 'rescheduled'), meeting(24, 'canceled')])).toBe('canceled24')
  })

  test('else the latest rescheduled one, whose new time is not known yet', () => {
    expect(primaryOf([meeting(24, 'rescheduled'), meeting(12, 'rescheduled')])).toBe('rescheduled24')
  })

  test('none where there is none', () => {
    expect(primaryAppointment([], NOW)).toBeNull()
  })
})
