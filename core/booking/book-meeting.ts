import { isClaimed } from '../availability/claims'
import type { Context } from '../context'
import { bookingStatus, isUpcoming, stands } from '../domain/appointment'
import { isUnderWay, type Attempt, type BookingIdentity } from '../domain/attempt'
import type { Lead } from '../domain/lead'
import { isUnsettled } from '../domain/meeting-change'
import { PROVIDER_NAMES, type BookingSource } from '../domain/names'
import { targetKey, targetOf, type Slot } from '../domain/slot'
import { toInstant, type Instant } from '../domain/time'
import type { BookingOutcome, Outcome } from '../providers/provider'
import type { Reader, Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { BookingResult } from './booking-result'
import { budgetLeft, isUsedUp } from './budget'
import { sameTimeElsewhere } from './fall-back'
import { settleAttempt } from './settle-attempt'

export interface BookingOrder {
  leadId: string
  slot: Slot
  source: Extract<BookingSource, 'auto' | 'suggested' | 'manual'>
  messageId: string | null
  offerId: string | null
  /** The lead's upcoming meeting that this one is to replace; it does not stand in the way (B7). */
  replaces?: string
}

/** What is asked anew before each call to the provider. */
export interface LastLook {
  /** Stores what has arrived since the booking was decided. */
  catchUp?: () => Promise<void>
  /** Asked within the claim: says what has changed since the booking was decided, or null. */
  stillWanted?: (store: Reader, now: Instant) => string | null
}

/**
 * The one way to book, for auto, suggested and manual (B2). What the first event type refuses for a reason of its own is
 * tried once on the next one, as an attempt of its own (C4). The confirmation is queued with the meeting;
 * `sendConfirmations` hands it over.
 */
export async function bookMeetingForLead(
  context: Context,
  order: BookingOrder,
  lastLook: LastLook = {},
): Promise<BookingResult> {
  const look = { ...lastLook, began: toInstant(context.clock.now()) }
  const unseen = await whatCannotBeSeen(context, order)
  if (unseen) return { kind: 'not_started', message: unseen }
  const first = await bookOnce(context, order, look)
  const slot = first.kind === 'refused' ? await sameTimeElsewhere(context, first.attempt) : null
  const second = slot && (await bookOnce(context, { ...order, slot }, look))
  return second && second.kind !== 'not_started' ? second : first
}

/**
 * One attempt. The claim on the lead and the slot and the attempt are one durable transaction, and transactions run one
 * after the other: of two calls for one lead or one slot only one reaches the provider (B3). The call is made once; an
 * answer that was not seen is looked up later, never asked for again.
 */
async function bookOnce(
  context: Context,
  order: BookingOrder,
  { catchUp, stillWanted, began }: LastLook & { began: Instant },
): Promise<BookingResult> {
  const { store, clock, ids, providers } = context
  const targets = await providers[order.slot.provider].targets()
  if (targets.kind === 'failed') return { kind: 'not_started', message: targets.message }
  if (!targetOf(order.slot, targets.value)) {
    return { kind: 'not_started', message: 'The time is for another event type or calendar. Choose again.' }
  }
  await catchUp?.()
  const attempt = await store.transact('booking.claim', (transaction) => {
    const now = toInstant(clock.now())
    const obstacle = obstacleTo(transaction, order, began, now) ?? stillWanted?.(transaction, now)
    if (obstacle) return obstacle
    const lead = transaction.get('leads', order.leadId)
    const claimed: Attempt = {
      id: ids(),
      ...order,
      identity: lead ? providers[order.slot.provider].knownIdentity(lead) : null,
      state: 'calling',
      refusal: null,
      appointmentId: null,
      startedAt: now,
      settledAt: null,
    }
    transaction.put('attempts', claimed)
    return claimed
  })
  if (typeof attempt === 'string') return { kind: 'not_started', message: attempt }
  const outcome = await callProvider(context, attempt)
  return settleAttempt(context, attempt.id, outcome)
}

/**
 * Whether the lead has booked elsewhere is asked of the providers' records right before, because a webhook may be late or
 * lost. Where that cannot be seen, only a person who chose the time books it.
 */
async function whatCannotBeSeen(
  { store, records }: Context,
  { leadId, source }: BookingOrder,
): Promise<string | null> {
  const lead = store.get('leads', leadId)
  const failure = lead ? await records.read(lead) : null
  if (!failure || source === 'manual') return null
  return `It cannot be seen whether the lead has booked elsewhere: ${failure.message}`
}

/** What stands in the way of a booking right now, in plain words; null when nothing does. */
function obstacleTo(
  transaction: Transaction,
  order: BookingOrder,
  began: Instant,
  now: Instant,
): string | null {
  const { leadId, slot, replaces } = order
  const settings = settingsOf(transaction)
  if (!transaction.get('leads', leadId)) return 'This lead is gone.'
  if (slot.start <= now) return 'The time has passed. Choose another one.'
  if (slot.provider !== settings.meetingBookingProvider) {
    const current = PROVIDER_NAMES[settings.meetingBookingProvider]
    return `The time is from ${PROVIDER_NAMES[slot.provider]}, but the workspace books on ${current} now. Choose again.`
  }
  if (!settings[slot.provider].enabled) {
    return `${PROVIDER_NAMES[slot.provider]} is switched off in Settings.`
  }
  const others = transaction.by('appointments', 'lead', leadId).filter(({ id }) => id !== replaces)
  if (bookingStatus(others, now).kind === 'booked') {
    return 'This lead has a meeting already. Cancel it first to book another time.'
  }
  const replaced = replaces ? transaction.get('appointments', replaces) : undefined
  if (replaces && !(replaced && isUpcoming(replaced, now))) {
    return 'The meeting to be moved was changed meanwhile. Look at it and choose again.'
  }
  if (replaces && transaction.by('meetingChanges', 'appointment', replaces).some(isUnsettled)) {
    return 'The meeting is being changed. Wait for the outcome.'
  }
  if (transaction.by('attempts', 'lead', leadId).some(isUnderWay)) {
    return 'A booking for this lead is under way. Wait for its outcome.'
  }
  if (isClaimed(transaction, slot)) {
    return 'This time is being booked for another lead. Choose another one.'
  }
  if (wasBookedSince(transaction, slot, began)) {
    return 'This time was just booked for another lead. Choose another one.'
  }
  if (slot.provider === 'calendly' && isUsedUp(budgetLeft(transaction, now))) {
    return 'The booking budget for Calendly is used up. Wait, or send the booking link.'
  }
  return null
}

/** Of two orders for one time at the same moment the later one may come to its claim when the other is booked (B3). */
function wasBookedSince(store: Reader, slot: Slot, began: Instant): boolean {
  return store
    .by('appointments', 'target', targetKey(slot.provider, slot.targetId))
    .some((meeting) => meeting.start === slot.start && stands(meeting) && meeting.recordedAt >= began)
}

async function callProvider(context: Context, attempt: Attempt): Promise<BookingOutcome> {
  const { store, providers, log } = context
  const provider = providers[attempt.slot.provider]
  const lead = store.get('leads', attempt.leadId)
  if (!lead) return { kind: 'refused', reason: 'bad_identity', message: 'This lead is gone.' }
  const identified = await identityFor(context, attempt, lead)
  if (identified.kind === 'failed')
    return { kind: 'refused', reason: identified.reason, message: identified.message }
  const settings = settingsOf(store)
  try {
    return await provider.book({
      attemptId: attempt.id,
      slot: attempt.slot,
      title: settings.meetingTitle,
      lead,
      identity: identified.value,
      zone: lead.zone?.name ?? settings.zone,
    })
  } catch (error) {
    // A mistake of ours after the call went out must not look like "not booked".
    log.error('booking.call_threw', { attemptId: attempt.id, error: String(error) })
    return { kind: 'unknown', message: 'The booking broke off. Slotkeeper is looking it up.' }
  }
}

/** Durable before the call, so that a lookup and the provider's own webhook find the lead. */
async function identityFor(
  context: Context,
  { id, slot, identity }: Attempt,
  lead: Lead,
): Promise<Outcome<BookingIdentity>> {
  if (identity) return { kind: 'ok', value: identity }
  const identified = await context.providers[slot.provider].identify(lead)
  if (identified.kind === 'ok') await rememberIdentity(context, id, lead, identified.value)
  return identified
}

function rememberIdentity(
  context: Context,
  attemptId: string,
  lead: Lead,
  identity: BookingIdentity,
): Promise<void> {
  return context.store.transact('booking.identify', (transaction) => {
    const attempt = transaction.get('attempts', attemptId)
    if (attempt) transaction.put('attempts', { ...attempt, identity })
    const current = transaction.get('leads', lead.id)
    if (current && !current.ghlContactId && identity.ghlContactId) {
      transaction.put('leads', { ...current, ghlContactId: identity.ghlContactId })
    }
  })
}
