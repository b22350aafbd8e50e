/** The console's words for everything that the core names. */
import type { Appointment } from '../core/domain/appointment'
import type { Decision, Intent } from '../core/domain/decision'
import type { Delivery } from '../core/domain/delivery'
import type { Lead, LeadStatus } from '../core/domain/lead'
import type { OutboundMessage } from '../core/domain/message'
import type { BookingSource, Channel, ProviderId } from '../core/domain/names'
import type { AutoBookMode } from '../core/domain/settings'
import type { TaskKind } from '../core/domain/task'
import type { TunnelKind, TunnelView } from '../core/domain/tunnel'
import type { BackupView, LeadDetail, LeadRow, Protection } from '../core/api/views'
import type { Segment } from './state/lead-rows'

/** How a pill or a message looks: what it means, not which colour it has. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

export interface Worded {
  label: string
  tone: Tone
}

export const PROVIDERS: Record<ProviderId, string> = { calendly: 'Calendly', ghl: 'GoHighLevel' }

/** What a provider calls the thing that meetings are booked on. */
export const TARGETS: Record<ProviderId, string> = { calendly: 'event type', ghl: 'calendar' }

/** In the middle of a sentence. */
export const CHANNELS: Record<Channel, string> = { sms: 'SMS', email: 'e-mail', linkedin: 'LinkedIn' }

/** On its own. */
export const CHANNEL_LABELS: Record<Channel, string> = { sms: 'SMS', email: 'E-mail', linkedin: 'LinkedIn' }

export const SEGMENTS: Record<Segment, string> = {
  all: 'All',
  needs_you: 'Needs you',
  booked: 'Booked',
  not_booked: 'Not booked',
}

export const LEAD_STATUSES: Record<LeadStatus, Worded> = {
  new: { label: 'New', tone: 'neutral' },
  contacted: { label: 'Contacted', tone: 'neutral' },
  replied: { label: 'Replied', tone: 'info' },
  meeting_requested: { label: 'Wants a meeting', tone: 'info' },
  meeting_booked: { label: 'Meeting booked', tone: 'good' },
  qualified: { label: 'Qualified', tone: 'good' },
  unqualified: { label: 'Unqualified', tone: 'neutral' },
  blacklisted: { label: 'Do not contact', tone: 'bad' },
}

/** A lead stays "meeting booked" after the meeting; what is shown then is that it is over. */
export function leadStatus({ status, booked, over }: LeadRow): Worded {
  return status === 'meeting_booked' && !booked && over
    ? { label: 'Meeting over', tone: 'neutral' }
    : LEAD_STATUSES[status]
}

export const ZONE_SOURCES: Record<NonNullable<Lead['zone']>['source'], string> = {
  operator: 'set by hand',
  message: 'from a message',
  provider: 'from the booking provider',
  import: 'imported',
  sample: 'sample data',
}

export const APPOINTMENT_STATUSES: Record<Appointment['status'], Worded> = {
  confirmed: { label: 'Confirmed', tone: 'good' },
  canceled: { label: 'Canceled', tone: 'bad' },
  rescheduled: { label: 'Rescheduled', tone: 'neutral' },
  showed: { label: 'Showed up', tone: 'good' },
  no_show: { label: 'Did not show up', tone: 'warn' },
}

/** What became of a meeting; one that was held or missed waits for its mark. */
export function meetingStatus({ status }: Pick<Appointment, 'status'>, isOver: boolean): Worded {
  return isOver && status === 'confirmed'
    ? { label: 'Over, not marked yet', tone: 'info' }
    : APPOINTMENT_STATUSES[status]
}

/** Who or what led to a booking, as a sentence's end: "Booked …". */
export function bookingSource(source: BookingSource, provider: ProviderId): string {
  const sources: Record<BookingSource, string> = {
    auto: 'Booked automatically from a reply',
    suggested: 'Booked from a suggestion that you approved',
    manual: 'Booked by hand in Slotkeeper',
    webhook: `Booked on ${PROVIDERS[provider]} itself; a webhook reported it`,
    reconcile: `Found in ${PROVIDERS[provider]}’s records`,
    marked_by_hand: 'Marked as booked by hand',
  }
  return sources[source]
}

export const OUTCOMES: Record<Decision['outcome'], Worded> = {
  booked: { label: 'Booked', tone: 'good' },
  suggested: { label: 'Waits for you', tone: 'info' },
  answered: { label: 'Answered', tone: 'info' },
  blocked: { label: 'Not booked', tone: 'warn' },
  refused: { label: 'Refused', tone: 'bad' },
  unknown: { label: 'Outcome not known yet', tone: 'warn' },
  no_acceptance: { label: 'No time accepted', tone: 'neutral' },
}

export const INTENTS: Record<Intent, string> = {
  accept_offer: 'Accepts an offered time',
  propose_time: 'Proposes another time',
  ask_times: 'Asks for times',
  ask_link: 'Asks for a link',
  decline: 'Declines',
  opt_out: 'Wants no more messages',
  defer: 'Wants to talk later',
  reschedule: 'Wants to move the meeting',
  cancel: 'Wants to cancel',
  automatic_reply: 'Automatic reply',
  question: 'Asks a question',
  ambiguous: 'Can be read in more than one way',
  other: 'Something else',
}

export const SEND_STATES: Record<OutboundMessage['state'], Worded> = {
  queued: { label: 'Queued', tone: 'neutral' },
  sending: { label: 'Sending…', tone: 'neutral' },
  sent: { label: 'Sent', tone: 'neutral' },
  failed: { label: 'Not sent', tone: 'bad' },
  unknown: { label: 'Not known whether it was sent; it is not sent again', tone: 'warn' },
}

/** What became of a time that was offered. Whether it is still open, the core says. */
export function offerState(offer: LeadDetail['offers'][number]): Worded {
  if (offer.open) return { label: 'Open', tone: 'info' }
  if (offer.outcome === 'accepted') return { label: 'Accepted', tone: 'good' }
  if (offer.outcome === 'closed') return { label: 'Closed', tone: 'neutral' }
  return { label: offer.expiresAt < offer.slot.start ? 'Expired' : 'Passed', tone: 'neutral' }
}

/** What closed an offer, as the rest of a sentence that begins with "Closed". */
export const OFFER_CLOSERS = {
  booking: 'by a booking',
  opt_out: 'by the lead’s opt-out',
  settings: 'by a change of provider or calendar',
} as const

export const TASK_KINDS: Record<TaskKind, Worded> = {
  approve_booking: { label: 'Approve booking', tone: 'info' },
  which_slot: { label: 'Which time?', tone: 'info' },
  missing_email: { label: 'E-mail missing', tone: 'warn' },
  unknown_zone: { label: 'Time zone unknown', tone: 'warn' },
  canceled: { label: 'Canceled', tone: 'bad' },
  not_confirmed: { label: 'Not confirmed', tone: 'warn' },
  unmatched_booking: { label: 'Unknown person booked', tone: 'warn' },
  provider_trouble: { label: 'Provider trouble', tone: 'bad' },
  double_booking: { label: 'Booked twice', tone: 'bad' },
  change_meeting: { label: 'Change the meeting', tone: 'bad' },
  manual_follow_up: { label: 'Follow up', tone: 'neutral' },
}

export const DELIVERY_STATES: Record<Delivery['state'], Worded> = {
  received: { label: 'Received, waits its turn', tone: 'info' },
  applied: { label: 'Applied', tone: 'good' },
  ignored: { label: 'Ignored', tone: 'neutral' },
  unmatched: { label: 'No lead found for it', tone: 'warn' },
  failed: { label: 'Failed, will be tried again', tone: 'warn' },
  dead: { label: 'Given up', tone: 'bad' },
}

/** The same for choosing one, short. */
export const DELIVERY_FILTERS: Record<Delivery['state'], string> = {
  received: 'Waiting',
  applied: 'Applied',
  ignored: 'Ignored',
  unmatched: 'Without a lead',
  failed: 'Failed',
  dead: 'Given up',
}

export const MODES: Record<AutoBookMode, { label: string; explanation: string; changed: string }> = {
  off: {
    label: 'Off',
    explanation:
      'Replies are read and explained. Nothing is booked by itself; an acceptance waits for you as a task.',
    changed: 'Auto-book is off. An acceptance waits for you as a task.',
  },
  suggest: {
    label: 'Suggest',
    explanation: 'Accepted times and answers become tasks. You book or send each one with one click.',
    changed: 'Slotkeeper suggests bookings and answers. You approve each one.',
  },
  auto: {
    label: 'Auto',
    explanation:
      'Accepted times are booked and confirmed at once when every gate passes. Leads who ask for times or a link get an answer.',
    changed: 'Slotkeeper now books accepted times by itself.',
  },
}

export const PROTECTIONS: Record<Protection, string> = {
  keychain: 'Tokens are kept in this computer’s keychain.',
  encrypted_file: 'Tokens are kept encrypted on this computer.',
  memory: 'This computer offers no safe place for tokens, so they are forgotten when the app closes.',
}

export const WEEKDAYS: Record<number, string> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
}

/** A name of the core's in plain letters: `slot_still_free` is `Slot still free`. */
export function humanized(name: string): string {
  const words = name.replaceAll(/[._-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `1 lead`, `2 leads`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** How the internet reaches the webhook receiver. */
export const TUNNELS: Record<TunnelKind, { label: string; explanation: string }> = {
  fixed: {
    label: 'Fixed address',
    explanation: 'You lead an address of your own to the receiver, or use no webhooks.',
  },
  ngrok: {
    label: 'ngrok',
    explanation:
      'Slotkeeper opens the tunnel itself. A free ngrok account gives an address that stays the same.',
  },
  cloudflared: {
    label: 'Cloudflare',
    explanation:
      'Slotkeeper runs cloudflared. With a tunnel token the address is yours; without one it changes at each start.',
  },
  command: {
    label: 'Own command',
    explanation: 'Slotkeeper runs a program of yours, such as ssh -R, and starts it again when it ends.',
  },
}

const WITHOUT_ADDRESS: Record<Exclude<TunnelView['state'], 'up'>, Worded> = {
  off: { label: 'No address', tone: 'neutral' },
  starting: { label: 'Starting', tone: 'info' },
  down: { label: 'Down', tone: 'bad' },
}

/** How the public address stands. A tunnel may be up and lead nowhere: only a call through it shows that it is reached. */
export function addressState({ state, probe, probing }: TunnelView): Worded {
  if (state !== 'up') return WITHOUT_ADDRESS[state]
  if (probe === null)
    return probing ? { label: 'Checking…', tone: 'info' } : { label: 'Not checked', tone: 'neutral' }
  return probe.outcome === 'reached'
    ? { label: 'Reached', tone: 'good' }
    : { label: 'Not reached', tone: 'bad' }
}

/** Why a backup was made. */
export const BACKUP_REASONS: Record<BackupView['reason'], string> = {
  start: 'made at the start',
  scheduled: 'automatic',
  manual: 'made by hand',
  'before-restore': 'the state before a restore',
  migration: 'the state before an update',
}
