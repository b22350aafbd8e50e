import type { LeadDetail, LeadRow } from '../../../core/api/views'
import { bookingStatus, primaryAppointment, stands, type Appointment } from '../../../core/domain/appointment'
import type { Decision, GateResult } from '../../../core/domain/decision'
import { leadName, type Lead } from '../../../core/domain/lead'
import type { InboundMessage, OutboundMessage } from '../../../core/domain/message'
import type { Slot } from '../../../core/domain/slot'
import type { Task } from '../../../core/domain/task'
import { DAY, HOUR, MINUTE, plus, toInstant } from '../../../core/domain/time'

export const OPERATOR_ZONE = 'America/New_York'
export const EVENT_TYPE = 'https://api.calendly.com/event_types/INTRO'

const firstNames = [
  'Ada',
  'Ben',
  'Carla',
  'Dev',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
]
const lastNames = ['Moreau', 'Okafor', 'Petrov', 'Quinn', 'Rossi']
const companies = [
  'Northwind Dental',
  'Bluebird Solar',
  'Harbor Fitness',
  'Maple & Pine Realty',
  'Oakline Legal',
  '',
]
const zones = ['America/Los_Angeles', 'America/Chicago', 'Europe/London', null, OPERATOR_ZONE]

export function aLead(index: number, now: number): Lead {
  const firstName = firstNames[index % firstNames.length] ?? ''
  const lastName = lastNames[index % lastNames.length] ?? ''
  const zone = zones[index % zones.length]
  const made = toInstant(now - 20 * DAY)
  return {
    id: `lead-${index}`,
    firstName,
    lastName,
    emails: index % 7 === 6 ? [] : [`${firstName}.${lastName}${index}@example.com`.toLowerCase()],
    phones: [`+1212555${String(100 + index).padStart(4, '0')}`],
    linkedinId: null,
    company: companies[index % companies.length] ?? '',
    zone: zone ? { name: zone, source: 'sample' } : null,
    status: index % 9 === 8 ? 'new' : index % 3 === 0 ? 'replied' : 'contacted',
    tags: [],
    optOuts: [],
    autoBook: true,
    snoozedUntil: null,
    notes: '',
    answers: {},
    ghlContactId: `contact-${index}`,
    createdAt: made,
    updatedAt: made,
  }
}

export function aSlot(start: string, minutes = 30): Slot {
  return {
    provider: 'calendly',
    targetId: EVENT_TYPE,
    start,
    end: plus(start, minutes * MINUTE),
    providerStart: start,
  }
}

export function inbound(leadId: string, id: string, text: string, sentAt: string): InboundMessage {
  return {
    direction: 'inbound',
    id,
    leadId,
    channel: 'sms',
    externalId: `ext-${id}`,
    text,
    replyText: text,
    automatic: false,
    decided: true,
    sentAt,
    receivedAt: sentAt,
  }
}

export function outbound(leadId: string, id: string, text: string, sentAt: string): OutboundMessage {
  return {
    direction: 'outbound',
    id,
    leadId,
    channel: 'sms',
    externalId: `ext-${id}`,
    text,
    purpose: 'manual',
    carries: [],
    zone: null,
    appointmentId: null,
    automatic: false,
    state: 'sent',
    failure: null,
    sentAt,
  }
}

export function anAppointment(leadId: string, start: string, now: number): Appointment {
  return {
    id: `calendly:${leadId}`,
    leadId,
    provider: 'calendly',
    externalId: `https://api.calendly.com/scheduled_events/EV/invitees/${leadId}`,
    eventUri: 'https://api.calendly.com/scheduled_events/EV',
    targetId: EVENT_TYPE,
    host: 'Robin Hale',
    start,
    end: plus(start, 30 * MINUTE),
    zone: 'America/Los_Angeles',
    joinUrl: 'https://example.com/meet/abc-defg-hij',
    status: 'confirmed',
    reason: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    source: 'auto',
    attemptId: null,
    bookedAt: toInstant(now - HOUR),
    asOf: toInstant(now - HOUR),
    recordedAt: toInstant(now - HOUR),
    announcedAt: toInstant(now - HOUR),
  }
}

const gates: GateResult[] = [
  {
    gate: 'automation',
    result: 'pass',
    reason: 'Automation runs and auto-book is on.',
    facts: { mode: 'suggest' },
  },
  { gate: 'channel', result: 'pass', reason: 'SMS is switched on.', facts: { channel: 'sms' } },
  { gate: 'not_booked', result: 'pass', reason: 'The lead has no upcoming meeting.', facts: {} },
  { gate: 'reading', result: 'pass', reason: 'The reply names one offer.', facts: { confidence: 0.96 } },
  { gate: 'offer_open', result: 'pass', reason: 'The offer is open until Friday.', facts: {} },
]

export function aDecision(message: InboundMessage, changes: Partial<Decision> = {}): Decision {
  return {
    id: `decision:${message.id}`,
    messageId: message.id,
    leadId: message.leadId,
    at: message.receivedAt,
    reading: {
      intent: 'accept_offer',
      offerId: 'offer-2',
      confidence: 0.96,
      evidence: ['the second one'],
      explanation: 'The reply names the second of the two offered times.',
      proposed: [],
      notBefore: null,
      zone: null,
      email: null,
    },
    gates: [
      ...gates,
      {
        gate: 'slot_still_free',
        result: 'block',
        reason: 'The slot was taken two minutes ago.',
        facts: { start: '2026-11-24T15:00:00.000Z', free: false },
      },
    ],
    outcome: 'blocked',
    sentence: 'Not booked: the slot was taken two minutes ago. Offered Wed 10:00 AM and Thu 3:30 PM instead.',
    offerId: 'offer-2',
    attemptId: null,
    appointmentId: null,
    taskId: null,
    answerId: null,
    ...changes,
  }
}

export function aTask(leadId: string, kind: Task['kind'], title: string, detail: string, at: string): Task {
  return {
    id: `task-${leadId}-${kind}`,
    leadId,
    kind,
    reason: kind,
    title,
    detail,
    suggestion: null,
    state: 'open',
    createdAt: at,
    closedAt: null,
  }
}

/** A detail without row; the row follows from it. */
export function detailOf(lead: Lead, parts: Partial<LeadDetail>, now: number): LeadDetail {
  const messages = parts.messages ?? []
  const appointments = parts.appointments ?? []
  const tasks = parts.tasks ?? []
  const status = bookingStatus(appointments, toInstant(now))
  const upcoming = status.kind === 'booked' ? status.appointment : null
  const past = status.kind === 'not_booked' && status.last && stands(status.last) ? status.last : null
  const last = messages.at(-1)
  const row: LeadRow = {
    id: lead.id,
    name: leadName(lead),
    company: lead.company,
    status: lead.status,
    zone: lead.zone?.name ?? null,
    booked: upcoming ? { start: upcoming.start, end: upcoming.end, provider: upcoming.provider } : null,
    over: past ? { start: past.start, status: past.status } : null,
    lastMessage: last
      ? {
          text: last.text,
          at: last.sentAt,
          direction: last.direction,
          channel: last.channel,
          automatic: last.automatic,
          state: last.direction === 'outbound' && last.state === 'failed' ? 'failed' : 'ok',
        }
      : null,
    openTasks: tasks.filter(({ state }) => state === 'open').length,
    searchText: [leadName(lead), lead.company, ...lead.emails, ...lead.phones].join(' ').toLowerCase(),
  }
  return {
    lead,
    row,
    messages,
    offers: parts.offers ?? [],
    appointments,
    primaryAppointmentId: primaryAppointment(appointments, toInstant(now))?.id ?? null,
    decisions: parts.decisions ?? [],
    attempts: parts.attempts ?? [],
    tasks,
    channels: [
      { channel: 'sms', cannotReach: lead.phones.length > 0 ? null : 'The lead has no phone number.' },
      { channel: 'email', cannotReach: 'This channel is not set up.' },
      { channel: 'linkedin', cannotReach: 'This channel is not set up.' },
    ],
    questions: parts.questions ?? [],
    confirmBy:
      messages.findLast(({ direction }) => direction === 'inbound')?.channel ?? last?.channel ?? null,
    meetingChanges: parts.meetingChanges ?? [],
  }
}
