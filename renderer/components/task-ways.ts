import type { Task, TaskKind } from '../../core/domain/task'
import type { Place } from '../state/drawer'

/** Where a task is seen to, and what the button that leads there says. */
export interface TaskWay {
  label: string
  place: Place | 'webhooks'
}

const WAYS: Record<TaskKind, TaskWay> = {
  approve_booking: { label: 'Open the lead', place: 'tasks' },
  which_slot: { label: 'Choose a time', place: 'tasks' },
  missing_email: { label: 'Add the e-mail address', place: 'edit' },
  unknown_zone: { label: 'Set the time zone', place: 'edit' },
  canceled: { label: 'Find new times', place: 'times' },
  not_confirmed: { label: 'Write it myself', place: 'reply' },
  unmatched_booking: { label: 'Show under Webhooks', place: 'webhooks' },
  provider_trouble: { label: 'Open the lead', place: 'tasks' },
  double_booking: { label: 'Look at the meetings', place: 'meeting' },
  change_meeting: { label: 'Cancel or move the meeting', place: 'meeting' },
  manual_follow_up: { label: 'Answer', place: 'reply' },
}

/** What a person does about a task that one click cannot settle. */
export function wayOf({ kind, leadId }: Task): TaskWay {
  // Only what is told by webhooks is about nobody.
  return leadId === null ? { label: 'Show under Webhooks', place: 'webhooks' } : WAYS[kind]
}

/** What was asked for stands in the way of what one click would book. */
export function isToBeMendedFirst({ kind }: Task): boolean {
  return kind === 'missing_email' || kind === 'unknown_zone'
}
