import { offeredTo } from '../availability/ledger'
import { dayIn, wordTime } from '../availability/wording'
import { settleByTimes } from '../booking/answered'
import type { Context } from '../context'
import { draftOffer, sendOffer } from '../conversations/offer-times'
import type { Lead } from '../domain/lead'
import { slotKey } from '../domain/slot'
import { settingsOf } from '../store/workspace'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'

/** Times to offer, from the drawer (V2 to V5). */
export function offerHandlers(
  context: Context,
  ports: { leadOf: (leadId: string) => Lead },
): Pick<Handlers, 'offers.draft' | 'offers.send'> {
  return {
    'offers.draft': async ({ leadId, channel, slots, fresh }) => {
      const lead = ports.leadOf(leadId)
      const draft = await draftOffer(context, {
        lead,
        channel,
        ...(slots && { slots }),
        fresh: fresh ?? false,
      })
      if (draft.kind === 'failed') throw new ApiFailure(`provider.${draft.reason}`, draft.message)
      if (draft.kind === 'impossible') return draft
      const { target, free, readAt } = draft.found
      const settings = settingsOf(context.store)
      const leadZone = lead.zone?.name ?? settings.zone
      const named = new Set(draft.named.map(slotKey))
      const wasOffered = offeredTo(context.store, leadId)
      return {
        kind: 'ready',
        provider: target.provider,
        targetName: target.name,
        minutes: target.minutes,
        leadZone,
        operatorZone: settings.zone,
        readAt,
        text: draft.text,
        slots: free.map((slot) => ({
          slot,
          leadTime: wordTime(slot.start, leadZone),
          operatorTime: wordTime(slot.start, settings.zone),
          day: dayIn(slot.start, leadZone),
          named: named.has(slotKey(slot)),
          offeredBefore: wasOffered(slot),
        })),
      }
    },

    'offers.send': async (order) => {
      const result = await sendOffer(context, { ...order, leadId: ports.leadOf(order.leadId).id })
      await settleByTimes(context, order.leadId, result)
      return result
    },
  }
}
