import { closeTask, openTask, taskId } from '../booking/tasks'
import type { Instant } from '../domain/time'
import type { Transaction } from '../store/transaction'

const TASK = { leadId: null, kind: 'provider_trouble', reason: 'dead_deliveries' } as const

/** One task stands for all webhooks that were given up, however many an outage leaves behind (D2). */
export function reportDeadLetter(transaction: Transaction, now: Instant): void {
  const dead = transaction.by('deliveries', 'state', 'dead')
  const last = dead.at(-1)
  if (!last) return
  const title =
    dead.length === 1
      ? 'A webhook was given up'
      : `${dead.length.toLocaleString('en-US')} webhooks were given up`
  openTask(
    transaction,
    {
      ...TASK,
      title,
      detail:
        `${last.why ?? 'It could not be applied.'} ` +
        'Mend the cause, then replay what is given up under Webhooks; until then look at the provider for what it told.',
    },
    now,
  )
}

/** After one was replayed or taken up again: the task counts what is left, and closes with the last of them. */
export function settleDeadLetters(transaction: Transaction, now: Instant): void {
  const id = taskId(TASK)
  if (transaction.get('tasks', id)?.state !== 'open') return
  if (transaction.by('deliveries', 'state', 'dead').length === 0) closeTask(transaction, id, now)
  else reportDeadLetter(transaction, now)
}
