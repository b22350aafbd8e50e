import { wordTime } from '../availability/wording'
import type { Lead } from '../domain/lead'
import type { Slot } from '../domain/slot'
import type { Zone } from '../domain/time'

/**
 * "Hi Lee, would one of these times suit you? 1) Tue, Nov 24, 10:00 AM EST 2) …": every time with its day, its date and
 * its zone (V5). The sentence fits a single time too; without any there is nothing to say.
 */
export function offerText(lead: Pick<Lead, 'firstName'>, slots: readonly Slot[], zone: Zone): string {
  const greeting = lead.firstName ? `Hi ${lead.firstName}, ` : 'Hi, '
  const [only, ...others] = slots.map((slot) => wordTime(slot.start, zone))
  if (only === undefined) throw new Error('an offer names at least one time')
  if (others.length === 0) return `${greeting}would ${only} suit you? Reply yes to book it.`
  const lines = [only, ...others].map((time, index) => `${String(index + 1)}) ${time}`)
  return `${greeting}would one of these times suit you?\n${lines.join('\n')}\nJust reply with the one you like.`
}
