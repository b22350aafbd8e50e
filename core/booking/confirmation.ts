import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { deliverMessage, queueMessage } from '../conversations/send-message'
import { isUpcoming, type Appointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import type { Message, OutboundMessage } from '../domain/message'
import type { Channel } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { notConfirmed, settleUnconfirmed } from './not-confirmed'

export function confirmationId(appointmentId: string): string {
  return `confirmation:${appointmentId}`
}

/**
 * Writes down the confirmation of a meeting, once per appointment (B4): on the channel of the conversation, never
 * another, with the zone named. Without any conversation there is no channel: who booked on the provider's page has the
 * provider's own confirmation, and for a booking of ours a task says that the lead was not told. While auto-book is off
 * Slotkeeper only reads, so a booking from outside is not confirmed either (W6).
 */
export function queueConfirmation(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  now: Instant,
): void {
  const channel = conversationChannel(transaction.by('messages', 'lead', lead.id))
  if (!channel) {
    if (!isFromOutside(appointment)) {
      notConfirmed(transaction, lead, appointment, 'There is no conversation with the lead yet.', now)
    }
    return
  }
  if (isFromOutside(appointment) && settingsOf(transaction).autoBookMode === 'off') return
  queueMessage(
    transaction,
    {
      id: confirmationId(appointment.id),
      leadId: lead.id,
      channel,
      purpose: 'confirmation',
      carries: [],
      appointmentId: appointment.id,
      automatic: !isByHand(appointment),
      ...worded(transaction, lead, appointment),
    },
    now,
  )
}

/**
 * A confirmation that still waits follows the meeting: reworded when it moved, dropped when it is off. It is then written
 * anew should the meeting stand again.
 */
export function reviseConfirmation(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  now: Instant,
): void {
  for (const message of transaction.by('messages', 'unsent', 'yes')) {
    if (message.direction !== 'outbound' || message.state !== 'queued') continue
    if (message.purpose !== 'confirmation' || message.appointmentId !== appointment.id) continue
    if (isUpcoming(appointment, now)) {
      transaction.put('messages', { ...message, ...wordedAnew(transaction, lead, appointment, message) })
    } else {
      transaction.remove('messages', message.id)
      if (message.id === confirmationId(appointment.id))
        transaction.put('appointments', { ...appointment, announcedAt: null })
    }
  }
}

/** Takes back a confirmation that still waits; the meeting counts as told of, so that none is written anew. */
export function withdrawConfirmation(transaction: Transaction, appointmentId: string): void {
  const message = transaction.get('messages', confirmationId(appointmentId))
  if (message?.direction === 'outbound' && message.state === 'queued')
    transaction.remove('messages', message.id)
}

const MOVED = 'Your meeting is moved'

/**
 * Tells the lead the new time of a meeting that a person moved in place, once per move (B7). A confirmation that still
 * waits has been reworded already, and says it.
 */
export function queueMoveConfirmation(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  { changeId, now }: { changeId: string; now: Instant },
): void {
  const first = transaction.get('messages', confirmationId(appointment.id))
  if (first?.direction === 'outbound' && first.state === 'queued') return
  const channel = conversationChannel(transaction.by('messages', 'lead', lead.id))
  if (!channel) {
    notConfirmed(transaction, lead, appointment, 'There is no conversation with the lead yet.', now)
    return
  }
  queueMessage(
    transaction,
    {
      id: `confirmation:${changeId}`,
      leadId: lead.id,
      channel,
      purpose: 'confirmation',
      carries: [],
      appointmentId: appointment.id,
      automatic: false,
      ...worded(transaction, lead, appointment, MOVED),
    },
    now,
  )
}

/** As the meeting is now; one that tells of a move goes on telling of it. */
export function wordedAnew(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  before: OutboundMessage | null,
): { text: string; zone: string } {
  return worded(transaction, lead, appointment, before?.text.startsWith(MOVED) ? MOVED : undefined)
}

function worded(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  opening = openingFor(transaction, appointment),
): { text: string; zone: string } {
  const { meetingTitle, zone: ownZone } = settingsOf(transaction)
  const zone = lead.zone?.name ?? appointment.zone ?? ownZone
  const booked = `${opening}: ${meetingTitle}, ${wordTime(appointment.start, zone)}.`
  return { text: appointment.joinUrl ? `${booked} Join here: ${appointment.joinUrl}` : booked, zone }
}

/** A meeting that takes another's place is no second one to the lead (B7). */
function openingFor(transaction: Transaction, { attemptId }: Appointment): string {
  const attempt = attemptId ? transaction.get('attempts', attemptId) : undefined
  return attempt?.replaces ? 'Your new time is booked' : 'You are booked'
}

/**
 * Sends the confirmations that wait. While automation is paused only those of meetings that a person booked go out;
 * the others wait until it goes on (W6). One that cannot be sent leaves "booked, not confirmed" and a task.
 */
export async function sendConfirmations(context: Context): Promise<void> {
  const { store, clock } = context
  for (const message of store.by('messages', 'unsent', 'yes')) {
    if (message.direction !== 'outbound' || message.purpose !== 'confirmation') continue
    const appointment = store.get('appointments', message.appointmentId ?? '')
    const lead = store.get('leads', message.leadId)
    if (!appointment || !lead) continue
    if (!isUpcoming(appointment, toInstant(clock.now()))) await dropConfirmation(context, lead, appointment)
    else if (!settingsOf(store).paused || !message.automatic) await deliverMessage(context, message.id)
  }
  await settleUnconfirmed(context)
}

function dropConfirmation(context: Context, lead: Lead, appointment: Appointment): Promise<void> {
  return context.store.transact('confirmation.drop', (transaction) => {
    reviseConfirmation(transaction, lead, appointment, toInstant(context.clock.now()))
  })
}

/** Where the lead wrote last; where we wrote last, to a lead who has not answered yet. */
export function conversationChannel(messages: readonly Message[]): Channel | null {
  const inbound = messages.filter((message) => message.direction === 'inbound')
  const conversation = inbound.length > 0 ? inbound : messages
  return (
    conversation.reduce<Message | null>(
      (newest, message) => (newest && newest.sentAt > message.sentAt ? newest : message),
      null,
    )?.channel ?? null
  )
}

function isFromOutside(appointment: Appointment): boolean {
  return appointment.source === 'webhook' || appointment.source === 'reconcile'
}

function isByHand(appointment: Appointment): boolean {
  return appointment.source === 'manual' || appointment.source === 'suggested'
}
