import type { Context } from '../context'
import type { Appointment } from '../domain/appointment'
import type { MeetingChange } from '../domain/meeting-change'
import { PROVIDER_NAMES } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { ChangeOutcome } from '../providers/meeting-changes'
import type { Transaction } from '../store/transaction'
import { noteBrokenConnection } from './broken-connection'
import { queueMoveConfirmation } from './confirmation'
import { operatorTimeOf } from './explain'
import { recordAppointment, warnOfDoubleBooking } from './record-appointment'
import { isReplacement } from './replacement'
import { closeTask, closeTasks, openTask, taskId, type NewTask } from './tasks'

/** What became of a change: a provider was called. */
export type SettledChange =
  | { kind: 'done'; change: MeetingChange; appointment: Appointment }
  | { kind: 'refused'; change: MeetingChange; message: string; link: string | null }
  /** The provider may or may not have done it; the meeting is read back. */
  | { kind: 'unknown'; change: MeetingChange; message: string }

/**
 * Writes down what became of a change, with everything that follows from it, in one transaction. One that is settled
 * already stays as it is, and its outcome is returned.
 */
export function settleChange(
  context: Context,
  changeId: string,
  outcome: ChangeOutcome,
): Promise<SettledChange> {
  return context.store.transact('meeting.settle', (transaction) => {
    const change = transaction.get('meetingChanges', changeId)
    if (!change) throw new Error(`there is no change ${changeId}`)
    if (change.state === 'done' || change.state === 'refused') return outcomeOf(transaction, change)
    return settle(transaction, change, outcome, toInstant(context.clock.now()))
  })
}

/** The same within a caller's transaction, of a change that is not settled. */
export function settle(
  transaction: Transaction,
  change: MeetingChange,
  outcome: ChangeOutcome,
  now: Instant,
): SettledChange {
  const task = lookUpTask(transaction, change)
  if (outcome.kind === 'unknown') {
    const open: MeetingChange = { ...change, state: 'unknown' }
    transaction.put('meetingChanges', open)
    openTask(transaction, task, now)
    return { kind: 'unknown', change: open, message: outcome.message }
  }
  closeTask(transaction, taskId(task), now)
  if (outcome.kind === 'refused') {
    const { reason, message, link } = outcome
    const appointment = transaction.get('appointments', change.appointmentId)
    if (appointment) noteBrokenConnection(transaction, appointment.provider, outcome, now)
    const refused: MeetingChange = {
      ...change,
      state: 'refused',
      refusal: { reason, message, link },
      settledAt: now,
    }
    transaction.put('meetingChanges', refused)
    if (appointment && isReplacement(change))
      warnOfDoubleBooking(transaction, change.leadId, appointment, now)
    else if (change.state === 'unknown') openTask(transaction, notDoneTask(task, message), now)
    return { kind: 'refused', change: refused, message, link }
  }
  const done: MeetingChange = { ...change, state: 'done', settledAt: now }
  transaction.put('meetingChanges', done)
  const lead = transaction.get('leads', change.leadId)
  if (!lead) throw new Error(`change ${change.id} is for a lead that is gone`)
  const appointment = recordAppointment(transaction, lead, outcome.appointment, {
    source: 'marked_by_hand',
    attemptId: null,
    slot: null,
    now,
  })
  if (change.wanted.kind === 'move') {
    closeTasks(transaction, lead.id, ['change_meeting'], now)
    queueMoveConfirmation(transaction, lead, appointment, { changeId: change.id, now })
  }
  return { kind: 'done', change: done, appointment }
}

function outcomeOf(transaction: Transaction, change: MeetingChange): SettledChange {
  if (change.refusal) return { kind: 'refused', change, ...change.refusal }
  const appointment = transaction.get('appointments', change.appointmentId)
  if (!appointment) throw new Error(`change ${change.id} is of a meeting that is gone`)
  return { kind: 'done', change, appointment }
}

/** A change whose outcome is open is never silent: until it is known, nothing else is done to the meeting. */
function lookUpTask(transaction: Transaction, { leadId, appointmentId, wanted }: MeetingChange): NewTask {
  const appointment = transaction.get('appointments', appointmentId)
  const provider = appointment ? PROVIDER_NAMES[appointment.provider] : 'the provider'
  const meeting = appointment
    ? `the meeting on ${operatorTimeOf(transaction, leadId)(appointment.start)}`
    : 'the meeting'
  const what = { cancel: 'canceled', mark: 'marked', move: 'moved' }[wanted.kind]
  return {
    leadId,
    kind: 'provider_trouble',
    // One at a time is changed per meeting: what a later change comes to answers the task too.
    reason: `change:${appointmentId}`,
    title: 'A change of a meeting is being looked up',
    detail:
      `It is not known whether ${meeting} was ${what}. Slotkeeper looks in ${provider} until it is. ` +
      'Do not change it again before.',
  }
}

function notDoneTask(task: NewTask, message: string): NewTask {
  return { ...task, title: 'A change of a meeting did not go through', detail: message }
}
