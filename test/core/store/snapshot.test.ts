import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { migrations, versionAfter } from '../../../core/store/migrations'
import { SnapshotFile, type Snapshot } from '../../../core/store/snapshot'
import { makeLead, NOW } from '../../support/fixtures'
import { diskError, watchFiles } from '../../support/open-files'
import { temporaryFolder } from '../../support/temporary-folder'

// Some tests break every byte of a file, one after the other.
vi.setConfig({ testTimeout: 30_000 })

const snapshot: Snapshot = {
  position: 7,
  savedAt: NOW,
  collections: {
    leads: [makeLead({ notes: 'é 漢 🙂 \u2028 "quoted"', answers: { 2: 'b', 1: 'a' } })],
    tasks: [],
  },
}

async function written(): Promise<{ file: string; snapshots: SnapshotFile; bytes: Buffer }> {
  const file = path.join(await temporaryFolder(), 'state.json')
  const snapshots = new SnapshotFile(file)
  await snapshots.write(snapshot)
  return { file, snapshots, bytes: await readFile(file) }
}

const SCHEMA_VERSION = versionAfter(migrations)
const DAMAGED = { name: 'StoreError', code: 'store.damaged' }

test('it is read as it was written', async () => {
  const { snapshots } = await written()
  expect(await snapshots.read()).toEqual(snapshot)
})

test('there is none before the first was written', async () => {
  expect(await new SnapshotFile(path.join(await temporaryFolder(), 'state.json')).read()).toBeNull()
})

test('one that cannot be written leaves the one before, whole, and nothing beside it', async () => {
  const { file, snapshots, bytes } = await written()
  await watchFiles('sync', () => {
    throw diskError('ENOSPC')
  })
  await expect(snapshots.write({ ...snapshot, position: 8 })).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(await readFile(file)).toEqual(bytes)
  expect(await readdir(path.dirname(file))).toEqual(['state.json'])
})

describe('it is refused and left as it is', () => {
  async function expectRefused(
    { file, snapshots }: { file: string; snapshots: SnapshotFile },
    content: Buffer | string,
    refusal: object,
    what: string,
  ): Promise<void> {
    await writeFile(file, content)
    await expect(snapshots.read(), what).rejects.toMatchObject(refusal)
    expect(await readFile(file), what).toEqual(Buffer.from(content))
  }

  test('when it ends early, at whatever byte', async () => {
    const all = await written()
    // Without the newline behind it, it is still whole.
    for (let end = 0; end < all.bytes.length - 1; end += 1) {
      await expectRefused(all, all.bytes.subarray(0, end), DAMAGED, `cut at byte ${end}`)
    }
  })

  test('when a bit of any byte is flipped, in the head too', async () => {
    const all = await written()
    for (let at = 0; at < all.bytes.length; at += 1) {
      const flipped = Buffer.from(all.bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
      const refusal = { code: expect.stringMatching(/^store\.(damaged|newer_version)$/) as string }
      await expectRefused(all, flipped, refusal, `bit ${at % 8} of byte ${at}`)
    }
  })

  test.each(['', ' ', 'null', '[]', '{}', 'not JSON', '{"leads":[]}', '\0\0\0\0'])(
    'when it says %j and so is none of ours',
    async (content) => {
      await expectRefused(await written(), content, DAMAGED, content)
    },
  )

  test('when its position was changed by hand, so that no change of the journal is passed over', async () => {
    const all = await written()
    const changed = all.bytes.toString().replace('"journalPosition":7', '"journalPosition":9')
    await expectRefused(all, changed, DAMAGED, 'position')
  })

  /** @promise reliability: A workspace of any earlier version opens, and one of a newer version is left untouched. */
  test('when a newer Slotkeeper wrote it', async () => {
    const all = await written()
    const newer = all.bytes
      .toString()
      .replace(`"schemaVersion":${SCHEMA_VERSION}`, `"schemaVersion":${SCHEMA_VERSION + 1}`)
    await expectRefused(all, newer, { name: 'StoreError', code: 'store.newer_version' }, 'newer')
  })
})
