import type { LeadRow } from '../../core/api/views'
import type { Task } from '../../core/domain/task'

/**
 * The lead that needs a person after this one, and how many others do: from Tasks in the order of the tasks, else in that
 * of the list. After the last one it begins again. Null when no other lead needs anybody.
 */
export function nextThatNeedsYou(
  leadId: string,
  order: { tasks: readonly Task[] } | { leads: readonly LeadRow[] },
): { leadId: string; others: number } | null {
  const ids = 'tasks' in order ? leadsOf(order.tasks) : order.leads.map(({ id }) => id)
  const needing =
    'tasks' in order ? ids : order.leads.filter(({ openTasks }) => openTasks > 0).map(({ id }) => id)
  const others = new Set(needing)
  others.delete(leadId)
  // One that needs nobody any more is not among the tasks: what is urgent comes next.
  const after = ids.slice(ids.indexOf(leadId) + 1)
  const next = [...after, ...ids].find((id) => others.has(id))
  return next === undefined ? null : { leadId: next, others: others.size }
}

function leadsOf(tasks: readonly Task[]): string[] {
  return [...new Set(tasks.flatMap((task) => task.leadId ?? []))]
}
