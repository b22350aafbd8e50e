/** What each provider's events tell of, in the operator's words. */
const TOLD: Record<string, string> = {
  'invitee.created': 'Meeting booked',
  'invitee.canceled': 'Meeting canceled',
  'invitee_no_show.created': 'Marked as no-show',
  'invitee_no_show.deleted': 'No-show mark removed',
  'routing_form_submission.created': 'Routing form filled in',
  AppointmentCreate: 'Meeting booked',
  AppointmentUpdate: 'Meeting changed',
  AppointmentDelete: 'Meeting canceled',
  InboundMessage: 'Text from the lead',
  OutboundMessage: 'Our own text, echoed back',
}

/** What an event tells of; the provider's own name where it is none that Slotkeeper knows. */
export function wordEvent(event: string): string {
  return TOLD[event] ?? event
}
