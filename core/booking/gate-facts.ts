import type { FreeSlots } from '../availability/free-slots'
import type { Appointment } from '../domain/appointment'
import { isUnderWay, type Attempt } from '../domain/attempt'
import { decisionId, type Reading } from '../domain/decision'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Offer } from '../domain/offer'
import type { Connection, Settings } from '../domain/settings'
import { slotKey, type BookingTargets } from '../domain/slot'
import type { Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'
import { isCourtesy } from '../replies/courtesy'
import type { Reader } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import { budgetLeft, type BudgetLeft } from './budget'

/** Everything that the gates look at, read at one moment. */
export interface GateFacts {
  now: Instant
  settings: Settings
  lead: Lead
  message: InboundMessage
  /** The lead has written again since, and more than a courtesy. */
  hasNewer: boolean
  reading: Reading
  offer: Offer | null
  appointments: readonly Appointment[]
  /** Attempts for this lead or this slot whose outcome is open. */
  underWay: readonly Attempt[]
  connection: Connection
  targets: Outcome<BookingTargets>
  budget: BudgetLeft
  /** What the provider answered just now; null until it is asked. */
  free: Outcome<FreeSlots> | null
  /** A person clicked to book it: what only guards acting without a person is passed. */
  approved: boolean
}

/** What the gates are asked about. */
export interface Acceptance {
  message: InboundMessage
  reading: Reading
  targets: Outcome<BookingTargets>
  approved: boolean
}

/** Reads the facts from the store, or from within a transaction. Null when the lead is gone. */
export function gatherFacts(store: Reader, acceptance: Acceptance, now: Instant): GateFacts | null {
  const { message, reading } = acceptance
  const lead = store.get('leads', message.leadId)
  if (!lead) return null
  const settings = settingsOf(store)
  const offer = reading.offerId ? (store.get('offers', reading.offerId) ?? null) : null
  const forSlot = offer ? store.by('attempts', 'slotUnderWay', slotKey(offer.slot)) : []
  return {
    ...acceptance,
    now,
    settings,
    lead,
    hasNewer: hasNewerMessage(store, message),
    offer,
    appointments: store.by('appointments', 'lead', lead.id),
    underWay: [...store.by('attempts', 'lead', lead.id).filter(isUnderWay), ...forSlot],
    connection: connectionOf(store, settings.meetingBookingProvider),
    budget: budgetLeft(store, now),
    free: null,
  }
}

/** What was not decided on yet counts: it may take the acceptance back. */
function hasNewerMessage(store: Reader, message: InboundMessage): boolean {
  return store.by('messages', 'lead', message.leadId).some((other) => {
    if (other.direction !== 'inbound' || other.id === message.id || other.sentAt < message.sentAt)
      return false
    if (other.sentAt === message.sentAt && other.receivedAt <= message.receivedAt) return false
    const reading = store.get('decisions', decisionId(other.id))?.reading
    return !reading || !isCourtesy(reading)
  })
}
