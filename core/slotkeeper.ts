import { randomUUID } from 'node:crypto'
import type { Api } from './api/api'
import { createApi } from './api/create-api'
import { createHandlers } from './api/handlers'
import { workspaceView } from './api/workspace-view'
import { sendConfirmations } from './booking/confirmation'
import { lookUpUnknownAttempts, markInterruptedAttempts } from './booking/settle-attempt'
import type { Context, Ids, Log, SecretStore } from './context'
import { settleInterruptedMessages } from './conversations/send-message'
import { createGhlSms } from './conversations/sms/ghl-sms'
import type { ProviderId } from './domain/names'
import { newSettings, type Connection } from './domain/settings'
import type { Clock } from './domain/time'
import { createCalendlyProvider } from './providers/calendly/calendly-provider'
import { CALENDLY_URL, CalendlyClient } from './providers/calendly/client'
import { GHL_URL, GhlClient } from './providers/ghl/client'
import { createGhlProvider } from './providers/ghl/ghl-provider'
import { createGhlPeople } from './providers/ghl/people'
import { GHL_WEBHOOK_KEY } from './providers/ghl/signature'
import { SampleWorkspace } from './sandbox/sample-workspace'
import { startReceiver, type Receiver } from './server/receiver'
import { Store } from './store/store'
import { connectionOf, settingsOf } from './store/workspace'
import { Projector } from './truth/projector'
import { Connections } from './truth/connections'

export interface SlotkeeperOptions {
  /** The data folder; it is made if it is missing. */
  folder: string
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
}

const DUE_EVERY = 15_000

const systemClock: Clock = { now: () => Date.now() }

/** Opens the workspace in `folder`. Throws StoreError when it is damaged, locked or cannot be written. */
export async function createSlotkeeper(options: SlotkeeperOptions): Promise<Slotkeeper> {
  const clock = options.clock ?? systemClock
  const store = await Store.open(options.folder, clock)
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!store.get('settings', 'workspace')) {
    await store.transact('workspace.new', (transaction) => {
      transaction.put('settings', newSettings(zone))
    })
  }

  let sample: Parameters<ConstructorParameters<typeof SampleWorkspace>[1]['onRunning']>[0] = null
  const { secrets, log } = options
  const settings = () => settingsOf(store)
  const remember = (provider: ProviderId) => (target: NonNullable<Connection['target']>) =>
    store.transact('connection.target', (transaction) => {
      transaction.put('connections', { ...connectionOf(transaction, provider), target })
    })
  const calendly = new CalendlyClient({
    baseUrl: () => sample?.calendly.url ?? options.providerUrls?.calendly ?? CALENDLY_URL,
    token: () => secrets.get('calendly.token'),
  })
  const ghl = new GhlClient({
    baseUrl: () => sample?.ghl.url ?? options.providerUrls?.ghl ?? GHL_URL,
    token: () => secrets.get('ghl.token'),
  })
  const context: Context = {
    store,
    clock,
    ids: options.ids ?? randomUUID,
    secrets,
    log,
    people: createGhlPeople(ghl),
    channels: { sms: createGhlSms({ client: ghl, settings }) },
    providers: {
      calendly: createCalendlyProvider({
        client: calendly,
        clock,
        settings,
        connection: () => connectionOf(store, 'calendly'),
        rememberTarget: remember('calendly'),
      }),
      ghl: createGhlProvider({
        client: ghl,
        clock,
        settings,
        connection: () => connectionOf(store, 'ghl'),
        rememberTarget: remember('ghl'),
      }),
    },
  }

  let receiver: Receiver | null = null
  const projector = new Projector(context)
  const connections = new Connections(context, calendly)
  const workspace = () =>
    workspaceView(context, {
      url: receiver?.url ?? null,
      ...(receiver?.facts() ?? { refused: 0, lastDeliveryAt: null }),
    })
  const sampleWorkspace = new SampleWorkspace(context, {
    connections,
    zone,
    receiverUrl: () => receiver?.url ?? '',
    deliveriesApplied: () => projector.run(),
    onRunning: (running) => {
      sample = running
    },
  })
  const dueSteps: (() => Promise<void>)[] = [
    // Attempts first: what they booked decides how every later message is read.
    () => lookUpUnknownAttempts(context),
    () => projector.run(),
    () => projector.retryFailed(),
    () => sendConfirmations(context),
    () => connections.retestFailing(),
  ]
  const doDue = async () => {
    for (const step of dueSteps) {
      // One step's trouble must not keep the others from being done.
      await step().catch((error: unknown) => {
        log.error('due.failed', { error: String(error) })
      })
    }
  }
  let doing: Promise<void> | null = null
  const runDue = () =>
    (doing ??= doDue().finally(() => {
      doing = null
    }))
  const underWay = new Set<Promise<void>>()
  const inBackground = (work: () => Promise<void>) => {
    const done = work()
      .catch((error: unknown) => {
        log.error('background.failed', { error: String(error) })
      })
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }
  const api = createApi(
    context,
    createHandlers(context, {
      connections,
      workspace,
      sample: sampleWorkspace,
      peopleChanged: () => {
        inBackground(() => projector.retryUnmatched())
      },
    }),
    workspace,
  )
  let timer: NodeJS.Timeout | undefined

  return {
    api,
    runDue,
    get receiverUrl() {
      return receiver?.url ?? null
    },

    async start() {
      await markInterruptedAttempts(context)
      await settleInterruptedMessages(context)
      receiver = await startReceiver(context, {
        port: options.webhookPort,
        ghlPublicKey: () => sample?.ghl.publicKeyPem ?? options.ghlWebhookKey ?? GHL_WEBHOOK_KEY,
        onDelivery: () => {
          inBackground(() => projector.run())
        },
      })
      await sampleWorkspace.resume()
      inBackground(async () => {
        await runDue()
        if (secrets.get('calendly.token') && !sample) await connections.test('calendly')
      })
      timer = setInterval(() => {
        inBackground(runDue)
      }, DUE_EVERY)
      timer.unref()
    },

    async stop() {
      clearInterval(timer)
      await receiver?.close()
      await Promise.all(underWay)
      await sampleWorkspace.stop()
      api.close()
      await store.close()
    },
  }
}
