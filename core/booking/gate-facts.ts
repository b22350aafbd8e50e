import type { FreeSlots } from '../availability/free-slots'
import { isAnswerPurpose, isAnswerTo } from '../domain/answer'
import { bookingStatus, type Appointment } from '../domain/appointment'
import { isUnderWay, type Attempt } from '../domain/attempt'
import { decisionId, type Reading } from '../domain/decision'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import type { Offer } from '../domain/offer'
import type { Connection, Settings } from '../domain/settings'
import { slotKey, type BookingTargets, type Slot } from '../domain/slot'
import { DAY, plus, type Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'
import { isCourtesy } from '../replies/courtesy'
import type { Reader } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import { budgetLeft, type BudgetLeft } from './budget'
import { isNewer } from './waiting'

/** What is known of the conversation that a message belongs to: enough to say whether the lead may be answered. */
export interface ConversationFacts {
  now: Instant
  settings: Settings
  lead: Lead
  message: InboundMessage
  /** It was decided on before. */
  isDecided: boolean
  /** The lead has written again since, and it may change what was said. */
  hasNewer: boolean
  appointments: readonly Appointment[]
  /** Attempts for this lead, or for the time in question, whose outcome is open. */
  underWay: readonly Attempt[]
  /** How often Slotkeeper answered by itself in the last day, with no message of a person of ours between. */
  answersInARow: number
  /** A person clicked for it: what only guards acting without a person is passed. */
  approved: boolean
}

/** Everything that the gates look at before a booking, read at one moment. */
export interface GateFacts extends ConversationFacts {
  reading: Reading
  /** What would be booked: the time of the offer, or a free time that the lead proposed. */
  slot: Slot | null
  offer: Offer | null
  connection: Connection
  targets: Outcome<BookingTargets>
  budget: BudgetLeft
  /** What the provider answered just now; null until it is asked. */
  free: Outcome<FreeSlots> | null
}

/** What the gates are asked about. */
export interface Acceptance {
  message: InboundMessage
  reading: Reading
  /** A free time that the lead proposed; null where an offer is meant. */
  proposal: Slot | null
  targets: Outcome<BookingTargets>
  approved: boolean
}

/** Reads the facts from the store, or from within a transaction. Null when the lead is gone. */
export function gatherFacts(store: Reader, acceptance: Acceptance, now: Instant): GateFacts | null {
  const { reading, targets, proposal } = acceptance
  const conversation = gatherConversation(store, acceptance, now)
  if (!conversation) return null
  const offer = reading.offerId ? (store.get('offers', reading.offerId) ?? null) : null
  const slot = offer?.slot ?? proposal
  const forSlot = slot ? store.by('attempts', 'slotUnderWay', slotKey(slot)) : []
  return {
    ...conversation,
    underWay: [...conversation.underWay, ...forSlot],
    reading,
    slot,
    offer,
    connection: connectionOf(store, conversation.settings.meetingBookingProvider),
    targets,
    budget: budgetLeft(store, now),
    free: null,
  }
}

/** The part of the facts that is about the lead and the message alone. Null when the lead is gone. */
export function gatherConversation(
  store: Reader,
  { message, approved }: { message: InboundMessage; approved: boolean },
  now: Instant,
): ConversationFacts | null {
  const lead = store.get('leads', message.leadId)
  const stored = store.get('messages', message.id)
  if (!lead || stored?.direction !== 'inbound') return null
  return {
    now,
    settings: settingsOf(store),
    lead,
    message: stored,
    isDecided: stored.decided,
    hasNewer: hasNewerMessage(store, stored),
    appointments: store.by('appointments', 'lead', lead.id),
    underWay: store.by('attempts', 'lead', lead.id).filter(isUnderWay),
    answersInARow: answersInARow(store, stored, now),
    approved,
  }
}

/** What was not decided on yet counts: it may take back what was said. */
export function hasNewerMessage(store: Reader, message: InboundMessage): boolean {
  return store.by('messages', 'lead', message.leadId).some((other) => {
    if (other.direction !== 'inbound' || other.id === message.id || !isNewer(other, message)) return false
    const reading = store.get('decisions', decisionId(other.id))?.reading
    return !reading || !isCourtesy(reading)
  })
}

/** Without what answers this very message: it may be on its way already. */
function answersInARow(store: Reader, { id: ownId, leadId }: InboundMessage, now: Instant): number {
  const sent = store
    .by('messages', 'lead', leadId)
    .filter((message) => message.direction === 'outbound')
    .filter(({ id, state }) => state !== 'failed' && !isAnswerTo(id, ownId))
  const lastByHand = sent.reduce(
    (last, { automatic, sentAt }) => (!automatic && sentAt > last ? sentAt : last),
    '',
  )
  const since = plus(now, -DAY)
  return sent.filter(
    ({ automatic, purpose, sentAt }) =>
      automatic && isAnswerPurpose(purpose) && sentAt > since && sentAt >= lastByHand,
  ).length
}

/** The lead has an upcoming meeting (B1). */
export function isBooked(store: Reader, leadId: string, now: Instant): boolean {
  return bookingStatus(store.by('appointments', 'lead', leadId), now).kind === 'booked'
}
