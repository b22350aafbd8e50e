import type { DeliveryDetail, DeliveryRow } from '../../../core/api/views'
import { MINUTE, toInstant } from '../../../core/domain/time'

export function someDeliveries(now: number): DeliveryRow[] {
  const states: [DeliveryRow['state'], string, string, string | null][] = [
    ['applied', 'invitee.created', 'Meeting booked', null],
    ['ignored', 'routing_form_submission.created', 'Routing form filled in', 'It is not used.'],
    ['failed', 'invitee.canceled', 'Meeting canceled', 'Calendly did not answer within 10 seconds.'],
    ['received', 'invitee.created', 'Meeting booked', null],
    ['dead', 'AppointmentUpdate', 'Meeting changed', 'The body names no appointment.'],
    ['unmatched', 'invitee.created', 'Meeting booked', 'Nobody here has the e-mail visitor@example.com.'],
  ]
  return states.map(([state, event, tells, why], index) => ({
    id: `delivery-${index}`,
    source: state === 'dead' ? 'ghl' : 'calendly',
    event,
    tells,
    receivedAt: toInstant(now - (index * 7 + 12) * MINUTE),
    state,
    why,
    failures: state === 'failed' ? 2 : 0,
    leadId: index < 3 ? `lead-${index}` : null,
    retryAt: state === 'failed' ? toInstant(now + 5 * MINUTE) : null,
    appliedAt: null,
  }))
}

/** A webhook with its body; the one without a lead tells of a meeting. */
export function aDelivery(row: DeliveryRow, now: number): DeliveryDetail {
  return {
    ...row,
    body: JSON.stringify({ event: row.event, payload: { note: '<b>not bold</b>' } }),
    meeting:
      row.state === 'unmatched'
        ? {
            name: 'Sam Stranger',
            email: 'sam@example.com',
            phone: null,
            start: toInstant(now + 60 * MINUTE),
            end: toInstant(now + 90 * MINUTE),
            status: 'confirmed',
          }
        : null,
  }
}
