import type { Log } from '../core/context'

/** A log that writes one JSON object a line. Errors among the facts are written with code and stack. */
export function lineLog(write: (line: string) => void): Log {
  const at = (level: string) => (event: string, facts?: Record<string, unknown>) => {
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }, withErrors)}\n`)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

function withErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const code = 'code' in value ? { code: value.code } : {}
  return { ...code, message: value.message, stack: value.stack }
}
