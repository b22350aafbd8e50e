import { describe, expect, test } from 'vitest'
import { callJson } from '../../../core/providers/http'
import { closedUrl, startBareServer } from './support'

const headers = { authorization: 'Bearer secret' }

describe('one call', () => {
  test('a refused connection is known not to have been sent', async () => {
    const answer = await callJson({ method: 'POST', url: await closedUrl(), headers, body: {} })
    expect(answer).toEqual({ kind: 'not_sent', message: 'no connection (ECONNREFUSED)' })
  })

  test('a host without an address is known not to have been called', async () => {
    const answer = await callJson({ method: 'POST', url: 'http://nobody.invalid/', headers, body: {} })
    expect(answer.kind).toBe('not_sent')
  })

  /** @promise security: A token does not travel on to another host with a redirect. */
  test('a redirect is an answer, and the token does not travel on', async () => {
    const elsewhere = await startBareServer({ status: 200, body: '{}' })
    const server = await startBareServer({ status: 307, headers: { location: elsewhere.url } })
    const answer = await callJson({ method: 'POST', url: server.url, headers, body: { a: 1 } })
    expect(answer).toMatchObject({ kind: 'answer', status: 307 })
    expect(server.received).toEqual([{ method: 'POST', authorization: 'Bearer secret' }])
    expect(elsewhere.received).toEqual([])
  })

  test('a body that is no JSON is read as nothing, not thrown', async () => {
    const server = await startBareServer({ status: 200, body: '<html>' })
    const answer = await callJson({ method: 'GET', url: server.url, headers })
    expect(answer).toMatchObject({ kind: 'answer', status: 200, body: null })
  })
})
