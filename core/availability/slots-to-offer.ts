import type { Context } from '../context'
import { isUpcoming } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import { overlaps, targetKey, type BookingTarget, type Slot } from '../domain/slot'
import { toInstant, type Instant } from '../domain/time'
import { failed, type Outcome } from '../providers/provider'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { chooseSlots } from './distribution'
import { isClaimed } from './claims'
import { resolveTargetFor } from './free-slots'
import { offeredTo, timesOffered } from './ledger'

export interface SlotsToOffer {
  target: BookingTarget
  /** Every slot that may be offered, in the order of time: free, inside notice and horizon, and no meeting stands there. */
  free: Slot[]
  /** When the provider named them. */
  readAt: Instant
}

/**
 * The one way to get times to offer a lead (V2), from what is kept or asked now: `fresh` asks in any case, such as
 * after a time turned out to be taken.
 */
export async function slotsToOffer(
  context: Context,
  lead: Lead,
  options: { fresh?: boolean } = {},
): Promise<Outcome<SlotsToOffer>> {
  const { store, clock, availability } = context
  const provider = settingsOf(store).meetingBookingProvider
  if (!settingsOf(store)[provider].enabled) {
    return failed('not_configured', `${PROVIDER_NAMES[provider]} is switched off in Settings.`)
  }
  const target = await resolveTargetFor(context, lead)
  if (target.kind === 'failed') return target
  const reading = await availability.read(target.value, options)
  if (reading.kind === 'failed') return reading
  const now = toInstant(clock.now())
  const isFilled = filledTimes(store, target.value, now)
  const free = reading.value.slots.filter((slot) => !isFilled(slot))
  return { kind: 'ok', value: { target: target.value, free, readAt: reading.value.readAt } }
}

/**
 * Which of the free times V3 chooses for a lead, in the order of time: none where there is none. A lead whose zone is not
 * known is taken to be in the workspace's.
 */
export function chooseFor({ store, clock }: Context, lead: Lead, free: readonly Slot[]): Slot[] {
  const settings = settingsOf(store)
  return chooseSlots(free, {
    now: toInstant(clock.now()),
    settings,
    leadZone: lead.zone?.name ?? settings.zone,
    snoozedUntil: lead.snoozedUntil,
    wasOffered: offeredTo(store, lead.id),
    timesOffered: (slot) => timesOffered(store, slot),
  })
}

/**
 * Whether a meeting that stands, or a booking under way, fills a slot of the same event type or calendar: the
 * provider's list may lag behind. What is canceled fills nothing.
 */
function filledTimes(store: Reader, target: BookingTarget, now: Instant): (slot: Slot) => boolean {
  const meetings = store
    .by('appointments', 'target', targetKey(target.provider, target.id))
    .filter((appointment) => isUpcoming(appointment, now))
  return (slot) => meetings.some((meeting) => overlaps(meeting, slot)) || isClaimed(store, slot)
}
