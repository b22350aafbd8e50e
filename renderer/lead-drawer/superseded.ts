import type { LeadDetail } from '../../core/api/views'
import type { Decision } from '../../core/domain/decision'
import { OUTCOMES, type Worded } from '../words'

/** What happened after a decision and makes it old, as a sentence; null while it still tells how things stand. */
export function supersededBy(detail: LeadDetail, decision: Decision): string | null {
  const happened: { at: string; sentence: string }[] = []
  const note = (at: string | null, sentence: string) => {
    if (at !== null && at > decision.at) happened.push({ at, sentence })
  }
  for (const { wanted, state, settledAt } of detail.meetingChanges) {
    if (state !== 'done') continue
    if (wanted.kind === 'cancel' && !wanted.replacedBy)
      note(settledAt, 'You canceled the meeting since then.')
    if (wanted.kind === 'move') note(settledAt, 'You moved the meeting since then.')
  }
  for (const { id, status, bookedAt, asOf } of detail.appointments) {
    if (status === 'canceled') note(asOf, 'The meeting was canceled since then.')
    else if (id !== decision.appointmentId) note(bookedAt, 'A meeting was booked since then.')
  }
  for (const message of detail.messages) {
    if (message.direction === 'inbound' || message.id === decision.answerId || message.state !== 'sent')
      continue
    if (message.purpose !== 'confirmation') note(message.sentAt, 'The lead was written to since then.')
  }
  const task = detail.tasks.find(({ id }) => id === decision.taskId)
  if (task?.state === 'dismissed') note(task.closedAt, 'You dismissed it since then.')
  const last = happened.reduce<(typeof happened)[number] | null>(
    (newest, one) => (newest && newest.at >= one.at ? newest : one),
    null,
  )
  return last?.sentence ?? null
}

/** What came of a decision, without a call to act on what is old. */
export function outcomeOf(detail: LeadDetail, decision: Decision): Worded {
  const outcome = OUTCOMES[decision.outcome]
  if (decision.outcome === 'suggested') {
    const task = detail.tasks.find(({ id }) => id === decision.taskId)
    const waits =
      task?.state === 'open' && (task.suggestion === null || task.suggestion.messageId === decision.messageId)
    return waits ? outcome : { label: 'Was suggested', tone: 'neutral' }
  }
  return supersededBy(detail, decision) === null ? outcome : { ...outcome, tone: 'neutral' }
}

/** A decision's sentence; what it asks to be done is left out where that is old. */
export function sentenceOf(detail: LeadDetail, decision: Decision): string {
  return supersededBy(detail, decision) === null
    ? decision.sentence
    : decision.sentence.replace(/ (?:Please answer|Approve it to book)\.$/, '')
}
