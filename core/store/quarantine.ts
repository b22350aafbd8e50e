import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../domain/time'
import { syncFolder, writeFileDurably } from './durable-file'

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
  const name = path.join('quarantine', asName(at))
  const place = path.join(folder, name)
  await mkdir(place, { recursive: true, mode: 0o700 })
  for (const file of files) {
    await writeFileDurably(path.join(place, path.basename(file)), await readFile(path.join(folder, file)))
  }
  await writeFileDurably(path.join(place, 'what-happened.txt'), page)
  await syncFolder(path.dirname(place))
  await syncFolder(folder)
  return name
}
