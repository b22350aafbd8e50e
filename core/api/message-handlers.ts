import { settleByWriting } from '../booking/answered'
import type { Context } from '../context'
import { sendWritten } from '../conversations/send-written'
import type { Lead } from '../domain/lead'
import type { Handlers } from './api'

/** What a person writes to a lead, from the drawer. */
export function messageHandlers(
  context: Context,
  ports: { leadOf: (leadId: string) => Lead },
): Pick<Handlers, 'leads.sendMessage'> {
  return {
    'leads.sendMessage': async (order) => {
      const { id } = ports.leadOf(order.leadId)
      const result = await sendWritten(context, { ...order, leadId: id })
      await settleByWriting(context, id, result)
      return result
    },
  }
}
