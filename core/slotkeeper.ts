import { randomUUID } from 'node:crypto'
import type { Api } from './api/api'
import { createApi } from './api/create-api'
import { createHandlers } from './api/handlers'
import { workspaceView } from './api/workspace-view'
import { AvailabilityCache } from './availability/cache'
import { markInterruptedChanges } from './booking/change-meeting'
import { markInterruptedAttempts } from './booking/settle-attempt'
import type { Context, Ids, Log, Records, SecretStore } from './context'
import { settleInterruptedMessages } from './conversations/send-message'
import { createGhlSms } from './conversations/sms/ghl-sms'
import type { ProviderId } from './domain/names'
import type { Clock } from './domain/time'
import { CALENDLY_URL } from './providers/calendly/client'
import { createProviders } from './providers/create-providers'
import { GHL_URL } from './providers/ghl/client'
import { GHL_WEBHOOK_KEY } from './providers/ghl/signature'
import { SampleWorkspace, type SampleProviders } from './sandbox/sample-workspace'
import { startReceiver, type Receiver } from './server/receiver'
import { completeWorkspace } from './store/complete-workspace'
import { Store } from './store/store'
import { settingsOf } from './store/workspace'
import { Probe } from './tunnel/probe'
import { systemTimers } from './tunnel/tunnel'
import { TunnelKeeper } from './tunnel/tunnel-keeper'
import { Connections } from './truth/connections'
import { DueWork } from './truth/due-work'
import { Projector } from './truth/projector'
import { readRecordOf } from './truth/reconcile/lead-record'
import { Reconciler } from './truth/reconcile/reconciler'

export interface SlotkeeperOptions {
  /** The data folder; it is made if it is missing. */
  folder: string
  /** Of the app, for its health view. */
  version?: string
  secrets: SecretStore
  log: Log
  /** Where the webhook receiver listens on loopback; 0 picks a free port. */
  webhookPort: number
  /** Other servers in the place of the real ones. */
  providerUrls?: { calendly?: string; ghl?: string }
  /** SPKI PEM; GoHighLevel's own when it is not given. */
  ghlWebhookKey?: string
  clock?: Clock
  ids?: Ids
}

/** The whole core: one workspace, its doors' contract, its webhook receiver. */
export interface Slotkeeper {
  api: Api
  /** Settles what the last run left open, then listens. Rejects when it cannot, such as when the port is taken. */
  start(): Promise<void>
  /** Finishes what is under way, writes a snapshot and gives the folder back. */
  stop(): Promise<void>
  readonly receiverUrl: string | null
  /** Does what is due now: lookups of unknown bookings, deliveries, waiting confirmations. */
  runDue(): Promise<void>
  /** Reads back what happened at the providers while this machine slept (T6). */
  reconcileNow(reason: 'wake'): Promise<void>
}

const PROVIDER_URLS: Record<ProviderId, string> = { calendly: CALENDLY_URL, ghl: GHL_URL }

const systemClock: Clock = { now: () => Date.now() }

/** Opens the workspace in `folder`. Throws StoreError when it is damaged, locked or cannot be written. */
export async function createSlotkeeper(options: SlotkeeperOptions): Promise<Slotkeeper> {
  const { secrets, log, clock = systemClock, ids = randomUUID } = options
  const store = await Store.open(options.folder, clock)
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  // A workspace without copies is worth more than none: the console says so.
  await store.backups.makeAtStart().catch((error: unknown) => {
    log.error('backup.failed', { error: String(error) })
  })
  await completeWorkspace(store, zone)
  if (store.openingReport) {
    const { broken, loss } = store.openingReport
    log.error('store.recovered', { broken: broken.map(({ file }) => file), lost: loss !== null })
  }

  // While the sample workspace is open, its own providers stand in the place of the real ones (S2).
  let sampleProviders: SampleProviders | null = null
  const { providers, people, calendly, ghl, clockCheck } = createProviders({
    store,
    clock,
    baseUrl: (id) => sampleProviders?.[id].url ?? options.providerUrls?.[id] ?? PROVIDER_URLS[id],
    token: (id) => secrets.get(`${id}.token`),
  })
  const sms = createGhlSms({ client: ghl, settings: () => settingsOf(store) })
  const availability = new AvailabilityCache({ store, clock, providers })
  const channels = { sms }
  const records: Records = { read: (lead) => readRecordOf(context, lead) }
  const context: Context = {
    store,
    clock,
    ids,
    secrets,
    log,
    providers,
    people,
    availability,
    records,
    channels,
  }

  let receiver: Receiver | null = null
  const projector = new Projector(context)
  const probe = new Probe(clock)
  const tunnel: TunnelKeeper = new TunnelKeeper(context, {
    probe,
    timers: systemTimers,
    onAddress: () => dueWork.inBackground(() => connections.seeToSubscription()),
    onChange: () => api.workspaceChanged(),
  })
  const connections = new Connections(context, calendly, () => tunnel.address())
  const reconciler = new Reconciler(context, {
    ghl,
    decide: () => projector.run(),
    onProblem: () => api.workspaceChanged(),
  })
  const dueWork = new DueWork(context, { projector, connections, reconciler })
  const sample = new SampleWorkspace(context, {
    connections,
    zone,
    receiverUrl: () => receiver?.url ?? '',
    deliveriesApplied: () => projector.run(),
    onRunning: (running) => {
      sampleProviders = running
    },
  })
  const receiverFacts = () => ({
    url: receiver?.url ?? null,
    ...(receiver?.facts() ?? { refused: 0, lastDeliveryAt: null }),
  })
  const workspace = () =>
    workspaceView(context, {
      receiver: receiverFacts(),
      tunnel: tunnel.view(),
      readingProblem: (provider) => reconciler.problem(provider),
    })
  const { folder, version = 'unknown' } = options
  const health = {
    version,
    folder,
    receiver: receiverFacts,
    tunnel: () => tunnel.view(),
    readingProblem: (provider: ProviderId) => reconciler.problem(provider),
    clockCheck,
  }
  const peopleChanged = () => {
    reconciler.peopleChanged()
    dueWork.inBackground(async () => {
      await projector.retryUnmatched()
      // What waited for data of the lead is decided on anew.
      await projector.run()
    })
  }
  const api = createApi(
    context,
    createHandlers(context, {
      connections,
      workspace,
      sample,
      projector,
      tunnel,
      health,
      peopleChanged,
      zone,
      restored: () => {
        dueWork.inBackground(async () => {
          // Nothing is read before it is known whose the tokens are.
          await connections.testAtStart()
          reconciler.startOver()
          await dueWork.run()
        })
      },
    }),
    workspace,
  )

  return {
    api,
    runDue: () => dueWork.run(),
    reconcileNow(reason) {
      reconciler.want(reason)
      const done = reconciler.run()
      dueWork.inBackground(() => done)
      return done
    },
    get receiverUrl() {
      return receiver?.url ?? null
    },

    async start() {
      await markInterruptedAttempts(context)
      await markInterruptedChanges(context)
      await settleInterruptedMessages(context)
      receiver = await startReceiver(context, {
        port: options.webhookPort,
        ghlPublicKey: () => sampleProviders?.ghl.publicKeyPem ?? options.ghlWebhookKey ?? GHL_WEBHOOK_KEY,
        onDelivery: () => {
          dueWork.inBackground(() => projector.run())
        },
        probeAnswer: (nonce) => probe.answerTo(nonce),
      })
      tunnel.start(receiver.url)
      await sample.resume()
      dueWork.inBackground(async () => {
        // Before anything is decided: days may have passed at the providers.
        await reconciler.run()
        await dueWork.run()
        if (!sampleProviders) await connections.testAtStart()
      })
      dueWork.start()
    },

    async stop() {
      await tunnel.stop()
      await receiver?.close()
      await dueWork.stop()
      await sample.stop()
      api.close()
      availability.close()
      await store.close()
    },
  }
}
