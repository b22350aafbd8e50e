import { markInterruptedChanges } from '../booking/change-meeting'
import { markInterruptedAttempts } from '../booking/settle-attempt'
import { wordTime } from '../availability/wording'
import type { Context } from '../context'
import { settleInterruptedMessages } from '../conversations/send-message'
import { carryOver } from '../store/carry-over'
import { completeIn } from '../store/complete-workspace'
import type { Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import type { BackupView } from './views'

/** Backups of the whole workspace: list, make, bring back. */
export function backupHandlers(
  context: Context,
  ports: {
    /** The operator's zone where a backup names none. */
    zone: string
    /** The workspace is another one now: what is due is due anew. */
    restored: () => void
  },
): Pick<Handlers, 'backups.list' | 'backups.make' | 'backups.restore'> {
  const { store } = context

  const views = async (): Promise<BackupView[]> =>
    (await store.backups.list()).map(({ name, at, bytes, reason }) => ({ name, at, bytes, reason }))

  /** In the transaction that restores; the store still shows the state before. */
  const mend = (transaction: Transaction): void => {
    refuseWhileUnderWay(context)
    completeIn(transaction, ports.zone)
    const settings = settingsOf(transaction)
    if (settings.sample || settingsOf(store).sample) {
      throw new ApiFailure(
        'backup.sample',
        'Nothing was restored: the sample workspace cannot be brought back, nor be replaced. Leave it first.',
      )
    }
    carryOver(transaction, store)
    // Leads and settings are others than a moment ago: a person looks at them before anything goes on by itself.
    transaction.put('settings', { ...settingsOf(transaction), paused: true })
  }

  return {
    'backups.list': views,

    'backups.make': async () => {
      try {
        await store.backups.make('manual')
      } catch (error) {
        context.log.error('backup.failed', { error: String(error) })
        throw new ApiFailure(
          'backup.failed',
          'The backup could not be made. Free some space on the disk, or look whether the data folder can be written, then try again.',
        )
      }
      return views()
    },

    'backups.restore': async ({ name }) => {
      const result = await store.restoreBackup(name, mend).catch((error: unknown) => {
        if (error instanceof ApiFailure) throw error
        context.log.error('restore.failed', { error: String(error) })
        throw new ApiFailure(
          'backup.failed',
          'Nothing was restored: the present state could not be kept first. Free some space on the disk, or look whether the data folder can be written, then try again.',
        )
      })
      if (result.kind === 'gone') {
        throw new ApiFailure('not_found', 'This backup is not there any more. Choose another one.')
      }
      if (result.kind === 'unreadable') {
        throw new ApiFailure(
          'backup.unreadable',
          'Nothing was restored: this backup cannot be read. Choose another one.',
        )
      }
      if (result.kind === 'newer') {
        throw new ApiFailure(
          'backup.newer_version',
          'Nothing was restored: a newer Slotkeeper made this backup. Update Slotkeeper, or choose another one.',
        )
      }
      await markInterruptedAttempts(context)
      await markInterruptedChanges(context)
      await settleInterruptedMessages(context)
      ports.restored()
      const when = wordTime(result.savedAt, settingsOf(store).zone)
      return {
        sentence: `Leads and settings are as they were on ${when}. Messages, meetings, tasks and webhooks that came since stay on record, and so does the public address. Automation is paused: look through leads and settings, then resume it. The state before is in the list of backups.`,
        backups: await views(),
      }
    },
  }
}

/** What is on its way to a provider must find its own record when the answer comes. */
function refuseWhileUnderWay({ store }: Context): void {
  const isCalling = store.by('attempts', 'underWay', 'yes').some(({ state }) => state === 'calling')
  const isChanging = store.by('meetingChanges', 'unsettled', 'yes').some(({ state }) => state === 'calling')
  const isSending = store
    .by('messages', 'unsent', 'yes')
    .some((message) => message.direction === 'outbound' && message.state === 'sending')
  if (!isCalling && !isChanging && !isSending) return
  throw new ApiFailure(
    'backup.busy',
    'Nothing was restored: a booking or a message is on its way. Try again in a minute.',
  )
}
