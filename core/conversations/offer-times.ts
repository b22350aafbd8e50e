import { chooseSlots } from '../availability/distribution'
import { readFreeSlotsFor } from '../availability/free-slots'
import { timesOffered } from '../availability/ledger'
import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import type { Lead } from '../domain/lead'
import type { Channel } from '../domain/names'
import { slotKey, type Slot } from '../domain/slot'
import { toInstant, type Zone } from '../domain/time'
import { settingsOf } from '../store/workspace'
import { deliverMessage, queueMessage } from './send-message'

export interface OfferResult {
  sent: boolean
  /** What happened and what to do next, in plain words. */
  sentence: string
}

/** Chooses free times for a lead, words them in the lead's zone and sends them (V3 to V5). One message per `requestId`. */
export async function offerTimes(
  context: Context,
  request: { leadId: string; channel: Channel; requestId: string },
): Promise<OfferResult> {
  const { store, clock } = context
  const settings = settingsOf(store)
  const lead = store.get('leads', request.leadId)
  if (!lead) return notSent('This lead is gone.')
  if (!lead.zone) return notSent('Set the lead’s time zone first: the times are worded in it.')
  const free = await readFreeSlotsFor(context, settings, lead)
  if (free.kind === 'failed') return notSent(free.message)
  const offered = new Set(store.by('offers', 'lead', lead.id).map((offer) => slotKey(offer.slot)))
  const now = toInstant(clock.now())
  const slots = chooseSlots(free.value.slots, {
    now,
    settings,
    leadZone: lead.zone.name,
    snoozedUntil: lead.snoozedUntil,
    wasOffered: (slot) => offered.has(slotKey(slot)),
    timesOffered: (slot) => timesOffered(store, slot),
  })
  if (slots.length === 0) {
    return notSent(
      'There is no free time to offer in the next days. Check the calendar or look further ahead.',
    )
  }
  const id = `offer:${request.requestId}`
  const zone = lead.zone.name
  const text = offerText(lead, slots, zone)
  await store.transact('offer.queue', (transaction) => {
    queueMessage(
      transaction,
      {
        id,
        leadId: lead.id,
        channel: request.channel,
        text,
        purpose: 'offer',
        carries: slots,
        zone,
        appointmentId: null,
      },
      now,
    )
  })
  const message = await deliverMessage(context, id)
  // A second click finds the message on its way.
  if (message?.state === 'sending') return { sent: true, sentence: 'The times are being sent.' }
  if (message?.state === 'sent') return { sent: true, sentence: `Offered ${String(slots.length)} times.` }
  return notSent(message?.failure ?? 'The message was not sent.')
}

/** "Hi Lee, would one of these times suit you? 1) Tue, Nov 24, 10:00 AM EST 2) …" */
function offerText(lead: Lead, slots: readonly Slot[], zone: Zone): string {
  const greeting = lead.firstName ? `Hi ${lead.firstName}, ` : 'Hi, '
  const [only, ...others] = slots.map((slot) => wordTime(slot.start, zone))
  if (others.length === 0) return `${greeting}would ${only ?? ''} suit you? Reply yes to book it.`
  const lines = [only, ...others].map((time, index) => `${String(index + 1)}) ${time ?? ''}`)
  return `${greeting}would one of these times suit you?\n${lines.join('\n')}\nJust reply with the one you like.`
}

function notSent(sentence: string): OfferResult {
  return { sent: false, sentence }
}
