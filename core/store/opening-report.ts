import { z } from 'zod'
import { idSchema } from '../domain/names'
import { instantSchema, type Instant } from '../domain/time'

/** What an opening had to put right. It stays until a person has read it: no loss is passed over in silence. */
export const openingReportSchema = z.strictObject({
  /** The moment of the opening. */
  id: idSchema,
  /** What was opened: the newest that could be read. `savedAt` is null where there is none. */
  basis: z.strictObject({
    from: z.enum(['state', 'backup', 'journal', 'nothing']),
    savedAt: instantSchema.nullable(),
  }),
  /** Files that could not be used, from the data folder on, and what is wrong with each. */
  broken: z.array(z.strictObject({ file: z.string(), why: z.string() })),
  /** Where they are kept now, from the data folder on; null where a file was not broken but gone. */
  quarantine: z.string().nullable(),
  /** Null when every change is there. Else those after `since` are lost, to `until` as far as is known. */
  loss: z.strictObject({ since: instantSchema.nullable(), until: instantSchema.nullable() }).nullable(),
})
export type OpeningReport = z.infer<typeof openingReportSchema>

/** The report in plain words; `word` words a time in the operator's zone. */
export function wordOpening(report: OpeningReport, word: (instant: Instant) => string): string {
  return [damage(report), basis(report, word), loss(report, word), kept(report)].filter(Boolean).join(' ')
}

function damage({ broken }: OpeningReport): string {
  const names = broken.map(({ file }) => file)
  return names.length === 0
    ? 'A part of your data was missing when Slotkeeper started.'
    : `A part of your data could not be read when Slotkeeper started (${names.join(', ')}).`
}

function basis({ basis: { from, savedAt } }: OpeningReport, word: (instant: Instant) => string): string {
  if (from === 'nothing') return 'Nothing that was left could be read, so the workspace is empty.'
  if (from === 'backup' && savedAt !== null)
    return `The backup of ${word(savedAt)} was opened, with the changes on record since.`
  return ''
}

function loss({ loss: lost }: OpeningReport, word: (instant: Instant) => string): string {
  if (!lost) return 'Nothing is lost.'
  const until = lost.until === null ? '' : ` until ${word(lost.until)}`
  const what =
    lost.since === null ? 'Everything before is lost.' : `Changes after ${word(lost.since)}${until} are lost.`
  return `${what} Automation is paused: compare the newest meetings and messages with your providers, then resume it.`
}

function kept({ quarantine, basis: { from } }: OpeningReport): string {
  const files = quarantine === null ? '' : `The unreadable files are kept in ${quarantine}.`
  return from === 'nothing'
    ? `Do you have a copy of the data folder? Then close Slotkeeper and put it back. ${files}`
    : files
}
