import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express'
import type { Api } from '../api/api'
import { methodNames, type Answer } from '../api/contract'
import type { Log } from '../context'
import { streamEvents } from './console-events'
import { createConsoleSessions, type ConsoleSessions } from './console-session'
import { securityHeaders } from './security-headers'

export interface ConsoleOptions {
  api: Api
  /** 0 takes a free one. */
  port: number
  /** A token of the operator's own choice works again and again; without it one is made that works once. */
  token?: string
  /** The built console. */
  staticFolder: string
  log: Log
}

export interface RunningConsole {
  /** The address to open, with its token. */
  url: string
  close(): Promise<void>
}

const SIGNED_OUT =
  'This page is not signed in. Open the address that Slotkeeper printed when it started, the one with a token. ' +
  'It works once; start Slotkeeper again for a new one.'

/**
 * Serves the console and the contract over HTTP on 127.0.0.1: `POST /api/<method>` and `GET /api/events`. The token in
 * the address is exchanged for a strict cookie. Throws when the port cannot be had.
 */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const sessions = createConsoleSessions(options.token)
  const app = express()
  const server = http.createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  route(app, options, sessions, port)
  return {
    url: `http://127.0.0.1:${port}/?token=${encodeURIComponent(sessions.token)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function route(app: Express, options: ConsoleOptions, sessions: ConsoleSessions, port: number): void {
  const { api, staticFolder, log } = options
  // Cookies know no ports, so each console has a name of its own.
  const cookie = `slotkeeper_${port}`
  const signedIn = (request: Request): boolean => sessions.has(cookieValue(request, cookie))

  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.set(securityHeaders)
    next()
  })
  app.use(ownAddressOnly(port))
  app.get('/', (request, response, next) => {
    const { token } = request.query
    if (typeof token !== 'string') {
      next()
      return
    }
    const session = signedIn(request) ? null : sessions.exchange(token)
    if (session !== null) response.cookie(cookie, session, { httpOnly: true, sameSite: 'strict', path: '/' })
    response.set('Cache-Control', 'no-store').redirect(303, '/')
  })
  app.use((request, response, next) => {
    if (signedIn(request)) next()
    else if (isApi(request)) response.status(401).json(failure('signed_out', SIGNED_OUT))
    else response.status(401).type('text/plain').send(`Slotkeeper\n\n${SIGNED_OUT}\n`)
  })

  app.get('/api/events', (_request, response) => streamEvents(api, response))
  app.post(
    '/api/:method',
    knownMethodOnly,
    jsonOnly,
    express.json({ limit: '1mb', strict: false }),
    (request, response) =>
      api
        .call(request.params.method, request.body)
        .then((answer) => response.set('Cache-Control', 'no-store').json(answer)),
  )
  app.use('/api', (_request, response) =>
    response.status(404).json(failure('not_found', 'There is no such call.')),
  )
  app.use(express.static(staticFolder, { redirect: false, setHeaders: cacheByName }))
  app.use((_request, response) => response.status(404).type('text/plain').send('There is no such page.\n'))
  app.use(plainErrors(log))
}

/** Refuses other names for this machine (DNS rebinding) and calls from other pages. */
function ownAddressOnly(port: number): RequestHandler {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return (request, response, next) => {
    const { host, origin } = request.headers
    const ours = host !== undefined && hosts.includes(host)
    if (ours && (origin === undefined || origin === `http://${host}`)) next()
    else response.status(403).json(failure('forbidden', 'This address does not serve that page.'))
  }
}

const knownMethodOnly: RequestHandler<{ method: string }> = (request, response, next) => {
  const known: string[] = methodNames
  if (known.includes(request.params.method)) next()
  else response.status(404).json(failure('unknown_method', 'This version of Slotkeeper has no such call.'))
}

/** A form of another page can post text, but not this type without being asked about first. */
const jsonOnly: RequestHandler<{ method: string }> = (request, response, next) => {
  if (/^application\/json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '')) next()
  else response.status(415).json(failure('bad_request', 'A call carries application/json.'))
}

/** Built assets have a hash in their name; everything else may be another file after an update. */
function cacheByName(response: http.ServerResponse, file: string): void {
  const hashed = /[\\/]assets[\\/]/.test(file)
  response.setHeader('Cache-Control', hashed ? 'private, max-age=31536000, immutable' : 'no-cache')
}

/** Answers whatever went wrong without telling how the program looks inside. */
function plainErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const status = statusOf(error)
    if (status === 500) log.error('console.failed', { path: request.path, error })
    const { code, message } = errorTexts[status]
    if (isApi(request)) response.status(status).json(failure(code, message))
    else response.status(status).type('text/plain').send(`${message}\n`)
  }
}

const errorTexts = {
  400: { code: 'bad_request', message: 'The call could not be read.' },
  413: { code: 'too_large', message: 'The call is larger than 1 MB.' },
  500: { code: 'internal', message: 'Something went wrong inside Slotkeeper. Its log says more.' },
} as const

function statusOf(error: unknown): keyof typeof errorTexts {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status === 413) return 413
  return status >= 400 && status < 500 ? 400 : 500
}

function isApi(request: Request): boolean {
  return request.path === '/api' || request.path.startsWith('/api/')
}

function cookieValue(request: Request, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

function failure(code: string, message: string): Answer<never> {
  return { ok: false, error: { code, message } }
}
