import { resolveTargetFor } from '../../availability/free-slots'
import { offeredTo } from '../../availability/ledger'
import { nearestSlots } from '../../availability/nearest-slots'
import { chooseFor, slotsToOffer, type SlotsToOffer } from '../../availability/slots-to-offer'
import type { Context } from '../../context'
import type { Answer } from '../../domain/answer'
import type { Lead } from '../../domain/lead'
import { isOpen } from '../../domain/offer'
import { slotKey, type Slot } from '../../domain/slot'
import { toInstant, type Instant, type Zone } from '../../domain/time'
import type { Outcome } from '../../providers/provider'
import { settingsOf } from '../../store/workspace'
import { askEmailText, askZoneText, bookingLinkText, OPT_OUT_CONFIRMED, otherTimesText } from './texts'

/** What to write to the lead, and what it asked for. */
export type AnswerRequest = Pick<Answer, 'purpose' | 'channel' | 'wanted'>

export type Draft =
  | { kind: 'drafted'; answer: Answer }
  /** In plain words. */
  | { kind: 'not_drafted'; why: string }

type Content = Pick<Answer, 'text' | 'carries' | 'zone'>

/** Words an answer from what the provider says now; changes nothing and sends nothing. */
export async function draftAnswer(context: Context, lead: Lead, request: AnswerRequest): Promise<Draft> {
  try {
    const content = await contentOf(context, lead, request)
    if (content.kind === 'not_drafted') return content
    return {
      kind: 'drafted',
      answer: { ...request, ...content.value, madeAt: toInstant(context.clock.now()) },
    }
  } catch (error) {
    // A mistake of ours here must not keep the reply from a person.
    context.log.error('answer.draft_threw', { leadId: lead.id, error: String(error) })
    return notDrafted('An answer could not be worded.')
  }
}

function contentOf(context: Context, lead: Lead, request: AnswerRequest): Promise<Worded> | Worded {
  const { purpose, wanted } = request
  const zone = lead.zone?.name ?? null
  switch (purpose) {
    case 'other_times':
      return otherTimes(context, lead, request)
    case 'booking_link':
      return bookingLink(context, lead, request)
    case 'ask_email':
      return worded({ text: askEmailText(lead, wanted, zone), carries: [], zone })
    case 'ask_zone':
      return worded({ text: askZoneText(lead), carries: [], zone: null })
    case 'opt_out_confirmed':
      return worded({ text: OPT_OUT_CONFIRMED, carries: [], zone: null })
  }
}

type Worded = { kind: 'worded'; value: Content } | Extract<Draft, { kind: 'not_drafted' }>

const worded = (value: Content): Worded => ({ kind: 'worded', value })
const notDrafted = (why: string) => ({ kind: 'not_drafted' as const, why })

/** Near what was wanted; without a wish, what the distribution chooses. Never what was offered before, if there is other. */
async function otherTimes(context: Context, lead: Lead, { wanted }: AnswerRequest): Promise<Worded> {
  if (!lead.zone) return notDrafted('Set the lead’s time zone first: the times are worded in it.')
  const zone = lead.zone.name
  const found = await freeNow(context, lead)
  if (found.kind === 'failed') return notDrafted(found.message)
  const slots = chosenFor(context, lead, zone, found.value, wanted)
  if (slots.length === 0) return notDrafted('There is no other free time to offer in the next days.')
  return worded({ text: otherTimesText(lead, slots, wanted, zone), carries: slots, zone })
}

/** The link, with those of the lead's open offers that are still free; for who has none, with free times (C3). */
async function bookingLink(context: Context, lead: Lead, { wanted }: AnswerRequest): Promise<Worded> {
  const target = await resolveTargetFor(context, lead)
  if (target.kind === 'failed') return notDrafted(target.message)
  const link = await context.providers[target.value.provider].link(target.value, lead)
  if (link.kind === 'failed') return notDrafted(link.message)
  const zone = lead.zone?.name ?? null
  // The link works without them.
  const found = zone === null ? null : await freeNow(context, lead)
  const slots =
    zone === null || found?.kind !== 'ok'
      ? []
      : timesBesideTheLink(context, lead, zone, found.value, wanted[0]?.start ?? null)
  return worded({
    text: bookingLinkText(lead, link.value.url, slots, zone),
    carries: slots,
    zone: slots.length > 0 ? zone : null,
  })
}

/** Asked now, because what is known may be what misled the lead. Who writes for a time has ended its snooze. */
function freeNow(context: Context, lead: Lead): Promise<Outcome<SlotsToOffer>> {
  return slotsToOffer(context, awake(lead), { fresh: true })
}

function awake(lead: Lead): Lead {
  return { ...lead, snoozedUntil: null }
}

function timesBesideTheLink(
  context: Context,
  lead: Lead,
  zone: Zone,
  found: SlotsToOffer,
  accepted: Instant | null,
): Slot[] {
  const { store, clock } = context
  const now = toInstant(clock.now())
  const open = store.by('offers', 'lead', lead.id).filter((offer) => isOpen(offer, now))
  const offered = new Set(open.map(({ slot }) => slotKey(slot)))
  const stillFree = found.free
    .filter((slot) => offered.has(slotKey(slot)) || slot.start === accepted)
    .sort((a, b) => Number(b.start === accepted) - Number(a.start === accepted))
    .slice(0, settingsOf(store).slotsPerOffer)
    .sort((a, b) => (a.start < b.start ? -1 : 1))
  return stillFree.length > 0 ? stillFree : chosenFor(context, lead, zone, found, [])
}

function chosenFor(
  context: Context,
  lead: Lead,
  leadZone: Zone,
  { free }: SlotsToOffer,
  wanted: AnswerRequest['wanted'],
): Slot[] {
  if (wanted.length === 0) return chooseFor(context, awake(lead), free)
  const { store, clock } = context
  const now = toInstant(clock.now())
  const wasOffered = offeredTo(store, lead.id)
  return nearestSlots(free, { now, settings: settingsOf(store), leadZone, wanted, wasOffered })
}
