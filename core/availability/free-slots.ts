import type { Context } from '../context'
import type { Settings } from '../domain/settings'
import type { BookingTarget, Slot } from '../domain/slot'
import { DAY, epoch, MINUTE, toInstant, type Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'

export interface FreeSlots {
  target: BookingTarget
  slots: Slot[]
}

/**
 * The free slots of what the workspace books on, asked at the provider now (V1): from the minimum notice on, as far as
 * the settings look ahead.
 */
export async function readFreeSlots(context: Context, settings: Settings): Promise<Outcome<FreeSlots>> {
  const provider = context.providers[settings.meetingBookingProvider]
  const target = await provider.target()
  if (target.kind === 'failed') return target
  const slots = await readSlotsOf(context, settings, target.value)
  if (slots.kind === 'failed') return slots
  return { kind: 'ok', value: { target: target.value, slots: slots.value } }
}

/** The same for one event type or calendar. */
export function readSlotsOf(
  { providers, clock }: Pick<Context, 'providers' | 'clock'>,
  settings: Settings,
  target: BookingTarget,
): Promise<Outcome<Slot[]>> {
  const now = clock.now()
  const start = toInstant(now + settings.minimumNoticeMinutes * MINUTE)
  const end = toInstant(now + settings.lookAheadDays * DAY)
  // With more notice than look-ahead there is nothing to ask for, and providers refuse such a window.
  if (start >= end) return Promise.resolve({ kind: 'ok', value: [] })
  return providers[target.provider].freeSlots(target, { start, end })
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
