import type { ProviderId } from '../domain/names'
import type { Clock } from '../domain/time'
import { answeredAt, type HttpAnswer } from './http'

/**
 * Compares this computer's clock with the date of each provider's last answer. Signed webhooks are refused when the two
 * are minutes apart (T2), so an operator must be able to see it. A date has whole seconds, and an answer takes a while.
 */
export class ClockCheck {
  readonly #clock: Clock
  readonly #ahead = new Map<ProviderId, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  heard(provider: ProviderId, answer: HttpAnswer): void {
    const theirs = answer.kind === 'answer' ? answeredAt(answer) : null
    if (theirs !== null) this.#ahead.set(provider, theirs - this.#clock.now())
  }

  /** By how many ms the provider's clock was ahead of ours; null before its first answer. */
  aheadOf(provider: ProviderId): number | null {
    return this.#ahead.get(provider) ?? null
  }
}
