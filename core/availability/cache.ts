import type { Context } from '../context'
import { distinctSlots, overlaps, targetKey, type BookingTarget, type Slot } from '../domain/slot'
import { HOUR, isWithin, MINUTE, toInstant } from '../domain/time'
import type { Outcome } from '../providers/provider'
import type { ChangeSet } from '../store/collections'
import { connectionOf, settingsOf } from '../store/workspace'
import type { Availability, SlotReading } from './availability'
import { bookableWindow, readFreeSlots } from './free-slots'

const REFRESH_AFTER = 5 * MINUTE
/** What nobody asked for in this time is not read in the background. */
const IN_USE_FOR = HOUR

/** A stretch of one calendar that a meeting fills. */
type Taken = Pick<Slot, 'provider' | 'targetId' | 'start' | 'end'>

/** Moments are in epoch milliseconds. */
interface Kept {
  target: BookingTarget
  slots: Slot[]
  /** When the question was asked, so that an answer is never younger than it looks. */
  readAt: number
  /** When it was last tried, whatever came of it. */
  triedAt: number
  /** When somebody last wanted it. */
  wantedAt: number
}

interface Question {
  answer: Promise<Outcome<SlotReading>>
  /** What was learnt to be taken since it was asked: its answer may not know yet. */
  taken: Taken[]
}

/**
 * Free slots as the providers last named them, in memory only, by event type or calendar (V2). What a booking or a
 * refusal shows to be taken is dropped at once; everything is dropped when what is booked on, whose it is or how far
 * one looks changes. A reading that fails keeps what was known, which goes on ageing.
 */
export class AvailabilityCache implements Availability {
  readonly #context: Pick<Context, 'store' | 'clock' | 'providers'>
  readonly #kept = new Map<string, Kept>()
  readonly #questions = new Map<string, Question>()
  readonly #unsubscribe: () => void
  #madeFor = ''

  constructor(context: Pick<Context, 'store' | 'clock' | 'providers'>) {
    this.#context = context
    this.#unsubscribe = context.store.subscribe((changeSet) => {
      for (const taken of takenBy(changeSet)) this.#dropTaken(taken)
    })
  }

  async read(target: BookingTarget, options: { fresh?: boolean } = {}): Promise<Outcome<SlotReading>> {
    this.#dropIfChanged()
    const kept = this.#kept.get(keyOf(target))
    if (kept) kept.wantedAt = this.#context.clock.now()
    return kept && !options.fresh && this.#isYoungEnough(kept)
      ? { kind: 'ok', value: this.#offerable(kept) }
      : this.#ask(target)
  }

  async refresh(): Promise<void> {
    this.#dropIfChanged()
    for (const kept of [...this.#kept.values()]) if (this.#isDue(kept)) await this.#ask(kept.target)
  }

  /** Stops following what happens in the store. */
  close(): void {
    this.#unsubscribe()
  }

  #isYoungEnough({ readAt }: Kept): boolean {
    const { availabilityMaxAgeMinutes } = settingsOf(this.#context.store)
    return this.#context.clock.now() - readAt <= availabilityMaxAgeMinutes * MINUTE
  }

  #isDue({ target, triedAt, wantedAt }: Kept): boolean {
    const { store, clock } = this.#context
    return (
      clock.now() - triedAt >= REFRESH_AFTER &&
      clock.now() - wantedAt <= IN_USE_FOR &&
      settingsOf(store)[target.provider].enabled &&
      connectionOf(store, target.provider).health === 'ok'
    )
  }

  /** Without what has passed, or come inside the notice, since it was read. */
  #offerable({ slots, readAt }: Pick<Kept, 'slots' | 'readAt'>): SlotReading {
    const { store, clock } = this.#context
    const bookable = bookableWindow(settingsOf(store), toInstant(clock.now()))
    return {
      slots: slots.filter(({ start }) => isWithin(start, bookable)),
      readAt: toInstant(readAt),
    }
  }

  #ask(target: BookingTarget): Promise<Outcome<SlotReading>> {
    const key = keyOf(target)
    const underWay = this.#questions.get(key)
    if (underWay) return underWay.answer
    const taken: Taken[] = []
    const answer = this.#askNow(target, taken).finally(() => {
      if (this.#questions.get(key)?.answer === answer) this.#questions.delete(key)
    })
    this.#questions.set(key, { answer, taken })
    return answer
  }

  async #askNow(target: BookingTarget, taken: readonly Taken[]): Promise<Outcome<SlotReading>> {
    const { clock, store } = this.#context
    const key = keyOf(target)
    const madeFor = this.#madeFor
    const readAt = clock.now()
    const before = this.#kept.get(key)
    if (before) before.triedAt = readAt
    const answer = await readFreeSlots(this.#context, settingsOf(store), target)
    if (answer.kind === 'failed') return answer
    const free = distinctSlots(answer.value.slots).filter((slot) => !taken.some((one) => fills(one, slot)))
    this.#dropIfChanged()
    if (this.#madeFor === madeFor) {
      const wantedAt = this.#kept.get(key)?.wantedAt ?? readAt
      this.#kept.set(key, { target, slots: free, readAt, triedAt: readAt, wantedAt })
    }
    return { kind: 'ok', value: this.#offerable({ slots: free, readAt }) }
  }

  #dropTaken(taken: Taken): void {
    for (const kept of this.#kept.values()) kept.slots = kept.slots.filter((slot) => !fills(taken, slot))
    for (const question of this.#questions.values()) question.taken.push(taken)
  }

  #dropIfChanged(): void {
    const madeFor = this.#whatItIsMadeFor()
    if (madeFor === this.#madeFor) return
    this.#madeFor = madeFor
    this.#kept.clear()
    this.#questions.clear()
  }

  /** Provider, event type or calendar, account, notice and horizon: where one of them changes, nothing that was read counts. */
  #whatItIsMadeFor(): string {
    const { store } = this.#context
    const { meetingBookingProvider, calendly, ghl, minimumNoticeMinutes, lookAheadDays } = settingsOf(store)
    const accounts = (['calendly', 'ghl'] as const).map((id) => connectionOf(store, id).account?.id)
    return JSON.stringify([
      meetingBookingProvider,
      calendly,
      ghl,
      minimumNoticeMinutes,
      lookAheadDays,
      accounts,
    ])
  }
}

function keyOf({ provider, id }: BookingTarget): string {
  return targetKey(provider, id)
}

/** Meetings that stand, whoever booked them, and times that a provider refused as taken. */
function takenBy({ puts }: ChangeSet): Taken[] {
  const meetings = (puts.appointments ?? []).filter(({ status }) => status === 'confirmed')
  const refused = (puts.attempts ?? []).filter(({ refusal }) => refusal?.reason === 'slot_taken')
  return [...meetings, ...refused.map(({ slot }) => slot)]
}

function fills(taken: Taken, slot: Slot): boolean {
  return taken.provider === slot.provider && taken.targetId === slot.targetId && overlaps(taken, slot)
}
