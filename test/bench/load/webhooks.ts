import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request } from 'express'
import { calendlySignatureProblem } from '../../../core/providers/calendly/signature'
import { startReceiver } from '../../../core/server/receiver'
import { Store } from '../../../core/store/store'
import { CALENDLY_WEBHOOK_PATH } from '../../../core/truth/subscription'
import { calendlySignature } from '../../support/signed-post'
import { instantContext } from '../instant-ports'
import { sayThroughput, throughput, type Throughput } from '../measure'
import { inTemporaryFolder, SYSTEM_CLOCK } from './workspaces'

const MILLISECONDS = 5000
const CONNECTIONS = 20
const KEY = randomBytes(32).toString('hex')
/** About what an `invitee.created` weighs. */
const QUESTIONS = 'How did you hear of us? A friend told us at the fair in spring. '.repeat(30)

/**
 * Signed webhooks over loopback sockets, each with a connection that is kept: the receiver, which answers when a
 * delivery is on disk, beside the same Express route that checks the signature and keeps nothing.
 */
export async function benchWebhooks(say: (line: string) => void): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder, SYSTEM_CLOCK)
    const context = instantContext(store, SYSTEM_CLOCK, [])
    await context.secrets.set('calendly.webhookSigningKey', KEY)
    const receiver = await startReceiver(context, {
      port: 0,
      ghlPublicKey: () => '',
      onDelivery: () => undefined,
      probeAnswer: () => null,
    })
    say(sayThroughput(await load('Webhooks acknowledged and durable', receiver.url)))
    await receiver.close()
    await store.close()
  })
  const bare = await startBareRoute()
  say(sayThroughput(await load('The same route without a store', bare.url)))
  await bare.stop()
}

async function load(name: string, url: string): Promise<Throughput> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const target = new URL(CALENDLY_WEBHOOK_PATH, url)
  const options = { callers: CONNECTIONS, milliseconds: MILLISECONDS }
  const measured = await throughput(name, options, (run) => deliver(agent, target, run))
  agent.destroy()
  return measured
}

function deliver(agent: http.Agent, target: URL, run: number): Promise<void> {
  const uri = `https://api.calendly.com/scheduled_events/EVENT/invitees/${String(run)}`
  const body = Buffer.from(
    JSON.stringify({
      event: 'invitee.created',
      created_at: new Date().toISOString(),
      payload: { uri, QUESTIONS },
    }),
  )
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'calendly-webhook-signature': calendlySignature(body, KEY, Date.now()),
  }
  return new Promise((resolve, reject) => {
    const request = http.request(target, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`a webhook was answered ${String(response.statusCode)}`))
      })
    })
    request.on('error', reject).end(body)
  })
}

async function startBareRoute(): Promise<{ url: string; stop: () => Promise<void> }> {
  const app = express()
  app.disable('x-powered-by')
  const raw = express.raw({ type: () => true, limit: '512kb' })
  app.post(CALENDLY_WEBHOOK_PATH, raw, (request: Request, response) => {
    const header = request.header('calendly-webhook-signature')
    const body = request.body as Buffer
    const problem = calendlySignatureProblem({ header, body, key: KEY, now: Date.now() })
    response.status(problem ? 401 : 200).end()
  })
  const server = http.createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
