import { describe, expect, it } from 'vitest'
import type { LeadRow } from '../../core/api/views'
import { compareRows, countSegments, filterRows, mergeRows } from '../../renderer/state/lead-rows'
import { sampleLeads } from './support/sample-leads'

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const rows = sampleLeads(60, NOW)
  .map(({ row }) => row)
  .sort(compareRows)

function touched(row: LeadRow, at: string): LeadRow {
  return {
    ...row,
    lastMessage: { text: 'hello', at, direction: 'inbound', channel: 'sms', automatic: false, state: 'ok' },
  }
}

describe('the order of leads', () => {
  it('puts the newest message first and leads without one last', () => {
    const times = rows.map((row) => row.lastMessage?.at ?? '')
    expect(times).toEqual([...times].sort().reverse())
    expect(rows.at(-1)?.lastMessage).toBeNull()
  })

  it('stays the same as a full sort when rows change, come and go', () => {
    const [first, second, third] = [rows[20], rows[40], rows[5]]
    if (!first || !second || !third) throw new Error('no rows')
    const changed = [touched(first, '2026-11-23T15:00:00.000Z'), { ...second, company: 'Elsewhere' }]
    const added = { ...touched(third, '2026-11-20T00:00:00.000Z'), id: 'added' }
    const merged = mergeRows(rows, [...changed, added], [third.id])
    const expected = [
      ...rows.filter(({ id }) => ![first.id, second.id, third.id].includes(id)),
      ...changed,
      added,
    ]
    expect(merged).toEqual(expected.sort(compareRows))
  })

  it('takes the last word when one row is told twice', () => {
    const row = rows[0]
    if (!row) throw new Error('no rows')
    const merged = mergeRows(
      rows,
      [
        { ...row, company: 'Old' },
        { ...row, company: 'New' },
      ],
      [],
    )
    expect(merged.filter(({ id }) => id === row.id).map(({ company }) => company)).toEqual(['New'])
  })
})

describe('the filters of the lead list', () => {
  it('keeps to the segment', () => {
    expect(filterRows(rows, 'booked', '').map(({ name }) => name)).toEqual(['Ben Okafor'])
    expect(filterRows(rows, 'needs_you', '').every(({ openTasks }) => openTasks > 0)).toBe(true)
    expect(filterRows(rows, 'not_booked', '')).toHaveLength(59)
  })

  it('finds every word of a search, in any case', () => {
    expect(filterRows(rows, 'all', '  OKAFOR ben ').every(({ name }) => name === 'Ben Okafor')).toBe(true)
    expect(filterRows(rows, 'all', 'ben nobody')).toEqual([])
  })

  it('finds a phone number however it is typed', () => {
    expect(filterRows(rows, 'all', '(212) 555-0101').map(({ id }) => id)).toEqual(['lead-1'])
  })

  it('counts each segment', () => {
    expect(countSegments(rows)).toEqual({ all: 60, needs_you: 3, booked: 1, not_booked: 59 })
  })
})
