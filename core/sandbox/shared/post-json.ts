import http from 'node:http'
import https from 'node:https'

/** What became of one POST: a status, or why there is none. */
export type PostOutcome = { kind: 'answered'; status: number } | { kind: 'failed'; reason: string }

/**
 * Sends bytes as one HTTP POST on a connection of its own. Redirects are not followed. Never throws.
 * @param timeoutMs how long to wait for the answer, in milliseconds
 */
export function postJson(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(body)
    const give = (outcome: PostOutcome): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (target === undefined || !/^https?:$/.test(target.protocol)) {
      resolve({ kind: 'failed', reason: `not an http address: ${url}` })
      return
    }
    const request = (target.protocol === 'https:' ? https : http).request(
      target,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
      },
      (response) => {
        response.resume()
        response.on('error', () => undefined)
        give({ kind: 'answered', status: response.statusCode ?? 0 })
      },
    )
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs)
    request.on('error', (error) => give({ kind: 'failed', reason: error.message }))
    request.end(bytes)
  })
}
