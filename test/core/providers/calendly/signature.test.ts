import { describe, expect, test } from 'vitest'
import { calendlySignatureProblem } from '../../../../core/providers/calendly/signature'
import { calendlySignature } from '../../../support/signed-post'

const KEY = 'calendly_key'
const NOW = 1_700_000_000_000
/** The vector of calendly.md A15. */
const BODY =
  '{"event":"invitee.created","created_at":"2023-11-14T22:13:20.000000Z","created_by":"https://api.calendly.com/users/AAA","payload":{"email":"a@example.com"}}'
const V1 = 'd6e180d65490baad58eb05bee811735ef6e1d522baaa05b7ee56482716cf700d'

function problem(known: { header?: string | undefined; body?: string; key?: string | null; now?: number }) {
  return calendlySignatureProblem({
    header: `t=1700000000,v1=${V1}`,
    key: KEY,
    now: NOW,
    ...known,
    body: Buffer.from(known.body ?? BODY),
  })
}

describe('only a signed delivery is let in (T2)', () => {
  test('the contract’s vector is good', () => {
    expect(problem({})).toBeNull()
  })

  test('one of several signatures is enough', () => {
    expect(problem({ header: `t=1700000000, v1=${'0'.repeat(64)}, v1=${V1}` })).toBeNull()
  })

  test.each([
    ['no_key', { key: null }],
    ['no_key', { key: '' }],
    ['no_signature', { header: undefined }],
    ['no_signature', { header: '' }],
    ['malformed', { header: 'hello' }],
    ['malformed', { header: `v1=${V1}` }],
    ['malformed', { header: 't=1700000000' }],
    ['malformed', { header: `t=now,v1=${V1}` }],
    ['mismatch', { header: 't=1700000000,v1=abc' }],
    ['mismatch', { header: `t=1700000001,v1=${V1}` }],
    ['mismatch', { key: 'other' }],
    ['mismatch', { body: `${BODY} ` }],
  ] as const)('%s', (why, known) => {
    expect(problem(known)).toBe(why)
  })

  test('it is good for three minutes, before and after', () => {
    const signedAt = (offset: number) => problem({ header: calendlySignature(BODY, KEY, NOW + offset) })
    expect(signedAt(-180_000)).toBeNull()
    expect(signedAt(180_000)).toBeNull()
    expect(signedAt(-181_000)).toBe('stale')
    expect(signedAt(181_000)).toBe('stale')
  })
})
