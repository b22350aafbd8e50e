import { z } from 'zod'
import { instantSchema } from './time'

/** Webhooks cross the internet: plain http is for addresses on this machine only. Empty stands for none. */
export function isWebhookAddress(address: string): boolean {
  if (address === '') return true
  if (!URL.canParse(address)) return false
  const { protocol, hostname, search, hash } = new URL(address)
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  return (protocol === 'https:' || isHere) && search === '' && hash === ''
}

/** Where the internet reaches the webhook receiver. */
export type PublicAddress =
  | { kind: 'known'; url: string }
  /** A tunnel is to give it and has not yet, or not any more: what was told to a provider stays as it is. */
  | { kind: 'waiting' }
  /** The operator gives none. */
  | { kind: 'none' }

/** The address that the operator gives, as it is. */
export function fixedAddress(url: string): PublicAddress {
  return url === '' ? { kind: 'none' } : { kind: 'known', url: url.replace(/\/+$/, '') }
}

export const tunnelKindSchema = z.enum(['fixed', 'ngrok', 'cloudflared', 'command'])
export type TunnelKind = z.infer<typeof tunnelKindSchema>

/** What in an own command's address stands for what its pattern found, and in its words for the receiver's port. */
export const FOUND = '{1}'
export const PORT = '{port}'

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch {
    return false
  }
}

function isAddressWithPlace(address: string): boolean {
  return isWebhookAddress(address.replaceAll(FOUND, '1'))
}

/** How the internet reaches the webhook receiver (T8). What belongs to a way that is not chosen is kept. */
export const tunnelSettingsSchema = z.strictObject({
  /** `fixed` is the workspace's public address, and whatever leads from there to the receiver. */
  kind: tunnelKindSchema,
  /** The domain that ngrok reserved for the account; empty for the one that it assigns. */
  ngrokDomain: z
    .string()
    .trim()
    .max(253)
    .regex(/^$|^[a-z0-9.-]+$/i, 'must be a domain such as name.ngrok-free.dev'),
  /** Where cloudflared lies; empty to look for it on the PATH. */
  cloudflaredProgram: z.string().trim().max(500),
  /** The public hostname of a named tunnel, which needs a token; empty for a quick tunnel, whose address changes. */
  cloudflaredAddress: z
    .string()
    .trim()
    .max(500)
    .refine(isWebhookAddress, 'must be an https address without ? and #'),
  /** The program and its words, each by itself: no shell reads them. `{port}` stands for the receiver's port. */
  command: z.array(z.string().max(1000)).max(50),
  /** Finds the address, or a part of it, in a line that the command writes; empty where the address is given. */
  commandPattern: z.string().max(500).refine(isPattern, 'is not a regular expression'),
  /** The command's public address; `{1}` in it stands for what the pattern found. */
  commandAddress: z
    .string()
    .trim()
    .max(500)
    .refine(isAddressWithPlace, 'must be an https address without ? and #'),
})
export type TunnelSettings = z.infer<typeof tunnelSettingsSchema>

export function newTunnelSettings(): TunnelSettings {
  return {
    kind: 'fixed',
    ngrokDomain: '',
    cloudflaredProgram: '',
    cloudflaredAddress: '',
    command: [],
    commandPattern: '',
    commandAddress: '',
  }
}

/** What the app found when it called itself through its own public address. */
export const probeSchema = z.object({
  at: instantSchema,
  url: z.string(),
  outcome: z.enum(['reached', 'wrong_server', 'unreachable', 'certificate']),
  /** How long the whole way took, in milliseconds; null when it was not gone to its end. */
  milliseconds: z.number().nullable(),
  /** In plain words; what to do when it was not reached. */
  message: z.string(),
})
export type ProbeResult = z.infer<typeof probeSchema>

/** The way from the internet to the receiver, as it is now. */
export const tunnelViewSchema = z.object({
  kind: tunnelKindSchema,
  /** `off`: no address is given, and no tunnel asked for. */
  state: z.enum(['off', 'starting', 'up', 'down']),
  /** The current public address; null while there is none. */
  url: z.string().nullable(),
  /** Why it is down, in plain words. */
  why: z.string().nullable(),
  /** When it is tried again by itself. */
  retryAt: instantSchema.nullable(),
  probe: probeSchema.nullable(),
  probing: z.boolean(),
})
export type TunnelView = z.infer<typeof tunnelViewSchema>
