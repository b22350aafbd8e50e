import { isInside } from '../../availability/nearest-slots'
import { wordTime } from '../../availability/wording'
import { hi, listed, offerText, PLEASE_CHOOSE } from '../../conversations/offer-text'
import type { Lead } from '../../domain/lead'
import type { Slot } from '../../domain/slot'
import { isExact, type TimeWindow, type Zone } from '../../domain/time'

/** Times in the place of those that the lead wanted, or of those that it did not like. */
export function otherTimesText(
  lead: Lead,
  slots: readonly Slot[],
  wanted: readonly TimeWindow[],
  zone: Zone,
): string {
  const [first, ...others] = wanted
  if (!first) return offerText(lead, slots, zone)
  const isOne = others.length === 0 && isExact(first)
  const opening = slots.some((slot) => isInside(slot, wanted))
    ? 'these times are free then:'
    : `sorry, ${isOne ? `${wordTime(first.start, zone)} is taken` : 'nothing is free then'}. The nearest free times are:`
  return `${hi(lead)}${opening}\n${listed(slots, zone)}\n${PLEASE_CHOOSE}`
}

/** The link on which the lead can book by itself, with times that are free. Without a zone no time is worded. */
export function bookingLinkText(lead: Lead, url: string, slots: readonly Slot[], zone: Zone | null): string {
  const link = `${hi(lead)}you can pick a time that suits you here: ${url}`
  if (zone === null || slots.length === 0) return link
  return `${link}\nThese are free right now:\n${listed(slots, zone)}`
}

export function askEmailText(lead: Lead, wanted: readonly TimeWindow[], zone: Zone | null): string {
  const [time] = wanted
  const what = time && zone !== null ? ` for ${wordTime(time.start, zone)}` : ''
  return `${hi(lead)}great! To which e-mail address should the invitation${what} go?`
}

export function askZoneText(lead: Lead): string {
  return `${hi(lead)}happy to find a time. Which time zone are you in, or which city is near you?`
}

export const OPT_OUT_CONFIRMED =
  'You will get no more text messages from us. Reply START to hear from us again.'
