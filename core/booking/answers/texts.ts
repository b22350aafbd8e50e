import { isInside } from '../../availability/nearest-slots'
import { wordTime } from '../../availability/wording'
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
  return `${opening(lead, slots, wanted, zone)}\n${listed(slots, zone)}\n${PLEASE_CHOOSE}`
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

const PLEASE_CHOOSE = 'Just reply with the one you like.'

function opening(lead: Lead, slots: readonly Slot[], wanted: readonly TimeWindow[], zone: Zone): string {
  const [first, ...others] = wanted
  if (!first) return `${hi(lead)}would one of these times suit you?`
  if (slots.some((slot) => isInside(slot, wanted))) return `${hi(lead)}these times are free then:`
  if (isExact(first) && others.length === 0) {
    return `${hi(lead)}sorry, ${wordTime(first.start, zone)} is taken. The nearest free times are:`
  }
  return `${hi(lead)}sorry, nothing is free then. The nearest free times are:`
}

function hi({ firstName }: Lead): string {
  return firstName ? `Hi ${firstName}, ` : 'Hi, '
}

function listed(slots: readonly Slot[], zone: Zone): string {
  return slots.map(({ start }, index) => `${index + 1}) ${wordTime(start, zone)}`).join('\n')
}
