import type { Offer } from '../../../core/domain/offer'
import { makeOffer, makeSlot, NEW_YORK } from '../../support/fixtures'

/** An offer in the message `message-1`, worded in New York. */
export function offer(id: string, position: number, start: string, known: Partial<Offer> = {}): Offer {
  return makeOffer({ id, position, zone: NEW_YORK, slot: makeSlot(start), ...known })
}

/** Tue, Nov 24, 10:00 AM EST. */
export const ONE = [offer('tuesday', 1, '2026-11-24T15:00:00.000Z')]

/** 1) Tue, Nov 24, 10:00 AM EST 2) Wed, Nov 25, 2:00 PM EST. */
export const TWO = [...ONE, offer('wednesday', 2, '2026-11-25T19:00:00.000Z')]

/** 1) Tue, Nov 24, 3:00 PM EST 2) Wed, Nov 25, 10:00 AM EST 3) Thu, Nov 26, 11:00 AM EST. */
export const THREE = [
  offer('tuesday-3pm', 1, '2026-11-24T20:00:00.000Z'),
  offer('wednesday-10am', 2, '2026-11-25T15:00:00.000Z'),
  offer('thursday-11am', 3, '2026-11-26T16:00:00.000Z'),
]

/** 1) Tue, Dec 1, 10:00 AM EST 2) Wed, Dec 2, 10:00 AM EST: the places are dates too. */
export const DECEMBER = [
  offer('december-1', 1, '2026-12-01T15:00:00.000Z', { expiresAt: '2026-12-08T15:00:00.000Z' }),
  offer('december-2', 2, '2026-12-02T15:00:00.000Z', { expiresAt: '2026-12-08T15:00:00.000Z' }),
]

export const SETS: [name: string, offers: Offer[]][] = [
  ['one offer', ONE],
  ['two offers', TWO],
  ['three offers', THREE],
  ['offers in December', DECEMBER],
]
