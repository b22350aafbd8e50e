import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { BookingIdentity } from '../../../core/domain/attempt'
import type { Lead } from '../../../core/domain/lead'
import type { Connection, Settings } from '../../../core/domain/settings'
import type { BookingTarget, Slot } from '../../../core/domain/slot'
import { HOUR, plus, toInstant } from '../../../core/domain/time'
import { createCalendlyProvider } from '../../../core/providers/calendly/calendly-provider'
import { CalendlyClient } from '../../../core/providers/calendly/client'
import { GhlClient } from '../../../core/providers/ghl/client'
import { createGhlProvider } from '../../../core/providers/ghl/ghl-provider'
import type { BookingProvider, BookingRequest, Outcome } from '../../../core/providers/provider'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import type { EventTypeName } from '../../../core/sandbox/calendly/seed'
import type { CalendlySandboxState } from '../../../core/sandbox/calendly/state'
import { createCalendlyState } from '../../../core/sandbox/calendly/state'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import type { SandboxExchange } from '../../../core/sandbox/shared/exchange'
import { newConnection } from '../../../core/store/workspace'
import { TestClock } from '../../support/clock'
import { makeLead, makeSettings, NEW_YORK, NOW } from '../../support/fixtures'
import { contractChecker } from '../../support/openapi'

/** Tuesday, November 24, 2026, 10:00 in New York. */
export const TUESDAY_TEN = '2026-11-24T15:00:00.000Z'
export const ATTEMPT = 'attempt-1'

/** A fixture of the providers' contracts, by its file name without `.json`. */
export function fixture(name: string): Record<string, unknown> {
  const file = path.resolve(import.meta.dirname, '../../contracts/fixtures', `${name}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'failed') throw new Error(`${outcome.reason}: ${outcome.message}`)
  return outcome.value
}

/** Calls so far that changed or wanted to change something, such as `POST /invitees`. */
export function writes(sandbox: { exchanges: SandboxExchange[] }): string[] {
  return sandbox.exchanges
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url }) => `${method} ${url}`)
}

interface Held {
  client: { baseUrl: () => string; token: () => string | null }
  clock: TestClock
  connection: Connection
  settings: Settings
  /** From now on answers are ordered that the contract does not allow; only the calls are held to it. */
  spoilAnswers: () => void
  observe: (exchange: SandboxExchange) => void
}

function hold(
  provider: 'calendly' | 'ghl',
  urlOf: () => string,
): Held & { token: string | null; url: string | null } {
  const checker = contractChecker(provider)
  const problems: string[] = []
  let isSpoilt = false
  onTestFinished(() => {
    expect(problems).toEqual([])
  })
  const held = {
    token: null as string | null,
    url: null as string | null,
    client: { baseUrl: () => held.url ?? urlOf(), token: () => held.token },
    clock: new TestClock(NOW),
    connection: newConnection(provider),
    settings: makeSettings(),
    spoilAnswers: () => {
      isSpoilt = true
    },
    observe: (exchange: SandboxExchange) => {
      problems.push(...(isSpoilt ? checker.checkRequest(exchange) : checker.check(exchange)))
    },
  }
  return held
}

export interface CalendlyBench extends ReturnType<typeof hold> {
  sandbox: CalendlySandbox
  api: CalendlyClient
  provider: BookingProvider
  identity: BookingIdentity
  slot: (name?: EventTypeName, start?: string) => Slot
  target: (name?: EventTypeName) => BookingTarget
  request: (known?: Partial<BookingRequest>) => BookingRequest
}

/** A Calendly sandbox and the provider in front of it, without a core. Every exchange is held to Calendly's OpenAPI. */
export async function calendlyBench(change?: (state: CalendlySandboxState) => void): Promise<CalendlyBench> {
  const held = hold('calendly', () => sandbox.url)
  const state = createCalendlyState({}, held.clock.now())
  change?.(state)
  const sandbox = await startCalendlySandbox({ now: () => held.clock.now(), state, observe: held.observe })
  onTestFinished(() => sandbox.stop())
  held.token = sandbox.token
  const api = new CalendlyClient(held.client)
  const provider = createCalendlyProvider({
    client: api,
    clock: held.clock,
    settings: () => held.settings,
    connection: () => held.connection,
    rememberTargets: (found) => {
      held.connection = { ...held.connection, ...found }
      return Promise.resolve()
    },
  })
  const slot: CalendlyBench['slot'] = (name = 'intro', start = TUESDAY_TEN) => ({
    provider: 'calendly',
    targetId: sandbox.eventTypes[name].uri,
    start,
    end: plus(start, HOUR / 2),
    providerStart: start.replace('.000Z', 'Z'),
  })
  const identity = { accountId: sandbox.user, email: 'ada.osei@example.com', ghlContactId: null }
  return Object.assign(held, {
    sandbox,
    api,
    provider,
    identity,
    slot,
    target: (name: EventTypeName = 'intro'): BookingTarget => ({
      provider: 'calendly',
      id: sandbox.eventTypes[name].uri,
      name,
      minutes: 30,
      publicUrl: null,
      requiredQuestions: [],
      cannotBook: null,
    }),
    request: (known: Partial<BookingRequest> = {}) => requestFor(slot(), identity, known),
  })
}

export interface GhlBench extends ReturnType<typeof hold> {
  sandbox: GhlSandbox
  api: GhlClient
  provider: BookingProvider
  contactId: string
  slot: (start?: string) => Slot
  target: () => BookingTarget
  request: (known?: Partial<BookingRequest>) => BookingRequest
}

/** A GoHighLevel sandbox and the provider in front of it. Every exchange is held to GoHighLevel's OpenAPI. */
export async function ghlBench(): Promise<GhlBench> {
  const held = hold('ghl', () => sandbox.url)
  const sandbox = await startGhlSandbox({ now: () => held.clock.now(), observe: held.observe })
  onTestFinished(() => sandbox.stop())
  held.token = sandbox.token
  const calendarId = sandbox.calendars.intro
  held.settings = makeSettings({
    ghl: { enabled: true, locationId: sandbox.locationId, calendarId, assignedUserId: '', bookingLink: '' },
  })
  const api = new GhlClient(held.client)
  const provider = createGhlProvider({
    client: api,
    clock: held.clock,
    settings: () => held.settings,
    connection: () => held.connection,
    rememberTargets: (found) => {
      held.connection = { ...held.connection, ...found }
      return Promise.resolve()
    },
  })
  const contactId = sandbox.addContact({ firstName: 'Ada', lastName: 'Osei', email: 'ada.osei@example.com' })
  const slot = (start = TUESDAY_TEN): Slot => ({
    provider: 'ghl',
    targetId: calendarId,
    start,
    end: plus(start, HOUR / 2),
    providerStart: start.replace('T15:00:00.000Z', 'T10:00:00-05:00'),
  })
  const identity = { accountId: sandbox.locationId, email: 'ada.osei@example.com', ghlContactId: contactId }
  return Object.assign(held, {
    sandbox,
    api,
    provider,
    contactId,
    slot,
    target: (): BookingTarget => ({
      provider: 'ghl',
      id: calendarId,
      name: 'Intro call',
      minutes: 30,
      publicUrl: null,
      requiredQuestions: [],
      cannotBook: null,
    }),
    request: (known: Partial<BookingRequest> = {}) => requestFor(slot(), identity, known),
  })
}

function requestFor(slot: Slot, identity: BookingIdentity, known: Partial<BookingRequest>): BookingRequest {
  const lead: Lead = known.lead ?? makeLead()
  return { attemptId: ATTEMPT, slot, title: 'Intro call', lead, identity, zone: NEW_YORK, ...known }
}

/** A bare server on loopback that answers every call in one way and keeps what it got. */
export async function startBareServer(answer: {
  status: number
  headers?: Record<string, string>
  body?: string
}) {
  const received: { method: string | undefined; authorization: string | undefined }[] = []
  const server = http.createServer((request, response) => {
    received.push({ method: request.method, authorization: request.headers.authorization })
    response.writeHead(answer.status, answer.headers ?? {}).end(answer.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeAllConnections()
    })
  onTestFinished(stop)
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${String(port)}`, received, stop }
}

/** An address at which nothing listens. */
export async function closedUrl(): Promise<string> {
  const server = await startBareServer({ status: 200 })
  await server.stop()
  return server.url
}

export function hours(count: number): string {
  return toInstant(Date.parse(NOW) + count * HOUR)
}
