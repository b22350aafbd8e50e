import type { Appointment } from '../../domain/appointment'
import { PROVIDER_NAMES, type ProviderId } from '../../domain/names'
import { DAY, HOUR, MINUTE } from '../../domain/time'

/** What reading a provider's record brought that was not known, in the order in which it is told. */
export const FINDINGS = ['booking', 'cancellation', 'reschedule', 'noShow', 'stranger', 'message'] as const
export type Finding = (typeof FINDINGS)[number]

export type Findings = Record<Finding, number>

const WORDS: Record<Finding, [one: string, many: string]> = {
  booking: ['booking', 'bookings'],
  cancellation: ['cancellation', 'cancellations'],
  reschedule: ['reschedule', 'reschedules'],
  noShow: ['no-show', 'no-shows'],
  stranger: ['booking by somebody who is no lead', 'bookings by people who are no leads'],
  message: ['message', 'messages'],
}

export function noFindings(): Findings {
  return { booking: 0, cancellation: 0, reschedule: 0, noShow: 0, stranger: 0, message: 0 }
}

/**
 * What a record tells over what was known. A reschedule at Calendly is two meetings, and counts with the new one; at
 * GoHighLevel it is one that moved.
 */
export function findingOf(before: Appointment | undefined, after: Appointment): Finding | null {
  if (after.status === 'canceled') return before?.status === 'canceled' ? null : 'cancellation'
  if (after.status === 'no_show') return before?.status === 'no_show' ? null : 'noShow'
  if (!before) return after.rescheduledFrom ? 'reschedule' : 'booking'
  if (before.status === 'canceled' && after.status === 'confirmed') return 'booking'
  return before.start === after.start ? null : 'reschedule'
}

/** "After 3 days offline: 2 bookings, 1 cancellation found on Calendly." `gap` in milliseconds, null when none is known. */
export function wordFindings(provider: ProviderId, gap: number | null, findings: Findings): string {
  const found = FINDINGS.filter((finding) => findings[finding] > 0).map((finding) => {
    const [one, many] = WORDS[finding]
    return `${String(findings[finding])} ${findings[finding] === 1 ? one : many}`
  })
  const what = found.length > 0 ? `${found.join(', ')} found` : 'nothing new'
  const since = gap === null ? '' : offline(gap)
  const sentence = `${since}${what} on ${PROVIDER_NAMES[provider]}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** A few minutes are no absence. */
function offline(gap: number): string {
  const units = [
    [DAY, 'day'],
    [HOUR, 'hour'],
    [15 * MINUTE, null],
  ] as const
  for (const [unit, name] of units) {
    if (gap < unit) continue
    if (name === null) return `After ${String(Math.round(gap / MINUTE))} minutes offline: `
    const count = Math.round(gap / unit)
    return `After ${String(count)} ${name}${count === 1 ? '' : 's'} offline: `
  }
  return ''
}
