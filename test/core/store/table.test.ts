import { expect, test } from 'vitest'
import { Table } from '../../../core/store/table'
import { makeAttempt, makeInbound, makeLead, makeOutbound, makeSlot, makeTask } from '../../support/fixtures'
import { newStore, openStore } from '../../support/stores'

const ids = (entities: Iterable<{ id: string }>) => [...entities].map(({ id }) => id)

test('an entity is found by every one of its keys, and no more by those that it lost', () => {
  const leads = new Table('leads')
  leads.put(makeLead({ emails: ['a@example.com', 'b@example.com'], phones: [], ghlContactId: 'contact-1' }))
  expect(ids(leads.by('email', 'a@example.com'))).toEqual(['lead-1'])
  expect(ids(leads.by('email', 'b@example.com'))).toEqual(['lead-1'])
  expect(ids(leads.by('ghlContact', 'contact-1'))).toEqual(['lead-1'])
  leads.put(makeLead({ emails: ['b@example.com', 'b@example.com'], phones: ['+15555550102'] }))
  expect(leads.by('email', 'a@example.com')).toEqual([])
  expect(ids(leads.by('email', 'b@example.com'))).toEqual(['lead-1'])
  expect(ids(leads.by('phone', '+15555550102'))).toEqual(['lead-1'])
  expect(leads.by('ghlContact', 'contact-1')).toEqual([])
  expect(leads.size).toBe(1)
  leads.remove('lead-1')
  leads.remove('lead-1')
  expect(leads.by('email', 'b@example.com')).toEqual([])
  expect(leads.get('lead-1')).toBeUndefined()
  expect(leads.size).toBe(0)
})

test('they come in the order of their first put, whatever changed since, after a restart too', async () => {
  const { store, folder } = await newStore()
  const put = (id: string, email: string) =>
    store.transact('test.put', (transaction) => {
      transaction.put('leads', makeLead({ id, emails: [email] }))
    })
  for (const id of ['c', 'a', 'b']) await put(id, 'shared@example.com')
  await put('c', 'other@example.com')
  await put('c', 'shared@example.com')
  expect(ids(store.by('leads', 'email', 'shared@example.com'))).toEqual(['c', 'a', 'b'])
  expect(ids(store.all('leads'))).toEqual(['c', 'a', 'b'])
  await store.close()
  const again = await openStore(folder)
  expect(ids(again.by('leads', 'email', 'shared@example.com'))).toEqual(['c', 'a', 'b'])
  expect(ids(again.all('leads'))).toEqual(['c', 'a', 'b'])
})

test('an attempt holds its slot while it is calling or unknown, and lets go when it is settled', () => {
  const attempts = new Table('attempts')
  const key = `calendly ${makeSlot().targetId} ${makeSlot().start}`
  for (const state of ['calling', 'unknown'] as const) {
    attempts.put(makeAttempt({ state }))
    expect(ids(attempts.by('slotUnderWay', key))).toEqual(['attempt-1'])
    expect(ids(attempts.by('underWay', 'yes'))).toEqual(['attempt-1'])
  }
  for (const state of ['booked', 'refused'] as const) {
    attempts.put(makeAttempt({ state }))
    expect(attempts.by('slotUnderWay', key)).toEqual([])
    expect(attempts.by('underWay', 'yes')).toEqual([])
  }
  expect(ids(attempts.by('day', '2026-11-23'))).toEqual(['attempt-1'])
})

test('a message waits to be sent only while it is outbound and queued or sending', () => {
  const messages = new Table('messages')
  messages.put(makeInbound())
  for (const state of ['queued', 'sending', 'sent', 'failed', 'unknown'] as const) {
    messages.put(makeOutbound({ id: state, state }))
  }
  expect(ids(messages.by('unsent', 'yes'))).toEqual(['queued', 'sending'])
})

test('only open tasks are found as open', () => {
  const tasks = new Table('tasks')
  for (const state of ['open', 'done', 'dismissed'] as const) tasks.put(makeTask({ id: state, state }))
  expect(ids(tasks.by('open', 'yes'))).toEqual(['open'])
  expect(ids(tasks.by('lead', 'lead-1'))).toEqual(['open', 'done', 'dismissed'])
})
