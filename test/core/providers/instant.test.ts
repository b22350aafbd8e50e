import { expect, test } from 'vitest'
import { readInstant } from '../../../core/providers/instant'

test.each([
  ['2026-11-24T15:00:00.000000Z', '2026-11-24T15:00:00.000Z'],
  ['2026-11-24T10:00:00-05:00', '2026-11-24T15:00:00.000Z'],
  ['2026-11-24T15:00:00Z', '2026-11-24T15:00:00.000Z'],
])('reads %s', (time, instant) => {
  expect(readInstant(time)).toBe(instant)
})

test.each([
  ['2027-06-12 10:00:00'],
  ['2027-06-12T10:00:00'],
  ['2027-06-12'],
  ['2027-02-30T10:00:00Z'],
  ['+012345-01-01T00:00:00Z'],
  ['May 1 -0500'],
  ['tomorrow'],
  [''],
  [null],
  [undefined],
])('%s names no instant', (time) => {
  expect(readInstant(time)).toBeNull()
})
