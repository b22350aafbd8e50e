import type { Task, TaskKind } from '../domain/task'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'

export interface NewTask {
  leadId: string | null
  kind: TaskKind
  /** With the lead and the kind the key that keeps it single (G3). */
  reason: string
  title: string
  detail: string
  suggestion?: Task['suggestion']
}

export function taskId(task: Pick<NewTask, 'leadId' | 'kind' | 'reason'>): string {
  return `task:${task.leadId ?? 'nobody'}:${task.kind}:${task.reason}`
}

/** Opens a task, or renews the open one for the same lead, kind and reason (D2). Returns its id. */
export function openTask(transaction: Transaction, task: NewTask, now: Instant): string {
  const id = taskId(task)
  const before = transaction.get('tasks', id)
  transaction.put('tasks', {
    id,
    ...task,
    suggestion: task.suggestion ?? null,
    state: 'open',
    createdAt: before?.state === 'open' ? before.createdAt : now,
    closedAt: null,
  })
  return id
}

/** Closes the lead's open tasks of these kinds, because what they asked for has happened. */
export function closeTasks(
  transaction: Transaction,
  leadId: string,
  kinds: readonly TaskKind[],
  now: Instant,
): void {
  closeTasksThat(transaction, leadId, ({ kind }) => kinds.includes(kind), now)
}

/** The same for those that fit, whatever their kind. */
export function closeTasksThat(
  transaction: Transaction,
  leadId: string,
  fits: (task: Task) => boolean,
  now: Instant,
): void {
  for (const task of transaction.by('tasks', 'lead', leadId)) {
    if (task.state === 'open' && fits(task)) closeTask(transaction, task.id, now)
  }
}

/** Closes one task, whoever it is about. */
export function closeTask(transaction: Transaction, id: string, now: Instant): void {
  const task = transaction.get('tasks', id)
  if (task?.state === 'open') transaction.put('tasks', { ...task, state: 'done', closedAt: now })
}
