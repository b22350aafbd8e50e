import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { GHL_WEBHOOK_KEY, ghlSignatureProblem } from '../../../../core/providers/ghl/signature'

const NOW = Date.parse('2026-11-22T20:00:00Z')
const keys = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

function bodyAt(timestamp: string | undefined): string {
  return JSON.stringify({ type: 'AppointmentCreate', locationId: 'L', timestamp })
}

function signed(body: string): string {
  return sign(null, Buffer.from(body), keys.privateKey).toString('base64')
}

function problem(known: { header?: string | undefined; body?: string; publicKey?: string } = {}) {
  const body = known.body ?? bodyAt('2026-11-22T20:00:00Z')
  return ghlSignatureProblem({
    header: 'header' in known ? known.header : signed(body),
    body: Buffer.from(body),
    publicKey: known.publicKey ?? keys.publicKey,
    now: NOW,
  })
}

describe('only a signed delivery is let in (T2)', () => {
  test('a good one passes', () => {
    expect(problem()).toBeNull()
  })

  test.each([
    ['no_signature', undefined],
    ['no_signature', ''],
    ['no_signature', 'N/A'],
    ['mismatch', 'bm90IGEgc2lnbmF0dXJl'],
    ['mismatch', Buffer.alloc(64).toString('base64')],
    ['mismatch', signed('{}')],
  ])('%s for %s', (why, header) => {
    expect(problem({ header })).toBe(why)
  })

  test('the body counts byte for byte', () => {
    const body = bodyAt('2026-11-22T20:00:00Z')
    expect(problem({ header: signed(body), body: `${body}\n` })).toBe('mismatch')
  })

  test.each([
    ['an empty key', ''],
    ['a text', 'not a key'],
    ['a torn key', keys.publicKey.slice(0, 60)],
    ['another kind of key', rsaKey()],
    ['GoHighLevel’s own', GHL_WEBHOOK_KEY],
  ])('with %s everything is refused, and nothing thrown', (_what, publicKey) => {
    expect(problem({ publicKey })).toBe('mismatch')
  })

  test.each([
    ['2026-11-22T19:55:00Z', null],
    ['2026-11-22T20:05:00Z', null],
    ['2026-11-22T19:54:59Z', 'stale'],
    ['2026-11-22T20:05:01Z', 'stale'],
    ['2026-11-22 20:00:00', 'stale'],
    ['now', 'stale'],
    [undefined, 'stale'],
  ])('one of %s: %s', (timestamp, why) => {
    expect(problem({ body: bodyAt(timestamp) })).toBe(why)
  })

  test('a signed body that is no JSON has no time', () => {
    expect(problem({ body: 'hello' })).toBe('stale')
  })
})

test('GoHighLevel’s published key is an Ed25519 key', () => {
  expect(createPublicKey(GHL_WEBHOOK_KEY).asymmetricKeyType).toBe('ed25519')
})

function rsaKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey
}
