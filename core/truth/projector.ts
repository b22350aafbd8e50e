import { processMessageForAutoBooking } from '../booking/process-message'
import { sendConfirmations } from '../booking/confirmation'
import type { Context } from '../context'
import type { Delivery } from '../domain/delivery'
import { toInstant } from '../domain/time'
import { applyAppointment } from './apply-appointment'
import { applyMessage } from './apply-message'
import { readDelivery } from './read-delivery'

const MOST_FAILURES = 8

/** What applying one delivery came to. */
export type Applied = { state: 'applied'; leadId: string } | { state: 'ignored'; why: string }

/**
 * Applies deliveries one after the other in the order of their arrival (T1). Applying one again changes nothing, so a
 * crash between its effect and its mark does no harm.
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
    this.#running ??= this.#work().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Takes up again what failed earlier, such as while a provider could not be reached. */
  async retryFailed(): Promise<void> {
    const failed = this.#context.store.by('deliveries', 'state', 'failed')
    if (failed.length === 0) return
    await this.#context.store.transact('delivery.retry', (transaction) => {
      for (const delivery of failed) transaction.put('deliveries', { ...delivery, state: 'received' })
    })
    await this.run()
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false
      for (let next = this.#next(); next; next = this.#next()) await this.#applyOne(next)
    }
  }

  #next(): Delivery | undefined {
    const waiting = this.#context.store.by('deliveries', 'state', 'received')
    return waiting.reduce<Delivery | undefined>(
      (first, delivery) => (first && first.receivedAt <= delivery.receivedAt ? first : delivery),
      undefined,
    )
  }

  async #applyOne(delivery: Delivery): Promise<void> {
    try {
      const applied = await this.#apply(delivery)
      await this.#mark({
        ...delivery,
        state: applied.state,
        why: applied.state === 'ignored' ? applied.why : null,
        leadId: applied.state === 'applied' ? applied.leadId : null,
        appliedAt: toInstant(this.#context.clock.now()),
      })
    } catch (error) {
      const failures = delivery.failures + 1
      const why = error instanceof Error ? error.message : String(error)
      this.#context.log.error('delivery.failed', { delivery: delivery.id, failures, error: why })
      await this.#mark({ ...delivery, state: failures < MOST_FAILURES ? 'failed' : 'dead', failures, why })
    }
  }

  async #apply(delivery: Delivery): Promise<Applied> {
    const event = readDelivery(this.#context.store, delivery)
    if (event.kind === 'ignored') return { state: 'ignored', why: event.why }
    if (event.kind === 'appointment') {
      const applied = await applyAppointment(this.#context, event.appointment)
      await sendConfirmations(this.#context)
      return applied
    }
    const message = await applyMessage(this.#context, event.message)
    await processMessageForAutoBooking(this.#context, message.id)
    return { state: 'applied', leadId: message.leadId }
  }

  #mark(delivery: Delivery): Promise<void> {
    return this.#context.store.transact('delivery.settle', (transaction) => {
      transaction.put('deliveries', delivery)
    })
  }
}
