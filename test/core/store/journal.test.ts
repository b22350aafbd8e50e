import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { ChangeSet } from '../../../core/store/collections'
import { Journal } from '../../../core/store/journal'
import { readJournal, type JournalReading } from '../../../core/store/read-journal'
import { makeLead, NOW } from '../../support/fixtures'
import { bytesUnder } from '../../support/stores'
import { temporaryFolder } from '../../support/temporary-folder'

// One test tears a file at every byte, one after the other.
vi.setConfig({ testTimeout: 30_000 })

const changeSet = (position: number, notes = 'é'): ChangeSet => ({
  position,
  at: NOW,
  cause: 'test',
  puts: { leads: [makeLead({ id: `lead-${position}`, notes })] },
  removals: {},
})

/** Opens a journal and says what it read back. */
async function read(
  folder: string,
  after = 0,
): Promise<{ journal: Journal; positions: number[]; changeSets: ChangeSet[]; reading: JournalReading }> {
  const changeSets: ChangeSet[] = []
  const reading = await readJournal(folder, after, [], (changeSet) => changeSets.push(changeSet))
  const journal = await Journal.open(folder, {
    tail: reading.tail,
    nextPosition: reading.reached + 1,
    schemaVersion: 1,
  })
  return { journal, positions: changeSets.map(({ position }) => position), changeSets, reading }
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
  const { journal, changeSets } = await read(folder)
  expect(changeSets).toEqual([changeSet(1), changeSet(2), changeSet(3)])
  await journal.append([changeSet(4), changeSet(5)])
  await journal.close()
  expect(await readOnce(folder)).toEqual([1, 2, 3, 4, 5])
  expect(await readOnce(folder, 3)).toEqual([4, 5])
  expect(await readOnce(folder, 5)).toEqual([])
})

test('it goes on over segments, and drops only those of which all is kept elsewhere', async () => {
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
  await journal.dropUpTo(2)
  expect(Object.keys(await bytesUnder(folder))).toHaveLength(3)
  await journal.dropUpTo(100)
  await journal.close()
  expect(Object.keys(await bytesUnder(folder))).toEqual(['journal-000000000000005.jsonl'])
  expect(await readOnce(folder, 4)).toEqual([5])
})

test('files of others in its folder are left alone', async () => {
  const { folder } = await written(1)
  await writeFile(path.join(folder, 'journal-1.jsonl.bak'), 'not ours')
  const { journal, positions } = await read(folder)
  await journal.rotate(2)
  await journal.dropUpTo(1)
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

  test('that is the only one leaves an empty journal', async () => {
    const { folder, file, bytes } = await written(1)
    await writeFile(file, bytes.subarray(0, 30))
    expect(await readOnce(folder)).toEqual([])
    expect((await readFile(file)).length).toBe(0)
  })
})

/** @promise reliability: Damage that no crash explains is put aside and told of; the store never opens empty in silence. */
describe('a broken journal is read as far as it fits, left as it is, and says what is lost:', () => {
  /** The caller broke the file; what is read is a beginning of what was written. */
  async function readBroken(folder: string, after = 0) {
    const before = await bytesUnder(folder)
    const positions: number[] = []
    const reading = await readJournal(folder, after, [], ({ position }) => positions.push(position))
    expect(await bytesUnder(folder)).toEqual(before)
    expect(positions).toEqual(positions.map((_, index) => after + index + 1))
    return reading
  }

  test('a line in the middle that is broken, zeroed, gone or another', async () => {
    const { folder, file, bytes } = await written(4)
    const [, second = 0, third = 0] = linesOf(bytes)
    const before = bytes.subarray(0, second)
    const after = bytes.subarray(third)
    const broken = {
      garbage: Buffer.concat([before, Buffer.from('garbage\n'), after]),
      zeros: Buffer.concat([before, Buffer.alloc(third - second), after]),
      'half a line': Buffer.concat([before, bytes.subarray(second, second + 40), after]),
      'no line': Buffer.concat([before, after]),
      'a line twice over another': Buffer.concat([before, before, after]),
    }
    for (const [what, content] of Object.entries(broken)) {
      await writeFile(file, content)
      const { reached, lost, broken } = await readBroken(folder)
      expect([reached, lost, broken.length], what).toEqual([1, { until: NOW }, 1])
    }
  })

  test('a line that says nothing costs none of the others', async () => {
    const { folder, file, bytes } = await written(3)
    const [, second] = linesOf(bytes)
    const content = [bytes.subarray(0, second), Buffer.from('\n'), bytes.subarray(second)]
    await writeFile(file, Buffer.concat(content))
    expect(await readBroken(folder)).toMatchObject({ reached: 3, lost: null, broken: [{}] })
  })

  test('what the snapshot holds already may be broken', async () => {
    const { folder, file, bytes } = await written(3)
    await writeFile(file, Buffer.concat([Buffer.from('x'), bytes.subarray(1)]))
    expect(await readBroken(folder, 2)).toMatchObject({ reached: 3, lost: null, broken: [] })
  })

  test('lines in another order', async () => {
    const { folder, file, bytes } = await written(3)
    const [, second, third] = linesOf(bytes)
    await writeFile(
      file,
      Buffer.concat([bytes.subarray(0, second), bytes.subarray(third), bytes.subarray(second, third)]),
    )
    expect(await readBroken(folder)).toMatchObject({ reached: 1, highest: 3, lost: {} })
  })

  test('a torn line in a segment that is not the last', async () => {
    const { folder, file } = await written(2)
    const { journal } = await read(folder)
    await journal.rotate(3)
    await journal.append([changeSet(3)])
    await journal.close()
    await writeFile(file, (await readFile(file)).subarray(0, -5))
    const reading = await readBroken(folder)
    expect(reading).toMatchObject({ reached: 1, highest: 3, lost: { until: NOW } })
    expect(reading.broken.map(({ name }) => name)).toEqual([
      'journal-000000000000001.jsonl',
      'journal-000000000000003.jsonl',
    ])
  })

  test('a missing segment, also where the ones behind it are empty', async () => {
    const { folder, file } = await written(2)
    const { journal } = await read(folder)
    await journal.rotate(3)
    await journal.close()
    await rm(file)
    expect(await readBroken(folder, 0)).toMatchObject({ reached: 0, lost: { until: null } })
    // One that the snapshot holds in part.
    expect(await readBroken(folder, 1)).toMatchObject({ reached: 1, lost: { until: null } })
    expect(await readBroken(folder, 2)).toMatchObject({ reached: 2, lost: null, broken: [] })
    await rm(path.join(folder, 'journal-000000000000003.jsonl'))
    expect(await readBroken(folder, 2)).toMatchObject({ reached: 2, lost: { until: null } })
  })
})

test('a line that the disk would not take back is not read once its place was given to another', async () => {
  const { folder } = await written(2)
  const { journal } = await read(folder)
  await journal.append([changeSet(3, 'refused')])
  await journal.rotate(3)
  await journal.append([changeSet(3, 'taken')])
  await journal.close()
  const { journal: again, changeSets } = await read(folder)
  await again.close()
  expect(changeSets).toEqual([changeSet(1), changeSet(2), changeSet(3, 'taken')])
})

test('a line of a newer Slotkeeper is refused', async () => {
  const { folder, bytes, file } = await written(1)
  const journal = await Journal.open(folder, {
    tail: { name: path.basename(file), length: bytes.length },
    nextPosition: 2,
    schemaVersion: 2,
  })
  await journal.append([changeSet(2)])
  await journal.close()
  await expect(readOnce(folder)).rejects.toMatchObject({ name: 'StoreError', code: 'store.newer_version' })
})
