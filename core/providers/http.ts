/** What came back from one HTTP call. Redirects are not followed: a token must not travel to another host. */
export type HttpAnswer =
  | { kind: 'answer'; status: number; body: unknown; headers: Headers }
  /** The connection was never made, so the other side saw nothing. */
  | { kind: 'not_sent'; message: string }
  /** Something may have reached the other side, but no whole answer came back. */
  | { kind: 'no_answer'; message: string }

export interface HttpCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: unknown
}

const TIMEOUT = 20_000

/** What the system was doing while nothing was sent yet. The same error code can also end a call under way. */
const BEFORE_SENDING = new Set(['getaddrinfo', 'connect'])

/** One call with JSON in and out, within 20 seconds. Never throws for what the network or the other side does. */
export async function callJson(call: HttpCall): Promise<HttpAnswer> {
  const { method, url, headers, body } = call
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const text = await response.text()
    return { kind: 'answer', status: response.status, body: parseJson(text), headers: response.headers }
  } catch (error) {
    const { code, isBeforeSending } = networkError(error)
    return isBeforeSending
      ? { kind: 'not_sent', message: `no connection (${code})` }
      : { kind: 'no_answer', message: `no answer (${code})` }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** undici hides the socket's error in `cause`; a host with several addresses gives an AggregateError there. */
function networkError(error: unknown): { code: string; isBeforeSending: boolean } {
  if (!(error instanceof Error)) return { code: 'unknown error', isBeforeSending: false }
  const { cause } = error
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  if (!(first instanceof Error) || !('code' in first)) return { code: error.name, isBeforeSending: false }
  const code = String(first.code)
  const syscall = 'syscall' in first ? String(first.syscall) : ''
  return { code, isBeforeSending: code === 'UND_ERR_CONNECT_TIMEOUT' || BEFORE_SENDING.has(syscall) }
}

/** The other side's clock when it answered, in epoch milliseconds; null when it did not say. */
export function answeredAt(answer: { headers: Headers }): number | null {
  const at = Date.parse(answer.headers.get('date') ?? '')
  return Number.isNaN(at) ? null : at
}
