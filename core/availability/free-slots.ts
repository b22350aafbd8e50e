import type { Context } from '../context'
import type { Settings } from '../domain/settings'
import type { Lead } from '../domain/lead'
import { targetFor, type BookingTarget, type Slot } from '../domain/slot'
import { DAY, epoch, MINUTE, toInstant, type Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'
import { settingsOf } from '../store/workspace'

export interface FreeSlots {
  target: BookingTarget
  slots: Slot[]
}

/** What this lead is offered and booked on, by the answers that it has now (C4). */
export async function resolveTargetFor(context: Context, lead: Lead): Promise<Outcome<BookingTarget>> {
  const { meetingBookingProvider } = settingsOf(context.store)
  const targets = await context.providers[meetingBookingProvider].targets()
  return targets.kind === 'failed' ? targets : { kind: 'ok', value: targetFor(lead, targets.value) }
}

/** The free slots of what this lead would be booked on (V1, C4). */
export async function readFreeSlotsFor(
  context: Context,
  settings: Settings,
  lead: Lead,
): Promise<Outcome<FreeSlots>> {
  const target = await resolveTargetFor(context, lead)
  return target.kind === 'failed' ? target : readFreeSlots(context, settings, target.value)
}

/** Asked at the provider now: from the minimum notice on, as far as the settings look ahead. */
export async function readFreeSlots(
  { providers, clock }: Pick<Context, 'providers' | 'clock'>,
  settings: Settings,
  target: BookingTarget,
): Promise<Outcome<FreeSlots>> {
  const now = clock.now()
  const start = toInstant(now + settings.minimumNoticeMinutes * MINUTE)
  const end = toInstant(now + settings.lookAheadDays * DAY)
  // With more notice than look-ahead there is nothing to ask for, and providers refuse such a window.
  if (start >= end) return { kind: 'ok', value: { target, slots: [] } }
  const slots = await providers[target.provider].freeSlots(target, { start, end })
  if (slots.kind === 'failed') return slots
  return { kind: 'ok', value: { target, slots: slots.value } }
}

/** Whether a slot keeps the workspace's notice and horizon; null when it does, else why not, in plain words. */
export function outsideBookableTime(slot: Slot, settings: Settings, now: Instant): string | null {
  const start = epoch(slot.start)
  if (start <= epoch(now)) return 'The time has passed.'
  if (start < epoch(now) + settings.minimumNoticeMinutes * MINUTE) {
    return `The time is less than ${String(settings.minimumNoticeMinutes)} minutes away.`
  }
  if (start >= epoch(now) + settings.lookAheadDays * DAY) {
    return `The time is more than ${String(settings.lookAheadDays)} days away.`
  }
  return null
}
