import { newId } from './state'
import type { Answer } from '../shared/exchange'

const ERROR_NAMES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  422: 'Unprocessable Entity',
}

export const SLOT_TAKEN = 'The slot you have selected is no longer available.'

/** GoHighLevel's error body (B2). `message` is a list for 422, else a string. */
export function failure(status: 400 | 404 | 422, message: string | string[]): Answer {
  return {
    status,
    body: { statusCode: status, message, error: ERROR_NAMES[status], traceId: newId() },
  }
}

/** 401 for a bad token, a missing scope and a foreign location alike (B2); it has no traceId. */
export function unauthorized(message: string): Answer {
  return { status: 401, body: { statusCode: 401, message, error: ERROR_NAMES[401] } }
}

export function wrongLocation(): Answer {
  return unauthorized('This location is not accessible from this token!')
}

export function tooManyRequests(): Answer {
  return { status: 429, body: { statusCode: 429, message: 'Too Many Requests' } }
}
