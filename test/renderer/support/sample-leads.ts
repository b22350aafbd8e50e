import type { LeadDetail, WordedSlot } from '../../../core/api/views'
import { DAY, HOUR, MINUTE, plus, toInstant } from '../../../core/domain/time'
import { formatInZone, zoneAbbreviation } from '../../../core/domain/zoned-time'
import {
  aDecision,
  aLead,
  anAppointment,
  aSlot,
  aTask,
  detailOf,
  inbound,
  OPERATOR_ZONE,
  outbound,
} from './sample-data'

const openers = [
  'Hi! Would a short call next week make sense?',
  'Thanks for your interest. When would suit you?',
  'Following up on the demo you asked for.',
]
const answers = [
  'Could you send me some times?',
  'Sounds good, what about pricing though?',
  'Let me check with my partner and come back to you.',
  'Can we talk after the holidays?',
]

/** `count` leads: the first waits for an approval, the second is booked, the third was blocked, the rest talk. */
export function sampleLeads(count: number, now: number): LeadDetail[] {
  const tomorrow = toInstant(Math.ceil((now + DAY) / DAY) * DAY + 15 * HOUR)
  const later = plus(tomorrow, 2 * DAY)
  return Array.from({ length: count }, (_, index): LeadDetail => {
    const lead = aLead(index, now)
    const sentAt = toInstant(now - (index + 1) * 47 * MINUTE)
    const offerText = `Hi ${lead.firstName}, I can do ${worded(tomorrow, lead.zone?.name)} or ${worded(later, lead.zone?.name)}. Does one of these work?`
    const offer = {
      ...outbound(lead.id, `m-${index}-1`, offerText, plus(sentAt, -3 * HOUR)),
      purpose: 'offer' as const,
      carries: [aSlot(tomorrow), aSlot(later)],
    }
    if (index === 0) {
      const reply = inbound(lead.id, 'm-0-2', 'The second one works for me!', sentAt)
      const task = {
        ...aTask(
          lead.id,
          'approve_booking',
          `${lead.firstName} accepted ${worded(later, OPERATOR_ZONE)}`,
          '“The second one works for me!” All gates passed. Auto-book is on Suggest, so this waits for you.',
          sentAt,
        ),
        suggestion: { kind: 'book' as const, slot: aSlot(later), offerId: 'offer-2', messageId: reply.id },
      }
      const passed = aDecision(reply).gates.map((gate) => ({
        ...gate,
        result: 'pass' as const,
        reason: gate.gate === 'slot_still_free' ? 'The slot is free at Calendly now.' : gate.reason,
      }))
      const decision = aDecision(reply, {
        gates: passed,
        outcome: 'suggested',
        sentence: `Ready to book ${worded(later, OPERATOR_ZONE)}. It waits for your approval, because auto-book is on Suggest.`,
        taskId: task.id,
      })
      const offers = [tomorrow, later].map((start, place) => ({
        id: `offer-${place + 1}`,
        leadId: lead.id,
        slot: aSlot(start),
        channel: 'sms' as const,
        zone: lead.zone?.name ?? OPERATOR_ZONE,
        messageId: offer.id,
        position: place + 1,
        offeredAt: offer.sentAt,
        expiresAt: plus(offer.sentAt, 7 * DAY),
        outcome: 'open' as const,
        settledAt: null,
        open: true,
      }))
      return detailOf(lead, { messages: [offer, reply], decisions: [decision], tasks: [task], offers }, now)
    }
    if (index === 1) {
      const reply = inbound(lead.id, 'm-1-2', 'yes, the first one please', sentAt)
      const appointment = anAppointment(lead.id, tomorrow, now)
      const past = {
        ...anAppointment(lead.id, toInstant(now - 9 * DAY), now),
        id: 'calendly:old',
        status: 'canceled' as const,
        reason: 'Something came up',
      }
      const confirmation = {
        ...outbound(
          lead.id,
          'm-1-3',
          `Booked: ${worded(tomorrow, lead.zone?.name)}. Talk soon!`,
          plus(sentAt, MINUTE),
        ),
        purpose: 'confirmation' as const,
        appointmentId: appointment.id,
      }
      const decision = aDecision(reply, {
        gates: aDecision(reply).gates.map((gate) => ({ ...gate, result: 'pass' })),
        outcome: 'booked',
        sentence: `Booked ${worded(tomorrow, OPERATOR_ZONE)} on Calendly and confirmed by SMS.`,
        appointmentId: appointment.id,
      })
      return detailOf(
        { ...lead, status: 'meeting_booked' },
        { messages: [offer, reply, confirmation], appointments: [past, appointment], decisions: [decision] },
        now,
      )
    }
    if (index === 2) {
      const whole =
        'Tuesday at 10 works.\n\nOn Mon, Nov 16, Robin Hale wrote:\n> I can do Tue, Nov 24, 10:00 AM GMT or Thu, Nov 26, 3:30 PM GMT.'
      const reply = { ...inbound(lead.id, 'm-2-2', whole, sentAt), replyText: 'Tuesday at 10 works.' }
      const failed = {
        ...outbound(lead.id, 'm-2-3', 'Sorry, that time has just gone.', plus(sentAt, MINUTE)),
        state: 'failed' as const,
        failure: 'The contact has turned on do-not-disturb for SMS.',
      }
      const task = aTask(
        lead.id,
        'which_slot',
        `Which time for ${lead.firstName}?`,
        'The accepted slot was taken. The reply may also mean the Tuesday after.',
        sentAt,
      )
      return detailOf(
        lead,
        { messages: [offer, reply, failed], decisions: [aDecision(reply)], tasks: [task] },
        now,
      )
    }
    if (index % 9 === 8) return detailOf(lead, {}, now)
    const opener = outbound(lead.id, `m-${index}-1`, openers[index % openers.length] ?? '', sentAt)
    if (index % 3 !== 0) return detailOf(lead, { messages: [opener] }, now)
    const reply = inbound(
      lead.id,
      `m-${index}-2`,
      answers[index % answers.length] ?? '',
      plus(sentAt, 20 * MINUTE),
    )
    const tasks =
      index === 6
        ? [
            aTask(
              lead.id,
              'missing_email',
              `${lead.firstName} has no e-mail`,
              'Calendly needs one to book. Ask for it, or add it under Contact.',
              sentAt,
            ),
          ]
        : []
    const decision = aDecision(reply, {
      reading: {
        intent: 'ask_times',
        offerId: null,
        confidence: 0.9,
        evidence: ['send me some times'],
        explanation: 'The reply asks for times and accepts none.',
        proposed: [],
        notBefore: null,
        zone: null,
        email: null,
      },
      gates: [],
      outcome: 'no_acceptance',
      sentence: 'No time was accepted. The lead asks for times; offer some.',
    })
    return detailOf(lead, { messages: [opener, reply], decisions: [decision], tasks }, now)
  })
}

export function worded(start: string, zone: string | undefined): string {
  const where = zone ?? 'UTC'
  const words = formatInZone(start, where, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).replaceAll('\u202f', ' ')
  return `${words} ${zoneAbbreviation(start, where)}`
}

/** Free slots on three working days, four a day. */
export function sampleSlots(now: number, leadZone: string | null): WordedSlot[] {
  const midnight = Math.ceil((now + DAY) / DAY) * DAY
  return [0, 1, 2].flatMap((day) =>
    [14, 15.5, 18, 20.5].map((hour): WordedSlot => {
      const start = toInstant(midnight + day * DAY + hour * HOUR)
      return {
        slot: aSlot(start),
        leadTime: leadZone === null ? null : worded(start, leadZone),
        operatorTime: worded(start, OPERATOR_ZONE),
        day: formatInZone(
          start,
          OPERATOR_ZONE,
          { year: 'numeric', month: '2-digit', day: '2-digit' },
          'en-CA',
        ),
      }
    }),
  )
}
