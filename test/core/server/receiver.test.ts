import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { calendlySignatureProblem } from '../../../core/providers/calendly/signature'
import { ghlSignatureProblem } from '../../../core/providers/ghl/signature'
import { calendlySignature, postAsCalendly } from '../../support/signed-post'
import { startWorld, type World } from '../../support/world'

const BODY = '{"event":"routing_form_submission.created","created_at":"2026-11-23T14:00:00Z","payload":{}}'

async function post(
  world: World,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${world.slotkeeper().receiverUrl ?? ''}${path}`, {
    method: 'POST',
    headers,
    body,
  })
  return { status: response.status, text: await response.text() }
}

const deliveries = (world: World) => world.call('deliveries.list', { limit: 100 })

describe('the receiver', () => {
  /** @promise reliability: A webhook is answered with success only after it is on disk. */
  test('keeps a signed delivery, whatever it holds, and answers 200 only then', async () => {
    const world = await startWorld()
    for (const body of [
      BODY,
      '{ "event" :\t"odd.spacing" , "payload":"\\u00e9" }',
      'no json',
      '\ufeff{"event":"bom"}',
    ]) {
      expect(await postAsCalendly(world, body)).toBe(200)
    }
    await world.settle()
    const kept = await deliveries(world)
    expect(kept).toHaveLength(4)
    expect(kept.every(({ state, why }) => state === 'ignored' && why)).toBe(true)
  })

  /** @promise security: A webhook’s signature is checked over the bytes as they were received, so any change of them is refused. */
  test('checks the bytes as received, so that any change of them is refused', async () => {
    const world = await startWorld()
    const key = world.secrets.get('calendly.webhookSigningKey') ?? ''
    const header = calendlySignature(BODY, key, world.clock.now())
    const changed = BODY.replace('"payload":{}', '"payload": {}')
    expect(
      (await post(world, '/webhooks/calendly', changed, { 'calendly-webhook-signature': header })).status,
    ).toBe(401)
    expect(await deliveries(world)).toEqual([])
  })

  /** @promise reliability: A webhook that is delivered several times is taken once. */
  test('takes the same delivery once, however often it comes', async () => {
    const world = await startWorld()
    await Promise.all(Array.from({ length: 10 }, () => postAsCalendly(world, BODY)))
    expect(await deliveries(world)).toHaveLength(1)
  })

  /** @promise security: A webhook that is unsigned, signed wrongly, too early or too late is refused and counted. */
  test('refuses and counts what is not signed, signed wrongly, too early or too late', async () => {
    const world = await startWorld()
    const key = world.secrets.get('calendly.webhookSigningKey') ?? ''
    const now = world.clock.now()
    const good = calendlySignature(BODY, key, now)
    const headers = [
      {},
      { 'calendly-webhook-signature': '' },
      { 'calendly-webhook-signature': 'nonsense' },
      { 'calendly-webhook-signature': good.replace('v1=', 'v2=') },
      { 'calendly-webhook-signature': `${good}00` },
      { 'calendly-webhook-signature': good.replace(/v1=.*/, 'v1=') },
      { 'calendly-webhook-signature': good.replace(/v1=./, 'v1=g') },
      { 'calendly-webhook-signature': calendlySignature(BODY, 'another key', now) },
      { 'calendly-webhook-signature': calendlySignature(BODY, key, now - 181_000) },
      { 'calendly-webhook-signature': calendlySignature(BODY, key, now + 182_000) },
    ]
    for (const header of headers) {
      expect(await post(world, '/webhooks/calendly', BODY, header)).toEqual({ status: 401, text: '' })
    }
    for (const header of [
      {},
      { 'x-ghl-signature': 'N/A' },
      { 'x-ghl-signature': 'AAAA' },
      { 'x-wh-signature': 'legacy' },
    ]) {
      expect(await post(world, '/webhooks/ghl', BODY, header)).toEqual({ status: 401, text: '' })
    }
    expect(await deliveries(world)).toEqual([])
    expect((await world.call('workspace.get', {})).receiver.refused).toBe(headers.length + 4)
  })

  /** @promise security: A webhook counts only when it is signed with our key, over its exact bytes, within minutes. */
  test('refuses every header but one good one, by itself or among others, in front of the stored inbox', async () => {
    const world = await startWorld()
    const key = world.secrets.get('calendly.webhookSigningKey') ?? ''
    const now = world.clock.now()
    const good = calendlySignature(BODY, key, now)
    const [time = '', signature = ''] = good.split(',')
    const hex = signature.slice(3)
    const refused = [
      signature,
      time,
      `${time},v1=`,
      `${time},v1=${hex.slice(2)}`,
      `${time},v1=${hex}00`,
      `${time},v1=${hex.toUpperCase()}`,
      `${time},v1=${'0'.repeat(64)}`,
      `${time},v1=${Buffer.from(hex, 'hex').toString('base64')}`,
      `${time};${signature}`,
      `t=,${signature}`,
      `t=-1,${signature}`,
      `t=${time.slice(2)}.5,${signature}`,
      `t=1e9,${signature}`,
      `t=${'9'.repeat(40)},${signature}`,
      `t=${String(Number(time.slice(2)) + 1)},${signature}`,
      calendlySignature(BODY, '', now),
      calendlySignature(`${BODY} `, key, now),
    ]
    for (const header of refused) {
      const { status } = await post(world, '/webhooks/calendly', BODY, {
        'calendly-webhook-signature': header,
      })
      expect([header, status]).toEqual([header, 401])
    }
    expect(await deliveries(world)).toEqual([])
    for (const header of [
      good,
      `${time}, ${signature}`,
      `${signature},${time}`,
      `${time},v1=${'0'.repeat(64)},${signature}`,
      `${time},v0=old,${signature}`,
    ]) {
      const { status } = await post(world, '/webhooks/calendly', BODY, {
        'calendly-webhook-signature': header,
      })
      expect([header, status]).toEqual([header, 200])
    }
    // The very same call within the tolerance is a redelivery: acknowledged, and kept once.
    expect(await deliveries(world)).toHaveLength(1)
  })

  test('takes only what is signed with the new key once the subscription was made anew', async () => {
    const world = await startWorld()
    const old = world.secrets.get('calendly.webhookSigningKey') ?? ''
    await world.call('connection.clear', { provider: 'calendly' })
    await world.call('secret.set', { name: 'calendly.token', value: world.calendly.token })
    const header = calendlySignature(BODY, old, world.clock.now())
    const { status } = await post(world, '/webhooks/calendly', BODY, { 'calendly-webhook-signature': header })
    expect(status).toBe(401)
    expect(await postAsCalendly(world, BODY)).toBe(200)
  })

  test('is not held up by a sender that begins and never ends', async () => {
    const world = await startWorld()
    const { port } = new URL(world.slotkeeper().receiverUrl ?? '')
    const slow = connect(Number(port), '127.0.0.1')
    slow.on('error', () => undefined)
    slow.write('POST /webhooks/calendly HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"event":')
    expect(await postAsCalendly(world, BODY)).toBe(200)
    const closed = new Promise((resolve) => slow.on('close', resolve))
    // Stopping cuts it off instead of waiting for it.
    await world.stop()
    await closed
    await world.start()
    expect(await deliveries(world)).toHaveLength(1)
  })

  /** @promise security: What a tunnel exposes serves the webhook paths and nothing else, and tells nothing about itself. */
  test('serves nothing but POST on the two paths, and tells nothing', async () => {
    const world = await startWorld()
    const base = world.slotkeeper().receiverUrl ?? ''
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/webhooks/calendly'],
      ['PUT', '/webhooks/calendly'],
      ['POST', '/api/workspace.get'],
      ['POST', '/webhooks/../api/leads.list'],
    ] as const) {
      const response = await fetch(base + path, { method, ...(method === 'GET' ? {} : { body: '{}' }) })
      expect([response.status, await response.text(), response.headers.get('x-powered-by')]).toEqual([
        404,
        '',
        null,
      ])
    }
  })

  /** @promise security: A webhook’s body is bounded. */
  test('bounds the body', async () => {
    const world = await startWorld()
    const { status, text } = await post(world, '/webhooks/calendly', new Uint8Array(600 * 1024))
    expect([status, text]).toEqual([413, ''])
  })

  /** @promise security: The webhook receiver listens on loopback only. */
  test('listens on loopback only', async () => {
    const world = await startWorld()
    const { port } = new URL(world.slotkeeper().receiverUrl ?? '')
    const reached = await new Promise((resolve) => {
      const attempt = request({ host: '127.0.0.2', port, method: 'POST', path: '/webhooks/calendly' })
      attempt.on('response', () => {
        resolve(true)
      })
      attempt.on('error', () => {
        resolve(false)
      })
      attempt.end()
    })
    expect(reached).toBe(false)
  })

  /** @promise security: While there is no signing key, every webhook of Calendly is refused. */
  test('refuses everything of Calendly while there is no key', async () => {
    const world = await startWorld()
    await world.call('connection.clear', { provider: 'calendly' })
    expect(await postAsCalendly(world, BODY)).toBe(401)
  })
})

describe('signatures', () => {
  const body = Buffer.from(
    '{"event":"invitee.created","created_at":"2023-11-14T22:13:20.000000Z","created_by":"https://api.calendly.com/users/AAA","payload":{"email":"a@example.com"}}',
  )
  const header = 't=1700000000,v1=d6e180d65490baad58eb05bee811735ef6e1d522baaa05b7ee56482716cf700d'

  test('Calendly’s test vector is good within three minutes and stale after', () => {
    const at = (seconds: number) =>
      calendlySignatureProblem({ header, body, key: 'calendly_key', now: (1_700_000_000 + seconds) * 1000 })
    expect([at(0), at(180), at(-180)]).toEqual([null, null, null])
    expect([at(181), at(-181)]).toEqual(['stale', 'stale'])
  })

  test('one good signature among several is enough, for a key that is being replaced', () => {
    const two = `t=1700000000,v1=${'0'.repeat(64)},${header.split(',')[1] ?? ''}`
    expect(
      calendlySignatureProblem({ header: two, body, key: 'calendly_key', now: 1_700_000_000_000 }),
    ).toBeNull()
  })

  test('GoHighLevel’s body must name a time within five minutes', async () => {
    const world = await startWorld()
    const leadId = await world.addLead()
    await world.offer(leadId)
    await world.reply(leadId, 'hello there')
    const [sent] = world.ghl.deliveries.filter(({ event }) => event === 'InboundMessage')
    if (!sent) throw new Error('no webhook was sent')
    const check = (offset: number, key = world.ghl.publicKeyPem) =>
      ghlSignatureProblem({
        header: sent.headers['X-GHL-Signature'] ?? sent.headers['x-ghl-signature'],
        body: Buffer.from(sent.body),
        publicKey: key,
        now: world.clock.now() + offset,
      })
    expect([check(0), check(300_000)]).toEqual([null, null])
    expect([check(301_000), check(-301_000)]).toEqual(['stale', 'stale'])
  })
})
