import type { Answer, EventName, EventPayload, MethodName, Request, Response } from '../core/api/contract'
import { unreachable, type Client } from './client'

/** The contract over the loopback HTTP door: `POST /api/<method>`, events as server-sent events. */
export function httpClient(): Client {
  let stream: EventSource | null = null
  const connectionListeners = new Set<(connected: boolean) => void>()

  const events = (): EventSource => {
    if (stream) return stream
    stream = new EventSource('/api/events')
    stream.addEventListener('error', () => {
      for (const listener of connectionListeners) listener(false)
    })
    stream.addEventListener('open', () => {
      for (const listener of connectionListeners) listener(true)
    })
    return stream
  }

  return {
    call,
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      const source = events()
      const hear = (message: MessageEvent<string>) => {
        listener(JSON.parse(message.data) as EventPayload<E>)
      }
      source.addEventListener(event, hear)
      return () => {
        source.removeEventListener(event, hear)
      }
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
  }
}

async function call<M extends MethodName>(method: M, request: Request<M>): Promise<Answer<Response<M>>> {
  let response
  try {
    response = await fetch(`/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(request),
    })
  } catch {
    return unreachable
  }
  const body: unknown = await response.json().catch(() => null)
  if (isAnswer(body)) return body as Answer<Response<M>>
  if (response.status === 401 || response.status === 403) {
    return failure(
      'signed_out',
      'This page is not signed in. Open the address that Slotkeeper printed when it started.',
    )
  }
  return failure(
    'bad_answer',
    `Slotkeeper gave an answer that makes no sense (${response.status}). Try again.`,
  )
}

function failure(code: string, message: string): Answer<never> {
  return { ok: false, error: { code, message } }
}

function isAnswer(body: unknown): body is Answer<unknown> {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false
  if (body.ok === true) return 'value' in body
  if (body.ok !== false || !('error' in body)) return false
  const { error } = body
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  )
}
