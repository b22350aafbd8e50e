import type { PowerMonitor } from 'electron'
import type { Log } from '../core/context'
import type { Slotkeeper } from '../core/slotkeeper'

/** Whenever this machine wakes, what happened at the providers while it slept is read back (T6). */
export function catchUpOnWake(
  monitor: Pick<PowerMonitor, 'on'>,
  core: Promise<Pick<Slotkeeper, 'reconcileNow'>>,
  log: Log,
): void {
  monitor.on('resume', () => void catchUp(core, log))
}

async function catchUp(core: Promise<Pick<Slotkeeper, 'reconcileNow'>>, log: Log): Promise<void> {
  try {
    // One that could not start is told of elsewhere.
    await (await core.catch(() => null))?.reconcileNow('wake')
  } catch (error) {
    log.error('reconcile.failed', { error })
  }
}
