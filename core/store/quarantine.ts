import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../domain/time'
import { syncFolder, writeFileDurably } from './durable-file'
import { isCode } from './folder-lock'

/** An instant as a part of a file's name: Windows takes no colons. */
export function asName(instant: Instant): string {
  return instant.replaceAll(':', '-')
}

/**
 * Puts copies of broken files aside, in a folder of their own under `quarantine/`, with a page that says what is wrong
 * with them. Only once that is durable may the files be replaced or removed: nothing broken is ever deleted. Returns the
 * folder's name within the data folder.
 */
export async function quarantine(
  folder: string,
  at: Instant,
  files: readonly string[],
  page: string,
): Promise<string> {
  await mkdir(path.join(folder, 'quarantine'), { recursive: true, mode: 0o700 })
  const name = await newPlace(folder, path.join('quarantine', asName(at)))
  const place = path.join(folder, name)
  const unreadable: string[] = []
  for (const file of files) {
    const bytes = await readFile(path.join(folder, file)).catch(() => null)
    if (bytes) await writeFileDurably(path.join(place, path.basename(file)), bytes)
    else unreadable.push(file)
  }
  await writeFileDurably(path.join(place, 'what-happened.txt'), page)
  // What cannot be copied is moved, last of all.
  for (const file of unreadable) await rename(path.join(folder, file), path.join(place, path.basename(file)))
  await syncFolder(place)
  await syncFolder(path.dirname(place))
  await syncFolder(folder)
  return name
}

/** A folder that was not there: what was put aside at the same moment stays as it is. */
async function newPlace(folder: string, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${count}`
    try {
      await mkdir(path.join(folder, name), { mode: 0o700 })
      return name
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
  }
}
