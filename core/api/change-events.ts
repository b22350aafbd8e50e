import type { Context } from '../context'
import type { ChangeSet, CollectionName } from '../store/collections'
import { RESTORE } from '../store/store'
import type { ApiListener } from './api'
import { leadRow } from './lead-views'
import type { WorkspaceView } from './views'

/** Collections of which a lead's row or drawer shows something. */
const OF_A_LEAD = [
  'messages',
  'offers',
  'appointments',
  'attempts',
  'meetingChanges',
  'decisions',
  'tasks',
] as const
const OF_THE_WORKSPACE: readonly CollectionName[] = [
  'settings',
  'connections',
  'tasks',
  'attempts',
  'leads',
  'deliveries',
  'reconciliations',
  'openingReports',
]

/**
 * Turns committed change sets into the events of the contract. What changes within one turn of the event loop is told
 * together. `workspaceChanged` tells of what stands in no collection.
 */
export function tellChanges(
  context: Context,
  workspace: () => WorkspaceView,
  tell: ApiListener,
): { close(): void; workspaceChanged(): void } {
  const leads = new Set<string>()
  const removed = new Set<string>()
  const collections = new Set<string>()
  let scheduled = false

  const flush = () => {
    scheduled = false
    if (leads.size > 0 || removed.size > 0) {
      const rows = [...leads].flatMap((id) => {
        const lead = context.store.get('leads', id)
        return lead ? [leadRow(context, lead)] : []
      })
      tell('leads.changed', { rows, removed: [...removed] })
    }
    if (OF_THE_WORKSPACE.some((name) => collections.has(name))) tell('workspace.changed', workspace())
    if (collections.has('deliveries')) tell('deliveries.changed', {})
    leads.clear()
    removed.clear()
    collections.clear()
  }

  const close = context.store.subscribe((changeSet) => {
    // What is gone again names no lead: every row may show another state.
    if (changeSet.cause === RESTORE) for (const { id } of context.store.all('leads')) leads.add(id)
    for (const id of touchedLeads(changeSet)) leads.add(id)
    for (const id of changeSet.removals.leads ?? []) removed.add(id)
    for (const name of [...Object.keys(changeSet.puts), ...Object.keys(changeSet.removals)])
      collections.add(name)
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      try {
        flush()
      } catch (error) {
        // A console that misses an event is mended by the next one; the core goes on.
        context.log.error('events.failed', { error: String(error) })
      }
    })
  })
  return {
    close,
    workspaceChanged: () => {
      tell('workspace.changed', workspace())
    },
  }
}

function touchedLeads({ puts }: ChangeSet): string[] {
  const ids = (puts.leads ?? []).map(({ id }) => id)
  for (const name of OF_A_LEAD) {
    for (const { leadId } of puts[name] ?? []) if (leadId !== null) ids.push(leadId)
  }
  return ids
}
