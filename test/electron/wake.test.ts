import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { catchUpOnWake } from '../../electron/wake'

function started(core: Promise<{ reconcileNow: (reason: 'wake') => Promise<void> }>) {
  const monitor = new EventEmitter()
  const failures: string[] = []
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string) => failures.push(event),
  }
  catchUpOnWake(monitor as unknown as Parameters<typeof catchUpOnWake>[0], core, log)
  return { monitor, failures }
}

/** @promise reliability: When the machine wakes, what happened meanwhile is read back. */
test('each time the machine wakes the core is asked once to read back what happened', async () => {
  const reasons: string[] = []
  const reconcileNow = (reason: 'wake') => {
    reasons.push(reason)
    return Promise.resolve()
  }
  const { monitor } = started(Promise.resolve({ reconcileNow }))
  monitor.emit('suspend')
  monitor.emit('resume')
  await vi.waitFor(() => expect(reasons).toEqual(['wake']))
  monitor.emit('resume')
  await vi.waitFor(() => expect(reasons).toEqual(['wake', 'wake']))
})

test('what goes wrong then is logged, and the next waking is heard', async () => {
  const reconcileNow = vi.fn(() => Promise.reject(new Error('the disk is full')))
  const { monitor, failures } = started(Promise.resolve({ reconcileNow }))
  for (const count of [1, 2]) {
    monitor.emit('resume')
    await vi.waitFor(() => expect(failures).toEqual(Array(count).fill('reconcile.failed')))
  }
})

test('a core that could not start is asked nothing, and nothing is logged', async () => {
  const core = Promise.reject(new Error('locked'))
  const { monitor, failures } = started(core)
  monitor.emit('resume')
  await expect(core).rejects.toThrow('locked')
  await Promise.resolve()
  expect(failures).toEqual([])
})
