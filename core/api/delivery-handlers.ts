import type { Context } from '../context'
import { appointmentId } from '../domain/appointment'
import type { Delivery } from '../domain/delivery'
import { leadName } from '../domain/lead'
import { PROVIDER_NAMES } from '../domain/names'
import type { Reader } from '../store/transaction'
import { createLeadFrom, linkDelivery, type Linked } from '../truth/link-delivery'
import type { Projector } from '../truth/projector'
import { readDelivery } from '../truth/read-delivery'
import { deliveriesReceivedIn, replayDeliveries, summarise } from '../truth/replay'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import type { DeliveryFilter } from './methods/delivery-methods'
import { wordEvent } from './delivery-words'
import type { DeliveryDetail } from './views'

/** More than this at once would hold the worker up for long. */
const MOST_REPLAYED = 1000

type Method =
  | 'deliveries.list'
  | 'deliveries.count'
  | 'deliveries.get'
  | 'deliveries.ofTask'
  | 'deliveries.replay'
  | 'deliveries.link'
  | 'deliveries.createLead'

/** The webhook inbox, from the console (T3, T7). */
export function deliveryHandlers(context: Context, projector: Projector): Pick<Handlers, Method> {
  const { store } = context

  const linked = async (result: Linked) => {
    if (result.kind === 'refused') throw new ApiFailure('not_linked', result.sentence)
    // The confirmation goes out, and what else waited for the lead is looked at.
    await projector.retryUnmatched()
    await projector.run()
    return { leadId: result.leadId, sentence: result.sentence }
  }
  const searchText = ({ event, why, source, leadId }: Delivery): string => {
    const lead = leadId ? store.get('leads', leadId) : undefined
    return [wordEvent(event), event, why ?? '', PROVIDER_NAMES[source], lead ? leadName(lead) : '']
      .join(' ')
      .toLowerCase()
  }
  const fitsIn = ({ source, from = '', to, search = '' }: DeliveryFilter) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean)
    return (delivery: Delivery): boolean => {
      const { receivedAt } = delivery
      if ((source && delivery.source !== source) || receivedAt < from || (to && receivedAt >= to))
        return false
      if (words.length === 0) return true
      const text = searchText(delivery)
      return words.every((word) => text.includes(word))
    }
  }

  return {
    'deliveries.list': ({ limit, state, ignored, ...filter }) => {
      const fits = fitsIn(filter)
      return (state ? store.by('deliveries', 'state', state) : store.all('deliveries'))
        .filter((delivery) => (state || ignored || delivery.state !== 'ignored') && fits(delivery))
        .sort((a, b) => (a.receivedAt > b.receivedAt ? -1 : 1))
        .slice(0, limit)
        .map(({ body: _body, ...row }) => ({ ...row, tells: wordEvent(row.event) }))
    },

    'deliveries.count': (filter) => {
      const counts = { received: 0, applied: 0, ignored: 0, unmatched: 0, failed: 0, dead: 0 }
      for (const { state } of store.all('deliveries').filter(fitsIn(filter))) counts[state] += 1
      return counts
    },

    'deliveries.get': ({ id }) => {
      const delivery = store.get('deliveries', id)
      if (!delivery)
        throw new ApiFailure('not_found', 'This webhook is no longer kept. Look in the list for others.')
      return { ...delivery, tells: wordEvent(delivery.event), meeting: meetingOf(context, delivery) }
    },

    'deliveries.ofTask': ({ taskId }) => {
      const task = store.get('tasks', taskId)
      if (task?.state !== 'open')
        throw new ApiFailure('not_found', 'This task is settled. Look in the list for its webhook.')
      const delivery =
        task.kind === 'unmatched_booking'
          ? newest(store.by('deliveries', 'state', 'unmatched').filter(tellsOf(store, task.reason)))
          : newest(store.by('deliveries', 'state', 'dead'))
      if (!delivery)
        throw new ApiFailure(
          'not_found',
          'No webhook told of this booking: it was read back from the provider. Add the person as a lead, and the meeting appears there.',
        )
      return { id: delivery.id }
    },

    'deliveries.replay': async (which) => {
      const ids = 'ids' in which ? which.ids : deliveriesReceivedIn(store, which.from, which.to)
      if (ids.length > MOST_REPLAYED) {
        throw new ApiFailure(
          'too_many',
          `${ids.length.toLocaleString('en-US')} webhooks were received in that time. Choose a shorter one, with at most ${MOST_REPLAYED.toLocaleString('en-US')}.`,
        )
      }
      const results = await replayDeliveries(context, projector, ids)
      return { sentence: summarise(results), results }
    },

    'deliveries.link': async ({ id, leadId, confirm }) =>
      linked(await linkDelivery(context, { deliveryId: id, leadId, confirm })),
    'deliveries.createLead': async ({ id }) => linked(await createLeadFrom(context, id)),
  }
}

/** Whether a webhook tells of this meeting. */
function tellsOf(store: Reader, meetingId: string): (delivery: Delivery) => boolean {
  return (delivery) => {
    const event = readDelivery(store, delivery)
    if (event.kind !== 'appointment') return false
    return appointmentId(event.appointment.provider, event.appointment.externalId) === meetingId
  }
}

function newest(deliveries: readonly Delivery[]): Delivery | undefined {
  return [...deliveries].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).at(-1)
}

function meetingOf({ store }: Context, delivery: Delivery): DeliveryDetail['meeting'] {
  const event = readDelivery(store, delivery)
  if (event.kind !== 'appointment') return null
  const { invitee, start, end, status } = event.appointment
  return { name: invitee.name, email: invitee.email, phone: invitee.phone, start, end, status }
}
