import type { EventPayload } from '../../core/api/contract'
import type { LeadRow } from '../../core/api/views'
import { compareRows, mergeRows } from './lead-rows'
import type { Parts } from './parts'
import { newTickets } from './tickets'

export interface LeadActions {
  readLeads: () => Promise<void>
  leadsChanged: (change: EventPayload<'leads.changed'>) => void
  setActiveLead: (leadId: string | null) => void
}

export function leadActions({ client, get, set }: Parts): LeadActions {
  const tickets = newTickets()
  /** What was told while a list was on its way: the list may be older than it. */
  let told: { rows: Map<string, LeadRow>; removed: Set<string> } | null = null
  let onTheirWay = 0

  return {
    async readLeads() {
      const ticket = tickets.take()
      told ??= { rows: new Map(), removed: new Set() }
      onTheirWay++
      const answer = await client.call('leads.list', {})
      const { rows, removed } = told
      if (--onTheirWay === 0) told = null
      if (!answer.ok) {
        if (!get().leads) set({ leadsError: answer.error.message })
        return
      }
      if (!tickets.accept(ticket)) return
      const sorted = [...answer.value].sort(compareRows)
      set({ leads: mergeRows(sorted, [...rows.values()], [...removed]), leadsError: null })
    },
    leadsChanged(change) {
      for (const row of change.rows) {
        told?.rows.set(row.id, row)
        told?.removed.delete(row.id)
      }
      for (const id of change.removed) {
        told?.rows.delete(id)
        told?.removed.add(id)
      }
      const { leads } = get()
      if (leads) set({ leads: mergeRows(leads, change.rows, change.removed) })
    },
    setActiveLead(leadId) {
      set({ activeLeadId: leadId })
    },
  }
}
