import type { Context } from '../context'
import type { Settings } from '../domain/settings'
import type { Lead } from '../domain/lead'
import { targetFor, type BookingTarget, type Slot } from '../domain/slot'
import { DAY, MINUTE, plus, toInstant, type Instant, type TimeWindow } from '../domain/time'
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

/** Asked at the provider now. */
export async function readFreeSlots(
  { providers, clock }: Pick<Context, 'providers' | 'clock'>,
  settings: Settings,
  target: BookingTarget,
): Promise<Outcome<FreeSlots>> {
  const window = bookableWindow(settings, toInstant(clock.now()))
  // With more notice than look-ahead there is nothing to ask for, and providers refuse such a window.
  if (window.start >= window.end) return { kind: 'ok', value: { target, slots: [] } }
  const slots = await providers[target.provider].freeSlots(target, window)
  if (slots.kind === 'failed') return slots
  return { kind: 'ok', value: { target, slots: slots.value } }
}

/** From the minimum notice on, as far as the settings look ahead. */
export function bookableWindow(
  settings: Pick<Settings, 'minimumNoticeMinutes' | 'lookAheadDays'>,
  now: Instant,
): TimeWindow {
  return {
    start: plus(now, settings.minimumNoticeMinutes * MINUTE),
    end: plus(now, settings.lookAheadDays * DAY),
  }
}

/** Whether a slot keeps the workspace's notice and horizon; null when it does, else why not, in plain words. */
export function outsideBookableTime(slot: Slot, settings: Settings, now: Instant): string | null {
  const window = bookableWindow(settings, now)
  if (slot.start <= now) return 'The time has passed.'
  if (slot.start < window.start) {
    return `The time is less than ${String(settings.minimumNoticeMinutes)} minutes away.`
  }
  if (slot.start >= window.end) {
    return `The time is more than ${String(settings.lookAheadDays)} days away.`
  }
  return null
}
