import { expect, test } from 'vitest'
import { isOpen } from '../../../core/domain/offer'
import { slotKey } from '../../../core/domain/slot'
import { makeOffer, makeSlot, NOW } from '../../support/fixtures'

test('an offer is open until it is settled, it expires, or its time has come', () => {
  expect(isOpen(makeOffer(), NOW)).toBe(true)
  expect(isOpen(makeOffer({ outcome: 'accepted', settledAt: NOW }), NOW)).toBe(false)
  expect(isOpen(makeOffer({ outcome: 'closed', settledAt: NOW }), NOW)).toBe(false)
  expect(isOpen(makeOffer({ expiresAt: '2026-11-23T14:00:00.001Z' }), NOW)).toBe(true)
  expect(isOpen(makeOffer({ expiresAt: NOW }), NOW)).toBe(false)
  expect(isOpen(makeOffer({ slot: makeSlot('2026-11-23T14:00:00.001Z') }), NOW)).toBe(true)
  expect(isOpen(makeOffer({ slot: makeSlot(NOW) }), NOW)).toBe(false)
})

test('a slot is the same slot by provider, event type or calendar, and start alone', () => {
  const slot = makeSlot()
  expect(slotKey({ ...slot, providerStart: '2026-11-24T10:00:00-05:00', end: slot.start })).toBe(
    slotKey(slot),
  )
  const others = [
    makeSlot('2026-11-24T15:30:00.000Z'),
    { ...slot, provider: 'ghl' as const },
    { ...slot, targetId: 'another' },
  ]
  for (const other of others) expect(slotKey(other)).not.toBe(slotKey(slot))
})
