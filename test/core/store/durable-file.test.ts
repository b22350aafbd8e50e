import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeFileDurably } from '../../../core/store/durable-file'
import { diskError, watchFiles } from '../../support/open-files'
import { temporaryFolder } from '../../support/temporary-folder'

async function oldFile(): Promise<{ folder: string; file: string }> {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'file.json')
  await writeFile(file, 'old')
  return { folder, file }
}

test('the new content is on disk before it takes the old one’s name, and the name before it resolves', async () => {
  const { folder, file } = await oldFile()
  const atSync: { content: string; temporaries: number }[] = []
  await watchFiles('sync', async () => {
    const temporaries = (await readdir(folder)).filter((name) => name.endsWith('.tmp')).length
    atSync.push({ content: await readFile(file, 'utf8'), temporaries })
  })
  await writeFileDurably(file, 'new')
  // First the file is synced, beside the old one; then the folder, after the rename.
  expect(atSync).toEqual([
    { content: 'old', temporaries: 1 },
    { content: 'new', temporaries: 0 },
  ])
  expect(await readdir(folder)).toEqual(['file.json'])
})

test('a file that is replaced or made is for its owner alone', async () => {
  const { folder, file } = await oldFile()
  await writeFileDurably(file, 'new')
  await writeFileDurably(path.join(folder, 'made'), Buffer.from([0, 255]))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(path.join(folder, 'made'))).mode & 0o777).toBe(0o600)
  expect([...(await readFile(path.join(folder, 'made')))]).toEqual([0, 255])
})

test.each(['writeFile', 'sync'] as const)(
  'a %s that fails leaves the old file and no other',
  async (step) => {
    const { folder, file } = await oldFile()
    await watchFiles(step, () => {
      throw diskError('ENOSPC')
    })
    await expect(writeFileDurably(file, 'new')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['file.json'])
  },
)

test('a rename that fails leaves no file beside', async () => {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'taken'))
  await expect(writeFileDurably(path.join(folder, 'taken'), 'new')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
})

test('writers of one file at the same moment do not mix: one of them wins whole', async () => {
  const { folder, file } = await oldFile()
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000))
  await Promise.all(contents.map((content) => writeFileDurably(file, content)))
  expect(contents).toContain(await readFile(file, 'utf8'))
  expect(await readdir(folder)).toEqual(['file.json'])
})
