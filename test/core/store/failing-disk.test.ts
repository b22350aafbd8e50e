import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Store } from '../../../core/store/store'
import { makeLead } from '../../support/fixtures'
import { diskError, watchFiles } from '../../support/open-files'
import {
  asAfterCrash,
  compacted,
  journalOf,
  newStore,
  notesOf,
  openStore,
  segmentsOf,
} from '../../support/stores'

const putLead = (store: Store, id: string, notes = '') =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id, notes }))
  })

/** Lets one step of every file fail while `is` is true. */
async function breaking(...steps: Parameters<typeof watchFiles>[0][]): Promise<{ is: boolean }> {
  const broken = { is: false }
  for (const step of steps) {
    await watchFiles(step, () => {
      if (broken.is) throw diskError('EIO')
    })
  }
  return broken
}

/** @promise reliability: A disk that fails at any step never makes memory and disk differ, and what comes after works. */
test.each(['datasync', 'appendFile'] as const)(
  'a batch whose %s fails is refused, leaves no trace, and the next one is taken',
  async (step) => {
    const { store, folder } = await newStore()
    await putLead(store, 'before')
    let fails = true
    await watchFiles(step, () => {
      if (!fails) return
      fails = false
      throw diskError('EIO')
    })
    const settled = await Promise.allSettled([putLead(store, 'lost-1'), putLead(store, 'lost-2')])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(notesOf(store)).toEqual({ before: '' })
    expect(await journalOf(folder)).toHaveLength(1)

    await putLead(store, 'after')
    expect((await journalOf(folder)).map(({ position }) => position)).toEqual([1, 2])
    expect(notesOf(await openStore(await asAfterCrash(folder)))).toEqual({ before: '', after: '' })
  },
)

test('a transaction that read what a refused one wrote is refused with it', async () => {
  const { store } = await newStore()
  const broken = await breaking('appendFile')
  broken.is = true
  const lost = putLead(store, 'lost')
  const reading = store.transact('test.read', (transaction) => transaction.get('leads', 'lost'))
  await expect(lost).rejects.toMatchObject({ code: 'EIO' })
  await expect(reading).rejects.toMatchObject({ code: 'EIO' })
})

/** @promise reliability: What the disk refused is gone from it before anybody is told so. */
test('a refused line is taken back durably before its writer is told', async () => {
  const { store } = await newStore()
  const steps: string[] = []
  for (const step of ['appendFile', 'truncate', 'datasync'] as const) {
    await watchFiles(step, () => {
      steps.push(step)
      if (step === 'datasync' && steps.length === 2) throw diskError('EIO')
    })
  }
  await putLead(store, 'refused').catch(() => steps.push('told'))
  expect(steps).toEqual(['appendFile', 'datasync', 'truncate', 'datasync', 'told'])
})

test('a journal that can be neither written nor mended takes no more changes, and says so', async () => {
  const { store, folder } = await newStore()
  await putLead(store, 'before')
  const broken = await breaking('datasync', 'truncate')
  broken.is = true
  await expect(putLead(store, 'lost')).rejects.toMatchObject({ code: 'EIO' })
  broken.is = false
  await expect(putLead(store, 'later')).rejects.toMatchObject({ code: 'store.not_writable' })
  expect(notesOf(store)).toEqual({ before: '' })

  // Its snapshot replaces the journal, and with it the line that could not be taken back.
  await store.close()
  const again = await openStore(folder)
  await putLead(again, 'after')
  expect(notesOf(again)).toEqual({ before: '', after: '' })
})

test('a snapshot that cannot be written at closing leaves the journal, and gives the folder back', async () => {
  const { store, folder } = await newStore()
  await putLead(store, 'lead-1')
  const broken = await breaking('writeFile')
  broken.is = true
  await expect(store.close()).rejects.toMatchObject({ code: 'EIO' })
  broken.is = false
  const again = await openStore(folder)
  expect(notesOf(again)).toEqual({ 'lead-1': '' })
  await putLead(again, 'lead-2')
  expect(notesOf(await openStore(await asAfterCrash(folder)))).toEqual({ 'lead-1': '', 'lead-2': '' })
})

test('a snapshot that cannot be written while commits go on costs nothing; a later one is tried', async () => {
  const { store, folder } = await newStore()
  let failures = 0
  await watchFiles('writeFile', () => {
    if (failures > 0) return
    failures += 1
    throw diskError('ENOSPC')
  })
  const text = 'x'.repeat(1024 * 1024)
  for (let count = 0; count < 5; count += 1) await putLead(store, `first-${count}`, text)
  await expect.poll(() => failures).toBe(1)
  await expect.poll(() => readdir(folder)).toEqual(['journal', 'lock'])
  expect(await segmentsOf(folder)).toHaveLength(2)
  expect(store.count('leads')).toBe(5)
  expect((await openStore(await asAfterCrash(folder))).all('leads')).toEqual(store.all('leads'))

  for (let count = 0; count < 5; count += 1) await putLead(store, `second-${count}`, text)
  await compacted(store, folder)
  expect((await openStore(await asAfterCrash(folder))).all('leads')).toEqual(store.all('leads'))
})

/** @promise reliability: A journal that could not be divided goes on whole: nothing written behind it is passed over. */
test('a segment that could not be begun leaves the one before to go on, and all in it is read back', async () => {
  const { store, folder } = await newStore()
  const broken = await breaking('sync')
  broken.is = true
  const text = 'x'.repeat(4 * 1024 * 1024)
  for (const id of ['a', 'b', 'c']) await putLead(store, id, id === 'a' ? text : '')
  broken.is = false
  const crashed = await openStore(await asAfterCrash(folder))
  expect(crashed.openingReport).toBeNull()
  expect(Object.keys(notesOf(crashed))).toEqual(['a', 'b', 'c'])
})
