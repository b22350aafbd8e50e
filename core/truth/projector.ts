import { sendConfirmations } from '../booking/confirmation'
import { processMessageForAutoBooking } from '../booking/process-message'
import type { Context } from '../context'
import type { Delivery } from '../domain/delivery'
import type { Message } from '../domain/message'
import { HOUR, plus, toInstant } from '../domain/time'
import { applyAppointment, type Applied } from './apply-appointment'
import { applyMessage } from './apply-message'
import { reportDeadLetter, settleDeadLetters } from './dead-letters'
import { readDelivery } from './read-delivery'

/** With growing pauses these failures take more than a day. */
const MOST_FAILURES = 32
const FIRST_PAUSE = 15_000
const NO_CONTACT = 'GoHighLevel does not have the contact that wrote it any more.'

/**
 * Applies deliveries one after the other in the order of their arrival (T1), and then decides on the messages that they
 * brought: every message that has arrived is stored before any is acted on, so that a correction is seen. Applying one
 * again changes nothing, so a crash between its effect and its mark does no harm.
 */
export class Projector {
  readonly #context: Context
  #running: Promise<void> | null = null
  #again = false

  constructor(context: Context) {
    this.#context = context
  }

  /** Works through what has arrived; resolves when nothing is left to do. Calls while it runs join it. */
  run(): Promise<void> {
    this.#again = true
    this.#running ??= this.#work()
    return this.#running
  }

  /** Takes up again what failed earlier and is due, such as after a provider could not be reached. */
  async retryFailed(): Promise<void> {
    const now = toInstant(this.#context.clock.now())
    const failed = this.#context.store.by('deliveries', 'state', 'failed')
    const due = failed.filter(({ retryAt }) => retryAt === null || retryAt <= now)
    await this.applyAgain(idsOf(due), ['failed'])
  }

  /** Looks again for whom the unmatched bookings are, after a lead was added or changed (T3). */
  async retryUnmatched(): Promise<void> {
    await this.applyAgain(idsOf(this.#context.store.by('deliveries', 'state', 'unmatched')), ['unmatched'])
  }

  /** Applies those of these deliveries again that are in one of the states; resolves when that is done. */
  async applyAgain(ids: readonly string[], states: readonly Delivery['state'][]): Promise<void> {
    if (ids.length === 0) return
    await this.#context.store.transact('delivery.retry', (transaction) => {
      for (const id of ids) {
        const delivery = transaction.get('deliveries', id)
        if (!delivery || !states.includes(delivery.state) || delivery.state === 'received') continue
        transaction.put('deliveries', { ...delivery, state: 'received', retryAt: null })
      }
    })
    await this.run()
  }

  async #work(): Promise<void> {
    try {
      const tried = new Set<string>()
      while (this.#again) {
        this.#again = false
        await this.#applyAll()
        for (let next = this.#nextMessage(tried); next; next = this.#nextMessage(tried)) {
          await this.#decideOn(next, tried)
          await this.#applyAll()
        }
        await sendConfirmations(this.#context)
      }
    } finally {
      // At once, not a turn later: a call in between would join what is over, and its delivery would wait.
      this.#running = null
    }
  }

  async #applyAll(): Promise<void> {
    const { store } = this.#context
    for (;;) {
      const waiting = store.by('deliveries', 'state', 'received')
      if (waiting.length === 0) return
      for (const delivery of waiting.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))) {
        await this.#applyOne(delivery)
      }
    }
  }

  async #applyOne(delivery: Delivery): Promise<void> {
    try {
      const applied = await this.#apply(delivery)
      await this.#mark({
        ...delivery,
        state: applied.state,
        why: applied.state === 'applied' ? null : applied.why,
        leadId: applied.state === 'applied' ? applied.leadId : null,
        retryAt: null,
        appliedAt: toInstant(this.#context.clock.now()),
      })
    } catch (error) {
      await this.#markFailed(delivery, error instanceof Error ? error.message : String(error))
    }
  }

  async #apply(delivery: Delivery): Promise<Applied> {
    const event = readDelivery(this.#context.store, delivery)
    if (event.kind === 'ignored') return { state: 'ignored', why: event.why }
    if (event.kind === 'appointment') return applyAppointment(this.#context, event.appointment)
    const message = await applyMessage(this.#context, event.message)
    return message ? { state: 'applied', leadId: message.leadId } : { state: 'ignored', why: NO_CONTACT }
  }

  async #markFailed(delivery: Delivery, why: string): Promise<void> {
    const { clock, log, store } = this.#context
    const failures = delivery.failures + 1
    const now = toInstant(clock.now())
    const isDead = failures >= MOST_FAILURES
    log.error('delivery.failed', { delivery: delivery.id, failures, error: why })
    await store.transact('delivery.failed', (transaction) => {
      if (transaction.get('deliveries', delivery.id)?.state !== 'received') return
      transaction.put('deliveries', {
        ...delivery,
        state: isDead ? 'dead' : 'failed',
        failures,
        why,
        retryAt: isDead ? null : plus(now, Math.min(FIRST_PAUSE * 2 ** failures, HOUR)),
      })
      if (isDead) reportDeadLetter(transaction, now)
    })
  }

  /** The oldest message on which nothing was decided; one that failed in this run waits for the next. */
  #nextMessage(tried: ReadonlySet<string>): Message | undefined {
    return this.#context.store
      .by('messages', 'undecided', 'yes')
      .filter(({ id }) => !tried.has(id))
      .reduce<Message | undefined>(
        (first, message) => (first && first.sentAt <= message.sentAt ? first : message),
        undefined,
      )
  }

  async #decideOn(message: Message, tried: Set<string>): Promise<void> {
    tried.add(message.id)
    try {
      await processMessageForAutoBooking(this.#context, message.id, () => this.#applyAll())
    } catch (error) {
      this.#context.log.error('decision.failed', { messageId: message.id, error: String(error) })
    }
  }

  #mark(delivery: Delivery): Promise<void> {
    return this.#context.store.transact('delivery.settle', (transaction) => {
      // A person may have linked it to a lead meanwhile, or left the sample workspace.
      if (transaction.get('deliveries', delivery.id)?.state !== 'received') return
      transaction.put('deliveries', delivery)
      settleDeadLetters(transaction, toInstant(this.#context.clock.now()))
    })
  }
}

function idsOf(deliveries: readonly Delivery[]): string[] {
  return deliveries.map(({ id }) => id)
}
