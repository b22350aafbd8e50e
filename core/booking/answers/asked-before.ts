import { isAnswerPurpose, type AnswerPurpose } from '../../domain/answer'
import type { Message } from '../../domain/message'
import { DAY, plus, type Instant } from '../../domain/time'

/** For how long a lead is not asked again; what is not named may be said as often as it fits. */
const ONCE_IN: Partial<Record<AnswerPurpose, number>> = {
  ask_email: 30 * DAY,
  ask_zone: 30 * DAY,
  booking_link: DAY,
}

/** What a lead was asked or sent so lately, by whomever, that it is not done again by itself. */
export function askedBefore(messages: readonly Message[], now: Instant): ReadonlySet<AnswerPurpose> {
  const asked = new Set<AnswerPurpose>()
  for (const message of messages) {
    if (message.direction !== 'outbound' || message.state === 'failed') continue
    const { purpose, sentAt } = message
    if (!isAnswerPurpose(purpose)) continue
    const pause = ONCE_IN[purpose]
    if (pause !== undefined && sentAt > plus(now, -pause)) asked.add(purpose)
  }
  return asked
}
