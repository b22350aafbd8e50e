import { noteBrokenConnection } from '../../booking/broken-connection'
import type { Context } from '../../context'
import { providerIdSchema, PROVIDER_NAMES, type ProviderId } from '../../domain/names'
import type { RecordCheck } from '../../domain/reconciliation'
import { DAY, MINUTE, plus, toInstant, type Instant } from '../../domain/time'
import type { GhlClient } from '../../providers/ghl/client'
import { failed, type Failure, type Outcome } from '../../providers/provider'
import { connectionOf, settingsOf } from '../../store/workspace'
import { Breaker } from './breaker'
import { dueChecks, meetingCheckId } from './due-checks'
import { noFindings, wordFindings, type Finding } from './findings'
import { MessagePoll } from './poll-messages'
import { makeCheck, reconciliationOf } from './read-checks'
import { newSweep, stepSweep, type Sweep, type SweepReason } from './sweep'

const EVERY = MINUTE
const PAUSE = 10 * MINUTE
/** How exactly it is known, after a crash, until when the record was followed. */
const FOLLOWED_EVERY = 10 * MINUTE
/** Looks that are longer ago tell nothing any more. */
const CHECKS_KEPT = 30 * DAY

/** What is known of the reading of one provider's record while the app runs. */
interface Track {
  /** Of the run that is under way. */
  breaker: Breaker
  /** Why a whole reading is to begin; null when nothing calls for one. */
  wanted: SweepReason | null
  sweep: Sweep | null
  ranAt: number | null
  pausedUntil: number
  /** Why it is left alone, in plain words; null while it is not. */
  problem: string | null
}

/** What one run did at one provider. */
interface Run {
  track: Track
  checks: RecordCheck[]
  found: Finding[]
}

/**
 * Reads the providers' own records back: the truth, of which webhooks only tell sooner (T6). Wholly after the app did
 * not look for a while and once a day, and in between what is likely to change, at most once a minute and within bounds.
 */
export class Reconciler {
  readonly #context: Context
  readonly #poll: MessagePoll
  readonly #decide: () => Promise<void>
  readonly #onProblem: () => void
  readonly #tracks: Record<ProviderId, Track> = { calendly: newTrack(), ghl: newTrack() }
  #peopleChangedAt: Instant | null = null
  #last: Promise<void> = Promise.resolve()

  /**
   * `decide` takes up the messages on which nothing was decided and sends what waits; `onProblem` is called when `problem`
   * has changed.
   */
  constructor(
    context: Context,
    parts: { ghl: GhlClient; decide: () => Promise<void>; onProblem: () => void },
  ) {
    this.#context = context
    this.#poll = new MessagePoll(context, parts.ghl)
    this.#decide = parts.decide
    this.#onProblem = parts.onProblem
  }

  /** Why a provider's record is not read at present, in plain words; null while it is. */
  problem(provider: ProviderId): string | null {
    return this.#tracks[provider].problem
  }

  /** The next run reads everything that may have happened since the last one. */
  want(reason: SweepReason): void {
    for (const id of providerIdSchema.options) this.#tracks[id].wanted = reason
  }

  /** Leads were added or changed: whose the meetings of strangers are is looked at again. */
  peopleChanged(): void {
    this.#peopleChangedAt = toInstant(this.#context.clock.now())
  }

  /** Does what is due. Runs follow one another. */
  run(): Promise<void> {
    const run = this.#last.then(() => this.#run())
    this.#last = run.catch(() => undefined)
    return run
  }

  async #run(): Promise<void> {
    const due = providerIdSchema.options.filter((provider) => this.#isDue(provider))
    const runs = new Map<ProviderId, Run>()
    // All meetings before any message: whoever booked by hand must not be booked again for what was written before.
    for (const provider of due) runs.set(provider, await this.#readMeetings(provider))
    const ghl = runs.get('ghl')
    if (ghl) await this.#readMessages(ghl)
    for (const [provider, run] of runs) await this.#finish(provider, run)
    if ([...runs.values()].some(({ found }) => found.length > 0)) await this.#decide()
  }

  /** Nothing is read while a provider is not connected; what happens meanwhile is read when it is again. */
  #isDue(provider: ProviderId): boolean {
    const { store, secrets, clock } = this.#context
    const track = this.#tracks[provider]
    const isConnected =
      settingsOf(store)[provider].enabled &&
      secrets.get(`${provider}.token`) !== null &&
      connectionOf(store, provider).health === 'ok'
    if (!isConnected) {
      track.wanted ??= 'reconnect'
      return false
    }
    if (track.pausedUntil > clock.now()) return false
    return track.wanted !== null || track.ranAt === null || clock.now() - track.ranAt >= EVERY
  }

  async #readMeetings(provider: ProviderId): Promise<Run> {
    const { store, clock } = this.#context
    const track = this.#tracks[provider]
    const run: Run = { track, checks: [], found: [] }
    track.ranAt = clock.now()
    track.breaker = new Breaker()
    try {
      await this.#keepAccount(provider)
      if (!(await this.#sweepOn(provider, run))) return run
      const now = toInstant(clock.now())
      for (const check of dueChecks(store, provider, now, this.#peopleChangedAt)) {
        const made = await this.#tried(() => makeCheck(this.#context, provider, check))
        const error = made.kind === 'failed' ? made.message : null
        run.checks.push({ id: check.id, reconciledAt: toInstant(clock.now()), error })
        if (made.kind === 'ok') run.found.push(...made.value)
        if (!(await this.#goesOn(provider, made))) break
      }
      return run
    } finally {
      await this.#keepChecks(run.checks)
    }
  }

  /** Goes on with a reading of the whole record, if one is wanted. False when the run has to end. */
  async #sweepOn(provider: ProviderId, run: Run): Promise<boolean> {
    const { store, clock } = this.#context
    const { track } = run
    const now = toInstant(clock.now())
    const row = reconciliationOf(store, provider)
    const isDaily = track.sweep === null && (row.sweptAt === null || plus(row.sweptAt, DAY) <= now)
    const reason = track.wanted ?? (isDaily ? 'daily' : null)
    if (reason) {
      const found = track.sweep?.found ?? noFindings()
      track.sweep = { ...newSweep(reason, row, now), found }
      track.wanted = null
    }
    const { sweep } = track
    if (!sweep) return true
    const step = await this.#tried(async () => {
      return { kind: 'ok' as const, value: await stepSweep(this.#context, provider, sweep) }
    })
    if (step.kind === 'failed') return this.#goesOn(provider, step)
    const { found, seen, next, failure } = step.value
    run.found.push(...found)
    const readAt = toInstant(clock.now())
    run.checks.push(...seen.map((id) => ({ id: meetingCheckId({ id }), reconciledAt: readAt, error: null })))
    sweep.from = next ?? sweep.until
    return this.#goesOn(provider, failure ?? { kind: 'ok' })
  }

  async #readMessages(run: Run): Promise<void> {
    if (run.track.pausedUntil > this.#context.clock.now()) return
    const polled = await this.#tried(async () => ({ kind: 'ok' as const, value: await this.#poll.run() }))
    if (polled.kind === 'ok') {
      run.found.push(...Array.from({ length: polled.value.stored }, () => 'message' as const))
      await this.#goesOn('ghl', polled.value.failure ?? { kind: 'ok' })
    } else {
      await this.#goesOn('ghl', polled)
    }
  }

  /** What throws counts as a failure of this one check. */
  async #tried<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work()
    } catch (error) {
      return failed('unexpected', error instanceof Error ? error.message : String(error))
    }
  }

  /** False when the run has to end: the limit for calls is used up, the connection is broken, or too much failed. */
  async #goesOn(provider: ProviderId, outcome: { kind: 'ok' } | Failure): Promise<boolean> {
    const isFailure = outcome.kind === 'failed'
    if (isFailure) {
      const { reason, message } = outcome
      this.#context.log.warn('reconcile.failed', { provider, reason, message })
      if (reason === 'rate' || (await this.#isBroken(provider, outcome))) return false
    }
    const track = this.#tracks[provider]
    const share = track.breaker.note(isFailure)
    if (share === null || !isFailure) return true
    track.pausedUntil = this.#context.clock.now() + PAUSE
    this.#setProblem(
      track,
      `Reading the record of ${PROVIDER_NAMES[provider]} failed ${share} times, so it is left alone for 10 minutes ` +
        `and then tried again. ${outcome.message}`,
    )
    return false
  }

  async #isBroken(provider: ProviderId, failure: Failure): Promise<boolean> {
    const { store, clock } = this.#context
    await store.transact('reconcile.refused', (transaction) => {
      noteBrokenConnection(transaction, provider, failure, toInstant(clock.now()))
    })
    return connectionOf(store, provider).health !== 'ok'
  }

  #setProblem(track: Track, problem: string | null): void {
    if (track.problem === problem) return
    track.problem = problem
    this.#onProblem()
  }

  /** What another account recorded is not in this one's record, which does not mean that it is gone. */
  async #keepAccount(provider: ProviderId): Promise<void> {
    const { store, clock } = this.#context
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

  async #keepChecks(checks: readonly RecordCheck[]): Promise<void> {
    if (checks.length === 0) return
    await this.#context.store.transact('reconcile.checked', (transaction) => {
      for (const check of checks) transaction.put('recordChecks', check)
    })
  }

  /** Writes down how far it came and, when a whole reading ended, what that found. */
  async #finish(provider: ProviderId, { track, found }: Run): Promise<void> {
    const { store, clock } = this.#context
    const now = toInstant(clock.now())
    const { sweep } = track
    if (track.pausedUntil <= clock.now()) this.#setProblem(track, null)
    for (const finding of found) if (sweep) sweep.found[finding] += 1
    const isDone = sweep !== null && sweep.from >= sweep.until
    const { followedUntil } = reconciliationOf(store, provider)
    const isFollowing =
      sweep === null && (followedUntil === null || plus(followedUntil, FOLLOWED_EVERY) <= now)
    if (!isDone && !isFollowing) return
    if (isDone) track.sweep = null
    await store.transact('reconcile.followed', (transaction) => {
      const row = { ...reconciliationOf(transaction, provider), followedUntil: now }
      transaction.put('reconciliations', isDone ? { ...row, ...resultOf(provider, sweep, now) } : row)
      if (sweep?.reason !== 'daily' || !isDone) return
      for (const { id, reconciledAt } of transaction.all('recordChecks'))
        if (plus(reconciledAt, CHECKS_KEPT) < now) transaction.remove('recordChecks', id)
    })
  }
}

/** A daily reading that found nothing is nothing to tell. */
function resultOf(provider: ProviderId, sweep: Sweep, now: Instant) {
  const swept = sweep.isWhole ? { sweptAt: now } : {}
  const foundNothing = Object.values(sweep.found).every((count) => count === 0)
  if (sweep.reason === 'daily' && foundNothing) return swept
  const gap = sweep.reason === 'daily' ? null : sweep.gap
  return { ...swept, lastAt: now, sentence: wordFindings(provider, gap, sweep.found) }
}

function newTrack(): Track {
  return { breaker: new Breaker(), wanted: 'start', sweep: null, ranAt: null, pausedUntil: 0, problem: null }
}
