import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

/** What a host can be told on its command line. Null stands for "not given". */
export interface HostOptions {
  /** The data folder, absolute. */
  data: string | null
  /** Port of the console's HTTP door; 0 takes a free one. */
  port: number
  /** Port of the webhook receiver; 0 takes a free one. */
  webhookPort: number
  /** A token of the operator's own choice, which then works more than once. */
  token: string | null
  calendlyUrl: string | null
  ghlUrl: string | null
  /** A file with the SPKI PEM that GoHighLevel's webhooks are verified with. */
  ghlWebhookKeyFile: string | null
}

export type OptionsReading = { ok: true; options: HostOptions } | { ok: false; message: string }

export const USAGE = `Options:
  --data DIR                   where the workspace is kept
  --port N                     port of the console (default 4600; 0 takes a free one)
  --webhook-port N             port of the webhook receiver (default 4601; 0 takes a free one)
  --token T                    a lasting token for the console's address
  --calendly-url URL           another Calendly API, such as the sandbox
  --ghl-url URL                another GoHighLevel API, such as the sandbox
  --ghl-webhook-key-file FILE  public key (PEM) of that GoHighLevel's webhooks`

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65_535)
const text = z.string().trim().min(1)
const filePath = text.transform((given) => path.resolve(given))
const apiUrl = z.string().refine(keepsTokensPrivate).transform(withoutTrailingSlash)

/** Each option: how it is read, and what its value must be, for the operator. */
const readers = {
  data: { schema: filePath, must: 'name a folder' },
  port: { schema: port, must: 'be a number from 0 to 65535' },
  'webhook-port': { schema: port, must: 'be a number from 0 to 65535' },
  token: { schema: text, must: 'not be empty' },
  'calendly-url': { schema: apiUrl, must: 'be an https address, or http on this machine' },
  'ghl-url': { schema: apiUrl, must: 'be an https address, or http on this machine' },
  'ghl-webhook-key-file': { schema: filePath, must: 'name a file' },
} as const

type OptionName = keyof typeof readers
type Values = { [Name in OptionName]?: z.output<(typeof readers)[Name]['schema']> }

/**
 * Reads a host's command line. With `others: 'allowed'` unknown arguments are left to whom they belong, because Electron
 * shares its command line with Chromium.
 */
export function readOptions(args: string[], { others }: { others: 'allowed' | 'refused' }): OptionsReading {
  const names = Object.keys(readers) as OptionName[]
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  let given: Record<string, unknown>
  try {
    const strict = others === 'refused'
    given = parseArgs({ args, options, strict, allowPositionals: !strict }).values
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
  const values: Values = {}
  for (const name of names) {
    if (given[name] === undefined) continue
    const { schema, must } = readers[name]
    const read = schema.safeParse(given[name])
    if (!read.success) return { ok: false, message: `--${name} must ${must}.` }
    Object.assign(values, { [name]: read.data })
  }
  return {
    ok: true,
    options: {
      data: values.data ?? null,
      port: values.port ?? 4600,
      webhookPort: values['webhook-port'] ?? 4601,
      token: values.token ?? null,
      calendlyUrl: values['calendly-url'] ?? null,
      ghlUrl: values['ghl-url'] ?? null,
      ghlWebhookKeyFile: values['ghl-webhook-key-file'] ?? null,
    },
  }
}

/** Tokens go to this address, so it is encrypted or never leaves the machine. */
function keepsTokensPrivate(given: string): boolean {
  if (!URL.canParse(given)) return false
  const { protocol, hostname, username, password } = new URL(given)
  if (username !== '' || password !== '') return false
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  )
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
