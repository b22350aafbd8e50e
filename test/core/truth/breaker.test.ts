import { describe, expect, test } from 'vitest'
import { Breaker } from '../../../core/truth/reconcile/breaker'

/** What the last check of a run opens by: `x` failed, `o` did not. */
function after(checks: string): string | null {
  const breaker = new Breaker()
  return (
    checks
      .split('')
      .map((check) => breaker.note(check === 'x'))
      .at(-1) ?? null
  )
}

/** What these runs open by, one after the other. */
function runs(...all: string[]): (string | null)[] {
  const breaker = new Breaker()
  return all.map((checks) => {
    for (const check of checks) breaker.note(check === 'x')
    return breaker.endRun()
  })
}

describe('within a run', () => {
  test.each([
    ['x', null],
    ['xxxx', null],
    ['xxxxx', '5 of 5 times'],
    ['ooxxx', '3 of 5 times'],
    ['oooxxx', '3 of 6 times'],
    ['oooxx', null],
    ['xxxo', null],
    ['xxxxo', null],
  ])('%s', (checks, share) => {
    expect(after(checks)).toBe(share)
  })
})

describe('over the runs', () => {
  test('three in which nothing succeeded are no chance, and each further one', () => {
    expect(runs('x', 'xx', 'x', 'x')).toEqual([null, null, '3 times in a row', '4 times in a row'])
  })

  test('one success begins anew', () => {
    expect(runs('x', 'x', 'xo', 'x', 'x')).toEqual([null, null, null, null, null])
  })

  test('a run in which nothing was looked at tells nothing', () => {
    expect(runs('x', '', 'x', '', 'x')).toEqual([null, null, null, null, '3 times in a row'])
  })
})
