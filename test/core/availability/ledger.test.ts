import { describe, expect, test } from 'vitest'
import {
  closeOffers,
  closeOutdatedOffers,
  offeredTo,
  offersSeen,
  recordOffers,
  timesOffered,
} from '../../../core/availability/ledger'
import type { OutboundMessage } from '../../../core/domain/message'
import type { Slot } from '../../../core/domain/slot'
import { DAY, HOUR, plus } from '../../../core/domain/time'
import type { Store } from '../../../core/store/store'
import { makeOffer, makeOutbound, makeSlot, NEW_YORK, NOW } from '../../support/fixtures'
import { newStore } from '../../support/stores'

const TUESDAY = makeSlot('2026-11-24T15:00:00.000Z')
const WEDNESDAY = makeSlot('2026-11-25T19:00:00.000Z')
const THURSDAY = makeSlot('2026-11-26T15:00:00.000Z')

const record = (store: Store, message: OutboundMessage, now = NOW) =>
  store.transact('test.offer', (transaction) => {
    recordOffers(transaction, message, 7, now)
  })

const close = (store: Store, booked: Slot | null, now = NOW) =>
  store.transact('test.close', (transaction) => {
    closeOffers(transaction, 'lead-1', booked, now)
  })

const outcomes = (store: Store) =>
  Object.fromEntries(store.all('offers').map(({ id, outcome, settledAt }) => [id, [outcome, settledAt]]))

describe('what a message offered', () => {
  test('stands in the ledger with its place, its message and its end', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ channel: 'email', carries: [WEDNESDAY, TUESDAY] }))
    const common = {
      leadId: 'lead-1',
      channel: 'email',
      zone: NEW_YORK,
      messageId: 'message-1',
      offeredAt: NOW,
      expiresAt: plus(NOW, 7 * DAY),
      outcome: 'open',
      settledAt: null,
    }
    expect(store.all('offers')).toEqual([
      { ...common, id: 'offer:message-1:1', slot: WEDNESDAY, position: 1 },
      { ...common, id: 'offer:message-1:2', slot: TUESDAY, position: 2 },
    ])
  })

  test('is written once per message, and what became of it stays', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound())
    await close(store, TUESDAY)
    const settled = store.all('offers')
    await record(store, makeOutbound(), plus(NOW, HOUR))
    expect(store.all('offers')).toEqual(settled)
  })

  test('is nothing where it carried nothing', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ purpose: 'confirmation', carries: [] }))
    expect(store.count('offers')).toBe(0)
  })
})

describe('after a booking', () => {
  test('no offer of the lead is open: the booked one is accepted, the others are closed', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ carries: [TUESDAY, WEDNESDAY] }))
    await record(store, makeOutbound({ id: 'message-2', leadId: 'lead-2', carries: [TUESDAY] }))
    const later = plus(NOW, HOUR)
    await close(store, { ...WEDNESDAY, providerStart: 'written otherwise' }, later)
    expect(outcomes(store)).toEqual({
      'offer:message-1:1': ['closed', later],
      'offer:message-1:2': ['accepted', later],
      'offer:message-2:1': ['open', null],
    })
  })

  test('of a time that was never offered, or on another event type, none is accepted', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ carries: [TUESDAY] }))
    await close(store, { ...TUESDAY, targetId: 'another' })
    expect(outcomes(store)).toEqual({ 'offer:message-1:1': ['closed', NOW] })
    await record(store, makeOutbound({ id: 'message-2', carries: [WEDNESDAY] }))
    await close(store, null)
    expect(outcomes(store)['offer:message-2:1']).toEqual(['closed', NOW])
  })

  test('what was settled before stays as it was', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ carries: [TUESDAY, WEDNESDAY] }))
    await close(store, TUESDAY)
    const before = outcomes(store)
    await close(store, WEDNESDAY, plus(NOW, DAY))
    expect(outcomes(store)).toEqual(before)
  })
})

describe('the offers that a lead saw', () => {
  test('come as they were seen: message by message, and in each by place, whatever became of them', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ id: 'message-b', carries: [THURSDAY, TUESDAY] }), plus(NOW, HOUR))
    await record(store, makeOutbound({ id: 'message-a', carries: [WEDNESDAY] }), plus(NOW, 2 * HOUR))
    await record(store, makeOutbound({ id: 'message-c', carries: [WEDNESDAY, THURSDAY] }), NOW)
    await close(store, TUESDAY, plus(NOW, 3 * HOUR))
    expect(offersSeen(store, 'lead-1', 'sms', plus(NOW, 10 * DAY)).map(({ id }) => id)).toEqual([
      'offer:message-c:1',
      'offer:message-c:2',
      'offer:message-b:1',
      'offer:message-b:2',
      'offer:message-a:1',
    ])
  })

  test('come by their place in the message, in whatever order they were stored', async () => {
    const { store } = await newStore()
    await store.transact('test.put', (transaction) => {
      for (const position of [3, 1, 2]) {
        transaction.put('offers', makeOffer({ id: `offer-${position}`, position }))
      }
    })
    const seen = offersSeen(store, 'lead-1', 'sms', NOW)
    expect(seen.map(({ position }) => position)).toEqual([1, 2, 3])
  })

  test('are those of this lead and channel, made by the moment that is asked for', async () => {
    const { store } = await newStore()
    await record(store, makeOutbound({ id: 'seen', carries: [TUESDAY] }))
    await record(store, makeOutbound({ id: 'by-mail', channel: 'email', carries: [TUESDAY] }))
    await record(store, makeOutbound({ id: 'of-another', leadId: 'lead-2', carries: [TUESDAY] }))
    await record(store, makeOutbound({ id: 'later', carries: [WEDNESDAY] }), plus(NOW, 1))
    expect(offersSeen(store, 'lead-1', 'sms', NOW).map(({ messageId }) => messageId)).toEqual(['seen'])
    expect(offersSeen(store, 'lead-1', 'email', NOW).map(({ messageId }) => messageId)).toEqual(['by-mail'])
    expect(offersSeen(store, 'lead-1', 'linkedin', NOW)).toEqual([])
  })
})

test('a slot counts every time that it was offered to anybody, whatever became of it', async () => {
  const { store } = await newStore()
  expect(timesOffered(store, TUESDAY)).toBe(0)
  await record(store, makeOutbound({ carries: [TUESDAY, WEDNESDAY] }))
  await close(store, TUESDAY)
  await record(store, makeOutbound({ id: 'message-2', leadId: 'lead-2', carries: [TUESDAY] }))
  expect(timesOffered(store, { ...TUESDAY, providerStart: 'written otherwise' })).toBe(2)
  expect(timesOffered(store, WEDNESDAY)).toBe(1)
  expect(timesOffered(store, { ...TUESDAY, targetId: 'another' })).toBe(0)
  expect(timesOffered(store, { ...TUESDAY, provider: 'ghl' })).toBe(0)
})

describe('when something else is booked on', () => {
  test('open offers of the old are closed and say so; others, and what was settled before, stay', async () => {
    const { store } = await newStore()
    const onGhl = makeSlot(WEDNESDAY.start, { provider: 'ghl', targetId: 'calendar-1' })
    await record(store, makeOutbound({ carries: [TUESDAY] }))
    await close(store, TUESDAY)
    await record(store, makeOutbound({ id: 'message-2', leadId: 'lead-2', carries: [TUESDAY] }))
    await record(store, makeOutbound({ id: 'message-3', carries: [onGhl] }))
    const later = plus(NOW, HOUR)
    await store.transact('test.outdated', (transaction) => {
      closeOutdatedOffers(transaction, ({ provider }) => provider === 'calendly', later)
    })
    expect(outcomes(store)).toEqual({
      'offer:message-1:1': ['accepted', NOW],
      'offer:message-2:1': ['closed', later],
      'offer:message-3:1': ['open', null],
    })
    expect(store.get('offers', 'offer:message-2:1')?.closedBy).toBe('settings')
  })
})

test('what a lead was offered is known, on whatever channel and whatever became of it', async () => {
  const { store } = await newStore()
  await record(store, makeOutbound({ channel: 'email', carries: [TUESDAY] }))
  await close(store, null)
  await record(store, makeOutbound({ id: 'message-2', leadId: 'lead-2', carries: [WEDNESDAY] }))
  const wasOffered = offeredTo(store, 'lead-1')
  expect(wasOffered({ ...TUESDAY, providerStart: 'written otherwise' })).toBe(true)
  expect(wasOffered({ ...TUESDAY, targetId: 'another' })).toBe(false)
  expect(wasOffered(WEDNESDAY)).toBe(false)
})
