import type { HealthView } from '../../../core/api/views'
import { MINUTE, toInstant } from '../../../core/domain/time'

/** Everything is well. @param now epoch milliseconds */
export function goodHealth(now: number): HealthView {
  const recently = toInstant(now - 5 * MINUTE)
  const well = {
    enabled: true,
    hasToken: true,
    health: 'ok',
    checkedAt: recently,
    lastDeliveryAt: recently,
    subscriptionProblem: null,
    followedUntil: recently,
    caughtUp: null,
    readingProblem: null,
  } as const
  return {
    version: '1.2.3',
    checkedAt: toInstant(now),
    providers: [
      {
        ...well,
        provider: 'calendly',
        message: 'Calendly works.',
        subscribedAt: recently,
        clockAheadMs: 400,
      },
      { ...well, provider: 'ghl', message: 'GoHighLevel works.', subscribedAt: null, clockAheadMs: null },
    ],
    receiver: { url: 'http://127.0.0.1:4600', refused: 0, lastDeliveryAt: recently },
    tunnel: {
      kind: 'fixed',
      state: 'off',
      url: null,
      why: null,
      retryAt: null,
      probe: null,
      probing: false,
    },
    zoneDataIsStale: false,
    disk: { folder: '/home/operator/slotkeeper', freeBytes: 5 * 1024 ** 3 },
  }
}
