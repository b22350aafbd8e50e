import type { Parts } from './parts'
import { newTickets } from './tickets'

/** The webhook whose details are open, or why there is none where somebody was sent to one. */
export type ShownDelivery = { id: string } | { missing: string } | null

export interface DeliveryActions {
  /** Opens the details of a webhook. */
  openDelivery: (id: string) => void
  closeDelivery: () => void
  /** Goes to the webhooks, with the one open that a task is about; an open drawer is closed. */
  showDeliveryOf: (taskId: string) => Promise<void>
}

export function deliveryActions({ client, get, set }: Parts): DeliveryActions {
  const tickets = newTickets()
  return {
    openDelivery(id) {
      set({ delivery: { id } })
    },
    closeDelivery() {
      set({ delivery: null })
    },
    async showDeliveryOf(taskId) {
      set({ view: 'webhooks', drawer: null, delivery: null })
      const ticket = tickets.take()
      const answer = await client.call('deliveries.ofTask', { taskId })
      // Whoever went on meanwhile is not called back.
      if (get().view !== 'webhooks' || get().delivery !== null || !tickets.accept(ticket)) return
      set({ delivery: answer.ok ? { id: answer.value.id } : { missing: answer.error.message } })
    },
  }
}
