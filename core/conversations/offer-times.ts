import { outsideBookableTime } from '../availability/free-slots'
import { chooseFor, slotsToOffer, type SlotsToOffer } from '../availability/slots-to-offer'
import { operatorTime } from '../availability/wording'
import type { Context } from '../context'
import { bookingStatus } from '../domain/appointment'
import { isUnderWay } from '../domain/attempt'
import type { Lead } from '../domain/lead'
import type { Channel } from '../domain/names'
import { distinctSlots, slotKey, targetOf, type Slot } from '../domain/slot'
import { toInstant, type Zone } from '../domain/time'
import type { Failure } from '../providers/provider'
import type { Reader } from '../store/transaction'
import { isBookedOn, settingsOf } from '../store/workspace'
import { offerText } from './offer-text'
import { deliverMessage, queueMessage, tellSent, type SendResult } from './send-message'

/** What would be sent, or why nothing can be. */
export type OfferDraft =
  | {
      kind: 'ready'
      found: SlotsToOffer
      /** The slots that the text names, in its order. */
      named: Slot[]
      /** Null while it names none. */
      text: string | null
    }
  | { kind: 'impossible'; reason: string }
  | Failure

/**
 * Words the message that would offer times to a lead, and writes nothing (V3, V5): the times that are asked for, as far
 * as they are still free, or those that V3 chooses.
 */
export async function draftOffer(
  context: Context,
  request: { lead: Lead; channel: Channel; slots?: readonly Slot[]; fresh?: boolean },
): Promise<OfferDraft> {
  const { lead, channel, slots, fresh = false } = request
  const reason = whyNotOffer(context, context.store, lead, channel)
  if (reason !== null || !lead.zone) return { kind: 'impossible', reason: reason ?? NO_ZONE }
  const found = await slotsToOffer(context, lead, { fresh })
  if (found.kind === 'failed') return found
  const { free } = found.value
  if (free.length === 0) return { kind: 'impossible', reason: NO_TIMES }
  const asked = slots && new Set(slots.map(slotKey))
  const named = asked ? free.filter((slot) => asked.has(slotKey(slot))) : chooseFor(context, lead, free)
  const text = named.length > 0 ? offerText(lead, named, lead.zone.name) : null
  return { kind: 'ready', found: found.value, named, text }
}

export interface OfferOrder {
  leadId: string
  channel: Channel
  slots: readonly Slot[]
  /** A person's own words, in which the times stand as worded in `zone`; worded here where nothing is said. */
  written?: { text: string; zone: Zone }
  /** One message per id, however often it is asked for. */
  requestId: string
}

/**
 * Offers a lead these times, worded in the lead's zone, after looking at each of them again (V2, V5): of what
 * the lead would be booked on, free by a reading that may be offered from, inside notice and horizon. They become offers when
 * the message is handed over (V4).
 */
export async function sendOffer(context: Context, order: OfferOrder): Promise<SendResult> {
  const id = offerMessageId(order.requestId)
  const refusal = context.store.get('messages', id) ? null : await queueOffer(context, id, order)
  if (refusal !== null) return { sent: false, sentence: refusal }
  return tellSent(await deliverMessage(context, id), ({ carries: { length } }) =>
    length === 1 ? 'Offered one time.' : `Offered ${length} times.`,
  )
}

/** The id of the message that one order makes. */
export function offerMessageId(requestId: string): string {
  return `offer:${requestId}`
}

/** Writes the message down to be sent. Says why not, in plain words, when it cannot be. */
async function queueOffer(context: Context, id: string, order: OfferOrder): Promise<string | null> {
  const { store, clock } = context
  const { leadId, channel, written } = order
  const lead = store.get('leads', leadId)
  if (!lead) return GONE
  const slots = distinctSlots(order.slots)
  if (slots.length < order.slots.length) return 'The same time is chosen twice. Choose each time once.'
  const obstacle = whyNotOffer(context, store, lead, channel)
  if (obstacle !== null) return obstacle
  const found = await slotsToOffer(context, lead)
  if (found.kind === 'failed') return found.message
  const { target } = found.value
  // The provider's own slot is sent on, not what a console made of it.
  const known = new Map(found.value.free.map((slot) => [slotKey(slot), slot]))
  const carries = slots.flatMap((slot) => known.get(slotKey(slot)) ?? [])
  const missing = slots.find((slot) => !known.has(slotKey(slot)))
  return store.transact('offer.queue', (transaction) => {
    const now = toInstant(clock.now())
    const current = transaction.get('leads', leadId)
    if (!current) return GONE
    const changed = whyNotOffer(context, transaction, current, channel)
    if (changed !== null || !current.zone) return changed ?? NO_ZONE
    const isRight = (slot: Slot) => targetOf(slot, [target]) && isBookedOn(transaction, slot)
    if (!slots.every(isRight)) return OTHER_TARGET
    const settings = settingsOf(transaction)
    const zone = current.zone.name
    const word = operatorTime(settings.zone, current)
    for (const slot of slots) {
      const outside = outsideBookableTime(slot, settings, now)
      if (outside !== null) return `${word(slot.start)} cannot be offered. ${outside} Choose again.`
    }
    if (missing) return `${word(missing.start)} is not free any more. Choose another time.`
    if (written && written.zone !== zone) return OTHER_ZONE
    const text = written?.text ?? offerText(current, carries, zone)
    queueMessage(
      transaction,
      { id, leadId, channel, text, purpose: 'offer', carries, zone, appointmentId: null },
      now,
    )
    return null
  })
}

const GONE = 'This lead is gone.'
const NO_ZONE = 'Set the lead’s time zone first: the times are worded in it.'
const NO_TIMES = 'There is no free time to offer in the next days. Check the calendar or look further ahead.'
const OTHER_ZONE =
  'The lead’s time zone is another one now, and the times stand there in the old one. Write them anew.'
const OTHER_TARGET = 'The times are for another event type or calendar. Find times again.'

/** Why no times can be offered to a lead now, in plain words; null when they can. */
function whyNotOffer(
  { channels, clock }: Context,
  store: Reader,
  lead: Lead,
  channel: Channel,
): string | null {
  const port = channels[channel]
  const unreachable = port ? port.cannotReach(lead) : 'This channel is not set up.'
  if (unreachable !== null) return unreachable
  const appointments = store.by('appointments', 'lead', lead.id)
  if (bookingStatus(appointments, toInstant(clock.now())).kind === 'booked') {
    return 'This lead has a meeting already. Cancel it first to offer other times.'
  }
  if (store.by('attempts', 'lead', lead.id).some(isUnderWay)) {
    return 'A booking for this lead is under way. Wait for its outcome.'
  }
  return lead.zone ? null : NO_ZONE
}
