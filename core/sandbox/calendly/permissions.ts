import { bearerToken, type Call } from '../shared/exchange'
import type { CalendlySandboxState, CalendlyToken } from './state'

/** The valid token of a call, or undefined. */
export function tokenOf(state: CalendlySandboxState, call: Call): CalendlyToken | undefined {
  const text = bearerToken(call.headers)
  return state.tokens.find(({ token, revoked }) => token === text && !revoked)
}

/** True when the token has one of the scopes; a `:write` scope includes its `:read` (A1). */
export function allows(token: CalendlyToken | undefined, scopes: readonly string[]): boolean {
  if (token === undefined) return false
  const owned = token.scopes
  if (owned === null) return true
  return scopes.some((scope) => owned.includes(scope) || owned.includes(scope.replace(/:read$/, ':write')))
}
