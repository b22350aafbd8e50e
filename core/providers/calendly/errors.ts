import type { RefusalReason } from '../../domain/attempt'
import { failed, type Failure } from '../provider'
import { errorSchema } from './wire'

/**
 * Types an error answer by status, then `details[].code`, then parameter and message (C5). Never by `title`, which
 * Calendly's own description prints wrongly.
 */
export function calendlyFailure(status: number, body: unknown): Failure {
  const parsed = errorSchema.safeParse(body)
  const error = parsed.success ? parsed.data : {}
  const details = error.details ?? []
  const said = [error.message, ...details.map((detail) => detail.message)].filter(Boolean).join(' ')
  if (status === 401)
    return failed('auth', 'Calendly does not accept the token. Make a new one and save it in Settings.')
  if (status === 403) return refusedByPermission(error.required_scopes ?? [], said)
  if (status === 429) return failed('rate', 'Calendly’s limit for calls is used up. Try again in a minute.')
  // Below 400 it is a redirect, which nothing but a gateway sends.
  if (status < 400 || status === 408 || status === 424 || status >= 500)
    return failed('outage', `Calendly has trouble (${String(status)}). Try again later.`)
  const codes = details.map((detail) => detail.code ?? '')
  const parameters = details.map((detail) => detail.parameter ?? '')
  return failed(refusalOf(codes, parameters, said), said || `Calendly answered ${String(status)}.`)
}

function refusedByPermission(scopes: readonly string[], said: string): Failure {
  if (scopes.length > 0) {
    return failed(
      'scope',
      `The Calendly token lacks the permission ${scopes.join(', ')}. Make one that has it.`,
    )
  }
  return /upgrade|paid/i.test(said)
    ? failed('plan', `Calendly’s plan does not allow it: ${said}`)
    : failed('scope', `Calendly refuses it to this account: ${said || 'permission denied.'}`)
}

function refusalOf(codes: readonly string[], parameters: readonly string[], said: string): RefusalReason {
  if (codes.includes('already_filled')) return 'slot_taken'
  if (codes.includes('invalid_location_choice')) return 'bad_location'
  if (parameters.some((parameter) => parameter.includes('location'))) return 'bad_location'
  if (parameters.some((parameter) => parameter.startsWith('questions_and_answers'))) return 'bad_answer'
  if (/location kind/i.test(said)) return 'bad_location'
  if (/questions.and.answers/i.test(said)) return 'bad_answer'
  if (/start time has been filled|time is unavailable/i.test(said)) return 'slot_taken'
  if (parameters.some((parameter) => /email|name|timezone/.test(parameter))) return 'bad_identity'
  return 'unexpected'
}
