import { expect, test } from 'vitest'
import { newSettings } from '../../../core/domain/settings'
import { carryOver } from '../../../core/store/carry-over'
import { makeLead, makeOutbound } from '../../support/fixtures'
import { newStore } from '../../support/stores'

test('a message that waited in the backup, and of which nothing is known now, is failed and not sent', async () => {
  const { store } = await newStore()
  const waiting = makeOutbound({ id: 'waiting', state: 'queued' })
  await store.transact('test.put', (transaction) => {
    transaction.put('settings', newSettings('America/New_York'))
    transaction.put('leads', makeLead({ id: waiting.leadId }))
    transaction.put('messages', waiting)
  })
  const backup = await store.backups.make('manual')
  await store.transact('test.remove', (transaction) => {
    transaction.remove('messages', 'waiting')
  })
  await store.restoreBackup(backup?.name ?? '', (transaction) => carryOver(transaction, store))
  expect(store.get('messages', 'waiting')).toMatchObject({
    state: 'failed',
    failure: 'It was written before the restore and waited there. Send it again if it is still wanted.',
  })
})

/** @promise reliability: An opt-out is never forgotten, also not by a restore. */
test('a lead that came since and wants no messages stays, and none loses its opt-out', async () => {
  const { store } = await newStore()
  await store.transact('test.put', (transaction) => {
    transaction.put('settings', newSettings('America/New_York'))
    transaction.put('leads', makeLead({ id: 'known', optOuts: ['email'] }))
  })
  const backup = await store.backups.make('manual')
  await store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id: 'known', optOuts: ['sms'], autoBook: false }))
    transaction.put('leads', makeLead({ id: 'new', optOuts: ['sms'] }))
    transaction.put('leads', makeLead({ id: 'blacklisted', status: 'blacklisted' }))
    transaction.put('leads', makeLead({ id: 'untouched' }))
  })
  await store.restoreBackup(backup?.name ?? '', (transaction) => carryOver(transaction, store))
  expect(store.all('leads').map(({ id, optOuts }) => [id, optOuts])).toEqual([
    ['known', ['email', 'sms']],
    ['new', ['sms']],
    ['blacklisted', []],
  ])
  expect(store.get('leads', 'known')?.autoBook).toBe(false)
})
