import type { Context } from '../../context'
import type { ProviderId } from '../../domain/names'
import { DAY, epoch, MINUTE, plus, toInstant, type Instant } from '../../domain/time'
import { connectionOf } from '../../store/workspace'
import { wordFindings } from './findings'
import { reconciliationOf } from './read-checks'
import type { Sweep } from './sweep'
import type { Run } from './track'

/** How exactly it is known, after a crash, until when the record was followed. */
const FOLLOWED_EVERY = 10 * MINUTE
/** Where it was not followed for longer, something may have been missed that only a whole reading finds. */
const LONGEST_GAP = 15 * MINUTE
/** Looks that are longer ago tell nothing any more. */
const CHECKS_KEPT = 30 * DAY

/** What another account recorded is not in this one's record, which does not mean that it is gone. */
export async function keepAccount({ store, clock }: Context, provider: ProviderId): Promise<void> {
  const { account } = connectionOf(store, provider)
  const { accountId } = reconciliationOf(store, provider)
  if (!account || account.id === accountId) return
  await store.transact('reconcile.account', (transaction) => {
    transaction.put('reconciliations', {
      ...reconciliationOf(transaction, provider),
      accountId: account.id,
      accountSince: accountId === null ? null : toInstant(clock.now()),
    })
  })
}

/**
 * Writes down how far a run came: what a whole reading found when it ended, and else that nothing was missed until now,
 * after a run in which the provider answered and nothing failed. Where that follows on a gap, a whole reading is wanted
 * instead.
 */
export async function keepProgress(context: Context, run: Run): Promise<void> {
  const { provider, track, found } = run
  const { sweep } = track
  for (const finding of found) if (sweep) sweep.found[finding] += 1
  if (sweep && sweep.from >= sweep.until) {
    track.sweep = null
    await keepResult(context, provider, sweep)
  } else if (!sweep && run.isAnswered && !run.failure) {
    await keepFollowed(context, run)
  }
}

async function keepFollowed({ store, clock }: Context, { provider, track }: Run): Promise<void> {
  const now = toInstant(clock.now())
  const { followedUntil } = reconciliationOf(store, provider)
  const gap = followedUntil === null ? 0 : epoch(now) - epoch(followedUntil)
  if (gap >= LONGEST_GAP) track.wanted ??= 'reconnect'
  else if (followedUntil === null || gap >= FOLLOWED_EVERY) {
    await store.transact('reconcile.followed', (transaction) => {
      const row = reconciliationOf(transaction, provider)
      transaction.put('reconciliations', { ...row, followedUntil: now })
    })
  }
}

async function keepResult({ store, clock }: Context, provider: ProviderId, sweep: Sweep): Promise<void> {
  const now = toInstant(clock.now())
  await store.transact('reconcile.swept', (transaction) => {
    const row = { ...reconciliationOf(transaction, provider), followedUntil: now }
    transaction.put('reconciliations', { ...row, ...resultOf(provider, sweep, now) })
    if (sweep.reason !== 'daily') return
    for (const { id, reconciledAt } of transaction.all('recordChecks'))
      if (plus(reconciledAt, CHECKS_KEPT) < now) transaction.remove('recordChecks', id)
  })
}

/** A daily reading that found nothing is nothing to tell. */
function resultOf(provider: ProviderId, sweep: Sweep, now: Instant) {
  const swept = sweep.isWhole ? { sweptAt: now } : {}
  const foundNothing = Object.values(sweep.found).every((count) => count === 0)
  if (sweep.reason === 'daily' && foundNothing) return swept
  const gap = sweep.reason === 'daily' ? null : sweep.gap
  return { ...swept, lastAt: now, sentence: wordFindings(provider, gap, sweep.found) }
}
