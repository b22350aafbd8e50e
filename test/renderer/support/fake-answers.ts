import type { Answer, MethodName, Request, Response } from '../../../core/api/contract'

/** What answers each method. */
export type Handlers = {
  [M in MethodName]: (request: Request<M>) => Answer<Response<M>> | Promise<Answer<Response<M>>>
}

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function fail(code: string, message: string, details?: unknown): Answer<never> {
  return { ok: false, error: { code, message, details } }
}
