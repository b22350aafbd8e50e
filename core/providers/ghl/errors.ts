import type { HttpAnswer } from '../http'
import { failed, type Failure } from '../provider'
import { errorSchema } from './wire'

/** What GoHighLevel said, from a string or an array of them. */
export function ghlMessage(body: unknown): string {
  const parsed = errorSchema.safeParse(body)
  const message = parsed.success ? parsed.data.message : null
  return Array.isArray(message) ? message.join('; ') : (message ?? '')
}

/** What the answer to an unknown id is, is not documented; some say 404, some 400 with these words. */
export function isMissing(answer: HttpAnswer): boolean {
  if (answer.kind !== 'answer') return false
  return answer.status === 404 || (answer.status === 400 && /not found/i.test(ghlMessage(answer.body)))
}

/** Types an error answer by status, then text: GoHighLevel sends no codes (C5). A missing scope is a 401 there. */
export function ghlFailure(status: number, body: unknown): Failure {
  const said = ghlMessage(body)
  if (status === 401 && /scope/i.test(said)) {
    return failed(
      'scope',
      'The GoHighLevel token lacks a permission. Tick all that Slotkeeper needs and save it again.',
    )
  }
  if (status === 401 && /location/i.test(said)) {
    return failed('auth', 'The GoHighLevel token is for another location. Check the location id in Settings.')
  }
  if (status === 401) {
    return failed('auth', 'GoHighLevel does not accept the token. Make a new one and save it in Settings.')
  }
  if (status === 403) return failed('scope', `GoHighLevel refuses it: ${said || 'permission denied.'}`)
  if (status === 429)
    return failed('rate', 'GoHighLevel’s limit for calls is used up. Try again in a minute.')
  // Below 400 it is a redirect, which nothing but a gateway sends.
  if (status < 400 || status === 408 || status >= 500)
    return failed('outage', `GoHighLevel has trouble (${String(status)}). Try again later.`)
  if (/no longer available|slot.*not available/i.test(said)) return failed('slot_taken', said)
  return failed('unexpected', said || `GoHighLevel answered ${String(status)}.`)
}
