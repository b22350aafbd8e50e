import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response, type Router } from 'express'
import type { Answer, Call, Route, SandboxExchange } from './exchange'
import type { Fault, FaultBox } from './faults'

export interface ServeOptions {
  port: number
  /** Epoch ms; answers carry it as their date. */
  now: () => number
  routes: readonly Route[]
  faults: FaultBox
  /** The sandbox's own path, where faults are ordered. */
  faultApi: Router
  /** The provider's 429 with its headers. */
  rateLimited: () => Answer
  /** Runs before a route's handler: limits and permissions. An answer ends the call. */
  admit: (call: Call, route: Route) => Answer | null
  /** Headers of every answer, faults included. */
  commonHeaders: (call: Call) => Record<string, string>
  notFound: (call: Call) => Answer
  malformedBody: (call: Call) => Answer
  /** Called after a handler that may have changed the world. */
  onChange: () => void
  observe: (exchange: SandboxExchange) => void
}

export interface RunningServer {
  url: string
  stop(): Promise<void>
}

/** Starts a provider's routes as an Express server on 127.0.0.1. Port 0 takes a free one. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(express.text({ type: () => true, limit: '1mb' }))
  app.use(options.faultApi)
  for (const route of options.routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1')
    app[lower(route.method)](path, (request, response) => answerRoute(options, route, request, response))
  }
  app.use((request, response) => {
    const call = callOf(request)
    finish(options, call, request, response, options.notFound(call))
  })

  const server = http.createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerRoute(
  options: ServeOptions,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const call = callOf(request)
  const fault = options.faults.take(`${route.method} ${route.path}`)
  if (fault && happensBefore(fault)) {
    failBefore(options, fault, call, request, response)
    return
  }
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref())
  const answer = work(options, route, call, request)
  if (fault?.kind === 'drop_after') cut(options, call, request, response)
  else if (fault?.kind === 'hang_after') record(options, call, request, 0, null)
  else if (fault?.kind === 'status_after') finish(options, call, request, response, spoken(fault))
  else if (fault?.kind === 'slow_body')
    await trickle(options, call, request, response, answer, fault.msPerByte)
  else finish(options, call, request, response, answer)
}

type FaultBefore = Extract<Fault, { kind: 'status' | 'rate_limited' | 'drop_before' | 'hang_before' }>

function happensBefore(fault: Fault): fault is FaultBefore {
  return ['status', 'rate_limited', 'drop_before', 'hang_before'].includes(fault.kind)
}

/** The handler never sees the call. */
function failBefore(
  options: ServeOptions,
  fault: FaultBefore,
  call: Call,
  request: Request,
  response: Response,
): void {
  if (fault.kind === 'drop_before') cut(options, call, request, response)
  else if (fault.kind === 'hang_before') record(options, call, request, 0, null)
  else
    finish(options, call, request, response, fault.kind === 'status' ? spoken(fault) : options.rateLimited())
}

function spoken({ status, body, headers }: Extract<Fault, { status: number }>): Answer {
  return { status, body, ...(headers && { headers }) }
}

function work(options: ServeOptions, route: Route, call: Call, request: Request): Answer {
  const refusal = options.admit(call, route)
  if (refusal !== null) return refusal
  if (call.body === undefined && hasText(request)) return options.malformedBody(call)
  const answer = route.handle(call)
  if (route.method !== 'GET') options.onChange()
  return answer
}

function finish(
  options: ServeOptions,
  call: Call,
  request: Request,
  response: Response,
  answer: Answer,
): void {
  begin(options, call, request, response, answer)
  if (answer.body === undefined) response.end()
  else response.type('application/json').send(JSON.stringify(answer.body))
}

/** Sends the headers at once and the body byte by byte, until the caller has had enough. */
async function trickle(
  options: ServeOptions,
  call: Call,
  request: Request,
  response: Response,
  answer: Answer,
  msPerByte: number,
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(answer.body ?? null))
  begin(options, call, request, response, answer)
  response.type('application/json').set('content-length', String(bytes.length)).flushHeaders()
  for (const byte of bytes) {
    await new Promise((resolve) => setTimeout(resolve, msPerByte).unref())
    if (response.destroyed) return
    response.write(Buffer.of(byte))
  }
  response.end()
}

function begin(
  options: ServeOptions,
  call: Call,
  request: Request,
  response: Response,
  answer: Answer,
): void {
  record(options, call, request, answer.status, answer.body ?? null)
  response
    .status(answer.status)
    .set({ Date: new Date(options.now()).toUTCString(), ...options.commonHeaders(call), ...answer.headers })
}

function cut(options: ServeOptions, call: Call, request: Request, response: Response): void {
  record(options, call, request, 0, null)
  response.socket?.destroy()
}

function record(
  options: ServeOptions,
  call: Call,
  request: Request,
  status: number,
  responseBody: unknown,
): void {
  options.observe({
    method: call.method,
    url: request.originalUrl,
    requestHeaders: call.headers,
    requestBody: call.body,
    status,
    // A copy: the world goes on, and what was said stays said.
    responseBody: structuredClone(responseBody),
  })
}

function callOf(request: Request): Call {
  const url = new URL(request.originalUrl, 'http://sandbox')
  const params = Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    params,
    headers: request.headers,
    body: parsedBody(request),
  }
}

function parsedBody(request: Request): unknown {
  if (!hasText(request)) return undefined
  try {
    return JSON.parse(String(request.body)) as unknown
  } catch {
    return undefined
  }
}

function hasText(request: Request): boolean {
  return typeof request.body === 'string' && request.body !== ''
}

function lower(method: Route['method']): 'get' | 'post' | 'put' | 'delete' {
  return { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' }[method] as
    'get' | 'post' | 'put' | 'delete'
}
