import { randomUUID } from 'node:crypto'
import { AvailabilityCache } from '../../core/availability/cache'
import type { Context } from '../../core/context'
import type { MessageChannel } from '../../core/conversations/channel'
import type { ProviderAppointment } from '../../core/domain/appointment'
import type { BookingIdentity } from '../../core/domain/attempt'
import type { Lead } from '../../core/domain/lead'
import type { ProviderId } from '../../core/domain/names'
import { slotKey, type BookingTarget, type Slot } from '../../core/domain/slot'
import { toInstant, type Clock } from '../../core/domain/time'
import { refusedChange } from '../../core/providers/meeting-changes'
import {
  failed,
  type BookingOutcome,
  type BookingProvider,
  type BookingRequest,
} from '../../core/providers/provider'
import { memorySecrets } from '../../core/store/secret-file'
import type { Store } from '../../core/store/store'
import { EVENT_TYPE } from '../support/fixtures'

/** A context over a real store, whose provider and messenger live in memory and answer at once. */
export function instantContext(store: Store, clock: Clock, free: readonly Slot[]): Context {
  const providers = {
    calendly: instantProvider('calendly', clock, free),
    ghl: instantProvider('ghl', clock, []),
  }
  return {
    store,
    clock,
    ids: randomUUID,
    providers,
    people: { read: () => Promise.resolve(failed('not_configured', 'There is no address book.')) },
    availability: new AvailabilityCache({ store, clock, providers }),
    records: { read: () => Promise.resolve(null) },
    channels: { sms: SMS },
    secrets: memorySecrets(),
    log: { info: nothing, warn: nothing, error: fail },
  }
}

const nothing = () => undefined

/** What breaks is not measured. */
function fail(event: string, facts?: Record<string, unknown>): never {
  throw new Error(`${event} ${JSON.stringify(facts)}`)
}

const SMS: MessageChannel = {
  id: 'sms',
  cannotReach: () => null,
  send: () => Promise.resolve({ kind: 'sent', externalId: randomUUID() }),
}

/** A calendar with these free times; what is booked is free no more. */
function instantProvider(id: ProviderId, clock: Clock, free: readonly Slot[]): BookingProvider {
  const target: BookingTarget = {
    provider: id,
    id: EVENT_TYPE,
    name: 'Intro call',
    minutes: 30,
    publicUrl: null,
    requiredQuestions: [],
    cannotBook: null,
  }
  const account = { id: 'account', name: 'Sam Fielding', email: null, organization: null }
  const open = new Map(free.map((slot) => [slotKey(slot), slot]))
  const knownIdentity = ({ emails: [email] }: Lead): BookingIdentity => ({
    accountId: account.id,
    email: email ?? null,
    ghlContactId: null,
  })
  const book = (request: BookingRequest): BookingOutcome =>
    open.delete(slotKey(request.slot))
      ? { kind: 'booked', appointment: meetingOf(request, toInstant(clock.now())) }
      : { kind: 'refused', reason: 'slot_taken', message: 'The time is taken.' }
  return {
    id,
    check: () => Promise.resolve({ kind: 'ok', account, missingPermissions: [], suffices: true }),
    targets: () => Promise.resolve({ kind: 'ok', value: [target] }),
    link: () =>
      Promise.resolve({ kind: 'ok', value: { url: 'https://example.com/intro', singleUse: false } }),
    freeSlots: (_, { start, end }) =>
      Promise.resolve({
        kind: 'ok',
        value: [...open.values()].filter((slot) => slot.start >= start && slot.start < end),
      }),
    knownIdentity,
    identify: (lead) => Promise.resolve({ kind: 'ok', value: knownIdentity(lead) }),
    book: (request) => Promise.resolve(book(request)),
    find: () => Promise.resolve({ kind: 'ok', value: [] }),
    readRecord: () => Promise.resolve({ kind: 'ok', value: { appointments: [], unread: null } }),
    cancel: unchanged,
    markAttendance: unchanged,
    move: null,
    rescheduleLink: null,
  }
}

const unchanged = () =>
  Promise.resolve(refusedChange('unexpected', 'No meeting is changed while booking is measured.'))

function meetingOf({ attemptId, slot, identity, zone }: BookingRequest, now: string): ProviderAppointment {
  return {
    provider: slot.provider,
    externalId: `https://api.calendly.com/invitees/${attemptId}`,
    eventUri: `https://api.calendly.com/scheduled_events/${attemptId}`,
    targetId: slot.targetId,
    host: 'Sam Fielding',
    start: slot.start,
    end: slot.end,
    zone,
    joinUrl: 'https://example.com/join',
    status: 'confirmed',
    reason: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    asOf: now,
    invitee: { email: identity.email, name: null, phone: null, ghlContactId: null },
    attemptId,
    createdAt: now,
  }
}
