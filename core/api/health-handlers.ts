import type { Context } from '../context'
import { providerIdSchema, type ProviderId } from '../domain/names'
import { toInstant, type Instant } from '../domain/time'
import type { TunnelView } from '../domain/tunnel'
import { zoneDataIsStale } from '../domain/zoned-time'
import type { ClockCheck } from '../providers/clock-check'
import { freeBytesOf } from '../store/disk-space'
import { connectionOf, settingsOf } from '../store/workspace'
import { reconciliationOf } from '../truth/reconcile/read-checks'
import type { Handlers } from './api'
import { reconcileView, type ReceiverFacts } from './workspace-view'

export interface HealthPorts {
  /** Of the app. */
  version: string
  /** The data folder. */
  folder: string
  receiver: () => ReceiverFacts
  tunnel: () => TunnelView
  /** Why a provider's record is not read back at present; null while it is. */
  readingProblem: (provider: ProviderId) => string | null
  clockCheck: ClockCheck
}

/** What is known of this installation, without a call to anybody. */
export function healthHandlers(context: Context, ports: HealthPorts): Pick<Handlers, 'health.get'> {
  const { store, secrets, clock } = context
  return {
    'health.get': async () => {
      const newest = newestDeliveries(context)
      return {
        version: ports.version,
        checkedAt: toInstant(clock.now()),
        providers: providerIdSchema.options.map((provider) => {
          const { health, message, checkedAt, subscription, subscriptionCheck } = connectionOf(
            store,
            provider,
          )
          return {
            provider,
            enabled: settingsOf(store)[provider].enabled,
            hasToken: secrets.get(`${provider}.token`) !== null,
            health,
            message,
            checkedAt,
            subscribedAt: subscription?.createdAt ?? null,
            subscriptionProblem: subscriptionCheck?.problem ?? null,
            lastDeliveryAt: newest.get(provider) ?? null,
            followedUntil: reconciliationOf(store, provider).followedUntil,
            caughtUp: reconcileView(store, provider),
            readingProblem: ports.readingProblem(provider),
            clockAheadMs: ports.clockCheck.aheadOf(provider),
          }
        }),
        receiver: ports.receiver(),
        tunnel: ports.tunnel(),
        zoneDataIsStale: zoneDataIsStale(),
        disk: { folder: ports.folder, freeBytes: await freeBytesOf(ports.folder) },
      }
    },
  }
}

function newestDeliveries({ store }: Context): Map<ProviderId, Instant> {
  const newest = new Map<ProviderId, Instant>()
  for (const { source, receivedAt } of store.all('deliveries')) {
    const known = newest.get(source)
    if (known === undefined || known < receivedAt) newest.set(source, receivedAt)
  }
  return newest
}
