import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LeadRow, WorkspaceView } from '../../core/api/views'
import type { Client } from '../client'
import { deliveryActions, type DeliveryActions, type ShownDelivery } from './deliveries'
import { draftActions, NO_DRAFTS, type DraftActions, type Drafts } from './drafts'
import { drawerActions, type DrawerActions, type DrawerState } from './drawer'
import { leadActions, type LeadActions } from './leads'
import { workspaceActions, type WorkspaceActions } from './workspace'

export type View = 'leads' | 'tasks' | 'webhooks' | 'health' | 'settings'

export interface ConsoleState extends Drafts {
  view: View
  /** The section to which somebody was sent. */
  settingsSection: string | null
  workspace: WorkspaceView | null
  /** Why the workspace could not be read; null once it was. */
  workspaceError: string | null
  /** Every lead, newest message first; null until it was read. */
  leads: readonly LeadRow[] | null
  leadsError: string | null
  /** The lead on which the list's cursor stands. */
  activeLeadId: string | null
  drawer: DrawerState | null
  delivery: ShownDelivery
  /** False while the stream of events is lost. */
  connected: boolean
  /** Counts up each time somebody asks for the search field. */
  searchRequests: number
  /** Counts up when the list of webhooks has to be read again. */
  deliveriesVersion: number
}

export interface Console extends WorkspaceActions, LeadActions, DrawerActions, DeliveryActions, DraftActions {
  client: Client
  store: StoreApi<ConsoleState>
  show: (view: View) => void
  /** Goes to a section of the settings, by its id; an open drawer is closed. */
  showSettings: (section: string) => void
  /** Goes to the lead list, with the cursor in its search field. */
  search: () => void
  /** Reads everything and follows what changes. Returns a function that stops following. */
  start: () => () => void
}

/** The console's state over one client: what is shown, and the only ways in which it changes. */
export function createConsole(client: Client): Console {
  const store = createStore<ConsoleState>(() => ({
    view: 'leads',
    settingsSection: null,
    workspace: null,
    workspaceError: null,
    leads: null,
    leadsError: null,
    activeLeadId: null,
    drawer: null,
    delivery: null,
    ...NO_DRAFTS,
    connected: true,
    searchRequests: 0,
    deliveriesVersion: 0,
  }))
  const parts = { client, get: store.getState, set: store.setState }
  const workspace = workspaceActions(parts)
  const leads = leadActions(parts)
  const drawer = drawerActions(parts)
  const deliveries = deliveryActions(parts)
  const drafts = draftActions(parts)

  const readDeliveriesAgain = () => {
    store.setState((state) => ({ deliveriesVersion: state.deliveriesVersion + 1 }))
  }

  return {
    client,
    store,
    ...workspace,
    ...leads,
    ...drawer,
    ...deliveries,
    ...drafts,
    show: (view) => {
      store.setState({ view, settingsSection: null, delivery: null })
    },
    showSettings(section) {
      store.setState({ view: 'settings', drawer: null, settingsSection: section })
    },
    search() {
      store.setState((state) => ({ view: 'leads', drawer: null, searchRequests: state.searchRequests + 1 }))
    },
    start() {
      const stops = [
        client.on('workspace.changed', workspace.workspaceChanged),
        client.on('leads.changed', (change) => {
          leads.leadsChanged(change)
          drawer.openLeadChanged(change)
        }),
        client.on('deliveries.changed', readDeliveriesAgain),
        client.onConnection((connected) => {
          store.setState({ connected })
          if (!connected) return
          // Whatever was told meanwhile was missed.
          void workspace.readWorkspace()
          void leads.readLeads()
          void drawer.readLead()
          readDeliveriesAgain()
        }),
      ]
      const timer = setInterval(() => {
        if (!hasEndedMeeting(store.getState())) return
        void leads.readLeads()
        void drawer.readLead()
      }, 30_000)
      void workspace.readWorkspace()
      void leads.readLeads()
      return () => {
        clearInterval(timer)
        for (const stop of stops) stop()
      }
    },
  }
}

/** A meeting's end is told by nobody; a row that still shows one as booked has to be read again. */
function hasEndedMeeting({ leads }: ConsoleState): boolean {
  const now = new Date().toISOString()
  return leads?.some((row) => row.booked !== null && row.booked.end <= now) ?? false
}
