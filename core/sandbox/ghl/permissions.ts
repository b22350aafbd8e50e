import { bearerToken, type Answer, type Call, type Route } from '../shared/exchange'
import { failure, unauthorized } from './answers'
import type { GhlSandboxState } from './state'

const VERSIONS = ['v3', '2023-02-21', '2021-07-28', '2021-04-15']

/**
 * Bearer token, Version header and scope. A missing scope is a 401 here, not a 403 (B2). What a missing Version
 * answers is only known to be a 4xx; here it is a 400.
 */
export function refusalOf(state: GhlSandboxState, call: Call, route: Route): Answer | null {
  const text = bearerToken(call.headers)
  const token = state.tokens.find((candidate) => candidate.token === text && !candidate.revoked)
  if (token === undefined) return unauthorized('Invalid token: access token is invalid')
  if (!VERSIONS.includes(String(call.headers['version']))) return failure(400, 'version header is invalid')
  const allowed = token.scopes === null || route.scopes.some((scope) => token.scopes?.includes(scope))
  return allowed ? null : unauthorized('The token is not authorized for this scope.')
}
