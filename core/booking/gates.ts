import { outsideBookableTime, readFreeSlots } from '../availability/free-slots'
import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { bookingStatus } from '../domain/appointment'
import type { GateResult } from '../domain/decision'
import { CHANNEL_NAMES, PROVIDER_NAMES } from '../domain/names'
import { isOpen } from '../domain/offer'
import { openQuestions, slotKey, targetOf } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import { failed } from '../providers/provider'
import { isUsedUp } from './budget'
import type { GateFacts } from './gate-facts'

/** Below this a reading is shown to a person instead of being acted on. */
const ENOUGH_CONFIDENCE = 0.9

type Facts = GateResult['facts']
type Verdict = Pick<GateResult, 'result' | 'reason' | 'facts'>

export interface Gate {
  name: string
  /** What a person is asked to do when it blocks (G3). */
  task: TaskKind
  check(facts: GateFacts): Verdict
}

const pass = (reason: string, facts: Facts = {}): Verdict => ({ result: 'pass', reason, facts })
const block = (reason: string, facts: Facts = {}): Verdict => ({ result: 'block', reason, facts })

/** The gates that look only at what is recorded; they are asked again at the moment of the claim. */
const GATES_ON_RECORD: readonly Gate[] = [
  {
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
  {
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
  {
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
  {
    name: 'message',
    task: 'manual_follow_up',
    check: ({ message, hasNewer }) => {
      const facts = { automatic: message.automatic, newest: !hasNewer }
      if (message.automatic) return block('The message is an automatic reply.', facts)
      if (hasNewer) return block('The lead has written again since.', facts)
      return pass('It is the lead’s newest message.', facts)
    },
  },
  {
    name: 'not booked yet',
    task: 'manual_follow_up',
    check: ({ appointments, now, lead, settings }) => {
      const status = bookingStatus(appointments, now)
      if (status.kind === 'not_booked') return pass('The lead has no upcoming meeting.')
      const { appointment } = status
      const time = wordTime(appointment.start, lead.zone?.name ?? settings.zone)
      return block(`The lead is booked already: ${time} on ${PROVIDER_NAMES[appointment.provider]}.`, {
        appointment: appointment.id,
      })
    },
  },
  {
    name: 'lead switch',
    task: 'approve_booking',
    check: ({ lead, approved }) =>
      lead.autoBook || approved
        ? pass('Auto-book is on for this lead.', { autoBook: lead.autoBook })
        : block('Auto-book is off for this lead.', { autoBook: lead.autoBook }),
  },
  {
    name: 'reading',
    task: 'which_slot',
    check: ({ reading }) => {
      const facts = { intent: reading.intent, confidence: reading.confidence }
      if (reading.intent !== 'accept_offer') return block(reading.explanation, facts)
      return reading.confidence >= ENOUGH_CONFIDENCE
        ? pass(reading.explanation, facts)
        : block('The reply is not clear enough.', facts)
    },
  },
  {
    name: 'offer',
    task: 'which_slot',
    check: ({ offer, now, settings, targets }) => {
      if (!offer) return block('The offer that the reply means is gone.')
      const facts = { offer: offer.id, provider: offer.slot.provider, outcome: offer.outcome }
      if (!isOpen(offer, now)) return block('The offer is no longer open.', facts)
      if (offer.slot.provider !== settings.meetingBookingProvider) {
        const name = PROVIDER_NAMES[offer.slot.provider]
        return block(`The offer was made for ${name}, which the workspace no longer books on.`, facts)
      }
      if (targets.kind === 'ok' && !targetOf(offer.slot, targets.value)) {
        return block('The offer was made for another event type or calendar.', facts)
      }
      return pass('The offer is open.', facts)
    },
  },
  {
    name: 'time',
    task: 'which_slot',
    check: ({ offer, settings, now }) => {
      const problem = offer ? outsideBookableTime(offer.slot, settings, now) : 'There is no time.'
      const facts = { start: offer?.slot.start ?? null }
      return problem ? block(problem, facts) : pass('The time keeps the notice and the horizon.', facts)
    },
  },
  {
    name: 'time zone',
    task: 'unknown_zone',
    check: ({ lead }) =>
      lead.zone
        ? pass('The lead’s time zone is known.', { zone: lead.zone.name, source: lead.zone.source })
        : block('The lead’s time zone is not known. Set it on the lead.'),
  },
  {
    name: 'identity',
    task: 'missing_email',
    check: ({ lead, settings }) => {
      const facts = { emails: lead.emails.length, phones: lead.phones.length }
      if (settings.meetingBookingProvider === 'calendly') {
        return lead.emails.length > 0
          ? pass('The lead has an e-mail address.', facts)
          : block('Calendly needs an e-mail address. Add one to the lead.', facts)
      }
      return lead.ghlContactId !== null || lead.emails.length + lead.phones.length > 0
        ? pass('GoHighLevel can find or make the contact.', facts)
        : block('GoHighLevel needs an e-mail address or a phone number. Add one to the lead.', facts)
    },
  },
  {
    name: 'questions',
    task: 'manual_follow_up',
    check: ({ offer, targets, lead }) => {
      if (targets.kind === 'failed') return block(targets.message)
      const target = offer && targetOf(offer.slot, targets.value)
      if (!target) return block('The offer was made for another event type or calendar.')
      if (target.cannotBook) return block(target.cannotBook)
      const open = openQuestions(lead, target)
      return open.length === 0
        ? pass('Every required question has an answer.', { required: target.requiredQuestions.length })
        : block(`The booking asks “${open[0] ?? ''}” and the lead has no answer to it.`, {
            open: open.length,
          })
    },
  },
  {
    name: 'provider',
    task: 'provider_trouble',
    check: ({ connection, settings }) => {
      const name = PROVIDER_NAMES[connection.id]
      const facts = { provider: connection.id, health: connection.health }
      if (!settings[connection.id].enabled) return block(`${name} is switched off in Settings.`, facts)
      return connection.health === 'failing'
        ? block(`${name} is not working: ${connection.message}`, facts)
        : pass(`${name} has no known trouble.`, facts)
    },
  },
  {
    name: 'booking budget',
    task: 'provider_trouble',
    check: ({ budget, settings }) => {
      const facts = { ...budget }
      if (settings.meetingBookingProvider !== 'calendly') return pass('GoHighLevel has no booking budget.')
      return isUsedUp(budget)
        ? block('The booking budget for Calendly is used up.', facts)
        : pass('The booking budget is not used up.', facts)
    },
  },
  {
    name: 'no other attempt',
    task: 'manual_follow_up',
    check: ({ underWay }) =>
      underWay.length === 0
        ? pass('No other booking is under way for this lead or time.')
        : block('Another booking for this lead or time is under way.', { attempt: underWay[0]?.id ?? null }),
  },
]

/** Asked last, because it asks the provider: is the time free now? */
const STILL_FREE: Gate = {
  name: 'still free',
  task: 'which_slot',
  check: ({ offer, free }) => {
    if (!offer || !free) return block('There is no time.')
    if (free.kind === 'failed') return block(`The calendar cannot be read: ${free.message}`)
    const { slots } = free.value
    return slots.some((slot) => slotKey(slot) === slotKey(offer.slot))
      ? pass('The time is free at the provider now.', { freeSlots: slots.length })
      : block('The time was taken meanwhile.', { freeSlots: slots.length })
  },
}

/** The gates in their order (G2). The first that blocks decides. */
export const GATES: readonly Gate[] = [...GATES_ON_RECORD, STILL_FREE]

export interface GateOutcome {
  results: GateResult[]
  /** The gate that blocked; null when all passed. */
  blockedBy: Gate | null
}

/** Runs the gates in order up to the first that blocks; an error in a gate blocks (G1). */
export async function shouldAutoBook(context: Context, facts: GateFacts): Promise<GateOutcome> {
  const onRecord = runGates(GATES_ON_RECORD, facts)
  if (onRecord.blockedBy) return onRecord
  const free = await readFreeNow(context, facts).catch((error: unknown) => {
    context.log.error('gate.threw', { gate: STILL_FREE.name, error: String(error) })
    return failed('unexpected', 'the check itself failed, so nothing is booked.')
  })
  const live = runGates([STILL_FREE], { ...facts, free })
  return { results: [...onRecord.results, ...live.results], blockedBy: live.blockedBy }
}

/** The free slots of the very event type or calendar that the offer is for (V1). */
async function readFreeNow(context: Context, facts: GateFacts): Promise<GateFacts['free']> {
  const { offer, settings, targets } = facts
  const target = offer && targets.kind === 'ok' ? targetOf(offer.slot, targets.value) : undefined
  return target ? readFreeSlots(context, settings, target) : null
}

/** What has changed on record since the gates passed, in plain words; null when they still pass. */
export function whatBlocksNow(facts: GateFacts): string | null {
  const { blockedBy, results } = runGates(GATES_ON_RECORD, facts)
  return blockedBy ? (results.at(-1)?.reason ?? 'A check failed.') : null
}

function runGates(gates: readonly Gate[], facts: GateFacts): GateOutcome {
  const results: GateResult[] = []
  for (const gate of gates) {
    const verdict = check(gate, facts)
    results.push({ gate: gate.name, ...verdict })
    if (verdict.result === 'block') return { results, blockedBy: gate }
  }
  return { results, blockedBy: null }
}

function check(gate: Gate, facts: GateFacts): Verdict {
  try {
    return gate.check(facts)
  } catch {
    return block('This check itself failed, so nothing is booked.')
  }
}
