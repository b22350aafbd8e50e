import { proposedSlot } from '../availability/nearest-slots'
import { slotsToOffer } from '../availability/slots-to-offer'
import type { Context } from '../context'
import type { Intent, Reading } from '../domain/decision'
import type { InboundMessage } from '../domain/message'
import type { Settings } from '../domain/settings'
import type { Slot } from '../domain/slot'
import { isExact, toInstant, type Instant } from '../domain/time'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { bookMeetingForLead } from './book-meeting'
import type { Found } from './consider'
import { ZONE_GATES } from './conversation-gates'
import { runGates, type GateOutcome } from './gate'
import { gatherConversation, gatherFacts, isBooked, type Acceptance } from './gate-facts'
import { ENOUGH_CONFIDENCE, shouldAutoBook, whatBlocksNow } from './gates'

const NOTHING_FOUND: Found = { slot: null, gates: null, result: null }

/** Takes an acceptance, or a proposal that equals a free time, through the gates, and books it where they let it pass. */
export async function tryToBook(
  context: Context,
  message: InboundMessage,
  reading: Reading,
  catchUp: () => Promise<void>,
): Promise<Found> {
  const { store, clock, providers } = context
  const now = toInstant(clock.now())
  if (reading.intent !== 'accept_offer') {
    const missing = whatIsMissing(store, message, reading, now)
    if (missing) return { ...NOTHING_FOUND, gates: missing }
  }
  const proposal = await freeSlotProposed(context, message, reading)
  if (reading.intent !== 'accept_offer' && !proposal) return NOTHING_FOUND
  const targets = await providers[settingsOf(store).meetingBookingProvider].targets()
  const acceptance = { message, reading, proposal, targets, approved: false }
  const facts = gatherFacts(store, acceptance, toInstant(clock.now()))
  if (!facts) return NOTHING_FOUND
  const gates = await shouldAutoBook(context, facts)
  const { slot, settings } = facts
  if (gates.blockedBy || !slot || !booksByItself(settings, reading)) return { slot, gates, result: null }
  const result = await bookMeetingForLead(
    context,
    { leadId: message.leadId, slot, source: 'auto', messageId: message.id, offerId: reading.offerId },
    { catchUp, stillWanted: (reader, at) => whatChanged(reader, acceptance, at) },
  )
  return { slot, gates, result }
}

const NEEDS_A_ZONE: readonly Intent[] = ['propose_time', 'ask_times']

/** Times are neither understood nor worded without the lead's zone (R6, V5). */
function whatIsMissing(
  store: Reader,
  message: InboundMessage,
  reading: Reading,
  now: Instant,
): GateOutcome | null {
  const facts = gatherConversation(store, { message, approved: false }, now)
  if (!facts || !NEEDS_A_ZONE.includes(reading.intent) || isBooked(store, message.leadId, now)) return null
  const outcome = runGates(ZONE_GATES, facts)
  return outcome.blockedBy ? outcome : null
}

/** The free time that the lead proposes, to the minute; null where it proposes none, or the calendar cannot be read. */
async function freeSlotProposed(
  context: Context,
  { leadId }: InboundMessage,
  { intent, proposed }: Reading,
): Promise<Slot | null> {
  const { store, clock } = context
  const now = toInstant(clock.now())
  const lead = store.get('leads', leadId)
  if (!lead || intent !== 'propose_time' || !proposed.some(isExact) || isBooked(store, leadId, now))
    return null
  const found = await slotsToOffer(context, lead, { fresh: true })
  const settings = settingsOf(store)
  return found.kind === 'ok' ? proposedSlot(found.value.free, { now, settings, wanted: proposed }) : null
}

/** A time of the lead's own is booked by itself only where the workspace allows it. */
function booksByItself(settings: Settings, { intent, confidence }: Reading): boolean {
  if (settings.autoBookMode !== 'auto') return false
  return intent === 'accept_offer' || (settings.bookProposedTimes && confidence >= ENOUGH_CONFIDENCE)
}

/** Asked within the claim: what was decided on a moment ago must still be so. */
export function whatChanged(store: Reader, acceptance: Acceptance, now: Instant): string | null {
  const facts = gatherFacts(store, acceptance, now)
  if (!facts) return 'This lead is gone.'
  if (!acceptance.approved && !booksByItself(facts.settings, acceptance.reading))
    return 'Auto-book was switched off meanwhile.'
  return whatBlocksNow(facts)
}
