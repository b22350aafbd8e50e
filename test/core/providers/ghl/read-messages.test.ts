/** @promise reliability: However many conversations a campaign stirs, and whichever of them fail, every reply is read. */
import { describe, expect, test } from 'vitest'
import { MINUTE, plus, type Instant } from '../../../../core/domain/time'
import { readGhlMessages } from '../../../../core/providers/ghl/read-messages'
import { NOW } from '../../../support/fixtures'
import { ghlBench, valueOf, type GhlBench } from '../support'

const MESSAGES = 'GET /conversations/{conversationId}/messages'
const SEARCH = 'GET /conversations/search'
const ODD = {
  kind: 'status',
  status: 400,
  body: { statusCode: 400, message: 'Odd', error: 'Bad Request' },
} as const
const LIMITED = { kind: 'rate_limited' } as const

/** Reads as the poll does, run after run. */
function poll(bench: GhlBench) {
  const read = new Map<string, Instant>()
  const known = new Set<string>()
  const texts: string[] = []
  let since = plus(NOW, -MINUTE)
  return {
    texts,
    run: async () => {
      const value = valueOf(
        await readGhlMessages(bench.api, {
          locationId: bench.sandbox.locationId,
          since,
          notBefore: plus(NOW, -MINUTE),
          isKnown: (id) => known.has(id),
          wasRead: (id, last) => read.get(id) === last,
        }),
      )
      for (const { externalId, text } of value.messages) {
        known.add(externalId)
        texts.push(text)
      }
      for (const { conversationId, lastMessageAt } of value.read) {
        read.set(conversationId, lastMessageAt)
        if (lastMessageAt > since) since = lastMessageAt
      }
      if (value.failedAt !== null && value.failedAt < since) since = value.failedAt
      bench.clock.moveBy(MINUTE)
      return value
    },
  }
}

function newContact(bench: GhlBench, number: number): string {
  return bench.sandbox.addContact({
    firstName: `Guest ${String(number)}`,
    email: `guest${String(number)}@example.com`,
  })
}

function write(bench: GhlBench, number: number, text = `Text ${String(number)}`): string {
  const contactId = newContact(bench, number)
  bench.sandbox.receiveSms({ contactId, text })
  return contactId
}

function searches({ sandbox }: GhlBench): number {
  return sandbox.exchanges.filter(({ url }) => url.startsWith('/conversations/search')).length
}

test('messages come in the order in which they were written, over conversations and within one moment', async () => {
  const bench = await ghlBench()
  const one = write(bench, 1, 'first')
  bench.clock.moveBy(MINUTE)
  write(bench, 2, 'second')
  bench.clock.moveBy(MINUTE)
  for (const text of ['third', 'fourth']) bench.sandbox.receiveSms({ contactId: one, text })
  const { run, texts } = poll(bench)
  await run()
  expect(texts).toEqual(['first', 'second', 'third', 'fourth'])
})

test('e-mails and what we wrote are left out, and so is what is older', async () => {
  const bench = await ghlBench()
  const contactId = write(bench, 1, 'hello')
  bench.sandbox.receiveEmail({ contactId, subject: 'Re', html: '<p>hi</p>' })
  const { run, texts } = poll(bench)
  await run()
  expect(texts).toEqual(['hello'])
})

test('a campaign of more conversations than one page within minutes hides no reply after it', async () => {
  const bench = await ghlBench()
  for (let number = 0; number < 150; number += 1) {
    write(bench, number)
    bench.clock.moveBy(1500)
  }
  bench.clock.moveBy(10 * MINUTE)
  write(bench, 999, 'Yes')
  const { run, texts } = poll(bench)
  for (let runs = 0; runs < 6; runs += 1) await run()
  expect(texts).toHaveLength(151)
  expect(texts.at(-1)).toBe('Yes')
})

test('more conversations of one moment than one page hide no later one', async () => {
  const bench = await ghlBench()
  for (let number = 0; number < 120; number += 1) write(bench, number)
  bench.clock.moveBy(MINUTE)
  write(bench, 999, 'Yes')
  const { run, texts } = poll(bench)
  for (let runs = 0; runs < 6; runs += 1) await run()
  expect(texts).toContain('Yes')
})

test('one run reads thirty conversations, and the next goes on', async () => {
  const bench = await ghlBench()
  for (let number = 0; number < 40; number += 1) {
    write(bench, number)
    bench.clock.moveBy(1000)
  }
  const { run } = poll(bench)
  expect((await run()).read).toHaveLength(30)
  expect((await run()).read).toHaveLength(10)
  expect((await run()).read).toHaveLength(0)
})

test('paging through a conversation stops at what is known', async () => {
  const bench = await ghlBench()
  const contactId = newContact(bench, 1)
  for (let number = 0; number < 150; number += 1)
    bench.sandbox.receiveSms({ contactId, text: String(number) })
  const { run, texts } = poll(bench)
  await run()
  expect(texts).toHaveLength(150)
  bench.clock.moveBy(MINUTE)
  bench.sandbox.receiveSms({ contactId, text: 'new' })
  const pages = () => bench.sandbox.exchanges.filter(({ url }) => /\/messages\?/.test(url)).length
  const before = pages()
  await run()
  expect([texts.at(-1), pages() - before]).toEqual(['new', 2])
})

describe('a conversation that cannot be read', () => {
  test('hides no later one, and is read when it can be', async () => {
    const bench = await ghlBench()
    write(bench, 1, 'early')
    bench.clock.moveBy(10 * MINUTE)
    write(bench, 2, 'late')
    bench.sandbox.failNext({ route: MESSAGES, fault: ODD })
    const { run, texts } = poll(bench)
    expect((await run()).failedAt).toBe(NOW)
    expect(texts).toEqual(['late'])
    await run()
    expect(texts).toEqual(['late', 'early'])
  })

  test('is one of many in trouble: no more than ten are tried', async () => {
    const bench = await ghlBench()
    for (let number = 0; number < 20; number += 1) write(bench, number)
    bench.sandbox.failNext({ route: MESSAGES, fault: ODD, times: 'always' })
    const { run } = poll(bench)
    expect(await run()).toMatchObject({ read: [], failure: { reason: 'unexpected' } })
    expect(bench.sandbox.exchanges.filter(({ url }) => /\/messages\?/.test(url))).toHaveLength(10)
  })
})

test('a limit that is used up stops the run and keeps what was read', async () => {
  const bench = await ghlBench()
  write(bench, 1, 'early')
  bench.clock.moveBy(MINUTE)
  write(bench, 2, 'late')
  const { run, texts } = poll(bench)
  await run()
  bench.clock.moveBy(MINUTE)
  for (const number of [3, 4, 5]) {
    write(bench, number)
    bench.clock.moveBy(1000)
  }
  bench.sandbox.failNext({ route: SEARCH, fault: LIMITED })
  expect(
    await readGhlMessages(bench.api, {
      locationId: bench.sandbox.locationId,
      since: NOW,
      notBefore: NOW,
      isKnown: () => false,
      wasRead: () => false,
    }),
  ).toMatchObject({ kind: 'failed', reason: 'rate' })
  bench.sandbox.failNext({ route: MESSAGES, fault: LIMITED })
  const before = searches(bench)
  expect(await run()).toMatchObject({ read: [], failure: { reason: 'rate' } })
  expect(searches(bench) - before).toBe(1)
  await run()
  expect(texts).toEqual(['early', 'late', 'Text 3', 'Text 4', 'Text 5'])
})
