import type { Appointment, ProviderAppointment } from '../../domain/appointment'
import type { Attendance } from '../../domain/meeting-change'
import type { Settings } from '../../domain/settings'
import type { Slot } from '../../domain/slot'
import { epoch, MINUTE, toInstant, type Clock } from '../../domain/time'
import { answeredAt, type HttpAnswer } from '../http'
import { refusedChange, type ChangeOutcome, type MeetingChanges } from '../meeting-changes'
import { unreachable, type GhlClient } from './client'
import { ghlFailure } from './errors'
import { toAppointment } from './mapping'
import { appointmentSchema, type GhlAppointment } from './wire'

interface Ports {
  client: GhlClient
  clock: Clock
  settings: () => Settings
}

const STATUSES: Record<Attendance, string> = { showed: 'showed', no_show: 'noshow', confirmed: 'confirmed' }

/** Everything that GoHighLevel can do to a meeting is one PUT, in place (gohighlevel.md B3). */
export function ghlChanges(ports: Ports): MeetingChanges {
  const put = async (appointment: Appointment, body: object): Promise<ChangeOutcome> => {
    const path = `/calendars/events/appointments/${encodeURIComponent(appointment.externalId)}`
    return settle(await ports.client.send('PUT', path, body), appointment, ports.clock)
  }
  return {
    async cancel(appointment, reason) {
      const outcome = await put(appointment, { appointmentStatus: 'cancelled' })
      // GoHighLevel keeps no reason.
      return outcome.kind === 'done'
        ? { kind: 'done', appointment: { ...outcome.appointment, reason: reason || null } }
        : outcome
    },
    markAttendance: (appointment, attendance) =>
      put(appointment, { appointmentStatus: STATUSES[attendance] }),
    move: (appointment, slot) => put(appointment, movedTo(slot, ports.settings())),
    rescheduleLink: null,
  }
}

/** `ignoreFreeSlotValidation` and `ignoreDateRange` are never sent: GoHighLevel's own check has to hold here too (H1). */
function movedTo(slot: Slot, { ghl }: Settings): object {
  return {
    calendarId: slot.targetId,
    startTime: slot.providerStart,
    endTime: slot.end,
    ...(ghl.assignedUserId ? { assignedUserId: ghl.assignedUserId } : {}),
  }
}

/** What the answer means. A missing answer and a server error may both have done it. */
function settle(answer: HttpAnswer, appointment: Appointment, clock: Clock): ChangeOutcome {
  if (answer.kind === 'not_sent') {
    const { reason, message } = unreachable(answer)
    return refusedChange(reason, message)
  }
  if (answer.kind === 'no_answer') {
    return { kind: 'unknown', message: `GoHighLevel did not answer: ${answer.message}.` }
  }
  if (answer.status < 200 || answer.status > 299) {
    const { reason, message } = ghlFailure(answer.status, answer.body)
    return reason === 'outage' ? { kind: 'unknown', message } : refusedChange(reason, message)
  }
  const parsed = appointmentSchema.safeParse(answer.body)
  const report = parsed.success ? asReport(parsed.data, answer, appointment, clock) : null
  return report
    ? { kind: 'done', appointment: report }
    : {
        kind: 'unknown',
        message: 'GoHighLevel changed it but answered in a form that Slotkeeper does not know.',
      }
}

function asReport(
  found: GhlAppointment,
  answer: HttpAnswer,
  { start, end }: Appointment,
  clock: Clock,
): ProviderAppointment | null {
  const at = answer.kind === 'answer' ? answeredAt(answer) : null
  return toAppointment(found, {
    minutes: (epoch(end) - epoch(start)) / MINUTE,
    asOf: toInstant(at ?? clock.now()),
  })
}
