import { describe, expect, test } from 'vitest'
import { corpusFolder, HALVES, HOSTILE, readReplies, readSituations, type Half } from './corpus'
import { score } from './score'

const folder = corpusFolder(process.cwd())
const situations = readSituations(folder)

/** The share of clear acceptances that was once reached; the goal is 0.95. It may rise and never fall. */
const REACHED: Record<Half, number> = { before: 0.59, after: 0.74 }

/** @promise reliability: No labelled reply and no trap leads to a booking of a time that it does not accept. */
describe.each(HALVES)('the replies written %s the reader', (half) => {
  const replies = readReplies(folder, half)
  const result = score(replies, situations)

  test('name an offer that was made, exactly where they accept one', () => {
    for (const { situation, intent, means } of replies) {
      expect(means !== null).toBe(intent === 'accept_offer')
      if (means !== null) expect(means).toBeLessThanOrEqual(situations.get(situation)?.offers.length ?? 0)
    }
  })

  test('lead to no wrong booking', () => {
    expect(result.wrongAcceptances.map(({ reply }) => reply.text)).toEqual([])
  })

  test('are accepted as often as before when they are clear', () => {
    expect(result.clear.read / result.clear.of).toBeGreaterThanOrEqual(REACHED[half])
  })
})

test('the corpus holds at least 500 replies, a third of them written after the reader', () => {
  const [before, after] = HALVES.map((half) => readReplies(folder, half).length)
  expect((before ?? 0) + (after ?? 0)).toBeGreaterThanOrEqual(500)
  expect((after ?? 0) * 3).toBeGreaterThanOrEqual((before ?? 0) + (after ?? 0))
})

test('replies that were written to get around its rules lead to no booking', () => {
  const { wrongAcceptances } = score(readReplies(folder, HOSTILE), situations)
  expect(wrongAcceptances.map(({ reply }) => reply.text)).toEqual([])
})
