import { expect, test } from 'vitest'
import { confirmationId } from '../../../core/booking/confirmation'
import { recordAppointment } from '../../../core/booking/record-appointment'
import type { Appointment, ProviderAppointment } from '../../../core/domain/appointment'
import { DAY, MINUTE, plus } from '../../../core/domain/time'
import { makeAppointment, makeInbound, makeLead, makeSettings, NOW } from '../../support/fixtures'
import { newStore } from '../../support/stores'

/** A lead in a conversation, whose meetings GoHighLevel reports: there a canceled meeting can stand again. */
async function reports() {
  const { store } = await newStore()
  await store.transact('test.lead', (transaction) => {
    transaction.put('settings', makeSettings())
    transaction.put('leads', makeLead({ status: 'replied' }))
    transaction.put('messages', makeInbound({ decided: true }))
  })
  let minutes = 0
  return {
    store,
    report: (known: Partial<Appointment>) =>
      store.transact('test.report', (transaction) => {
        const lead = transaction.get('leads', 'lead-1')
        if (!lead) throw new Error('the lead is gone')
        const now = plus(NOW, ++minutes * MINUTE)
        const report = reportOf(makeAppointment({ provider: 'ghl', asOf: now, bookedAt: NOW, ...known }))
        return recordAppointment(transaction, lead, report, {
          source: 'webhook',
          attemptId: null,
          slot: null,
          now,
        })
      }),
    status: () => store.get('leads', 'lead-1')?.status,
    openTasks: () =>
      store
        .by('tasks', 'lead', 'lead-1')
        .filter(({ state }) => state === 'open')
        .map(({ kind }) => kind),
  }
}

function reportOf(appointment: Appointment): ProviderAppointment {
  const {
    id: _id,
    leadId: _leadId,
    source: _source,
    recordedAt: _at,
    announcedAt: _told,
    ...rest
  } = appointment
  const { bookedAt, ...facts } = rest
  return {
    ...facts,
    createdAt: bookedAt,
    invitee: { email: 'ada.osei@example.com', name: null, phone: null, ghlContactId: null },
  }
}

const FIRST = { externalId: 'first', start: plus(NOW, 2 * DAY) }
const SECOND = { externalId: 'second', start: plus(NOW, 4 * DAY) }

test('canceling one of two meetings leaves nothing to ask while the other stands', async () => {
  const { report, openTasks, status } = await reports()
  await report(FIRST)
  await report(SECOND)
  expect(openTasks()).toEqual(['double_booking'])
  await report({ ...SECOND, status: 'canceled' })
  expect(openTasks()).toEqual([])
  expect(status()).toBe('meeting_booked')
})

test('the cancellation is asked about as soon as the other meeting is off too', async () => {
  const { report, openTasks } = await reports()
  await report(FIRST)
  await report(SECOND)
  await report({ ...SECOND, status: 'canceled' })
  await report({ ...FIRST, status: 'rescheduled' })
  expect(openTasks()).toEqual(['canceled'])
})

test('a cancellation that a person has dismissed is not asked about again', async () => {
  const { report, openTasks, store } = await reports()
  await report(FIRST)
  await report({ ...FIRST, status: 'canceled' })
  await store.transact('test.dismiss', (transaction) => {
    for (const task of transaction.by('tasks', 'lead', 'lead-1'))
      transaction.put('tasks', { ...task, state: 'dismissed' })
  })
  await report(SECOND)
  await report({ ...SECOND, status: 'rescheduled' })
  expect(openTasks()).toEqual([])
})

test('an earlier meeting that was held makes up for no later cancellation', async () => {
  const { report, openTasks } = await reports()
  await report({ externalId: 'held', start: plus(NOW, -2 * DAY), status: 'showed' })
  await report(FIRST)
  await report({ ...FIRST, status: 'canceled' })
  expect(openTasks()).toEqual(['canceled'])
})

test('a meeting that is canceled and stands again is asked about no more', async () => {
  const { report, openTasks } = await reports()
  await report(FIRST)
  await report({ ...FIRST, status: 'canceled' })
  expect(openTasks()).toEqual(['canceled'])
  await report(FIRST)
  expect(openTasks()).toEqual([])
})

test('a confirmation that was dropped with its meeting is queued again when the meeting stands again', async () => {
  const { report, store } = await reports()
  const { id } = await report(FIRST)
  const confirmation = () => store.get('messages', confirmationId(id))
  expect(confirmation()).toMatchObject({ state: 'queued' })
  await report({ ...FIRST, status: 'canceled' })
  expect(confirmation()).toBeUndefined()
  await report(FIRST)
  expect(confirmation()).toMatchObject({ state: 'queued' })
})

test('a confirmation that has gone out is not written again', async () => {
  const { report, store } = await reports()
  const { id } = await report(FIRST)
  await store.transact('test.sent', (transaction) => {
    const queued = transaction.get('messages', confirmationId(id))
    if (queued?.direction === 'outbound') transaction.put('messages', { ...queued, state: 'sent' })
  })
  await report({ ...FIRST, status: 'canceled' })
  await report(FIRST)
  expect(store.get('messages', confirmationId(id))).toMatchObject({ state: 'sent' })
})

test('the zone of a lead is learnt from a booking of its own, and never from one of ours', async () => {
  const { report, store } = await reports()
  const zoneless = () =>
    store.transact('test.zone', (transaction) => {
      transaction.put('leads', makeLead({ zone: null }))
    })
  const zone = () => store.get('leads', 'lead-1')?.zone
  await zoneless()
  await report({ ...FIRST, zone: 'Europe/Berlin', attemptId: 'attempt-1' })
  expect(zone()).toBeNull()
  await report({ ...SECOND, zone: 'Europe/Berlin' })
  expect(zone()).toEqual({ name: 'Europe/Berlin', source: 'provider' })
})

test.each(['no_show', 'showed'] as const)(
  'a lead whose meeting is first heard of as %s had a meeting booked',
  async (became) => {
    const { report, status } = await reports()
    await report({ externalId: 'past', start: plus(NOW, -DAY), status: became })
    expect(status()).toBe('meeting_booked')
  },
)

test('what a person said of the lead after a meeting stays when the meeting is marked', async () => {
  const { report, status, store } = await reports()
  await report({ externalId: 'past', start: plus(NOW, -DAY) })
  await store.transact('test.qualified', (transaction) => {
    transaction.put('leads', makeLead({ status: 'qualified' }))
  })
  await report({ externalId: 'past', start: plus(NOW, -DAY), status: 'showed' })
  expect(status()).toBe('qualified')
})
