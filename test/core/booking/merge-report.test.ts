import { describe, expect, test } from 'vitest'
import { mergeReport } from '../../../core/booking/merge-report'
import { asMissing, asSeenAgain } from '../../../core/booking/missing-meeting'
import type { Appointment, ProviderAppointment } from '../../../core/domain/appointment'
import { DAY, MINUTE, plus } from '../../../core/domain/time'
import { reportOf } from '../../../core/providers/meeting-changes'
import { makeAppointment, NOW } from '../../support/fixtures'

const LATER = plus(NOW, DAY)

function merged(before: Appointment, report: ProviderAppointment): Appointment {
  return mergeReport(before, report, { source: 'webhook', attemptId: null, slot: null, now: LATER })
}

describe.each(['calendly', 'ghl'] as const)('a meeting that was missing in the record of %s', (provider) => {
  const known = makeAppointment({ provider })
  const missing = merged(known, asMissing(known, LATER))

  test('is canceled, as of no later than what was known', () => {
    expect(missing).toMatchObject({ status: 'canceled', asOf: known.asOf, missingSince: LATER })
  })

  test('stands again by any newer report, and by none that was known', () => {
    const newer = merged(missing, reportOf(known, { status: 'confirmed', asOf: plus(known.asOf, 1) }))
    expect(newer.status).toBe('confirmed')
    expect(newer).not.toHaveProperty('missingSince')
    expect(merged(missing, reportOf(known, { status: 'confirmed', asOf: known.asOf }))).toEqual(missing)
  })

  test('stands again when its record is seen, whatever the clocks say', () => {
    const old = reportOf(known, { status: 'confirmed', asOf: plus(known.asOf, -MINUTE) })
    expect(merged(missing, asSeenAgain(missing, old)).status).toBe('confirmed')
  })

  test('is canceled for good when the provider itself says so', () => {
    const asOf = plus(known.asOf, MINUTE)
    const canceled = merged(missing, reportOf(known, { status: 'canceled', reason: 'Ill', asOf }))
    expect(canceled).toMatchObject({ status: 'canceled', reason: 'Ill' })
    expect(canceled).not.toHaveProperty('missingSince')
    expect(merged(canceled, asMissing(canceled, LATER))).toEqual(canceled)
  })

  test('is not canceled by it where a newer report came in between', () => {
    const moved = merged(known, reportOf(known, { status: 'confirmed', asOf: plus(known.asOf, MINUTE) }))
    expect(merged(moved, asMissing(known, LATER))).toEqual(moved)
  })
})

test('a canceled invitee of Calendly never comes back', () => {
  const canceled = makeAppointment({ status: 'canceled' })
  const report = reportOf(canceled, { status: 'confirmed', asOf: LATER })
  expect(merged(canceled, report).status).toBe('canceled')
})
