import type { ProviderAppointment } from '../domain/appointment'
import type { BookingIdentity, RefusalReason } from '../domain/attempt'
import type { Lead } from '../domain/lead'
import type { ProviderId } from '../domain/names'
import type { Account, Connection } from '../domain/settings'
import type { BookingTarget, BookingTargets, Slot } from '../domain/slot'
import type { Instant, TimeWindow, Zone } from '../domain/time'
import type { MeetingChanges } from './meeting-changes'

/** The port behind which Calendly and GoHighLevel stand. Expected outcomes are values; what throws is a bug. */
export interface BookingProvider extends MeetingChanges {
  readonly id: ProviderId
  /** Makes live calls: whose account it is and which permissions are missing (W4). */
  check(): Promise<ProviderHealth>
  /** The event types or the calendar that the settings name, in order of preference, resolved and cached (C2, C4). */
  targets(): Promise<Outcome<BookingTargets>>
  /** A link on which the lead can book by itself, good for one booking where the provider can make such (C3). */
  link(target: BookingTarget, lead: Lead): Promise<Outcome<BookingLink>>
  /** Free slots from the provider's official API, asked now (V1). */
  freeSlots(target: BookingTarget, window: TimeWindow): Promise<Outcome<Slot[]>>
  /** Who is booked, where what is on record tells; null where the provider has to be asked first. */
  knownIdentity(lead: Lead): BookingIdentity | null
  /** Settles who is booked, before the booking call, so that a lookup can go by it; makes the contact where one is needed (H1). */
  identify(lead: Lead): Promise<Outcome<BookingIdentity>>
  /** One booking call. Never retried: `unknown` must be looked up with `find` (B2). */
  book(request: BookingRequest): Promise<BookingOutcome>
  /**
   * The meetings that an unknown attempt made, in the provider's own record, canceled ones too. Fails when the record
   * cannot be searched completely, such as with another account's token: not found must mean that it is not there.
   */
  find(query: AppointmentQuery): Promise<Outcome<ProviderAppointment[]>>
  /** What the provider's own record says now, canceled meetings too (T6). Changes nothing. */
  readRecord(query: RecordQuery): Promise<Outcome<RecordPart>>
}

/** Why a call did not give an answer that can be used. */
export interface Failure {
  kind: 'failed'
  reason: RefusalReason
  /** In plain words, for the operator; never holds a secret. */
  message: string
}

export type Outcome<T> = { kind: 'ok'; value: T } | Failure

export type ProviderHealth =
  /** `suffices`: what is missing only makes something less good, and bookings go on. */
  | { kind: 'ok'; account: Account; missingPermissions: string[]; suffices: boolean }
  | { kind: 'failing'; account: Account | null; missingPermissions: string[]; message: string }

/** What a provider keeps of the targets that it resolved. */
export type KnownTargets = Pick<Connection, 'targets' | 'directLinkProblem'>

export interface BookingLink {
  url: string
  /** It dies with the booking that it makes. */
  singleUse: boolean
}

export interface BookingRequest {
  /** Our mark on the booking, where the provider can carry one. */
  attemptId: string
  slot: Slot
  title: string
  lead: Lead
  identity: BookingIdentity
  /** The zone in which the provider words the meeting for the lead. */
  zone: Zone
}

export type BookingOutcome =
  | { kind: 'booked'; appointment: ProviderAppointment }
  /** The provider answered that it did not book. */
  | { kind: 'refused'; reason: RefusalReason; message: string }
  /** No answer was seen: it may or may not be booked. */
  | { kind: 'unknown'; message: string }

export interface AppointmentQuery {
  attemptId: string
  identity: BookingIdentity
  slot: Slot
}

export type RecordQuery =
  /**
   * Meetings that start in the window, of these event types or calendars, or of any where they are not known. Stops
   * after about `most` meetings.
   */
  | { kind: 'window'; window: TimeWindow; targetIds: readonly string[] | null; most: number }
  /**
   * One lead's meetings that start in the window, by every address that the provider knows people by. A sparing look
   * leaves the last of the calls that the provider allows to bookings.
   */
  | { kind: 'lead'; lead: Lead; window: TimeWindow; isSparing?: boolean }
  /** One meeting by its external id; none when the provider has it no longer. */
  | { kind: 'meeting'; externalId: string }

export interface RecordPart {
  appointments: ProviderAppointment[]
  /** From which start on the window is still to be read, and what stopped the reading; null when all was read. */
  unread: { from: Instant; failure: Failure | null } | null
}

/** All that was asked for. */
export function wholeRecord(appointments: ProviderAppointment[]): Outcome<RecordPart> {
  return { kind: 'ok', value: { appointments, unread: null } }
}

export function failed(reason: RefusalReason, message: string): Failure {
  return { kind: 'failed', reason, message }
}
