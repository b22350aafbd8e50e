import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { ChangeSet } from '../../../core/store/collections'
import { Journal } from '../../../core/store/journal'
import { Store } from '../../../core/store/store'
import { TestClock } from '../../support/clock'
import { makeLead, NOW } from '../../support/fixtures'
import { bytesUnder, newStore, notesOf, openStore, segmentsOf } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'

// Some tests break every byte of a file, one after the other.
vi.setConfig({ testTimeout: 30_000 })

const changeSet = (position: number, notes = 'é'): ChangeSet => ({
  position,
  at: NOW,
  cause: 'test',
  puts: { leads: [makeLead({ id: `lead-${position}`, notes })] },
  removals: {},
})

const DAMAGED = { name: 'StoreError', code: 'store.damaged' }

/** Opens a journal and says what it read back. */
async function read(folder: string, after = 0): Promise<{ journal: Journal; positions: number[] }> {
  const positions: number[] = []
  const journal = await Journal.open(folder, after, ({ position }) => positions.push(position))
  return { journal, positions }
}

async function readOnce(folder: string, after = 0): Promise<number[]> {
  const { journal, positions } = await read(folder, after)
  await journal.close()
  return positions
}

/** A folder with a journal of `count` change sets, each from an append of its own. */
async function written(count: number): Promise<{ folder: string; file: string; bytes: Buffer }> {
  const folder = await temporaryFolder()
  const { journal } = await read(folder)
  for (let position = 1; position <= count; position += 1) await journal.append([changeSet(position)])
  await journal.close()
  const file = path.join(folder, 'journal-000000000000001.jsonl')
  return { folder, file, bytes: await readFile(file) }
}

/** Where each line begins, and the end of the last. */
function linesOf(bytes: Buffer): number[] {
  const starts = [0]
  for (const [index, byte] of bytes.entries()) if (byte === 10) starts.push(index + 1)
  return starts
}

test('what was appended is read back in order, from the position of the snapshot on', async () => {
  const { folder } = await written(3)
  const changeSets: ChangeSet[] = []
  const journal = await Journal.open(folder, 0, (read) => changeSets.push(read))
  expect(changeSets).toEqual([changeSet(1), changeSet(2), changeSet(3)])
  await journal.append([changeSet(4), changeSet(5)])
  await journal.close()
  expect(await readOnce(folder)).toEqual([1, 2, 3, 4, 5])
  expect(await readOnce(folder, 3)).toEqual([4, 5])
  expect(await readOnce(folder, 5)).toEqual([])
})

test('it goes on over segments, and drops only those before the one being written', async () => {
  const { folder } = await written(2)
  const { journal } = await read(folder)
  await journal.rotate(3)
  expect(journal.length).toBe(0)
  await journal.append([changeSet(3)])
  await journal.rotate(4)
  await journal.append([changeSet(4)])
  await journal.rotate(5)
  await journal.rotate(5)
  expect(await readOnce(folder)).toEqual([1, 2, 3, 4])
  await journal.append([changeSet(5)])
  await journal.dropEarlier()
  await journal.close()
  expect(Object.keys(await bytesUnder(folder))).toEqual(['journal-000000000000005.jsonl'])
  expect(await readOnce(folder, 4)).toEqual([5])
})

test('files of others in its folder are left alone', async () => {
  const { folder } = await written(1)
  await writeFile(path.join(folder, 'journal-1.jsonl.bak'), 'not ours')
  const { journal, positions } = await read(folder)
  await journal.rotate(2)
  await journal.dropEarlier()
  await journal.close()
  expect(positions).toEqual([1])
  expect(await readFile(path.join(folder, 'journal-1.jsonl.bak'), 'utf8')).toBe('not ours')
})

/** @promise reliability: A last line that a crash tore is cut off, wherever it was torn, and the store goes on behind the one before. */
describe('a torn last line', () => {
  test('is cut off wherever it was torn, and appending goes on behind the line before', async () => {
    const { folder, file, bytes } = await written(3)
    const last = linesOf(bytes)[2] ?? 0
    for (let end = last; end < bytes.length; end += 1) {
      await writeFile(file, bytes.subarray(0, end))
      const { journal, positions } = await read(folder)
      expect(positions, `torn at byte ${end}`).toEqual([1, 2])
      expect(journal.length).toBe(last)
      await journal.append([changeSet(3, 'again')])
      await journal.close()
      expect(await readOnce(folder)).toEqual([1, 2, 3])
    }
  })

  test('is cut off where the disk left zeros instead of it', async () => {
    const { folder, file, bytes } = await written(3)
    const last = linesOf(bytes)[2] ?? 0
    await writeFile(file, Buffer.concat([bytes.subarray(0, last + 20), Buffer.alloc(4096)]))
    expect(await readOnce(folder)).toEqual([1, 2])
    expect(await readFile(file)).toEqual(bytes.subarray(0, last))
  })

  test('that is the only one leaves an empty journal', async () => {
    const { folder, file, bytes } = await written(1)
    await writeFile(file, bytes.subarray(0, 30))
    expect(await readOnce(folder)).toEqual([])
    expect((await readFile(file)).length).toBe(0)
  })
})

/** @promise reliability: Damage that no crash explains is refused with nothing changed; the store never opens empty in its place. */
describe('a journal that lost something acknowledged is refused and left as it is:', () => {
  /** The caller broke the file; nobody may open it, and nothing of it changes. */
  async function expectRefused(folder: string, what: string, after = 0): Promise<void> {
    const before = await bytesUnder(folder)
    await expect(readOnce(folder, after), what).rejects.toMatchObject(DAMAGED)
    expect(await bytesUnder(folder), what).toEqual(before)
  }

  test('a flipped bit in any byte, the last line too', async () => {
    const { folder, file, bytes } = await written(2)
    // All but the very last byte: a last line without its end reads as torn.
    for (let at = 0; at < bytes.length - 1; at += 1) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
      await writeFile(file, flipped)
      await expectRefused(folder, `bit ${at % 8} of byte ${at}`)
    }
  })

  test('a line in the middle that is broken, zeroed or gone', async () => {
    const { folder, file, bytes } = await written(4)
    const [, second = 0, third = 0] = linesOf(bytes)
    const before = bytes.subarray(0, second)
    const after = bytes.subarray(third)
    const broken = {
      garbage: Buffer.concat([before, Buffer.from('garbage\n'), after]),
      'an empty line': Buffer.concat([before, Buffer.from('\n'), after]),
      zeros: Buffer.concat([before, Buffer.alloc(third - second), after]),
      'half a line': Buffer.concat([before, bytes.subarray(second, second + 40), after]),
      'no line': Buffer.concat([before, after]),
      'a line twice over another': Buffer.concat([before, before, after]),
    }
    for (const [what, content] of Object.entries(broken)) {
      await writeFile(file, content)
      await expectRefused(folder, what)
    }
  })

  test('lines in another order', async () => {
    const { folder, file, bytes } = await written(3)
    const [, second, third] = linesOf(bytes)
    await writeFile(
      file,
      Buffer.concat([bytes.subarray(0, second), bytes.subarray(third), bytes.subarray(second, third)]),
    )
    await expectRefused(folder, 'order')
  })

  test('a torn line in a segment that is not the last', async () => {
    const { folder, file } = await written(2)
    const { journal } = await read(folder)
    await journal.rotate(3)
    await journal.append([changeSet(3)])
    await journal.close()
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, -5))
    await expectRefused(folder, 'torn')
  })

  test('a missing segment, also where the ones behind it are empty', async () => {
    const { folder, file } = await written(2)
    const { journal } = await read(folder)
    await journal.rotate(3)
    await journal.close()
    await rm(file)
    await expectRefused(folder, 'the first', 0)
    await expectRefused(folder, 'one that the snapshot holds in part', 1)
    expect(await readOnce(folder, 2)).toEqual([])
    await rm(path.join(folder, 'journal-000000000000003.jsonl'))
    await expectRefused(folder, 'every one', 2)
  })
})

describe('a store', () => {
  const put = (store: Store, id: string) =>
    store.transact('test.put', (transaction) => {
      transaction.put('leads', makeLead({ id }))
    })

  test('opens on what stands before a torn line, and goes on', async () => {
    const { store, folder } = await newStore()
    for (const id of ['a', 'b']) await put(store, id)
    const [file = ''] = await segmentsOf(folder)
    const copy = path.join(await temporaryFolder(), 'journal')
    await copyFile(file, copy)
    await store.close()
    await rm(path.join(folder, 'state.json'))
    for (const segment of await segmentsOf(folder)) await rm(segment)
    await writeFile(file, (await readFile(copy)).subarray(0, -1))

    const again = await openStore(folder)
    expect(notesOf(again)).toEqual({ a: '' })
    await put(again, 'c')
    await again.close()
    expect(notesOf(await openStore(folder))).toEqual({ a: '', c: '' })
  })

  test('whose snapshot is gone after a clean close is refused, not opened empty', async () => {
    const { store, folder } = await newStore()
    await put(store, 'a')
    await store.close()
    await rm(path.join(folder, 'state.json'))
    const before = await bytesUnder(folder)
    await expect(Store.open(folder, new TestClock(NOW))).rejects.toMatchObject(DAMAGED)
    expect(await bytesUnder(folder)).toEqual(before)
  })

  test('that was refused gives the folder back, so that it opens once it is mended', async () => {
    const { store, folder } = await newStore()
    await put(store, 'a')
    await store.close()
    const file = path.join(folder, 'state.json')
    const good = await readFile(file)
    await writeFile(file, good.subarray(0, -20))
    await expect(Store.open(folder, new TestClock(NOW))).rejects.toMatchObject(DAMAGED)
    await writeFile(file, good)
    expect(notesOf(await openStore(folder))).toEqual({ a: '' })
  })
})
