import { expect } from 'vitest'

/** Waits for what other processes bring about, however busy the machine is. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 30_000, interval: 20 })
}
