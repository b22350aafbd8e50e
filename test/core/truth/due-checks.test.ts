import { expect, test } from 'vitest'
import type { Store } from '../../../core/store/store'
import type { Transaction } from '../../../core/store/transaction'
import { DAY, MINUTE, plus, type Instant } from '../../../core/domain/time'
import { dueChecks, type Check } from '../../../core/truth/reconcile/due-checks'
import { makeAppointment, makeInbound, makeLead, makeOffer, makeOutbound, NOW } from '../../support/fixtures'
import { newStore } from '../../support/stores'

async function storeWith(write: (transaction: Transaction) => void): Promise<Store> {
  const { store } = await newStore()
  await store.transact('test.rows', write)
  return store
}

/** Makes the looks of so many minutes, and tells what was looked at in each. */
async function looks(store: Store, minutes: number): Promise<Check[][]> {
  const made: Check[][] = []
  for (let minute = 0; minute < minutes; minute += 1) {
    const now: Instant = plus(NOW, minute * MINUTE)
    const due = dueChecks(store, 'calendly', now, null)
    made.push(due)
    await store.transact('test.looked', (transaction) => {
      for (const { id } of due) transaction.put('recordChecks', { id, reconciledAt: now, error: null })
    })
  }
  return made
}

function minutesOf(made: Check[][], id: string): number[] {
  return made.flatMap((checks, minute) => (checks.some((check) => check.id === id) ? [minute] : []))
}

function putWriters(transaction: Transaction, count: number): void {
  for (let number = 0; number < count; number += 1) {
    const leadId = `lead-${String(number)}`
    transaction.put('leads', makeLead({ id: leadId, emails: [`lead${String(number)}@example.com`] }))
    transaction.put('messages', makeInbound({ id: `message-${String(number)}`, leadId }))
  }
}

test('an upcoming meeting is looked at every ten minutes, however many leads wrote', async () => {
  const meeting = makeAppointment({ start: plus(NOW, DAY) })
  const store = await storeWith((transaction) => {
    putWriters(transaction, 100)
    transaction.put('appointments', meeting)
  })
  expect(minutesOf(await looks(store, 31), `meeting:${meeting.id}`)).toEqual([0, 10, 20, 30])
})

test('a lead that wrote is looked at, however many meetings are due', async () => {
  const store = await storeWith((transaction) => {
    putWriters(transaction, 1)
    for (let number = 0; number < 300; number += 1) {
      const externalId = `invitee-${String(number)}`
      transaction.put('appointments', makeAppointment({ externalId, start: plus(NOW, DAY) }))
    }
  })
  const made = await looks(store, 5)
  expect(minutesOf(made, 'lead:calendly:lead-0')).toEqual([0, 1, 2, 3, 4])
  expect(made.map((checks) => checks.length)).toEqual([10, 10, 10, 10, 10])
})

test('leads with an open offer or that wrote lately are looked at, and those that were only written to are not', async () => {
  const store = await storeWith((transaction) => {
    for (const id of ['offered', 'wrote', 'written-to', 'wrote-long-ago'])
      transaction.put('leads', makeLead({ id, emails: [`${id}@example.com`] }))
    transaction.put('offers', makeOffer({ leadId: 'offered' }))
    transaction.put('messages', makeInbound({ id: 'message-1', leadId: 'wrote' }))
    transaction.put('messages', makeOutbound({ id: 'message-2', leadId: 'written-to', state: 'sent' }))
    const sentAt = plus(NOW, -15 * DAY)
    transaction.put('messages', makeInbound({ id: 'message-3', leadId: 'wrote-long-ago', sentAt }))
  })
  const ids = dueChecks(store, 'calendly', NOW, null).map(({ id }) => id)
  expect(ids).toEqual(['near:calendly', 'lead:calendly:offered', 'lead:calendly:wrote'])
})

test('a meeting that was missing is looked for until its end, and a canceled one is not', async () => {
  const missing = makeAppointment({ externalId: 'missing', status: 'canceled', missingSince: NOW })
  const store = await storeWith((transaction) => {
    transaction.put('appointments', missing)
    transaction.put('appointments', makeAppointment({ externalId: 'canceled', status: 'canceled' }))
  })
  const meetings = (now: Instant) =>
    dueChecks(store, 'calendly', now, null).filter(({ kind }) => kind === 'meeting')
  expect(meetings(NOW).map(({ id }) => id)).toEqual([`meeting:${missing.id}`])
  expect(meetings(missing.end)).toEqual([])
})
