import { deliverAnswers } from '../booking/answers/deliver-answers'
import { settleOpenChanges } from '../booking/change-meeting'
import { sendConfirmations } from '../booking/confirmation'
import { closeOutdatedTasks } from '../booking/outdated-tasks'
import { lookUpUnknownAttempts } from '../booking/settle-attempt'
import { wakeSnoozed } from '../booking/snooze'
import type { Context } from '../context'
import type { Connections } from './connections'
import type { Projector } from './projector'
import type { Reconciler } from './reconcile/reconciler'
import { deliveryRetention } from './retention'

const EVERY = 15_000

/** Does in the background what is due, now and then, and lets nothing of it be cut off by a stop. */
export class DueWork {
  readonly #context: Context
  readonly #steps: readonly (() => Promise<void>)[]
  readonly #underWay = new Set<Promise<void>>()
  #running: Promise<void> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(
    context: Context,
    parts: { projector: Projector; connections: Connections; reconciler: Reconciler },
  ) {
    const { projector, connections, reconciler } = parts
    this.#context = context
    this.#steps = [
      // Attempts first: what they booked decides how every later message is read.
      () => lookUpUnknownAttempts(context),
      () => settleOpenChanges(context),
      () => projector.run(),
      () => projector.retryFailed(),
      () => sendConfirmations(context),
      () => deliverAnswers(context),
      () => wakeSnoozed(context),
      () => closeOutdatedTasks(context),
      () => context.store.backups.makeWhenDue(),
      () => connections.retestFailing(),
      () => connections.recheckSubscription(),
      deliveryRetention(context),
      () => reconciler.run(),
      // Last: nothing that is to be decided or said waits for it.
      () => context.availability.refresh(),
    ]
  }

  /** Looks from now on every 15 seconds. */
  start(): void {
    this.#timer = setInterval(() => {
      this.inBackground(() => this.run())
    }, EVERY)
    this.#timer.unref()
  }

  /** Does everything that is due; calls while it runs join it. */
  run(): Promise<void> {
    this.#running ??= this.#runSteps().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Starts work that nobody waits for but `stop`; what goes wrong in it is logged. */
  inBackground(work: () => Promise<void>): void {
    const done = this.#logged(work).finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#underWay)
  }

  async #runSteps(): Promise<void> {
    // One step's trouble must not keep the others from being done.
    for (const step of this.#steps) await this.#logged(step)
  }

  async #logged(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#context.log.error('background.failed', { error: String(error) })
    }
  }
}
