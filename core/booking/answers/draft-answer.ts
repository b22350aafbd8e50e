import { chooseSlots } from '../../availability/distribution'
import { readFreeSlots } from '../../availability/free-slots'
import { timesOffered } from '../../availability/ledger'
import { nearestSlots } from '../../availability/nearest-slots'
import type { Context } from '../../context'
import type { Answer } from '../../domain/answer'
import type { Lead } from '../../domain/lead'
import { isOpen } from '../../domain/offer'
import { slotKey, type Slot } from '../../domain/slot'
import { toInstant, type Instant } from '../../domain/time'
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
  const free = await readFree(context)
  if (free.kind === 'failed') return notDrafted(free.message)
  const slots = chosenFor(context, lead, zone, free.value, wanted)
  if (slots.length === 0) return notDrafted('There is no other free time to offer in the next days.')
  return worded({ text: otherTimesText(lead, slots, wanted, zone), carries: slots, zone })
}

/** The link, with those of the lead's open offers that are still free; for who has none, with free times (C3). */
async function bookingLink(context: Context, lead: Lead, { wanted }: AnswerRequest): Promise<Worded> {
  const { store, providers, clock } = context
  const provider = providers[settingsOf(store).meetingBookingProvider]
  const target = await provider.target()
  if (target.kind === 'failed') return notDrafted(target.message)
  const link = await provider.link(target.value, lead)
  if (link.kind === 'failed') return notDrafted(link.message)
  const zone = lead.zone?.name ?? null
  // The link works without them.
  const free = zone === null ? null : await readFree(context)
  const slots =
    zone === null || free?.kind !== 'ok'
      ? []
      : timesBesideTheLink(context, lead, zone, free.value, wanted[0]?.start ?? null, toInstant(clock.now()))
  return worded({
    text: bookingLinkText(lead, link.value.url, slots, zone),
    carries: slots,
    zone: slots.length > 0 ? zone : null,
  })
}

function timesBesideTheLink(
  context: Context,
  lead: Lead,
  zone: string,
  free: readonly Slot[],
  accepted: Instant | null,
  now: Instant,
): Slot[] {
  const { store } = context
  const offered = new Set(
    store
      .by('offers', 'lead', lead.id)
      .filter((offer) => isOpen(offer, now))
      .map(({ slot }) => slotKey(slot)),
  )
  const stillFree = free
    .filter((slot) => offered.has(slotKey(slot)) || slot.start === accepted)
    .sort((a, b) => Number(b.start === accepted) - Number(a.start === accepted))
    .slice(0, settingsOf(store).slotsPerOffer)
    .sort((a, b) => (a.start < b.start ? -1 : 1))
  return stillFree.length > 0 ? stillFree : chosenFor(context, lead, zone, free, [])
}

function chosenFor(
  { store, clock }: Context,
  lead: Lead,
  leadZone: string,
  free: readonly Slot[],
  wanted: AnswerRequest['wanted'],
): Slot[] {
  const offered = new Set(store.by('offers', 'lead', lead.id).map(({ slot }) => slotKey(slot)))
  const facts = {
    now: toInstant(clock.now()),
    settings: settingsOf(store),
    leadZone,
    wasOffered: (slot: Slot) => offered.has(slotKey(slot)),
  }
  return wanted.length > 0
    ? nearestSlots(free, { ...facts, wanted })
    : // Who asks for times has ended its snooze.
      chooseSlots(free, { ...facts, snoozedUntil: null, timesOffered: (slot) => timesOffered(store, slot) })
}

/** What is free at the provider now and is not being booked for another lead. */
export async function readFree(context: Context): Promise<Outcome<Slot[]>> {
  const { store } = context
  const free = await readFreeSlots(context, settingsOf(store))
  if (free.kind === 'failed') return free
  const isUnderWay = (slot: Slot) => store.by('attempts', 'slotUnderWay', slotKey(slot)).length > 0
  return { kind: 'ok', value: free.value.slots.filter((slot) => !isUnderWay(slot)) }
}
