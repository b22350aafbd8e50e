import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { MINUTE } from '../../../core/domain/time'
import type { ChangeSet } from '../../../core/store/collections'
import type { Store } from '../../../core/store/store'
import { makeLead, NOW } from '../../support/fixtures'
import { gate, watchFiles } from '../../support/open-files'
import { asAfterCrash, journalOf, newStore, notesOf, openStore, segmentsOf } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'

const putLead = (store: Store, id: string, notes = '') =>
  store.transact('test.put', (transaction) => {
    transaction.put('leads', makeLead({ id, notes }))
  })

const countUp = (store: Store) =>
  store.transact('test.count', (transaction) => {
    const count = Number(transaction.get('leads', 'counter')?.notes ?? '0') + 1
    transaction.put('leads', makeLead({ id: 'counter', notes: String(count) }))
    return count
  })

const lengthOfLastSegment = async (folder: string) =>
  (await stat((await segmentsOf(folder)).at(-1) ?? '')).size

describe('a commit', () => {
  /** @promise reliability: A change is neither seen nor acknowledged before it is on disk. */
  test('is neither seen, told nor acknowledged before fsync has returned', async () => {
    const { store, folder } = await newStore()
    const reached = gate()
    const disk = gate()
    await watchFiles('datasync', () => {
      reached.open()
      return disk.opened
    })
    const told: ChangeSet[] = []
    store.subscribe((changeSet) => told.push(changeSet))
    let acknowledged = false
    const committed = putLead(store, 'lead-1').then(() => {
      acknowledged = true
    })
    await reached.opened
    expect(await journalOf(folder)).toHaveLength(1)
    await setImmediate()
    expect(store.get('leads', 'lead-1')).toBeUndefined()
    expect(store.by('leads', 'email', 'ada.osei@example.com')).toEqual([])
    expect(store.count('leads')).toBe(0)
    expect(told).toEqual([])
    expect(acknowledged).toBe(false)

    disk.open()
    await committed
    expect(store.get('leads', 'lead-1')).toEqual(makeLead())
    await setImmediate()
    expect(told).toHaveLength(1)
  })

  test('shares one fsync with those that wait beside it', async () => {
    const { store, folder } = await newStore()
    let syncs = 0
    const first = gate()
    await watchFiles('datasync', () => {
      syncs += 1
      return first.opened
    })
    const ids = Array.from({ length: 50 }, (_, index) => `lead-${index}`)
    const early = ids.slice(0, 10).map((id) => putLead(store, id))
    await expect.poll(() => syncs).toBe(1)
    const late = ids.slice(10).map((id) => putLead(store, id))
    first.open()
    await Promise.all([...early, ...late])
    expect(syncs).toBe(2)
    expect((await journalOf(folder)).map(({ position }) => position)).toEqual(
      ids.map((_, index) => index + 1),
    )
    expect(store.all('leads').map(({ id }) => id)).toEqual(ids)
  })

  test('reads what the ones before it left, also of its own batch', async () => {
    const { store } = await newStore()
    const counts = await Promise.all(Array.from({ length: 100 }, () => countUp(store)))
    expect(counts).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let times = 0; times < 10; times += 1) await countUp(store)
      }),
    )
    expect(store.get('leads', 'counter')?.notes).toBe('200')
  })

  test('says when, in which order and why it was made', async () => {
    const { store, folder, clock } = await newStore()
    await putLead(store, 'lead-1')
    clock.moveBy(MINUTE)
    await store.transact('test.swap', (transaction) => {
      transaction.remove('leads', 'lead-1')
      transaction.put('leads', makeLead({ id: 'lead-2' }))
    })
    const later = '2026-11-23T14:01:00.000Z'
    expect(await journalOf(folder)).toEqual([
      { position: 1, at: NOW, cause: 'test.put', puts: { leads: [makeLead()] }, removals: {} },
      {
        position: 2,
        at: later,
        cause: 'test.swap',
        puts: { leads: [makeLead({ id: 'lead-2' })] },
        removals: { leads: ['lead-1'] },
      },
    ])
    expect(store.get('leads', 'lead-1')).toBeUndefined()
  })

  test('that changes nothing writes nothing, and answers after the ones before it', async () => {
    const { store, folder } = await newStore()
    const order: string[] = []
    const put = putLead(store, 'lead-1').then(() => order.push('put'))
    const read = store
      .transact('test.read', (transaction) => transaction.get('leads', 'lead-1')?.id)
      .then((id) => order.push(`read ${id}`))
    await Promise.all([put, read])
    expect(order).toEqual(['put', 'read lead-1'])
    expect(await journalOf(folder)).toHaveLength(1)
  })

  test('gives back what nobody can change in place', async () => {
    const { store } = await newStore()
    await putLead(store, 'lead-1')
    const lead = store.get('leads', 'lead-1')
    expect(() => Object.assign(lead ?? {}, { notes: 'changed' })).toThrow(TypeError)
    expect(store.get('leads', 'lead-1')?.notes).toBe('')
  })

  test('keeps no hold on the object that it was given', async () => {
    const { store } = await newStore()
    const lead = makeLead({ tags: ['vip'] })
    await store.transact('test.put', (transaction) => {
      transaction.put('leads', lead)
    })
    lead.notes = 'changed'
    lead.tags.push('changed')
    expect(store.get('leads', 'lead-1')).toEqual(makeLead({ tags: ['vip'] }))
  })
})

describe('a transaction that fails', () => {
  test('changes nothing and harms none of its batch', async () => {
    const { store, folder } = await newStore()
    const mistake = new Error('a mistake')
    const settled = await Promise.allSettled([
      countUp(store),
      store.transact('test.throw', (transaction) => {
        transaction.put('leads', makeLead({ id: 'counter', notes: '1000' }))
        transaction.put('leads', makeLead({ id: 'never' }))
        throw mistake
      }),
      countUp(store),
    ])
    expect(settled).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: mistake },
      { status: 'fulfilled', value: 2 },
    ])
    expect(notesOf(store)).toEqual({ counter: '2' })
    expect((await journalOf(folder)).map(({ position, cause }) => [position, cause])).toEqual([
      [1, 'test.count'],
      [2, 'test.count'],
    ])
  })

  test('because one entity is not of its shape is refused as a whole', async () => {
    const { store, folder } = await newStore()
    const refused = store.transact('test.bad', (transaction) => {
      transaction.put('leads', makeLead({ id: 'fine' }))
      transaction.put('leads', makeLead({ id: 'bad', phones: ['555-0101'] }))
    })
    await expect(refused).rejects.toThrow(ZodError)
    expect(store.count('leads')).toBe(0)
    expect(await journalOf(folder)).toEqual([])
    await putLead(store, 'lead-1')
    expect(store.count('leads')).toBe(1)
  })

  test.each([
    ['an unknown key', { ...makeLead(), nickname: 'Ada' }],
    ['a time without milliseconds', makeLead({ createdAt: '2026-11-23T14:00:00Z' })],
    ['a zone that is none', makeLead({ zone: { name: 'Mars/Olympus', source: 'operator' } })],
    ['an empty id', makeLead({ id: '' })],
  ])('is one that puts %s', async (_, lead) => {
    const { store } = await newStore()
    const refused = store.transact('test.bad', (transaction) => {
      transaction.put('leads', lead)
    })
    await expect(refused).rejects.toThrow(ZodError)
    expect(store.all('leads')).toEqual([])
  })
})

describe('a listener', () => {
  test('is told of every change set in order, once it can be read, and of none after it stopped', async () => {
    const { store } = await newStore()
    const told: [number, string | undefined][] = []
    const stop = store.subscribe(({ position, puts }) => {
      const [lead] = puts.leads ?? []
      told.push([position, store.get('leads', lead?.id ?? '')?.id])
    })
    await Promise.all(['a', 'b', 'c'].map((id) => putLead(store, id)))
    await putLead(store, 'd')
    await setImmediate()
    expect(told).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ])
    await putLead(store, 'e')
    stop()
    await setImmediate()
    await putLead(store, 'f')
    await setImmediate()
    expect(told).toHaveLength(4)
  })
})

describe('closing', () => {
  test('finishes what was asked, refuses what comes later, and leaves a snapshot with an empty segment behind it', async () => {
    const { store, folder } = await newStore()
    const asked = Array.from({ length: 20 }, () => countUp(store))
    const closed = store.close()
    await expect(countUp(store)).rejects.toMatchObject({ code: 'store.closed' })
    expect((await Promise.all(asked)).at(-1)).toBe(20)
    await closed
    expect(await lengthOfLastSegment(folder)).toBe(0)
    expect(notesOf(await openStore(folder))).toEqual({ counter: '20' })
  })

  test('twice waits for the one that is under way', async () => {
    const { store, folder } = await newStore()
    await putLead(store, 'lead-1')
    void store.close()
    await store.close()
    expect(await lengthOfLastSegment(folder)).toBe(0)
    await openStore(folder)
  })
})

test('what was committed is there after a close, and after a crash', async () => {
  const { store, folder } = await newStore()
  await Promise.all(['a', 'b', 'c'].map((id) => putLead(store, id)))
  await store.transact('test.change', (transaction) => {
    transaction.remove('leads', 'b')
    transaction.put('leads', makeLead({ id: 'c', notes: 'changed', emails: ['c@example.com'] }))
  })
  const expected = store.all('leads')

  const crashed = await openStore(await asAfterCrash(folder))
  expect(crashed.all('leads')).toEqual(expected)
  await store.close()
  const reopened = await openStore(folder)
  expect(reopened.all('leads')).toEqual(expected)
  for (const again of [crashed, reopened]) {
    expect(again.by('leads', 'email', 'c@example.com').map(({ id }) => id)).toEqual(['c'])
    expect(again.by('leads', 'email', 'ada.osei@example.com').map(({ id }) => id)).toEqual(['a'])
    await countUp(again)
    expect(notesOf(again)).toEqual({ a: '', c: 'changed', counter: '1' })
  }
})

/** @promise security: The data folder and everything in it are for their owner alone. */
test('the data folder and all in it are for their owner alone', async () => {
  const folder = path.join(await temporaryFolder(), 'data')
  const store = await openStore(folder)
  await putLead(store, 'lead-1')
  await store.close()
  const again = await openStore(folder)
  await putLead(again, 'lead-2')
  const modeOf = async (name: string) => (await stat(path.join(folder, name))).mode & 0o777
  expect(await modeOf('.')).toBe(0o700)
  expect(await modeOf('journal')).toBe(0o700)
  expect(await modeOf('journal/journal-000000000000002.jsonl')).toBe(0o600)
  expect(await modeOf('state.json')).toBe(0o600)
  expect(await modeOf('lock')).toBe(0o600)
})
