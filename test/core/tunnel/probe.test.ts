import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Probe, PROBE_PATH } from '../../../core/tunnel/probe'
import { TestClock } from '../../support/clock'
import { NOW } from '../../support/fixtures'
import { temporaryFolder } from '../../support/temporary-folder'
import { startWorld } from '../../support/world'

const { signal } = new AbortController()

async function serve(listener: RequestListener, tls?: { key: string; cert: string }): Promise<string> {
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  return `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A receiver, with whatever stands in front of it. */
function answering(probe: Probe, change: (answer: string) => string = (answer) => answer): RequestListener {
  return (request, response) => {
    const answer = probe.answerTo(request.url?.slice(PROBE_PATH.length + 1) ?? '')
    response.writeHead(answer === null ? 404 : 200).end(change(answer ?? ''))
  }
}

describe('the probe of the own public address', () => {
  const probe = new Probe(new TestClock(NOW))

  test('reaches the receiver, and says how long it took', async () => {
    const url = await serve(answering(probe))
    expect(await probe.run(url, signal)).toEqual({
      at: NOW,
      url,
      outcome: 'reached',
      milliseconds: 0,
      message: `The receiver answers at ${url}, which no other computer reaches.`,
    })
  })

  test.each<[string, RequestListener, RegExp]>([
    ['that says yes to everything', (_, response) => void response.end('ok'), /^Another server answers/],
    [
      'that repeats what it is asked',
      ({ url }, response) => void response.end(url),
      /^Another server answers/,
    ],
    [
      'that sends endless words',
      (_, response) => void response.end('x'.repeat(5_000_000)),
      /^Another server/,
    ],
    ['that knows nothing of it', (_, response) => void response.writeHead(404).end(), /\(404\)/],
    [
      'that redirects',
      (_, r) => void r.writeHead(301, { location: 'https://x.example.com' }).end(),
      /redirect/,
    ],
    ['of a tunnel that leads nowhere', (_, response) => void response.writeHead(502).end(), /answers 502/],
  ])('is not taken in by another server %s', async (_, listener, message) => {
    const result = await probe.run(await serve(listener), signal)
    expect(result).toMatchObject({ outcome: 'wrong_server', milliseconds: null })
    expect(result.message).toMatch(message)
  })

  test('tells an address where nothing listens', async () => {
    const result = await probe.run('http://127.0.0.1:9', signal)
    expect(result.outcome).toBe('unreachable')
    expect(result.message).toMatch(/^http:\/\/127\.0\.0\.1:9 cannot be reached|^Nothing listens/)
  })

  test('tells a name that the internet does not know', async () => {
    const result = await probe.run('https://nowhere.invalid', signal)
    expect(result).toMatchObject({
      outcome: 'unreachable',
      message: expect.stringContaining(
        'is not known to the internet, or this computer is offline',
      ) as unknown,
    })
  })

  test('speaks of no tunnel, as there may be none', async () => {
    const server = await serve((_, response) => void response.writeHead(502).end())
    const answers = await Promise.all([server, 'http://127.0.0.1:9'].map((url) => probe.run(url, signal)))
    for (const { message } of answers) expect(message).not.toMatch(/tunnel/i)
  })

  test('tells a certificate that providers would refuse', async () => {
    const folder = await temporaryFolder()
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    )
    const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    const result = await probe.run(await serve(answering(probe), tls), signal)
    expect(result.outcome).toBe('certificate')
    expect(result.message).toContain('Providers refuse it too')
  })
})

/** @promise security: The receiver answers a probe only to the one call that the app itself is making, and only once. */
test('the receiver answers no call but the one that is awaited', async () => {
  const world = await startWorld()
  const ask = async (nonce: string) =>
    (await fetch(`${world.slotkeeper().receiverUrl ?? ''}${PROBE_PATH}/${nonce}`)).status
  expect(await ask('anything')).toBe(404)
  expect(await ask('')).toBe(404)
  const { tunnel } = await world.call('webhooks.probe', {})
  expect(tunnel).toMatchObject({ kind: 'fixed', state: 'up', probing: false, probe: { outcome: 'reached' } })

  const probe = new Probe(new TestClock(NOW))
  const words: string[] = []
  const url = await serve((request, response) => {
    const nonce = request.url?.slice(PROBE_PATH.length + 1) ?? ''
    words.push(nonce)
    expect(probe.answerTo(`${nonce}x`)).toBeNull()
    const first = probe.answerTo(nonce)
    expect(first).not.toBeNull()
    expect(probe.answerTo(nonce)).toBeNull()
    response.end(first)
  })
  await probe.run(url, signal)
  await probe.run(url, signal)
  expect(new Set(words).size).toBe(2)
  expect(words.map((word) => probe.answerTo(word))).toEqual([null, null])
})
