/** @promise reliability: Whatever byte of a file is cut off, flipped or zeroed, the workspace opens, and what is lost is said. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { MINUTE } from '../../core/domain/time'
import { Store } from '../../core/store/store'
import { TestClock } from '../support/clock'
import { NOW } from '../support/fixtures'

// Every byte of a file is broken, one after the other.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 30_000 })

const SEGMENT = 'journal/journal-000000000000004.jsonl'
/** All that was acknowledged, in order; the last three stand in the journal alone. */
const ACKNOWLEDGED = ['1', '2', '3', '4', '5', '6']

let home: string
let whole: string

/** A small workspace with a backup at 1 and at 2, a snapshot at 3, and 4 to 6 in the journal behind it. */
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-test-'))
  whole = path.join(home, 'whole')
  const clock = new TestClock(NOW)
  const put = (store: Store, id: string) => {
    clock.moveBy(MINUTE)
    return store.transact('test.put', (transaction) => {
      transaction.put('sandboxes', { id, state: 0 })
    })
  }
  const running = path.join(home, 'running')
  const store = await Store.open(running, clock)
  for (const id of ['1', '2']) {
    await put(store, id)
    await store.backups.make('manual')
  }
  await put(store, '3')
  await store.close()
  const again = await Store.open(running, clock)
  for (const id of ['4', '5', '6']) await put(again, id)
  await cp(running, whole, { recursive: true })
  await rm(path.join(whole, 'lock'))
  await again.close()
})
afterAll(() => rm(home, { recursive: true, force: true }))

interface Survivor {
  ids: string[]
  saysLoss: boolean
  saysAnything: boolean
}

/** Opens a workspace in which one file has another content, and goes on in it. Null where it is refused as newer. */
async function openWith(file: string, content: Buffer): Promise<Survivor | null> {
  const folder = path.join(home, 'broken')
  await rm(folder, { recursive: true, force: true })
  await cp(whole, folder, { recursive: true })
  await writeFile(path.join(folder, file), content)
  let store: Store
  try {
    store = await Store.open(folder, new TestClock(NOW))
  } catch (error) {
    expect(error).toMatchObject({ code: 'store.newer_version' })
    expect(await readFile(path.join(folder, file))).toEqual(content)
    return null
  }
  const ids = store.all('sandboxes').map(({ id }) => id)
  const { openingReport } = store
  await store.transact('test.put', (transaction) => {
    transaction.put('sandboxes', { id: 'next', state: 0 })
  })
  expect(store.count('sandboxes')).toBe(ids.length + 1)
  await store.close()
  if (openingReport?.quarantine) {
    const aside = path.join(folder, openingReport.quarantine, path.basename(file))
    expect(await readFile(aside)).toEqual(content)
  }
  // What is there is always the beginning of what was acknowledged.
  expect(ids).toEqual(ACKNOWLEDGED.slice(0, ids.length))
  return {
    ids,
    saysLoss: openingReport?.loss !== null && openingReport !== null,
    saysAnything: openingReport !== null,
  }
}

const flip = (bytes: Buffer, at: number) => {
  const flipped = Buffer.from(bytes)
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
  return flipped
}
const zeroed = (bytes: Buffer, from: number) => Buffer.from(bytes).fill(0, from)

describe('the snapshot', () => {
  const bytesOf = () => readFile(path.join(whole, 'state.json'))

  test('may be cut at any byte: nothing is lost, and it is said', async () => {
    const bytes = await bytesOf()
    // Without the newline behind it, it is still whole.
    for (let end = 0; end < bytes.length - 1; end += 1) {
      const survivor = await openWith('state.json', bytes.subarray(0, end))
      expect(survivor, `cut at ${end}`).toEqual({ ids: ACKNOWLEDGED, saysLoss: false, saysAnything: true })
    }
  })

  test('may have a bit flipped anywhere: nothing is lost, or it is refused as newer and left alone', async () => {
    const bytes = await bytesOf()
    let refused = 0
    for (let at = 0; at < bytes.length; at += 3) {
      const survivor = await openWith('state.json', flip(bytes, at))
      if (survivor === null) refused += 1
      else expect(survivor, `bit of ${at}`).toMatchObject({ ids: ACKNOWLEDGED, saysLoss: false })
    }
    // Only where the flip makes another version of it.
    expect(refused).toBeLessThanOrEqual(2)
  })

  test('may be zeroed from anywhere on', async () => {
    const bytes = await bytesOf()
    for (let from = 0; from < bytes.length - 1; from += 11) {
      const survivor = await openWith('state.json', zeroed(bytes, from))
      expect(survivor, `zeros from ${from}`).toEqual({
        ids: ACKNOWLEDGED,
        saysLoss: false,
        saysAnything: true,
      })
    }
  })
})

describe('the journal', () => {
  const bytesOf = () => readFile(path.join(whole, SEGMENT))

  test('may be cut at any byte: every line that is still whole is there', async () => {
    const bytes = await bytesOf()
    for (let end = 0; end <= bytes.length; end += 1) {
      const left = bytes.subarray(0, end)
      const survivor = await openWith(SEGMENT, left)
      const lines = left.filter((byte) => byte === 10).length
      expect(survivor?.ids, `cut at ${end}`).toEqual(ACKNOWLEDGED.slice(0, 3 + lines))
    }
  })

  test('may have a bit flipped anywhere: what cannot be read any more is said to be lost', async () => {
    const bytes = await bytesOf()
    // From the end on, so that the end of the last line is among them.
    for (let at = bytes.length - 1; at >= 0; at -= 3) {
      const survivor = await openWith(SEGMENT, flip(bytes, at))
      const lineStart = bytes.subarray(0, at).filter((byte) => byte === 10).length
      expect(survivor?.ids.length, `bit of ${at}`).toBeGreaterThanOrEqual(3 + lineStart)
      expect(survivor?.saysAnything, `bit of ${at}`).toBe(true)
      expect(survivor?.saysLoss, `bit of ${at}`).toBe(true)
    }
  })

  test('may be zeroed from anywhere on: it is said', async () => {
    const bytes = await bytesOf()
    for (let from = 0; from < bytes.length; from += 7) {
      const survivor = await openWith(SEGMENT, zeroed(bytes, from))
      const lines = bytes.subarray(0, from).filter((byte) => byte === 10).length
      expect(survivor?.ids.slice(0, 3 + lines), `zeros from ${from}`).toEqual(
        ACKNOWLEDGED.slice(0, 3 + lines),
      )
      expect(survivor?.saysLoss, `zeros from ${from}`).toBe(true)
    }
  })
})
