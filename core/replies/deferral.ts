import { Temporal } from 'temporal-polyfill'
import type { Instant, Zone } from '../domain/time'
import { inZone } from '../domain/zoned-time'
import type { Clause } from './clauses'
import { nextDate } from './proposals'
import { MONTHS } from './spelling'

const MONDAY = 1
const SATURDAY = 6
const COUNTS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  several: 4,
}
const QUARTERS = [1, 4, 7, 10]
const SEASONS: Record<string, number> = { spring: 4, summer: 7, fall: 10, autumn: 10, winter: 12 }

/**
 * The day from which on a lead wants to hear of us, "after the holidays" or "try me in March", as a day of its zone
 * (F3); null when it names none. New Year's Day and a weekend move to the next working day.
 */
export function notBefore(text: string, clauses: readonly Clause[], at: Instant, zone: Zone): string | null {
  const today = inZone(at, zone).toPlainDate()
  const day =
    spokenDay(text.toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, ' '), today) ??
    writtenDay(clauses, today)
  if (day === null || Temporal.PlainDate.compare(day, today) <= 0) return null
  const isHoliday = day.month === 1 && day.day === 1
  const open = isHoliday ? day.add({ days: 1 }) : day
  return (open.dayOfWeek >= SATURDAY ? open.add({ days: 8 - open.dayOfWeek }) : open).toString()
}

function spokenDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const count =
    /\b(?:in|for|about|another|next)\s+(?:the\s+)?(?:about\s+|next\s+|a\s+)?(\d{1,2}|an?|one|two|couple|three|few|four|five|six|several)\s+(?:of\s+)?(day|week|wk|month)s?\b/.exec(
      text,
    )
  if (count) {
    const many = COUNTS[count[1] ?? ''] ?? Number(count[1])
    const unit = count[2] ?? ''
    return today.add(
      unit === 'day' ? { days: many } : unit === 'month' ? { months: many } : { days: 7 * many },
    )
  }
  if (
    /\bafter\s+(?:the\s+)?(?:holidays?|xmas|christmas|new\s+year'?s?|festive)\b|\bnew\s+year\b|\bnext\s+year\b/.test(
      text,
    )
  )
    return mondayFrom(Temporal.PlainDate.from({ year: today.year + 1, month: 1, day: 2 }))
  if (/\b(?:after|til|till|until)\s+(?:after\s+)?(?:thanksgiving|tgiving)\b/.test(text))
    return mondayFrom(thanksgiving(today))
  const quarter = /\bq([1-4])\b/.exec(text)
  if (quarter) return firstOf(QUARTERS[Number(quarter[1]) - 1] ?? 1, today)
  if (/\bnext\s+quarter\b/.test(text))
    return firstOf(QUARTERS[Math.floor((today.month - 1) / 3 + 1) % 4] ?? 1, today)
  if (/\bnext\s+month\b/.test(text)) return today.add({ months: 1 }).with({ day: 1 })
  if (/\bnext\s+(?:week|wk)\b/.test(text)) return today.add({ days: 8 - today.dayOfWeek })
  const season = /\b(?:in|this|next|the)\s+(?:the\s+)?(spring|summer|fall|autumn|winter)\b/.exec(text)
  if (season) return firstOf(SEASONS[season[1] ?? ''] ?? 1, today)
  const month = new RegExp(
    `\\b(early|mid|late|end of)?[\\s-]*(?:in |all of |until |till |for )?(${[...MONTHS.keys()].filter((name) => name !== 'may' && name !== 'mar').join('|')})\\b(?!\\.?\\s*\\d)`,
  ).exec(text)
  if (!month) return null
  const first = firstOf(MONTHS.get(month[2] ?? '') ?? 1, today)
  if (month[1] === 'mid') return first.with({ day: 15 })
  return month[1] === 'late' || month[1] === 'end of' ? first.with({ day: 25 }) : first
}

/** "Circle back the week of January 11." */
function writtenDay(clauses: readonly Clause[], today: Temporal.PlainDate): Temporal.PlainDate | null {
  for (const { marks } of clauses) {
    for (const { mark } of marks) {
      if (mark.kind === 'date') return nextDate(mark.date, today)
      if (mark.kind === 'dayOfMonth')
        return nextDate(
          { year: null, month: mark.day > today.day ? today.month : (today.month % 12) + 1, day: mark.day },
          today,
        )
      if (mark.kind === 'weekday') return today.add({ days: ((mark.day - today.dayOfWeek + 6) % 7) + 1 })
      if (mark.kind === 'fromToday') return today.add({ days: mark.days })
    }
  }
  return null
}

/** The first day of the coming month of that number. */
function firstOf(month: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: month > today.month ? today.year : today.year + 1, month, day: 1 })
}

function mondayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.add({ days: (MONDAY - day.dayOfWeek + 7) % 7 })
}

/** The fourth Thursday of November. */
function thanksgiving(today: Temporal.PlainDate): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year: today.year, month: 11, day: 1 })
  return first.add({ days: ((4 - first.dayOfWeek + 7) % 7) + 21 })
}
