import { wordTime } from '../availability/wording'
import type { Lead } from '../domain/lead'
import type { Slot } from '../domain/slot'
import type { Zone } from '../domain/time'

/**
 * "Hi Lee, would one of these times suit you? 1) Tue, Nov 24, 10:00 AM EST 2) …": every time with its day, its date and
 * its zone (V5). The sentence fits a single time too; without any there is nothing to say.
 */
export function offerText(lead: Pick<Lead, 'firstName'>, slots: readonly Slot[], zone: Zone): string {
  const [only, ...others] = slots
  if (!only) throw new Error('an offer names at least one time')
  if (others.length === 0) {
    return `${hi(lead)}would ${wordTime(only.start, zone)} suit you? Reply yes to book it.`
  }
  return `${hi(lead)}would one of these times suit you?\n${listed(slots, zone)}\n${PLEASE_CHOOSE}`
}

export const PLEASE_CHOOSE = 'Just reply with the one you like.'

export function hi({ firstName }: Pick<Lead, 'firstName'>): string {
  return firstName ? `Hi ${firstName}, ` : 'Hi, '
}

/** Numbered from 1, so that a reply can say which. */
export function listed(slots: readonly Slot[], zone: Zone): string {
  return slots.map(({ start }, index) => `${index + 1}) ${wordTime(start, zone)}`).join('\n')
}

/** A text that names times, as it was made here. */
export interface OfferedText {
  text: string
  slots: readonly Slot[]
}

/**
 * Whether a text that a person made of another one still offers its times, so that "yes" and "the second one" mean the
 * same in both: from the times on it stands there word for word, and no other time, number or question was added.
 */
export function stillOffers(text: string, begun: OfferedText, zone: Zone): boolean {
  const [only, ...others] = begun.slots
  if (!only) return false
  const times = others.length > 0 ? listed(begun.slots, zone) : wordTime(only.start, zone)
  const at = begun.text.indexOf(times)
  return at >= 0 && text.includes(begun.text.slice(at)) && answerable(text) <= answerable(begun.text)
}

/** How much there is in a text that a short answer could be about. */
function answerable(text: string): number {
  return text.match(/\?|\d(?::\d\d|\s*[ap]\.?m\b|\))/gi)?.length ?? 0
}
