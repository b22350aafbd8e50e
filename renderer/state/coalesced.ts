/** Many calls in a row cost two readings: the one under way and one after it. */
export function coalesced(read: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | null = null
  let next: Promise<void> | null = null
  const begin = (): Promise<void> => {
    reading = read().finally(() => {
      reading = null
    })
    return reading
  }
  return () => {
    if (next) return next
    if (!reading) return begin()
    next = reading.then(() => {
      next = null
      return begin()
    })
    return next
  }
}
