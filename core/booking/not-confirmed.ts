import { operatorTime } from '../availability/wording'
import type { Context } from '../context'
import type { Appointment } from '../domain/appointment'
import type { Lead } from '../domain/lead'
import type { OutboundMessage } from '../domain/message'
import { CHANNEL_NAMES } from '../domain/names'
import type { Task } from '../domain/task'
import { toInstant, type Instant } from '../domain/time'
import type { Reader, Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { closeTask, openTask, taskId, type NewTask } from './tasks'

/** Asks a person to tell the lead of a meeting. */
export function notConfirmed(
  transaction: Transaction,
  lead: Lead,
  appointment: Appointment,
  why: string,
  now: Instant,
): void {
  openTask(transaction, taskFor(transaction, lead, appointment, why), now)
}

export function notConfirmedTask(leadId: string, appointmentId: string) {
  return { leadId, kind: 'not_confirmed' as const, reason: appointmentId }
}

function taskFor(store: Reader, lead: Lead, appointment: Appointment, why: string): NewTask {
  const time = operatorTime(settingsOf(store).zone, lead)(appointment.start)
  return {
    ...notConfirmedTask(lead.id, appointment.id),
    title: 'Booked, not confirmed',
    detail: `The meeting on ${time} is booked, but the lead was not told. ${why}`,
  }
}

/** Why a confirmation did not reach the lead, or may not have. */
function whyNot({ channel, failure }: OutboundMessage): string {
  return `By ${CHANNEL_NAMES[channel]}: ${failure ?? 'it was not sent.'}`
}

/** What a confirmation that was not sent is followed by. */
export function idOfNext(confirmationId: string): string {
  return `${confirmationId}:again`
}

/** The newest message that tells the lead of a meeting; what follows another is newer, whatever the clock said. */
export function lastConfirmation(store: Reader, { id, leadId }: Appointment): OutboundMessage | null {
  const told = new Map<string, OutboundMessage>()
  let last: OutboundMessage | undefined
  for (const message of store.by('messages', 'lead', leadId)) {
    if (message.direction !== 'outbound' || message.purpose !== 'confirmation') continue
    if (message.appointmentId !== id) continue
    told.set(message.id, message)
    if (!last || message.sentAt >= last.sentAt) last = message
  }
  for (let next = last; next; next = told.get(idOfNext(next.id))) last = next
  return last ?? null
}

/**
 * One task for each meeting whose last confirmation did not go out, or may not have; also for what a crash cut off. It is
 * done once the lead was told; what a person closed stays closed until another one fails.
 */
export async function settleUnconfirmed({ store, clock }: Context): Promise<void> {
  if (unreported(store).length === 0 && mended(store).length === 0) return
  await store.transact('confirmation.report', (transaction) => {
    const now = toInstant(clock.now())
    for (const task of unreported(transaction)) openTask(transaction, task, now)
    for (const { id } of mended(transaction)) closeTask(transaction, id, now)
  })
}

/** The open tasks about meetings of which the lead was told since. */
function mended(store: Reader): Task[] {
  return store.by('tasks', 'open', 'yes').filter(({ kind, reason }) => {
    const appointment = kind === 'not_confirmed' ? store.get('appointments', reason) : undefined
    return appointment !== undefined && lastConfirmation(store, appointment)?.state === 'sent'
  })
}

function unreported(store: Reader): NewTask[] {
  return store.by('messages', 'unconfirmed', 'yes').flatMap((message) => {
    if (message.direction !== 'outbound') return []
    const appointment = store.get('appointments', message.appointmentId ?? '')
    const lead = store.get('leads', message.leadId)
    if (!appointment || !lead || lastConfirmation(store, appointment)?.id !== message.id) return []
    const task = taskFor(store, lead, appointment, whyNot(message))
    return isReported(store, task, message) ? [] : [task]
  })
}

function isReported(store: Reader, task: NewTask, { sentAt }: OutboundMessage): boolean {
  const known = store.get('tasks', taskId(task))
  if (!known) return false
  return known.closedAt === null ? known.detail === task.detail : known.closedAt > sentAt
}
