/** @promise reliability: A disk that fails at any step never makes memory and disk differ, and what comes after works. */
import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../core/store/store'
import { makeLead } from '../support/fixtures'
import { diskError, watchFiles } from '../support/open-files'
import { asAfterCrash, newStore, notesOf, openStore } from '../support/stores'

type Step = Parameters<typeof watchFiles>[0]
const CODES = ['ENOSPC', 'EIO', 'EACCES'] as const
const failures = (...steps: Step[]) => steps.flatMap((step) => CODES.map((code) => [step, code] as const))

const put = (store: Store, id: string) =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id }))
  })

/** Fails the `number`th time that a step is taken from now on, once. */
async function failOnce(step: Step, code: (typeof CODES)[number], number = 1): Promise<void> {
  let count = 0
  await watchFiles(step, () => {
    count += 1
    if (count === number) throw diskError(code)
  })
}

/** What memory shows is what a crash at this moment would leave. */
async function expectSame(store: Store, folder: string, ids: string[]): Promise<void> {
  expect(Object.keys(notesOf(store))).toEqual(ids)
  const crashed = await openStore(await asAfterCrash(folder))
  expect(crashed.all('leads')).toEqual(store.all('leads'))
  expect(crashed.openingReport).toBeNull()
}

describe('a commit', () => {
  test.each(failures('appendFile', 'datasync'))('whose %s fails with %s is refused', async (step, code) => {
    const { store, folder } = await newStore()
    await put(store, 'before')
    await failOnce(step, code)
    await expect(put(store, 'refused')).rejects.toMatchObject({ code })
    await expectSame(store, folder, ['before'])
    await put(store, 'after')
    await expectSame(store, folder, ['before', 'after'])
  })

  test.each(CODES)(
    'that cannot be taken back after %s ends the taking of changes, in plain words',
    async (code) => {
      const { store, folder } = await newStore()
      await put(store, 'before')
      await failOnce('datasync', code)
      await failOnce('truncate', code)
      await expect(put(store, 'refused')).rejects.toMatchObject({ code })
      await expect(put(store, 'later')).rejects.toMatchObject({
        code: 'store.not_writable',
        message: expect.stringContaining('start Slotkeeper again') as string,
      })
      expect(Object.keys(notesOf(store))).toEqual(['before'])
      await store.close()
      expect(Object.keys(notesOf(await openStore(folder)))).toEqual(['before'])
    },
  )
})

describe('a snapshot', () => {
  // The folder of the journal is synced first, then the file, then its folder.
  const steps = [1, 2, 3].flatMap((number) => failures('sync').map((one) => [...one, number] as const))
  steps.push(...failures('writeFile').map((one) => [...one, 1] as const))

  test.each(steps)('whose %s fails with %s (time %i) costs nothing', async (step, code, number) => {
    const { store, folder } = await newStore()
    for (const id of ['a', 'b']) await put(store, id)
    await failOnce(step, code, number)
    await expect(store.close()).rejects.toMatchObject({ code })
    const again = await openStore(folder)
    expect(again.openingReport).toBeNull()
    await put(again, 'c')
    await expectSame(again, folder, ['a', 'b', 'c'])
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('a backup', () => {
  test.each(failures('writeFile', 'sync'))(
    'whose %s fails with %s is not made, and the next one is',
    async (step, code) => {
      const { store, folder } = await newStore()
      await put(store, 'a')
      await failOnce(step, code)
      await expect(store.backups.make('manual')).rejects.toMatchObject({ code })
      expect(await store.backups.list()).toEqual([])
      expect(store.backups.problem).toContain(code)
      await put(store, 'b')
      await expectSame(store, folder, ['a', 'b'])
      await store.backups.make('manual')
      expect(store.backups.problem).toBeNull()
      expect(await store.backups.list()).toHaveLength(1)
    },
  )
})
