import { randomBytes, timingSafeEqual } from 'node:crypto'
import { toInstant, type Clock } from '../domain/time'
import type { ProbeResult } from '../domain/tunnel'

export const PROBE_PATH = '/webhooks/probe'

/** As long as Calendly waits for a connection. */
const PATIENCE = 10_000

/** An answer of ours is shorter; more of a stranger's is not read. */
const LONGEST_ANSWER = 256

/** What Node calls a certificate that it does not believe. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL/

/**
 * The app calls itself through its public address, with a word that is good once and an answer that nobody else can know
 * (T8). Whoever calls with another word is told nothing.
 */
export class Probe {
  readonly #clock: Clock
  #pending: { nonce: string; answer: string } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The receiver's answer to a call with this word; null for any but the one that is awaited, which is used up. */
  answerTo(nonce: string): string | null {
    if (!this.#pending || !isSame(nonce, this.#pending.nonce)) return null
    const { answer } = this.#pending
    this.#pending = null
    return answer
  }

  /** One call; a later one takes the place of an earlier. Never throws. */
  async run(url: string, signal: AbortSignal): Promise<ProbeResult> {
    const pending = { nonce: word(), answer: word() }
    this.#pending = pending
    const from = this.#clock.now()
    const result = (outcome: ProbeResult['outcome'], message: string): ProbeResult => {
      const now = this.#clock.now()
      const milliseconds = outcome === 'reached' ? now - from : null
      return { at: toInstant(now), url, outcome, milliseconds, message }
    }
    try {
      const response = await fetch(`${url}${PROBE_PATH}/${pending.nonce}`, {
        // Calendly follows no redirect either. ngrok shows browsers a page of its own unless it is asked not to.
        redirect: 'manual',
        headers: { 'user-agent': 'Slotkeeper', 'ngrok-skip-browser-warning': '1' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      })
      const { status } = response
      if (status === 200 && isSame(await beginningOf(response), pending.answer))
        return result('reached', wordReached(url))
      return result('wrong_server', wordStranger(url, status))
    } catch (error) {
      const code = codeOf(error)
      return CERTIFICATE.test(code)
        ? result('certificate', `The certificate of ${url} is not accepted (${code}). ${MEND_CERTIFICATE}`)
        : result('unreachable', `${wordUnreachable(url, code)} ${MEND_WAY}`)
    } finally {
      if (this.#pending === pending) this.#pending = null
    }
  }
}

const MEND_CERTIFICATE = 'Providers refuse it too. Renew it, or use an address with a valid one.'
const MEND_WAY = 'Look at the address and at what leads from it to this computer, then check again.'

function wordReached(url: string): string {
  // Plain http is taken for addresses on this computer only.
  return url.startsWith('http:')
    ? `The receiver answers at ${url}, which no other computer reaches.`
    : `The internet reaches the receiver at ${url}.`
}

function wordStranger(url: string, status: number): string {
  if (status >= 300 && status < 400)
    return `${url} redirects elsewhere, and providers follow no redirect. Enter the address that it redirects to.`
  if (status >= 500)
    return `Something on the way answers ${status} at ${url}, because it does not reach the receiver. ${MEND_WAY}`
  return `Another server answers at ${url} (${status}). Lead the address to the receiver on this computer.`
}

function wordUnreachable(url: string, code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The name of ${url} is not known to the internet, or this computer is offline.`
  if (code === 'ECONNREFUSED') return `Nothing listens at ${url}.`
  if (code === 'TimeoutError' || code.endsWith('TIMEOUT')) return `${url} does not answer within 10 seconds.`
  return `${url} cannot be reached (${code}).`
}

function word(): string {
  return randomBytes(24).toString('base64url')
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_ANSWER) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** fetch hides the socket's error in `cause`; a host with several addresses gives an AggregateError there. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const { cause } = error
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  if (first instanceof Error && 'code' in first) return String(first.code)
  return error.name
}
