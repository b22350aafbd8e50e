import type { IncomingHttpHeaders } from 'node:http'

/** One call that a sandbox received and what went out on the wire. Status 0: the connection was cut or left hanging. */
export interface SandboxExchange {
  method: string
  /** Path and query. */
  url: string
  requestHeaders: IncomingHttpHeaders
  requestBody: unknown
  status: number
  responseBody: unknown
}

const MOST_KEPT = 10_000

/** Keeps each exchange in the list, the oldest not for ever, and tells of it. */
export function keepIn(
  kept: SandboxExchange[],
  tell: (exchange: SandboxExchange) => void = () => undefined,
): (exchange: SandboxExchange) => void {
  return (exchange) => {
    kept.push(exchange)
    if (kept.length > MOST_KEPT) kept.shift()
    tell(exchange)
  }
}

/** One request as the handlers see it; the body is parsed JSON, or undefined when there was none. */
export interface Call {
  method: string
  path: string
  query: URLSearchParams
  params: Record<string, string>
  headers: IncomingHttpHeaders
  body: unknown
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** A route of a provider. The path is written as in its documentation: `/event_types/{uuid}`. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** The permissions of which the token needs one. */
  scopes: string[]
  handle: (call: Call) => Answer
}

export type JsonObject = Record<string, unknown>

/** The value as a JSON object; anything else is an empty one. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value when it is a string that says something, else undefined. */
export function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** The token of an `Authorization: Bearer …` header, or undefined. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** The object without these keys. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
  const omitted: readonly unknown[] = keys
  return Object.fromEntries(Object.entries(object).filter(([key]) => !omitted.includes(key))) as Omit<T, K>
}
