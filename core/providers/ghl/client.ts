import type { z } from 'zod'
import { callJson, type HttpAnswer, type HttpCall } from '../http'
import { failed, type Failure, type Outcome } from '../provider'
import { ghlFailure } from './errors'

export const GHL_URL = 'https://services.leadconnectorhq.com'

/** Each family of calls has its own version header (gohighlevel.md B1). */
const VERSIONS = { calendars: '2021-04-15', conversations: '2021-04-15', contacts: '2021-07-28' } as const

/** GoHighLevel's API v2 with one private integration token. */
export class GhlClient {
  readonly #baseUrl: () => string
  readonly #token: () => string | null
  readonly #onAnswer: (answer: HttpAnswer) => void

  constructor(options: {
    baseUrl: () => string
    token: () => string | null
    onAnswer?: (answer: HttpAnswer) => void
  }) {
    this.#baseUrl = options.baseUrl
    this.#token = options.token
    this.#onAnswer = options.onAnswer ?? (() => undefined)
  }

  async get<S extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: S,
  ): Promise<Outcome<z.output<S>>> {
    const search = new URLSearchParams(query).toString()
    return read(await this.send('GET', search ? `${path}?${search}` : path), schema)
  }

  async post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<Outcome<z.output<S>>> {
    return read(await this.send('POST', path, body), schema)
  }

  /** The bare answer, for calls whose missing answer must be told from a refusal. */
  async send(method: HttpCall['method'], path: string, body?: unknown): Promise<HttpAnswer> {
    const token = this.#token()
    if (!token) return { kind: 'not_sent', message: NO_TOKEN }
    const family = path.split('/')[1] as keyof typeof VERSIONS
    const answer = await callJson({
      method,
      url: `${this.#baseUrl()}${path}`,
      headers: { authorization: `Bearer ${token}`, version: VERSIONS[family] },
      ...(body === undefined ? {} : { body }),
    })
    this.#onAnswer(answer)
    return answer
  }
}

const NO_TOKEN = 'no token'

export function read<S extends z.ZodType>(answer: HttpAnswer, schema: S): Outcome<z.output<S>> {
  if (answer.kind !== 'answer') return unreachable(answer)
  if (answer.status < 200 || answer.status > 299) return ghlFailure(answer.status, answer.body)
  const parsed = schema.safeParse(answer.body)
  return parsed.success
    ? { kind: 'ok', value: parsed.data }
    : failed('unexpected', 'GoHighLevel answered in a form that Slotkeeper does not know.')
}

export function unreachable(answer: Exclude<HttpAnswer, { kind: 'answer' }>): Failure {
  return answer.message === NO_TOKEN
    ? failed('not_configured', 'No GoHighLevel token is set. Add one in Settings.')
    : failed('outage', `GoHighLevel cannot be reached: ${answer.message}. Check the connection.`)
}
