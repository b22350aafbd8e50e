import { z } from 'zod'
import { isAnswerPurpose } from '../domain/answer'
import { appointmentId, appointmentSchema } from '../domain/appointment'
import { attemptSchema, isUnderWay } from '../domain/attempt'
import { decisionSchema } from '../domain/decision'
import { deliverySchema } from '../domain/delivery'
import { leadSchema } from '../domain/lead'
import { isUnsettled, meetingChangeSchema } from '../domain/meeting-change'
import { messageSchema } from '../domain/message'
import { idSchema } from '../domain/names'
import { offerSchema } from '../domain/offer'
import { reconciliationSchema, recordCheckSchema } from '../domain/reconciliation'
import { connectionSchema, settingsSchema } from '../domain/settings'
import { slotKey, targetKey } from '../domain/slot'
import { taskSchema } from '../domain/task'
import { openingReportSchema } from './opening-report'

interface Definition<S extends z.ZodType<{ id: string }>, I extends string> {
  schema: S
  /** The keys under which an entity is looked up. */
  indexes: Record<I, (entity: z.output<S>) => readonly string[]>
}

function define<S extends z.ZodType<{ id: string }>, I extends string = never>(
  schema: S,
  indexes: Definition<S, I>['indexes'],
): Definition<S, I> {
  return { schema, indexes }
}

/** Everything that is kept, by collection, with the keys that are looked up. */
export const collections = {
  settings: define(settingsSchema, {}),
  connections: define(connectionSchema, {}),
  leads: define(leadSchema, {
    email: (lead) => lead.emails,
    phone: (lead) => lead.phones,
    ghlContact: (lead) => (lead.ghlContactId ? [lead.ghlContactId] : []),
    snoozed: (lead) => (lead.snoozedUntil ? ['yes'] : []),
  }),
  messages: define(messageSchema, {
    lead: (message) => [message.leadId],
    undecided: (message) => (message.direction === 'inbound' && !message.decided ? ['yes'] : []),
    unconfirmed: (message) =>
      message.direction === 'outbound' &&
      message.purpose === 'confirmation' &&
      (message.state === 'failed' || message.state === 'unknown')
        ? ['yes']
        : [],
    /** Answers that went out by themselves, or rather did not. */
    unanswered: (message) =>
      message.direction === 'outbound' &&
      message.automatic &&
      isAnswerPurpose(message.purpose) &&
      (message.state === 'failed' || message.state === 'unknown')
        ? ['yes']
        : [],
    unsent: (message) =>
      message.direction === 'outbound' && (message.state === 'queued' || message.state === 'sending')
        ? ['yes']
        : [],
  }),
  offers: define(offerSchema, {
    lead: (offer) => [offer.leadId],
    slot: (offer) => [slotKey(offer.slot)],
    open: (offer) => (offer.outcome === 'open' ? ['yes'] : []),
  }),
  appointments: define(appointmentSchema, {
    lead: (appointment) => [appointment.leadId],
    target: ({ provider, targetId }) => [targetKey(provider, targetId)],
    /** The id of the meeting that it replaces. */
    predecessor: ({ provider, rescheduledFrom }) =>
      rescheduledFrom ? [appointmentId(provider, rescheduledFrom)] : [],
    attempt: ({ attemptId }) => (attemptId ? [attemptId] : []),
  }),
  attempts: define(attemptSchema, {
    lead: (attempt) => [attempt.leadId],
    message: (attempt) => (attempt.messageId ? [attempt.messageId] : []),
    day: (attempt) => [attempt.startedAt.slice(0, 10)],
    slotUnderWay: (attempt) => (isUnderWay(attempt) ? [slotKey(attempt.slot)] : []),
    underWay: (attempt) => (isUnderWay(attempt) ? ['yes'] : []),
  }),
  meetingChanges: define(meetingChangeSchema, {
    lead: (change) => [change.leadId],
    appointment: (change) => [change.appointmentId],
    unsettled: (change) => (isUnsettled(change) ? ['yes'] : []),
    slotUnderWay: (change) =>
      change.wanted.kind === 'move' && isUnsettled(change) ? [slotKey(change.wanted.slot)] : [],
  }),
  decisions: define(decisionSchema, { lead: (decision) => [decision.leadId] }),
  tasks: define(taskSchema, {
    lead: (task) => (task.leadId ? [task.leadId] : []),
    open: (task) => (task.state === 'open' ? ['yes'] : []),
  }),
  deliveries: define(deliverySchema, { state: (delivery) => [delivery.state] }),
  reconciliations: define(reconciliationSchema, {}),
  recordChecks: define(recordCheckSchema, {}),
  openingReports: define(openingReportSchema, {}),
  /** The sample workspace's providers, so that they remember over a restart (W7). */
  sandboxes: define(z.strictObject({ id: idSchema, state: z.unknown() }), {}),
}

export type CollectionName = keyof typeof collections
export type Entity<C extends CollectionName> = z.output<(typeof collections)[C]['schema']>
export type IndexName<C extends CollectionName> = keyof (typeof collections)[C]['indexes'] & string

export const collectionNames = Object.keys(collections) as CollectionName[]

/** The puts and removals of one transaction. */
export interface ChangeSet {
  /** Counts up by one from 1; the place in the journal. */
  position: number
  /** When it was committed. */
  at: string
  /** What made the change, such as `booking.settle`. */
  cause: string
  puts: Partial<{ [C in CollectionName]: Entity<C>[] }>
  removals: Partial<Record<CollectionName, string[]>>
}
