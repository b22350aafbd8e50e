import { onTestFinished } from 'vitest'
import { AvailabilityCache } from '../../../core/availability/cache'
import type { Context } from '../../../core/context'
import type { Settings } from '../../../core/domain/settings'
import type { BookingTarget, Slot } from '../../../core/domain/slot'
import type { TimeWindow } from '../../../core/domain/time'
import type { Failure, Outcome } from '../../../core/providers/provider'
import type { Store } from '../../../core/store/store'
import { newConnection } from '../../../core/store/workspace'
import type { TestClock } from '../../support/clock'
import { EVENT_TYPE, makeSettings } from '../../support/fixtures'
import { newStore } from '../../support/stores'

export const TARGET: BookingTarget = {
  provider: 'calendly',
  id: EVENT_TYPE,
  name: 'Intro call',
  minutes: 30,
  publicUrl: null,
  requiredQuestions: [],
  cannotBook: null,
}

/** A real store and cache over a calendar whose answers the test gives. */
export interface Calendar {
  store: Store
  clock: TestClock
  cache: AvailabilityCache
  context: Context
  /** The windows that it was asked for. */
  asked: TimeWindow[]
  /** What it answers from now on. */
  says(answer: Slot[] | Failure): void
  /** Answers wait from now on, until the function that it returns is called. */
  hold(): () => void
  save(settings: Partial<Settings>): Promise<void>
}

export async function openCalendar(settings: Partial<Settings> = {}): Promise<Calendar> {
  const { store, clock } = await newStore()
  let answer: Slot[] | Failure = []
  let held: Promise<void> = Promise.resolve()
  const asked: TimeWindow[] = []
  const provider = {
    targets: () => Promise.resolve({ kind: 'ok', value: [TARGET] }),
    freeSlots: async (_target: BookingTarget, window: TimeWindow): Promise<Outcome<Slot[]>> => {
      asked.push(window)
      // As a provider does: it looks when it is asked, however long its answer takes.
      const said = answer
      await held
      return Array.isArray(said) ? { kind: 'ok', value: said } : said
    },
  }
  const ports = { store, clock, providers: { calendly: provider, ghl: provider } } as unknown as Context
  const cache = new AvailabilityCache(ports)
  onTestFinished(() => cache.close())
  const save = (changes: Partial<Settings>) =>
    store.transact('test.settings', (transaction) => {
      const before = transaction.get('settings', 'workspace') ?? makeSettings()
      transaction.put('settings', { ...before, ...changes })
    })
  await save(settings)
  await store.transact('test.connect', (transaction) => {
    transaction.put('connections', { ...newConnection('calendly'), health: 'ok' })
  })
  return {
    store,
    clock,
    cache,
    context: { ...ports, availability: cache },
    asked,
    says: (next) => {
      answer = next
    },
    hold() {
      let release: () => void = () => undefined
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    save,
  }
}
