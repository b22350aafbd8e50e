import type { Availability } from './availability/availability'
import type { MessageChannel } from './conversations/channel'
import type { Lead } from './domain/lead'
import type { Channel, ProviderId } from './domain/names'
import type { Clock } from './domain/time'
import type { People } from './providers/people'
import type { BookingProvider, Failure } from './providers/provider'
import type { Store } from './store/store'

/** The ports that every service of the core is given. */
export interface Context {
  store: Store
  clock: Clock
  ids: Ids
  providers: Record<ProviderId, BookingProvider>
  people: People
  availability: Availability
  records: Records
  channels: Partial<Record<Channel, MessageChannel>>
  secrets: SecretStore
  log: Log
}

/** The way to the providers' own records. */
export interface Records {
  /** What they say of the lead's meetings stands in the store when it resolves; else why it cannot be seen. */
  read(lead: Lead): Promise<Failure | null>
}

/** Makes new, unguessable ids; tests give one that counts. */
export type Ids = () => string

/** `calendly.webhookSigningKey` is ours and never set by an operator. */
export type SecretKey =
  'calendly.token' | 'calendly.webhookSigningKey' | 'ghl.token' | 'ngrok.authtoken' | 'cloudflared.token'

/** Keeps secrets outside the state file (W3). Only the core reads them; no door hands one out. */
export interface SecretStore {
  /** `memory` forgets them when the app ends, and the console says so. */
  readonly protection: 'keychain' | 'encrypted_file' | 'memory'
  get(key: SecretKey): string | null
  /** Names of what was kept with another key and cannot be read now. */
  unreadable(): string[]
  /** Durable when the promise resolves. */
  set(key: SecretKey, value: string): Promise<void>
  clear(key: SecretKey): Promise<void>
}

/** Lines for the support log. Facts hold ids and codes, never secrets or what people wrote. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void
  warn(event: string, facts?: Record<string, unknown>): void
  error(event: string, facts?: Record<string, unknown>): void
}
