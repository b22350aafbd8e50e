import type { Answer, Call } from '../shared/exchange'
import { API } from './state'

/** One line of an error's `details` (A2): only `message` is always there. */
export interface ErrorDetail {
  parameter?: string
  message: string
  code?: string
}

export function resource(status: number, value: unknown): Answer {
  return { status, body: { resource: value } }
}

/** 400 in Calendly's envelope. Without details the key is left out, as it sometimes is on the wire. */
export function invalid(details: ErrorDetail[], message = 'The supplied parameters are invalid.'): Answer {
  return {
    status: 400,
    body: { title: 'Invalid Argument', message, ...(details.length > 0 && { details }) },
  }
}

export function missing(parameter: string): Answer {
  return invalid([{ parameter, message: 'is missing' }])
}

export function unauthenticated(): Answer {
  return { status: 401, body: { title: 'Unauthenticated', message: 'The access token is invalid' } }
}

export function forbidden(message: string): Answer {
  return { status: 403, body: { title: 'Permission Denied', message } }
}

/** Flat, not the normal envelope (A1). */
export function insufficientScope(required: string[]): Answer {
  return {
    status: 403,
    body: {
      title: 'Insufficient scope',
      message: "This operation requires the scopes listed in the 'required_scopes' array.",
      required_scopes: required,
    },
  }
}

export function notFound(): Answer {
  return {
    status: 404,
    body: { title: 'Resource Not Found', message: 'The server could not find the requested resource.' },
  }
}

export function alreadyExists(message: string): Answer {
  return { status: 409, body: { title: 'Already Exists', message } }
}

export function tooManyRequests(): Answer {
  return { status: 429, body: { message: 'Too Many Requests' } }
}

/** One page of a list with all five pagination keys (A2). Tokens are opaque to the caller. */
export function page(call: Call, items: readonly object[]): Answer {
  const count = Number(call.query.get('count') ?? 20)
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    return invalid([{ parameter: 'count', message: 'must be between 1 and 100' }])
  }
  const token = call.query.get('page_token')
  const start = token === null ? 0 : offsetOf(token)
  if (start === null) return invalid([{ parameter: 'page_token', message: 'is invalid' }])

  const nextToken = start + count < items.length ? tokenOf(start + count) : null
  const previousToken = start > 0 ? tokenOf(Math.max(0, start - count)) : null
  return {
    status: 200,
    body: {
      collection: items.slice(start, start + count),
      pagination: {
        count,
        next_page: pageUrl(call, nextToken),
        previous_page: pageUrl(call, previousToken),
        next_page_token: nextToken,
        previous_page_token: previousToken,
      },
    },
  }
}

function tokenOf(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url')
}

function offsetOf(token: string): number | null {
  const text = Buffer.from(token, 'base64url').toString()
  const found = /^offset:(\d+)$/.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}

function pageUrl(call: Call, token: string | null): string | null {
  if (token === null) return null
  const query = new URLSearchParams(call.query)
  query.set('page_token', token)
  return `${API}${call.path}?${query}`
}
