import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import type { Context } from '../context'
import { toInstant, type Instant } from '../domain/time'
import { calendlySignatureProblem } from '../providers/calendly/signature'
import { calendlyDeliveryKey } from '../providers/calendly/webhook'
import { ghlSignatureProblem } from '../providers/ghl/signature'
import { ghlDeliveryKey } from '../providers/ghl/webhook'
import { acceptDelivery, type NewDelivery } from '../truth/inbox'
import { PROBE_PATH } from '../tunnel/probe'
import { parseJson } from '../truth/read-delivery'
import { CALENDLY_WEBHOOK_PATH } from '../truth/subscription'

export const GHL_WEBHOOK_PATH = '/webhooks/ghl'

/** Larger than any webhook that the vendors document. */
const LARGEST_BODY = '512kb'

/** A slow sender may not hold a connection open (W7 of the proofs). */
const REQUEST_TIMEOUT = 15_000

export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  url: string
  facts(): { refused: number; lastDeliveryAt: Instant | null }
  close(): Promise<void>
}

/**
 * Listens for webhooks on loopback; the only thing that a tunnel exposes (T1). A delivery is answered with 200 only
 * after its signature was checked over the bytes as received and it is durable. Everything else is refused, counted,
 * and told nothing.
 */
export async function startReceiver(
  context: Context,
  options: {
    port: number
    ghlPublicKey: () => string
    onDelivery: () => void
    /** What answers a call of this app to itself; null for every other (T8). */
    probeAnswer: (nonce: string) => string | null
  },
): Promise<Receiver> {
  const app = express()
  app.disable('x-powered-by')
  // Refusals are counted since the start; the last delivery is looked up once and followed from then on.
  let refused = 0
  let lastDeliveryAt = newestDelivery(context)

  const refuse = (response: Response, source: string, why: string) => {
    refused += 1
    context.log.warn('webhook.refused', { source, why })
    response.status(401).end()
  }
  const accept = async (response: Response, delivery: NewDelivery) => {
    await acceptDelivery(context, delivery)
    lastDeliveryAt = toInstant(context.clock.now())
    response.status(200).end()
    options.onDelivery()
  }

  const raw = express.raw({ type: () => true, limit: LARGEST_BODY })
  // Behind the path stands the mark of the subscription, which says nothing about who may send: the signature does.
  app.post(`${CALENDLY_WEBHOOK_PATH}{/:mark}`, raw, async (request, response) => {
    const body = bytesOf(request)
    const problem = calendlySignatureProblem({
      header: request.header('calendly-webhook-signature'),
      body,
      key: context.secrets.get('calendly.webhookSigningKey'),
      now: context.clock.now(),
    })
    if (problem) refuse(response, 'calendly', problem)
    else await accept(response, delivery('calendly', body, calendlyDeliveryKey, 'event'))
  })
  app.post(GHL_WEBHOOK_PATH, raw, async (request, response) => {
    const body = bytesOf(request)
    const problem = ghlSignatureProblem({
      header: request.header('x-ghl-signature'),
      body,
      publicKey: options.ghlPublicKey(),
      now: context.clock.now(),
    })
    if (problem) refuse(response, 'ghl', problem)
    else await accept(response, delivery('ghl', body, ghlDeliveryKey, 'type'))
  })
  app.get(`${PROBE_PATH}/:nonce`, (request, response, next) => {
    const answer = options.probeAnswer(request.params.nonce)
    if (answer === null) next()
    else response.set('cache-control', 'no-store').type('text').send(answer)
  })
  answerTheRest(app, context)

  const server = await listen(app, options.port)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}`,
    facts: () => ({ refused, lastDeliveryAt }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function newestDelivery({ store }: Context): Instant | null {
  return store
    .all('deliveries')
    .reduce<Instant | null>(
      (newest, { receivedAt }) => (newest && newest > receivedAt ? newest : receivedAt),
      null,
    )
}

function answerTheRest(app: Express, context: Context): void {
  app.use((_request: Request, response: Response) => {
    response.status(404).end()
  })
  // Four parameters make it Express's error handler.
  app.use((error: unknown, request: Request, response: Response, _next: () => void) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 503
    context.log.error('webhook.failed', { status, error: String(error) })
    // What went wrong here is to be sent again: Calendly repeats any failure, GoHighLevel only a 429.
    const again = request.path === GHL_WEBHOOK_PATH ? 429 : 503
    response.status(status >= 400 && status < 500 ? status : again).end()
  })
}

function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

/** A signed body that cannot be read is kept too, under its own digest (T3). */
function delivery(
  source: NewDelivery['source'],
  bytes: Buffer,
  keyOf: (body: unknown) => string | null,
  eventField: string,
): NewDelivery {
  const text = bytes.toString('utf8')
  const body = parseJson(text)
  const key = keyOf(body) ?? createHash('sha256').update(bytes).digest('hex')
  const event = (body as Record<string, unknown> | null | undefined)?.[eventField]
  return {
    id: `${source} ${key}`.slice(0, 500),
    source,
    event: typeof event === 'string' ? event : 'unknown',
    body: text,
  }
}

function listen(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error) reject(error)
      else resolve(server)
    })
    server.requestTimeout = REQUEST_TIMEOUT
    server.headersTimeout = REQUEST_TIMEOUT
  })
}
