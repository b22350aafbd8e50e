import { conversationChannel } from '../booking/confirmation'
import { bookingStatus, primaryAppointment, stands } from '../domain/appointment'
import type { Context } from '../context'
import { leadName, type Lead } from '../domain/lead'
import type { Message } from '../domain/message'
import { isOpen } from '../domain/offer'
import { channelSchema } from '../domain/names'
import { toInstant } from '../domain/time'
import { connectionOf, settingsOf } from '../store/workspace'
import type { LeadDetail, LeadRow } from './views'

export function leadRow(context: Context, lead: Lead): LeadRow {
  const { store, clock } = context
  const status = bookingStatus(store.by('appointments', 'lead', lead.id), toInstant(clock.now()))
  const last = newest(store.by('messages', 'lead', lead.id))
  return {
    id: lead.id,
    name: leadName(lead),
    company: lead.company,
    status: lead.status,
    zone: lead.zone?.name ?? null,
    booked:
      status.kind === 'booked'
        ? {
            start: status.appointment.start,
            end: status.appointment.end,
            provider: status.appointment.provider,
          }
        : null,
    over:
      status.kind === 'not_booked' && status.last && stands(status.last)
        ? { start: status.last.start, status: status.last.status }
        : null,
    lastMessage: last && {
      text: last.text.slice(0, 200),
      at: last.sentAt,
      direction: last.direction,
      channel: last.channel,
      automatic: last.automatic,
      state:
        last.direction === 'outbound' && (last.state === 'failed' || last.state === 'unknown')
          ? last.state
          : 'ok',
    },
    openTasks: store.by('tasks', 'lead', lead.id).filter((task) => task.state === 'open').length,
    searchText: [leadName(lead), ...lead.emails, ...lead.phones, lead.company, ...lead.tags]
      .join(' ')
      .toLowerCase(),
  }
}

export function leadDetail(context: Context, lead: Lead): LeadDetail {
  const { store, clock, channels } = context
  const now = toInstant(clock.now())
  const appointments = store.by('appointments', 'lead', lead.id)
  return {
    lead,
    row: leadRow(context, lead),
    messages: byTime(store.by('messages', 'lead', lead.id), (message) => message.sentAt),
    offers: byTime(store.by('offers', 'lead', lead.id), (offer) => offer.offeredAt).map((offer) => ({
      ...offer,
      open: isOpen(offer, now),
    })),
    appointments: byTime(appointments, (appointment) => appointment.start),
    primaryAppointmentId: primaryAppointment(appointments, now)?.id ?? null,
    decisions: byTime(store.by('decisions', 'lead', lead.id), (decision) => decision.at),
    attempts: byTime(store.by('attempts', 'lead', lead.id), (attempt) => attempt.startedAt),
    tasks: byTime(store.by('tasks', 'lead', lead.id), (task) => task.createdAt),
    channels: channelSchema.options.map((channel) => {
      const port = channels[channel]
      return { channel, cannotReach: port ? port.cannotReach(lead) : 'This channel is not set up.' }
    }),
    questions: questionsOf(context),
    confirmBy: conversationChannel(store.by('messages', 'lead', lead.id)),
    meetingChanges: byTime(store.by('meetingChanges', 'lead', lead.id), (change) => change.startedAt),
  }
}

/** As last resolved: a view makes no call. */
function questionsOf({ store }: Context): string[] {
  const { targets } = connectionOf(store, settingsOf(store).meetingBookingProvider)
  return [...new Set(targets.flatMap(({ target }) => target.requiredQuestions))]
}

function newest(messages: readonly Message[]): Message | null {
  return messages.reduce<Message | null>(
    (last, message) => (last && last.sentAt > message.sentAt ? last : message),
    null,
  )
}

/** Oldest first; what happened at the same moment stays in the order in which it was stored. */
function byTime<T>(items: readonly T[], timeOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
}
