import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import type { Reader, Transaction } from '../store/transaction'
import { wordOpening } from '../store/opening-report'
import { settingsOf } from '../store/workspace'
import type { Handlers } from './api'
import type { WorkspaceView } from './views'

/** What openings had to put right and nobody has read yet. */
export function openingReportViews(store: Reader): WorkspaceView['openingReports'] {
  const { zone } = settingsOf(store)
  return store
    .all('openingReports')
    .map((report) => ({ id: report.id, sentence: wordOpening(report, (at) => wordTime(at, zone)) }))
}

/** Who resumes automation has read what was lost. */
export function closeLossReports(transaction: Transaction): void {
  for (const { id, loss } of transaction.all('openingReports')) {
    if (loss) transaction.remove('openingReports', id)
  }
}

/** A person has read a report. Automation that is paused for it stays so until it is resumed. */
export function openingReportHandlers(
  { store }: Context,
  workspace: () => WorkspaceView,
): Pick<Handlers, 'openingReports.dismiss'> {
  return {
    'openingReports.dismiss': async ({ id }) => {
      await store.transact('openingReports.dismiss', (transaction) => {
        transaction.remove('openingReports', id)
      })
      return workspace()
    },
  }
}
