import { outsideBookableTime, readFreeSlots } from '../availability/free-slots'
import type { Context } from '../context'
import { PROVIDER_NAMES } from '../domain/names'
import { isOpen } from '../domain/offer'
import { openQuestions, slotKey, targetOf } from '../domain/slot'
import { failed } from '../providers/provider'
import { isUsedUp } from './budget'
import { CONVERSATION, TIME_ZONE } from './conversation-gates'
import { block, pass, runGates, type Gate, type GateOutcome } from './gate'
import type { GateFacts } from './gate-facts'

/** Below this a reading is shown to a person instead of being acted on. */
export const ENOUGH_CONFIDENCE = 0.9

const OTHER_TARGET = 'The time is for another event type or calendar.'

/** The gates that look only at what is recorded; they are asked again at the moment of the claim. */
const GATES_ON_RECORD: readonly Gate[] = [
  CONVERSATION.automation,
  CONVERSATION.channel,
  CONVERSATION.welcome,
  CONVERSATION.message,
  CONVERSATION.notBooked,
  CONVERSATION.leadSwitch,
  {
    name: 'reading',
    task: 'which_slot',
    check: ({ reading, slot }) => {
      const facts = { intent: reading.intent, confidence: reading.confidence }
      if (reading.intent === 'propose_time' && slot) return pass('It proposes a time that is free.', facts)
      if (reading.intent !== 'accept_offer') return block(reading.explanation, facts)
      return reading.confidence >= ENOUGH_CONFIDENCE
        ? pass(reading.explanation, facts)
        : block('The reply is not clear enough.', facts)
    },
  },
  {
    name: 'offer',
    task: 'which_slot',
    check: ({ reading, offer, slot, now, settings, targets }) => {
      const isOffer = reading.offerId !== null
      if (!slot || (isOffer && !offer)) return block('The offer that the reply means is gone.')
      const facts = { offer: offer?.id ?? null, provider: slot.provider, outcome: offer?.outcome ?? null }
      if (offer && !isOpen(offer, now)) return block('The offer is no longer open.', facts, 'other_times')
      if (slot.provider !== settings.meetingBookingProvider) {
        const name = PROVIDER_NAMES[slot.provider]
        return block(
          `The time is from ${name}, which the workspace no longer books on.`,
          facts,
          'other_times',
        )
      }
      if (targets.kind === 'ok' && !targetOf(slot, targets.value)) {
        return block(OTHER_TARGET, facts, 'other_times')
      }
      return pass(isOffer ? 'The offer is open.' : 'The lead proposed the time; no offer is needed.', facts)
    },
  },
  {
    name: 'time',
    task: 'which_slot',
    check: ({ slot, settings, now }) => {
      const problem = slot ? outsideBookableTime(slot, settings, now) : 'There is no time.'
      const facts = { start: slot?.start ?? null }
      return problem
        ? block(problem, facts, 'other_times')
        : pass('The time keeps the notice and the horizon.', facts)
    },
  },
  TIME_ZONE,
  {
    name: 'identity',
    task: 'missing_email',
    check: ({ lead, settings }) => {
      const facts = { emails: lead.emails.length, phones: lead.phones.length }
      if (settings.meetingBookingProvider === 'calendly') {
        return lead.emails.length > 0
          ? pass('The lead has an e-mail address.', facts)
          : block('Calendly needs an e-mail address. Add one to the lead.', facts, 'ask_email')
      }
      return lead.ghlContactId !== null || lead.emails.length + lead.phones.length > 0
        ? pass('GoHighLevel can find or make the contact.', facts)
        : block(
            'GoHighLevel needs an e-mail address or a phone number. Add one to the lead.',
            facts,
            'ask_email',
          )
    },
  },
  {
    name: 'questions',
    task: 'manual_follow_up',
    check: ({ slot, targets, lead }) => {
      if (targets.kind === 'failed') return block(targets.message)
      const target = slot && targetOf(slot, targets.value)
      if (!target) return block(OTHER_TARGET)
      if (target.cannotBook) return block(target.cannotBook, {}, 'booking_link')
      const open = openQuestions(lead, target)
      return open.length === 0
        ? pass('Every required question has an answer.', { required: target.requiredQuestions.length })
        : block(
            `The booking asks “${open[0] ?? ''}” and the lead has no answer to it.`,
            { open: open.length },
            'booking_link',
          )
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
        ? block(`${name} is not working: ${connection.message}`, facts, 'booking_link')
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
        ? block('The booking budget for Calendly is used up.', facts, 'booking_link')
        : pass('The booking budget is not used up.', facts)
    },
  },
  CONVERSATION.noAttempt,
]

/** Asked last, because they ask the provider: is the time free now? */
const LIVE_GATES: readonly Gate[] = [
  {
    name: 'calendar',
    task: 'provider_trouble',
    check: ({ free }) =>
      free?.kind === 'failed'
        ? block(`Whether the time is still free cannot be seen now: ${free.message}`)
        : pass('The calendar can be read.'),
  },
  {
    name: 'still free',
    task: 'which_slot',
    check: ({ slot: wanted, free }) => {
      if (!wanted || free?.kind !== 'ok') return block('There is no time.')
      const { slots } = free.value
      return slots.some((slot) => slotKey(slot) === slotKey(wanted))
        ? pass('The time is free at the provider now.', { freeSlots: slots.length })
        : block('The time was taken meanwhile.', { freeSlots: slots.length }, 'other_times')
    },
  },
]

/** The gates in their order (G2). The first that blocks decides. */
export const GATES: readonly Gate[] = [...GATES_ON_RECORD, ...LIVE_GATES]

/** Runs the gates in order up to the first that blocks; an error in a gate blocks (G1). */
export async function shouldAutoBook(context: Context, facts: GateFacts): Promise<GateOutcome> {
  const onRecord = runGates(GATES_ON_RECORD, facts)
  if (onRecord.blockedBy) return onRecord
  const free = await readFreeNow(context, facts).catch((error: unknown) => {
    context.log.error('gate.threw', { gate: 'calendar', error: String(error) })
    return failed('unexpected', 'the check itself failed, so nothing is booked.')
  })
  const live = runGates(LIVE_GATES, { ...facts, free })
  return { ...live, results: [...onRecord.results, ...live.results] }
}

/** The free slots of the very event type or calendar that would be booked (V1). */
async function readFreeNow(context: Context, facts: GateFacts): Promise<GateFacts['free']> {
  const { slot, settings, targets } = facts
  const target = slot && targets.kind === 'ok' ? targetOf(slot, targets.value) : undefined
  return target ? readFreeSlots(context, settings, target) : null
}

/** What has changed on record since the gates passed, in plain words; null when they still pass. */
export function whatBlocksNow(facts: GateFacts): string | null {
  const { blockedBy, results } = runGates(GATES_ON_RECORD, facts)
  return blockedBy ? (results.at(-1)?.reason ?? 'A check failed.') : null
}
