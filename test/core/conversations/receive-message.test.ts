import { expect, test } from 'vitest'
import { receiveMessage } from '../../../core/conversations/receive-message'
import { makeLead, NOW } from '../../support/fixtures'
import { newStore } from '../../support/stores'

const POLLED = { channel: 'sms', externalId: 'message-1', text: 'Other times?', sentAt: NOW } as const

async function stored(...incoming: Parameters<typeof receiveMessage>[2][]) {
  const { store } = await newStore()
  const ids = await store.transact('test.receive', (transaction) => {
    transaction.put('leads', makeLead())
    return incoming.map((one) => receiveMessage(transaction, makeLead(), one, NOW).id)
  })
  return { ids, count: store.by('messages', 'lead', 'lead-1').length }
}

/** @promise reliability: A message that comes by webhook and by reading GoHighLevel's conversations is one message, in either order. */
test('a message that is known by its id is stored once', async () => {
  expect(await stored(POLLED, { ...POLLED, text: 'changed' })).toEqual({
    ids: ['sms:message-1', 'sms:message-1'],
    count: 1,
  })
})

test.each([
  [[POLLED, { ...POLLED, externalId: 'webhook-1' }]],
  [[{ ...POLLED, externalId: 'webhook-1' }, POLLED]],
])('a webhook that does not name its message makes no second one', async (both) => {
  expect((await stored(...both)).count).toBe(1)
})

test.each([{ text: 'Other times' }, { sentAt: '2026-11-23T14:00:01.000Z' }, { channel: 'email' as const }])(
  'other words, another moment or another channel is another message: %o',
  async (other) => {
    expect((await stored(POLLED, { ...POLLED, externalId: 'webhook-1', ...other })).count).toBe(2)
  },
)
