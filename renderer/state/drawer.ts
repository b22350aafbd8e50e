import type { Answer, EventPayload, Request } from '../../core/api/contract'
import type { LeadDetail } from '../../core/api/views'
import { coalesced } from './coalesced'
import type { MethodsAnswering, Parts } from './parts'
import { newTickets } from './tickets'

/** Where in the drawer something is seen to. */
export type Place = 'tasks' | 'reply' | 'times' | 'meeting' | 'edit'

export interface DrawerState {
  leadId: string
  /** Null until it was read. */
  detail: LeadDetail | null
  /** Why it could not be read. */
  error: string | null
  /** Where somebody was sent, each time another object; null for who just looks. */
  goTo: { place: Place } | null
}

export interface DrawerActions {
  openLead: (leadId: string, place?: Place) => void
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
    const { drawer } = get()
    if (drawer?.leadId !== detail.lead.id) return
    if (tickets.accept(ticket)) set({ drawer: { ...drawer, detail, error: null } })
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
    openLead(leadId, place) {
      const { drawer } = get()
      const known = drawer?.leadId === leadId ? drawer : { leadId, detail: null, error: null }
      set({ activeLeadId: leadId, drawer: { ...known, goTo: place ? { place } : null } })
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
