import { operatorTime } from '../availability/wording'
import { bookingStatus } from '../domain/appointment'
import { CHANNEL_NAMES, PROVIDER_NAMES } from '../domain/names'
import { block, pass, type Gate } from './gate'
import type { ConversationFacts } from './gate-facts'

/** More automatic answers than this in a day, with no message of a person of ours between, talk to a machine. */
const MOST_ANSWERS_IN_A_ROW = 3

/** The gates about the lead and the message. */
export const CONVERSATION = {
  automation: {
    name: 'automation',
    task: 'approve_booking',
    check: ({ settings, approved }) => {
      const facts = { mode: settings.autoBookMode, paused: settings.paused }
      if (approved) return pass('A person approved it.', facts)
      if (settings.paused) return block('Automation is paused.', facts)
      if (settings.autoBookMode === 'off') return block('Auto-book is off: Slotkeeper only reads.', facts)
      return pass(`Auto-book is on “${settings.autoBookMode}”.`, facts)
    },
  },
  channel: {
    name: 'channel',
    task: 'approve_booking',
    check: ({ settings, message, approved }) => {
      const facts = { channel: message.channel }
      const name = CHANNEL_NAMES[message.channel]
      return settings.channels[message.channel] || approved
        ? pass(`Booking from ${name} is allowed.`, facts)
        : block(`Booking from ${name} is switched off in Settings.`, facts)
    },
  },
  welcome: {
    name: 'lead welcome',
    task: 'manual_follow_up',
    check: ({ lead, message }) => {
      const facts = { status: lead.status, optedOut: lead.optOuts.includes(message.channel) }
      if (facts.optedOut) return block('The lead asked not to be contacted on this channel.', facts)
      if (lead.status === 'blacklisted') return block('The lead is blacklisted.', facts)
      if (lead.status === 'unqualified') return block('The lead is unqualified.', facts)
      return pass('The lead may be booked.', facts)
    },
  },
  message: {
    name: 'message',
    task: 'manual_follow_up',
    check: ({ message, isDecided, hasNewer, approved }) => {
      const facts = { automatic: message.automatic, decided: isDecided, newest: !hasNewer }
      if (message.automatic) return block('The message is an automatic reply.', facts)
      if (isDecided && !approved) return block('The message was acted on before.', facts)
      if (hasNewer) return block('The lead has written again since.', facts)
      return pass('It is the lead’s newest message.', facts)
    },
  },
  notBooked: {
    name: 'not booked yet',
    task: 'manual_follow_up',
    check: ({ appointments, now, lead, settings }) => {
      const status = bookingStatus(appointments, now)
      if (status.kind === 'not_booked') return pass('The lead has no upcoming meeting.')
      const { appointment } = status
      const time = operatorTime(settings.zone, lead)(appointment.start)
      return block(`The lead is booked already: ${time} on ${PROVIDER_NAMES[appointment.provider]}.`, {
        appointment: appointment.id,
      })
    },
  },
  leadSwitch: {
    name: 'lead switch',
    task: 'approve_booking',
    check: ({ lead, approved }) =>
      lead.autoBook || approved
        ? pass('Auto-book is on for this lead.', { autoBook: lead.autoBook })
        : block('Auto-book is off for this lead.', { autoBook: lead.autoBook }),
  },
  noAttempt: {
    name: 'no other attempt',
    task: 'manual_follow_up',
    check: ({ underWay }) =>
      underWay.length === 0
        ? pass('No other booking is under way for this lead or time.')
        : block('Another booking for this lead or time is under way.', { attempt: underWay[0]?.id ?? null }),
  },
  notInARow: {
    name: 'answers in a row',
    task: 'manual_follow_up',
    check: ({ answersInARow, approved }) => {
      const facts = { answers: answersInARow }
      return answersInARow < MOST_ANSWERS_IN_A_ROW || approved
        ? pass('Slotkeeper has not answered by itself too often.', facts)
        : block(`Slotkeeper has answered ${answersInARow} times by itself since a person wrote.`, facts)
    },
  },
} satisfies Record<string, Gate<ConversationFacts>>

export const TIME_ZONE: Gate<ConversationFacts> = {
  name: 'time zone',
  task: 'unknown_zone',
  check: ({ lead }) =>
    lead.zone
      ? pass('The lead’s time zone is known.', { zone: lead.zone.name, source: lead.zone.source })
      : block('The lead’s time zone is not known. Set it on the lead.', {}, 'ask_zone'),
}

/** The gates before an answer that only a person may otherwise give: the same as before a booking, as far as they apply. */
export const ANSWER_GATES: readonly Gate<ConversationFacts>[] = [
  CONVERSATION.automation,
  CONVERSATION.channel,
  CONVERSATION.welcome,
  CONVERSATION.message,
  CONVERSATION.notBooked,
  CONVERSATION.leadSwitch,
  CONVERSATION.noAttempt,
  CONVERSATION.notInARow,
]

/** To tell a lead that it opted out is allowed past the opt-out, and owes nothing to bookings. */
export const OPT_OUT_GATES: readonly Gate<ConversationFacts>[] = [
  CONVERSATION.automation,
  CONVERSATION.channel,
  CONVERSATION.message,
]

/** Asked alone where times are spoken of and no slot is known yet. */
export const ZONE_GATES: readonly Gate<ConversationFacts>[] = [TIME_ZONE]
