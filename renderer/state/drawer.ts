import type { Answer, EventPayload, Request } from '../../core/api/contract'
import type { LeadDetail } from '../../core/api/views'
import { coalesced } from './coalesced'
import type { MethodsAnswering, Parts } from './parts'
import { newTickets } from './tickets'

export interface DrawerState {
  leadId: string
  /** Null until it was read. */
  detail: LeadDetail | null
  /** Why it could not be read. */
  error: string | null
}

export interface DrawerActions {
  openLead: (leadId: string) => void
  closeLead: () => void
  /** Reads the open lead again. */
  readLead: () => Promise<void>
  /** A change of rows, as far as it concerns the open lead. */
  openLeadChanged: (change: EventPayload<'leads.changed'>) => void
  /** Runs a command that answers with a lead, and shows the answer if that lead is open. */
  changeLead: <M extends MethodsAnswering<LeadDetail>>(
    method: M,
    request: Request<M>,
  ) => Promise<Answer<LeadDetail>>
}

export function drawerActions({ client, get, set }: Parts): DrawerActions {
  const tickets = newTickets()

  const showDetail = (ticket: number, detail: LeadDetail): void => {
    if (get().drawer?.leadId !== detail.lead.id) return
    if (tickets.accept(ticket)) set({ drawer: { leadId: detail.lead.id, detail, error: null } })
  }

  const readOnce = async (leadId: string): Promise<void> => {
    const ticket = tickets.take()
    const answer = await client.call('leads.get', { leadId })
    if (answer.ok) {
      showDetail(ticket, answer.value)
      return
    }
    const { drawer } = get()
    if (drawer?.leadId === leadId && !drawer.detail)
      set({ drawer: { ...drawer, error: answer.error.message } })
  }

  const readLead = coalesced(async () => {
    const leadId = get().drawer?.leadId
    if (leadId) await readOnce(leadId)
  })

  return {
    openLead(leadId) {
      const { drawer } = get()
      set({
        activeLeadId: leadId,
        drawer: drawer?.leadId === leadId ? drawer : { leadId, detail: null, error: null },
      })
      // Not through readLead: another lead's slow answer must not hold this one up.
      void readOnce(leadId)
    },
    closeLead() {
      set({ drawer: null })
    },
    readLead,
    openLeadChanged(change) {
      const leadId = get().drawer?.leadId
      if (!leadId) return
      if (change.removed.includes(leadId)) set({ drawer: null })
      else if (change.rows.some((row) => row.id === leadId)) void readLead()
    },
    async changeLead(method, request) {
      const ticket = tickets.take()
      const answer: Answer<LeadDetail> = await client.call(method, request)
      if (answer.ok) {
        showDetail(ticket, answer.value)
        void readLead()
      }
      return answer
    },
  }
}
