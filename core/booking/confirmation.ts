import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { deliverMessage, queueMessage } from '../conversations/send-message'
import type { Appointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import type { Message } from '../domain/message'
import { CHANNEL_NAMES, type Channel } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { openTask } from './tasks'

export function confirmationId(appointmentId: string): string {
  return `confirmation:${appointmentId}`
}

/**
 * Writes down the confirmation of a meeting, once per appointment (B4): on the channel of the conversation, never
 * another, with the zone named. Without any conversation there is no channel: who booked on the provider's page has the
 * provider's own confirmation, and for a booking of ours a task says that the lead was not told.
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
  const settings = settingsOf(transaction)
  const zone = lead.zone?.name ?? appointment.zone ?? settings.zone
  const text = [
    `You are booked: ${settings.meetingTitle}, ${wordTime(appointment.start, zone)}.`,
    ...(appointment.joinUrl ? [`Join here: ${appointment.joinUrl}`] : []),
  ].join(' ')
  queueMessage(
    transaction,
    {
      id: confirmationId(appointment.id),
      leadId: lead.id,
      channel,
      text,
      purpose: 'confirmation',
      carries: [],
      appointmentId: appointment.id,
    },
    now,
  )
}

/**
 * Sends the confirmations that wait. While automation is paused only those of meetings that a person booked go out;
 * the others wait until it goes on (W6). One that cannot be sent leaves "booked, not confirmed" and a task.
 */
export async function sendConfirmations(context: Context): Promise<void> {
  const { store } = context
  for (const message of store.by('messages', 'unsent', 'yes')) {
    if (message.direction !== 'outbound' || message.purpose !== 'confirmation') continue
    const appointment = store.get('appointments', message.appointmentId ?? '')
    if (!appointment) continue
    if (settingsOf(store).paused && !isByHand(appointment)) continue
    const sent = await deliverMessage(context, message.id)
    if (sent && sent.state !== 'sent') await reportUnconfirmed(context, appointment.id)
  }
}

/** Opens the task for a meeting whose confirmation did not go out, or may not have. */
export function reportUnconfirmed(context: Context, appointmentId: string): Promise<void> {
  return context.store.transact('confirmation.failed', (transaction) => {
    const appointment = transaction.get('appointments', appointmentId)
    const lead = appointment && transaction.get('leads', appointment.leadId)
    const message = transaction.get('messages', confirmationId(appointmentId))
    if (!lead || message?.direction !== 'outbound') return
    if (message.state !== 'failed' && message.state !== 'unknown') return
    const why = `By ${CHANNEL_NAMES[message.channel]}: ${message.failure ?? 'it was not sent.'}`
    notConfirmed(transaction, lead, appointment, why, toInstant(context.clock.now()))
  })
}

function notConfirmed(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  why: string,
  now: Instant,
): void {
  const zone = lead.zone?.name ?? appointment.zone ?? settingsOf(transaction).zone
  openTask(
    transaction,
    {
      leadId: lead.id,
      kind: 'not_confirmed',
      reason: appointment.id,
      title: 'Booked, not confirmed',
      detail: `The meeting on ${wordTime(appointment.start, zone)} is booked, but the lead was not told. ${why}`,
    },
    now,
  )
}

/** Where the lead wrote last; where we wrote last, to a lead who has not answered yet. */
function conversationChannel(messages: readonly Message[]): Channel | null {
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
