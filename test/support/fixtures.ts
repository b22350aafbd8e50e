import { appointmentId, type Appointment } from '../../core/domain/appointment'
import type { Attempt } from '../../core/domain/attempt'
import type { Reading } from '../../core/domain/decision'
import type { Lead } from '../../core/domain/lead'
import type { InboundMessage, OutboundMessage } from '../../core/domain/message'
import type { Offer } from '../../core/domain/offer'
import { newSettings, type Settings } from '../../core/domain/settings'
import type { Slot } from '../../core/domain/slot'
import type { Task } from '../../core/domain/task'
import { MINUTE, plus, type Instant } from '../../core/domain/time'

/** Monday, November 23, 2026, 9:00 in New York. */
export const NOW: Instant = '2026-11-23T14:00:00.000Z'
export const NEW_YORK = 'America/New_York'
export const EVENT_TYPE = 'https://api.calendly.com/event_types/INTRO'

export function makeLead(known: Partial<Lead> = {}): Lead {
  return {
    id: 'lead-1',
    firstName: 'Ada',
    lastName: 'Osei',
    emails: ['ada.osei@example.com'],
    phones: ['+15555550101'],
    linkedinId: null,
    company: 'Osei Gardens',
    zone: { name: NEW_YORK, source: 'operator' },
    status: 'new',
    tags: [],
    optOuts: [],
    autoBook: true,
    snoozedUntil: null,
    notes: '',
    answers: {},
    ghlContactId: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...known,
  }
}

export function makeReading(known: Partial<Reading> = {}): Reading {
  return {
    intent: 'accept_offer',
    offerId: 'offer-1',
    confidence: 0.98,
    evidence: ['first'],
    explanation: 'It says so.',
    proposed: [],
    notBefore: null,
    zone: null,
    email: null,
    ...known,
  }
}

export function makeSettings(known: Partial<Settings> = {}): Settings {
  return { ...newSettings(NEW_YORK), ...known }
}

/** Half an hour from `start` on, tomorrow at 10:00 in New York where nothing is said. */
export function makeSlot(start: Instant = '2026-11-24T15:00:00.000Z', known: Partial<Slot> = {}): Slot {
  return {
    provider: 'calendly',
    targetId: EVENT_TYPE,
    start,
    end: plus(start, 30 * MINUTE),
    providerStart: start,
    ...known,
  }
}

export function makeOffer(known: Partial<Offer> = {}): Offer {
  return {
    id: 'offer-1',
    leadId: 'lead-1',
    slot: makeSlot(),
    channel: 'sms',
    zone: NEW_YORK,
    messageId: 'message-1',
    position: 1,
    offeredAt: NOW,
    expiresAt: '2026-11-30T14:00:00.000Z',
    outcome: 'open',
    settledAt: null,
    ...known,
  }
}

/** A confirmed half hour from `start` on. The id follows from the provider and the external id. */
export function makeAppointment(known: Partial<Appointment> = {}): Appointment {
  const { provider = 'calendly', externalId = 'invitee-1', start = '2026-11-24T15:00:00.000Z' } = known
  return {
    id: appointmentId(provider, externalId),
    leadId: 'lead-1',
    provider,
    externalId,
    eventUri: null,
    targetId: EVENT_TYPE,
    host: null,
    start,
    end: plus(start, 30 * MINUTE),
    zone: NEW_YORK,
    joinUrl: null,
    status: 'confirmed',
    reason: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    source: 'auto',
    attemptId: null,
    bookedAt: NOW,
    asOf: NOW,
    recordedAt: NOW,
    announcedAt: NOW,
    ...known,
  }
}

export function makeAttempt(known: Partial<Attempt> = {}): Attempt {
  return {
    id: 'attempt-1',
    leadId: 'lead-1',
    slot: makeSlot(),
    source: 'auto',
    messageId: null,
    offerId: null,
    identity: null,
    state: 'calling',
    refusal: null,
    appointmentId: null,
    startedAt: NOW,
    settledAt: null,
    ...known,
  }
}

export function makeInbound(known: Partial<InboundMessage> = {}): InboundMessage {
  const { text = 'The first one works.' } = known
  return {
    direction: 'inbound',
    id: 'message-in-1',
    leadId: 'lead-1',
    channel: 'sms',
    externalId: 'external-1',
    text,
    replyText: text,
    automatic: false,
    decided: false,
    sentAt: NOW,
    receivedAt: NOW,
    ...known,
  }
}

/** An offer of two times that waits to be handed over. */
export function makeOutbound(known: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    direction: 'outbound',
    id: 'message-1',
    leadId: 'lead-1',
    channel: 'sms',
    externalId: null,
    text: 'Tue, Nov 24, 10:00 AM EST or Wed, Nov 25, 2:00 PM EST?',
    purpose: 'offer',
    carries: [makeSlot('2026-11-24T15:00:00.000Z'), makeSlot('2026-11-25T19:00:00.000Z')],
    zone: NEW_YORK,
    appointmentId: null,
    automatic: false,
    state: 'queued',
    failure: null,
    sentAt: NOW,
    ...known,
  }
}

export function makeTask(known: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
    leadId: 'lead-1',
    kind: 'which_slot',
    reason: 'which_slot',
    title: 'Which time did Ada mean?',
    detail: 'Two times were offered.',
    suggestion: null,
    state: 'open',
    createdAt: NOW,
    closedAt: null,
    ...known,
  }
}
