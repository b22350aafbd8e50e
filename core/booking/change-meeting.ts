import { isClaimed } from '../availability/claims'
import type { Context } from '../context'
import { stands, type Appointment, type ProviderAppointment } from '../domain/appointment'
import { isUnderWay } from '../domain/attempt'
import { isUnsettled, type MeetingChange, type WantedChange } from '../domain/meeting-change'
import { PROVIDER_NAMES } from '../domain/names'
import { epoch, MINUTE, toInstant, type Instant } from '../domain/time'
import type { ChangeOutcome } from '../providers/meeting-changes'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { asMissing, asSeenAgain, couldBeGone, isMissingAgain, wasSeen } from './missing-meeting'
import { settle, settleChange, type SettledChange } from './settle-change'

/** What became of an order to change a meeting. */
export type ChangeResult =
  | SettledChange
  /** No provider was called. */
  | { kind: 'not_started'; message: string }

/** What stands in the way of a change of this meeting, in plain words; null when nothing does. */
export type Obstacle = (appointment: Appointment, now: Instant) => string | null

/**
 * The one way in which an operator's change of a meeting reaches the provider (B7). The claim on the meeting is durable
 * before the call, so that a second click makes no second one and a crash in between loses nothing. The call is made once;
 * where no answer was seen, the meeting is read back.
 */
export async function changeMeeting(
  context: Context,
  appointmentId: string,
  wanted: WantedChange,
  obstacleTo: Obstacle,
): Promise<ChangeResult> {
  const { store, clock, ids } = context
  const claimed = await store.transact('meeting.claim', (transaction) => {
    const now = toInstant(clock.now())
    const appointment = transaction.get('appointments', appointmentId)
    if (!appointment) return GONE
    const obstacle = obstacleTo(appointment, now) ?? generalObstacle(transaction, appointment, wanted)
    if (obstacle) return obstacle
    const change: MeetingChange = {
      id: ids(),
      leadId: appointment.leadId,
      appointmentId,
      wanted,
      state: 'calling',
      refusal: null,
      startedAt: now,
      settledAt: null,
    }
    transaction.put('meetingChanges', change)
    return change
  })
  return typeof claimed === 'string' ? { kind: 'not_started', message: claimed } : carryOut(context, claimed)
}

export const GONE = 'This meeting is not here any more. Close the drawer and open it again.'

function generalObstacle(store: Reader, appointment: Appointment, wanted: WantedChange): string | null {
  const { id, leadId, provider } = appointment
  if (!settingsOf(store)[provider].enabled) {
    return `${PROVIDER_NAMES[provider]} is switched off in Settings. Switch it on to change the meeting.`
  }
  if (store.by('meetingChanges', 'appointment', id).some(isUnsettled)) {
    return 'This meeting is being changed. Wait for the outcome.'
  }
  if (
    store.by('attempts', 'lead', leadId).some((attempt) => attempt.replaces === id && isUnderWay(attempt))
  ) {
    return 'This meeting is being moved. Wait for the outcome.'
  }
  if (wanted.kind === 'move' && isClaimed(store, wanted.slot)) {
    return 'This time is being booked for another lead. Choose another one.'
  }
  return null
}

/** Carries out what a transaction ordered, once: null when it was taken up already. */
export async function carryOutOrdered(context: Context, changeId: string): Promise<SettledChange | null> {
  const claimed = await context.store.transact('meeting.take_up', (transaction) => {
    const change = transaction.get('meetingChanges', changeId)
    if (change?.state !== 'ordered') return null
    const taken: MeetingChange = { ...change, state: 'calling' }
    transaction.put('meetingChanges', taken)
    return taken
  })
  return claimed && carryOut(context, claimed)
}

async function carryOut(context: Context, change: MeetingChange): Promise<SettledChange> {
  const appointment = meetingOf(context, change)
  const outcome = noOlderThan(appointment, await callProvider(context, change, appointment))
  const settled = await settleChange(context, change.id, outcome)
  return settled.kind === 'unknown' ? ((await lookUp(context, settled.change)) ?? settled) : settled
}

async function callProvider(
  context: Context,
  { id, wanted }: MeetingChange,
  appointment: Appointment,
): Promise<ChangeOutcome> {
  const provider = context.providers[appointment.provider]
  try {
    switch (wanted.kind) {
      case 'cancel':
        return await provider.cancel(appointment, wanted.reason)
      case 'mark':
        return await provider.markAttendance(appointment, wanted.attendance)
      case 'move':
        if (!provider.move) throw new Error(`${appointment.provider} moves no meeting in place`)
        return await provider.move(appointment, wanted.slot)
    }
  } catch (error) {
    // A mistake of ours after the call went out must not look like "not done".
    context.log.error('meeting.call_threw', { changeId: id, error: String(error) })
    return { kind: 'unknown', message: 'The change broke off. Slotkeeper is looking it up.' }
  }
}

/** What a call or a look has just told is newer than all that was known when it began, whatever the clocks say. */
function noOlderThan({ asOf }: Appointment, outcome: ChangeOutcome): ChangeOutcome {
  if (outcome.kind !== 'done' || outcome.appointment.asOf >= asOf) return outcome
  return { ...outcome, appointment: { ...outcome.appointment, asOf } }
}

/** Longer than any call takes with its time-outs: a change that is `calling` for this long lost its caller. */
const LONGEST_CALL = 3 * MINUTE

/** A provider's record may lag behind what was done; before this a change that does not show may still have been done. */
const RECORD_LAG = 2 * MINUTE

/** At start: what was being called when the app ended may or may not be done. */
export function markInterruptedChanges(context: Context): Promise<void> {
  return markUnknown(context, () => true)
}

function markUnknown(context: Context, isLost: (change: MeetingChange) => boolean): Promise<void> {
  const message = 'The change was cut off before its answer was seen.'
  return context.store.transact('meeting.interrupted', (transaction) => {
    for (const change of transaction.by('meetingChanges', 'unsettled', 'yes')) {
      if (change.state !== 'calling' || !isLost(change)) continue
      settle(transaction, change, { kind: 'unknown', message }, toInstant(context.clock.now()))
    }
  })
}

/** Carries out what is still ordered, and reads back every meeting of which it is not known whether it was changed. */
export async function settleOpenChanges(context: Context): Promise<void> {
  const { store, clock, log } = context
  await markUnknown(context, ({ startedAt }) => clock.now() - epoch(startedAt) > LONGEST_CALL)
  for (const change of store.by('meetingChanges', 'unsettled', 'yes')) {
    try {
      if (change.state === 'ordered') await carryOutOrdered(context, change.id)
      else if (change.state === 'unknown') await lookUp(context, change)
    } catch (error) {
      log.error('meeting.lookup_threw', { changeId: change.id, error: String(error) })
    }
  }
}

/** Null while it cannot be known yet. What does not show after the lag was not done, and is not done again by itself. */
async function lookUp(context: Context, change: MeetingChange): Promise<SettledChange | null> {
  const { providers, clock } = context
  const appointment = meetingOf(context, change)
  const { provider, externalId } = appointment
  const read = await providers[provider].readRecord({ kind: 'meeting', externalId })
  if (read.kind === 'failed') return null
  const [report] = read.value.appointments
  if (!report) return settleMissing(context, change, appointment)
  await wasSeen(context, appointment.id)
  const reached = asWanted(change.wanted, asSeenAgain(appointment, report))
  if (reached) {
    const outcome = noOlderThan(appointment, { kind: 'done', appointment: reached })
    return settleChange(context, change.id, outcome)
  }
  if (clock.now() - epoch(change.startedAt) <= RECORD_LAG) return null
  const message = `${PROVIDER_NAMES[provider]} shows the meeting unchanged: it did not go through. Do it again.`
  return settleChange(context, change.id, notDone(message))
}

/** What the provider has deleted is off, once that is to be believed; nothing else can be done to it. */
async function settleMissing(
  context: Context,
  change: MeetingChange,
  appointment: Appointment,
): Promise<SettledChange | null> {
  const { store, clock } = context
  const { wanted } = change
  const now = toInstant(clock.now())
  if (stands(appointment) && !(await isMissingAgain(context, appointment.id))) return null
  const isOff = !stands(appointment) || couldBeGone(store, appointment, now)
  const report = isOff ? asWanted(wanted, asMissing(appointment, now)) : null
  if (report) return settleChange(context, change.id, { kind: 'done', appointment: report })
  const message = `${PROVIDER_NAMES[appointment.provider]} does not have the meeting any more. Look at it there.`
  return settleChange(context, change.id, notDone(message))
}

function notDone(message: string): ChangeOutcome {
  return { kind: 'refused', reason: 'not_found_at_provider', message, link: null }
}

/** The report with what it cannot say; null when the meeting is not as it was wanted. */
function asWanted(wanted: WantedChange, report: ProviderAppointment): ProviderAppointment | null {
  const { provider, status, start } = report
  switch (wanted.kind) {
    case 'cancel':
      return status === 'canceled' || status === 'rescheduled'
        ? { ...report, reason: report.reason ?? (wanted.reason || null) }
        : null
    case 'move':
      return start === wanted.slot.start && status === 'confirmed' ? report : null
    case 'mark': {
      // Calendly has no word for a lead who came; what its record can say is that it was no no-show.
      const shown =
        wanted.attendance === 'showed' && provider === 'calendly' ? 'confirmed' : wanted.attendance
      return status === shown ? { ...report, status: wanted.attendance } : null
    }
  }
}

function meetingOf({ store }: Context, { id, appointmentId }: MeetingChange): Appointment {
  const appointment = store.get('appointments', appointmentId)
  if (!appointment) throw new Error(`change ${id} is of a meeting that is gone`)
  return appointment
}
