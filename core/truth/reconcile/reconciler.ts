import { noteBrokenConnection } from '../../booking/broken-connection'
import type { Context } from '../../context'
import { providerIdSchema, PROVIDER_NAMES, type ProviderId } from '../../domain/names'
import { DAY, MINUTE, plus, toInstant, type Instant } from '../../domain/time'
import type { GhlClient } from '../../providers/ghl/client'
import { failed, type Failure, type Outcome } from '../../providers/provider'
import { connectionOf, settingsOf } from '../../store/workspace'
import { PersonUnreadable } from '../people'
import { dueChecks, meetingCheckId } from './due-checks'
import { noFindings } from './findings'
import { MessagePoll } from './poll-messages'
import { keepAccount, keepProgress } from './progress'
import { makeCheck, reconciliationOf } from './read-checks'
import { newSweep, stepSweep, type SweepReason } from './sweep'
import { newMessageTrack, newRun, newTrack, type Run, type Track } from './track'

const EVERY = MINUTE
const PAUSE = 10 * MINUTE
/** Runs come every quarter of a minute: one that comes so much later than the last follows on an absence, such as sleep. */
const ABSENCE = 5 * MINUTE

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
  readonly #messages = newMessageTrack()
  #calledAt: number | null = null
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

  /** What of a provider's record or messages is not read at present and why, in plain words; null while all is. */
  problem(provider: ProviderId): string | null {
    const { leftAlone, notWhole } = this.#tracks[provider]
    const messages = provider === 'ghl' ? this.#messages.problem : null
    return [leftAlone ?? notWhole, messages].filter(Boolean).join(' ') || null
  }

  /** The next run reads everything that may have happened since the last one. */
  want(reason: SweepReason): void {
    for (const id of providerIdSchema.options) this.#tracks[id].wanted = reason
  }

  /**
   * What was read counts no more, because the workspace is another one, such as after a restore: everything is read back
   * from where that one was. A run that is under way writes down nothing more of how far it came.
   */
  startOver(): void {
    this.#poll.forget()
    for (const id of providerIdSchema.options) this.#tracks[id] = newTrack()
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
    this.#noticeAbsence()
    const problems = this.#problems()
    const due = providerIdSchema.options.filter((provider) => this.#isDue(provider))
    const runs = new Map<ProviderId, Run>()
    // All meetings before any message: whoever booked by hand must not be booked again for what was written before.
    for (const provider of due) runs.set(provider, await this.#readMeetings(provider))
    const messages = await this.#readMessages(runs.get('ghl'))
    for (const run of runs.values()) await this.#finish(run)
    if (this.#problems() !== problems) this.#onProblem()
    if (messages > 0 || [...runs.values()].some(({ found }) => found.length > 0)) await this.#decide()
  }

  #problems(): string {
    return providerIdSchema.options.map((provider) => this.problem(provider)).join()
  }

  /** The machine slept, or hung: nobody tells of it on every machine. */
  #noticeAbsence(): void {
    const now = this.#context.clock.now()
    const isBack = this.#calledAt !== null && now - this.#calledAt > ABSENCE
    this.#calledAt = now
    if (!isBack) return
    for (const id of providerIdSchema.options) this.#tracks[id].wanted ??= 'wake'
  }

  #isConnected(provider: ProviderId): boolean {
    const { store, secrets } = this.#context
    return (
      settingsOf(store)[provider].enabled &&
      secrets.get(`${provider}.token`) !== null &&
      connectionOf(store, provider).health === 'ok'
    )
  }

  /** Nothing is read while a provider is not connected; what happens meanwhile is read when it is again. */
  #isDue(provider: ProviderId): boolean {
    const { clock } = this.#context
    const track = this.#tracks[provider]
    if (!this.#isConnected(provider)) {
      track.wanted ??= 'reconnect'
      return false
    }
    if (track.pausedUntil > clock.now()) return false
    return track.wanted !== null || track.ranAt === null || clock.now() - track.ranAt >= EVERY
  }

  async #readMeetings(provider: ProviderId): Promise<Run> {
    const { store, clock } = this.#context
    const track = this.#tracks[provider]
    const run = newRun(provider, track)
    track.ranAt = clock.now()
    try {
      await keepAccount(this.#context, provider)
      if (!(await this.#sweepOn(run))) return run
      const now = toInstant(clock.now())
      for (const check of dueChecks(store, provider, now, this.#peopleChangedAt)) {
        const made = await this.#tried(() => makeCheck(this.#context, provider, check))
        const error = made.kind === 'failed' ? made.message : null
        run.checks.push({ id: check.id, reconciledAt: toInstant(clock.now()), error })
        if (made.kind === 'ok') run.found.push(...made.value)
        if (!(await this.#goesOn(run, made))) break
      }
      return run
    } finally {
      await this.#keepChecks(run)
    }
  }

  /** Goes on with a reading of the whole record, if one is wanted. False when the run has to end. */
  async #sweepOn(run: Run): Promise<boolean> {
    const { store, clock } = this.#context
    const { provider, track } = run
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
    if (step.kind === 'failed') return this.#sweptOn(run, { failure: step, hasMoved: false, isRead: false })
    const { found, seen, next, failure, isRead } = step.value
    run.found.push(...found)
    const readAt = toInstant(clock.now())
    run.checks.push(...seen.map((id) => ({ id: meetingCheckId({ id }), reconciledAt: readAt, error: null })))
    const from = next ?? sweep.until
    const hasMoved = from > sweep.from || found.length > 0
    sweep.from = from
    return this.#sweptOn(run, { failure, hasMoved, isRead })
  }

  /** A step that came further before it was stopped counts as done. */
  async #sweptOn(
    run: Run,
    step: { failure: Failure | null; hasMoved: boolean; isRead: boolean },
  ): Promise<boolean> {
    const { provider, track } = run
    const { failure, hasMoved, isRead } = step
    const share = track.sweeps.note(failure !== null && !hasMoved)
    track.notWhole =
      share &&
      `The whole record of ${PROVIDER_NAMES[provider]} could not be read ${share}. It is tried again every minute. ` +
        (failure?.message ?? '')
    if (hasMoved || isRead) await this.#goesOn(run, { kind: 'ok' })
    return failure ? this.#goesOn(run, failure) : true
  }

  /** Once a minute, also while the record is left alone. How many messages it brought. */
  async #readMessages(run: Run | undefined): Promise<number> {
    const { clock } = this.#context
    const track = this.#messages
    const isDue = run !== undefined || track.ranAt === null || clock.now() - track.ranAt >= EVERY
    if (!isDue || !this.#isConnected('ghl')) return 0
    track.ranAt = clock.now()
    const polled = await this.#tried(async () => ({ kind: 'ok' as const, value: await this.#poll.run() }))
    const { stored, failure } = polled.kind === 'ok' ? polled.value : { stored: 0, failure: polled }
    run?.found.push(...Array.from({ length: stored }, () => 'message' as const))
    if (failure) await this.#noteFailure('ghl', failure)
    const share = track.runs.note(failure !== null)
    track.problem =
      share &&
      `Text messages could not be read from GoHighLevel ${share}. It is tried again every minute. ` +
        (failure?.message ?? '')
    return stored
  }

  /** What throws counts as a failure of this one check. */
  async #tried<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof PersonUnreadable) return error.failure
      return failed('unexpected', error instanceof Error ? error.message : String(error))
    }
  }

  /** False when the run has to end: the limit for calls is used up, the connection is broken, or too much failed. */
  async #goesOn(run: Run, outcome: { kind: 'ok' } | Failure): Promise<boolean> {
    const share = run.track.looks.note(outcome.kind === 'failed')
    if (outcome.kind === 'ok') {
      run.isAnswered = true
      return true
    }
    run.failure = outcome
    const isBroken = await this.#noteFailure(run.provider, outcome)
    if (outcome.reason === 'rate' || isBroken) return false
    if (share === null) return true
    this.#leaveAlone(run, share)
    return false
  }

  /** True when it is the connection's, so that every further call would meet it too. */
  async #noteFailure(provider: ProviderId, failure: Failure): Promise<boolean> {
    const { store, clock, log } = this.#context
    const { reason, message } = failure
    log.warn('reconcile.failed', { provider, reason, message })
    await store.transact('reconcile.refused', (transaction) => {
      noteBrokenConnection(transaction, provider, failure, toInstant(clock.now()))
    })
    return connectionOf(store, provider).health !== 'ok'
  }

  /** What happens meanwhile is read when it answers again. */
  #leaveAlone({ provider, track, failure }: Run, share: string): void {
    track.pausedUntil = this.#context.clock.now() + PAUSE
    track.wanted ??= 'reconnect'
    track.leftAlone =
      `Reading the record of ${PROVIDER_NAMES[provider]} failed ${share}, so it is left alone for 10 minutes ` +
      `and then tried again. ${failure?.message ?? ''}`
  }

  async #keepChecks({ checks }: Run): Promise<void> {
    if (checks.length === 0) return
    await this.#context.store.transact('reconcile.checked', (transaction) => {
      for (const check of checks) transaction.put('recordChecks', check)
    })
  }

  async #finish(run: Run): Promise<void> {
    const { track } = run
    const share = track.looks.endRun()
    const isPaused = () => track.pausedUntil > this.#context.clock.now()
    if (share !== null && !isPaused()) this.#leaveAlone(run, share)
    if (run.isAnswered && !isPaused()) track.leftAlone = null
    if (this.#tracks[run.provider] !== track) return
    await keepProgress(this.#context, run)
  }
}
