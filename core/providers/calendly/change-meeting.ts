import { stands, type Appointment } from '../../domain/appointment'
import type { Attendance } from '../../domain/meeting-change'
import { toInstant, type Clock, type Instant } from '../../domain/time'
import { answeredAt, type HttpAnswer } from '../http'
import { readInstant } from '../instant'
import { refusedChange, reportOf, type ChangeOutcome, type MeetingChanges } from '../meeting-changes'
import { failed, type BookingProvider, type Failure } from '../provider'
import { unreachable, uuidOf, type Answered, type CalendlyClient } from './client'
import { calendlyFailure } from './errors'
import { datedAnswerSchema, inviteeAnswerSchema, inviteeSchema, type CalendlyInvitee } from './wire'

interface Ports {
  client: CalendlyClient
  clock: Clock
  readRecord: BookingProvider['readRecord']
}

/** What Calendly's API can do to a meeting (calendly.md A12, A13): it cancels and marks no-shows, and moves none. */
export function calendlyChanges(ports: Ports): MeetingChanges {
  return {
    cancel: (appointment, reason) => cancelOnCalendly(ports, appointment, reason),
    markAttendance: (appointment, attendance) => markOnCalendly(ports, appointment, attendance),
    move: null,
    async rescheduleLink(appointment) {
      const invitee = await readInvitee(ports.client, appointment)
      if (invitee.kind === 'failed') return invitee
      const { reschedule_url: url } = invitee.value
      return url
        ? { kind: 'ok', value: url }
        : failed('unexpected', 'Calendly names no page on which this meeting can be moved.')
    },
  }
}

/**
 * Cancels the event, which Calendly does for everybody who booked it: a group meeting with somebody else in it is left to
 * the invitee's own page. Between the look and the call somebody could join; Calendly has no call that excludes it.
 */
async function cancelOnCalendly(
  ports: Ports,
  appointment: Appointment,
  reason: string,
): Promise<ChangeOutcome> {
  const { client, clock } = ports
  const event = `/scheduled_events/${eventOf(appointment)}`
  const invitees = await client.list(`${event}/invitees`, {}, inviteeSchema)
  if (invitees.kind === 'failed') return refusal(invitees)
  const own = invitees.value.find(({ uri }) => uri === appointment.externalId)
  if (!own) {
    return refusedChange('unexpected', 'Calendly does not list the lead in this meeting. Look at it there.')
  }
  if (own.status !== 'active') return asItIsNow(ports, appointment, reason)
  const others = invitees.value.filter((invitee) => invitee.status === 'active' && invitee !== own)
  if (others.length > 0) {
    return refusedChange(
      'other_invitees',
      'Other people are booked into this group meeting, and Calendly would cancel it for all of them. ' +
        'Cancel for this lead alone on its own page.',
      own.cancel_url ?? null,
    )
  }
  const answer = await client.send('POST', `${event}/cancellation`, reason ? { reason } : {})
  if (answer.kind !== 'answer') return unseen(answer)
  if (isSuccess(answer.status)) {
    const cancellation = datedAnswerSchema.safeParse(answer.body)
    const at = cancellation.success ? readInstant(cancellation.data.resource.created_at) : null
    return {
      kind: 'done',
      appointment: reportOf(appointment, {
        status: 'canceled',
        reason: reason || null,
        asOf: at ?? whenAnswered(answer, clock),
      }),
    }
  }
  const failure = calendlyFailure(answer.status, answer.body)
  if (answer.status === 403 && /already canceled/i.test(failure.message)) {
    return asItIsNow(ports, appointment, reason)
  }
  return changeFailure(failure)
}

/** Canceled before we asked: by whom and why, the record says. */
async function asItIsNow(ports: Ports, appointment: Appointment, reason: string): Promise<ChangeOutcome> {
  const read = await ports.readRecord({ kind: 'meeting', externalId: appointment.externalId })
  const [found] = read.kind === 'ok' ? read.value.appointments : []
  const report =
    found && !stands(found)
      ? found
      : reportOf(appointment, {
          status: 'canceled',
          reason: reason || null,
          asOf: toInstant(ports.clock.now()),
        })
  return { kind: 'done', appointment: report }
}

/** Calendly knows no-shows only. Who came is kept here; a no-show that says otherwise is taken back first. */
async function markOnCalendly(
  { client, clock }: Ports,
  appointment: Appointment,
  attendance: Attendance,
): Promise<ChangeOutcome> {
  if (attendance === 'no_show') {
    const answer = await client.send('POST', '/invitee_no_shows', { invitee: appointment.externalId })
    if (answer.kind !== 'answer') return unseen(answer)
    if (!isSuccess(answer.status)) return changeFailure(calendlyFailure(answer.status, answer.body))
    const noShow = datedAnswerSchema.safeParse(answer.body)
    const at = noShow.success ? readInstant(noShow.data.resource.created_at) : null
    return done('no_show', at ?? whenAnswered(answer, clock))
  }
  const invitee = await readInvitee(client, appointment)
  if (invitee.kind === 'failed') return refusal(invitee)
  const noShow = invitee.value.no_show
  if (!noShow) return done(attendance, whenAnswered(invitee, clock))
  if (!noShow.uri) return refusedChange('unexpected', 'Calendly does not name the no-show. Undo it there.')
  const answer = await client.send('DELETE', `/invitee_no_shows/${uuidOf(noShow.uri)}`)
  if (answer.kind !== 'answer') return unseen(answer)
  if (!isSuccess(answer.status) && answer.status !== 404) {
    return changeFailure(calendlyFailure(answer.status, answer.body))
  }
  return done(attendance, whenAnswered(answer, clock))

  function done(status: Attendance, asOf: Instant): ChangeOutcome {
    return { kind: 'done', appointment: reportOf(appointment, { status, asOf }) }
  }
}

async function readInvitee(
  client: CalendlyClient,
  appointment: Appointment,
): Promise<Answered<CalendlyInvitee>> {
  const path = `/scheduled_events/${eventOf(appointment)}/invitees/${uuidOf(appointment.externalId)}`
  const answer = await client.get(path, {}, inviteeAnswerSchema)
  return answer.kind === 'ok' ? { ...answer, value: answer.value.resource } : answer
}

/** The invitee's URI holds the event's, which early records may lack. */
function eventOf({ eventUri, externalId }: Appointment): string {
  return uuidOf(eventUri ?? externalId.split('/invitees/')[0] ?? '')
}

function changeFailure(failure: Failure): ChangeOutcome {
  // A server error may come after the work.
  if (failure.reason === 'outage') return { kind: 'unknown', message: failure.message }
  if (/event in the past/i.test(failure.message)) {
    return refusedChange(
      'in_the_past',
      'The meeting has begun, and Calendly cancels none that has. Mark whether the lead came instead.',
    )
  }
  return refusal(failure)
}

function refusal({ reason, message }: Failure): ChangeOutcome {
  return refusedChange(reason, message)
}

function unseen(answer: Exclude<HttpAnswer, { kind: 'answer' }>): ChangeOutcome {
  return answer.kind === 'not_sent'
    ? refusal(unreachable(answer))
    : { kind: 'unknown', message: `Calendly did not answer: ${answer.message}.` }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function whenAnswered({ headers }: { headers?: Headers }, clock: Clock): Instant {
  return toInstant((headers && answeredAt({ headers })) ?? clock.now())
}
