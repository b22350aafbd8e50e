import { z } from 'zod'
import type { Context } from '../context'
import type { Api, ApiListener, Handlers } from './api'
import { ApiFailure } from './api-failure'
import { tellChanges } from './change-events'
import { methods, type Answer, type MethodName } from './contract'
import type { WorkspaceView } from './views'

/** The contract over the handlers: parse, run, answer. Nothing that is thrown crosses a door. */
export function createApi(
  context: Context,
  handlers: Handlers,
  workspace: () => WorkspaceView,
): Api & ReturnType<typeof tellChanges> {
  const listeners = new Set<ApiListener>()
  const changes = tellChanges(context, workspace, (event, payload) => {
    for (const listener of listeners) listener(event, payload)
  })
  return {
    ...changes,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async call(method, request) {
      if (!isMethod(method)) return refuse('unknown_method', `There is no method ${method}.`)
      const parsed = methods[method].request.safeParse(request)
      if (!parsed.success) return invalid(parsed.error)
      try {
        const handle = handlers[method] as (request: unknown) => unknown
        return { ok: true, value: await handle(parsed.data) }
      } catch (error) {
        return answerTo(error, method, context)
      }
    },
  }
}

function isMethod(method: string): method is MethodName {
  return Object.hasOwn(methods, method)
}

function answerTo(error: unknown, method: string, context: Context): Answer<never> {
  if (error instanceof ApiFailure) return refuse(error.code, error.message, error.details)
  // A merged entity that is not valid, such as settings of which one part does not fit another.
  if (error instanceof z.ZodError) return invalid(error)
  context.log.error('api.failed', { method, error: String(error) })
  return refuse(
    'internal',
    'That did not work. Look at what is shown before you try again; the log says more.',
  )
}

function invalid(error: z.ZodError): Answer<never> {
  const details = error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  return refuse('bad_request', 'Some of what was entered is not valid. Correct it and try again.', details)
}

function refuse(code: string, message: string, details?: unknown): Answer<never> {
  return { ok: false, error: { code, message, ...(details === undefined ? {} : { details }) } }
}
