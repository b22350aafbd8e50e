import { statfs } from 'node:fs/promises'

/** How many bytes can still be written beside the data; null where the system does not tell. */
export async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
