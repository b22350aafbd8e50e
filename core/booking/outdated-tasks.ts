import type { Context } from '../context'
import { isUpcoming } from '../domain/appointment'
import type { Task } from '../domain/task'
import { toInstant, type Instant } from '../domain/time'
import type { Reader } from '../store/transaction'
import { meetingOfOptOut } from './opt-out-task'
import { closeTask } from './tasks'

/** What was asked about a meeting that has begun, or is off, is nothing to decide any more. */
export async function closeOutdatedTasks({ store, clock }: Context): Promise<void> {
  if (outdated(store, toInstant(clock.now())).length === 0) return
  await store.transact('task.outdated', (transaction) => {
    const now = toInstant(clock.now())
    for (const { id } of outdated(transaction, now)) closeTask(transaction, id, now)
  })
}

function outdated(store: Reader, now: Instant): Task[] {
  return store.by('tasks', 'open', 'yes').filter((task) => {
    const meeting = meetingOf(task)
    const appointment = meeting === null ? undefined : store.get('appointments', meeting)
    return appointment !== undefined && !isUpcoming(appointment, now)
  })
}

/** The meeting without which the task has no point; null where it has one anyway. */
function meetingOf(task: Task): string | null {
  return task.kind === 'not_confirmed' ? task.reason : meetingOfOptOut(task)
}
