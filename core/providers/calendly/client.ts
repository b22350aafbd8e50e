import type { z } from 'zod'
import { callJson, type HttpAnswer, type HttpCall } from '../http'
import { failed, type Failure, type Outcome } from '../provider'
import { calendlyFailure } from './errors'
import { pageOf } from './wire'

export const CALENDLY_URL = 'https://api.calendly.com'

/** Enough for a hundred pages of a hundred; a longer list means that paging does not end. */
const MOST_PAGES = 100

/** `status` is that of an answer which refuses. */
export type Answered<T> = Outcome<T> & { headers?: Headers; status?: number }

/** Calendly's API v2 with one token: calls, paging, typed failures. The token is read anew for each call. */
export class CalendlyClient {
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
  ): Promise<Answered<z.output<S>>> {
    const search = new URLSearchParams(query).toString()
    return this.#read(await this.send('GET', search ? `${path}?${search}` : path), schema)
  }

  /** Null for what Calendly does not have (404). */
  async getOrNone<S extends z.ZodType>(path: string, schema: S): Promise<Answered<z.output<S> | null>> {
    const answer = await this.send('GET', path)
    if (answer.kind === 'answer' && answer.status === 404) return { kind: 'ok', value: null }
    return this.#read(answer, schema)
  }

  async post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<Answered<z.output<S>>> {
    return this.#read(await this.send('POST', path, body), schema)
  }

  /** True when it is gone, whether this call removed it or it was gone already. */
  async remove(path: string): Promise<Outcome<true>> {
    const answer = await this.send('DELETE', path)
    if (answer.kind === 'answer' && (answer.status === 204 || answer.status === 404)) {
      return { kind: 'ok', value: true }
    }
    return answer.kind === 'answer' ? calendlyFailure(answer.status, answer.body) : unreachable(answer)
  }

  /** All items of a list, page after page. */
  async list<S extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    item: S,
  ): Promise<Answered<z.output<S>[]>> {
    const items: z.output<S>[] = []
    let token: string | null = null
    let headers: Headers | undefined
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page: Answered<z.output<ReturnType<typeof pageOf<S>>>> = await this.get(
        path,
        { ...query, count: '100', ...(token ? { page_token: token } : {}) },
        pageOf(item),
      )
      if (page.kind === 'failed') return page
      // The clock of the first page: what changed while paging counts as later.
      headers ??= page.headers
      items.push(...page.value.collection)
      token = page.value.pagination.next_page_token ?? null
      if (!token) return { kind: 'ok', value: items, ...(headers ? { headers } : {}) }
    }
    return failed('unexpected', `Calendly’s list ${path} does not end.`)
  }

  /** The bare answer, for the one call whose missing answer must be told from a refusal. */
  async send(method: HttpCall['method'], path: string, body?: unknown): Promise<HttpAnswer> {
    const token = this.#token()
    if (!token) return { kind: 'not_sent', message: NO_TOKEN }
    const answer = await callJson({
      method,
      url: `${this.#baseUrl()}${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    })
    this.#onAnswer(answer)
    return answer
  }

  #read<S extends z.ZodType>(answer: HttpAnswer, schema: S): Answered<z.output<S>> {
    if (answer.kind !== 'answer') return unreachable(answer)
    if (answer.status < 200 || answer.status > 299)
      return { ...calendlyFailure(answer.status, answer.body), status: answer.status }
    const parsed = schema.safeParse(answer.body)
    return parsed.success
      ? { kind: 'ok', value: parsed.data, headers: answer.headers }
      : failed('unexpected', 'Calendly answered in a form that Slotkeeper does not know.')
  }
}

const NO_TOKEN = 'no token'

export function unreachable(answer: Exclude<HttpAnswer, { kind: 'answer' }>): Failure {
  return answer.message === NO_TOKEN
    ? failed('not_configured', 'No Calendly token is set. Add one in Settings.')
    : failed('outage', `Calendly cannot be reached: ${answer.message}. Check the connection.`)
}

/** Path parameters are bare UUIDs while everything else names full URIs. */
export function uuidOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}
