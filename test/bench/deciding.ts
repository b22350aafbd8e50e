import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { processMessageForAutoBooking } from '../../core/booking/process-message'
import { readMessage } from '../../core/booking/read-message'
import type { InboundMessage } from '../../core/domain/message'
import type { AutoBookMode } from '../../core/domain/settings'
import type { Slot } from '../../core/domain/slot'
import { DAY, epoch, HOUR, MINUTE, plus, toInstant } from '../../core/domain/time'
import { Store } from '../../core/store/store'
import type { Transaction } from '../../core/store/transaction'
import { TestClock } from '../support/clock'
import {
  makeInbound,
  makeLead,
  makeOffer,
  makeOutbound,
  makeSettings,
  makeSlot,
  NOW,
} from '../support/fixtures'
import { instantContext } from './instant-ports'
import { summary, timesOf, type Measured } from './measure'

/** No two replies of a round accept the same time, so a round can have no more of them than there are free times. */
const REPLIES = 500
/** Until the just-in-time compiler has come to rest: before that most of what is slow is its work. */
const WARM_UP_ROUNDS = 24
const ROUNDS = 4

/** Every second reply accepts. */
const OTHER_REPLIES = [
  'What would we talk about, and is there anything I should prepare?',
  'Could we do Thursday at 3pm instead?',
  'Neither works for me, do you have anything on Friday afternoon?',
]
const ACCEPTANCE = 'The second one works'

/** As far as the settings let one look ahead: more free times than there are acceptances. */
const LOOK_AHEAD_DAYS = 31

/** From a stored reply to its decision, with all that follows from it on disk; the provider and the messenger answer at once. */
export async function benchDeciding(): Promise<Measured[]> {
  return [...(await benchMode('auto')), ...(await benchMode('suggest'))]
}

async function benchMode(mode: AutoBookMode): Promise<Measured[]> {
  const rounds: Round[] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) rounds.push(await playRound(mode))
  const first = rounds.slice(0, 1)
  const warm = rounds.slice(WARM_UP_ROUNDS)
  return [
    decided(`Deciding on a reply, mode ${mode}, the first ${String(REPLIES)} of a process`, first),
    decided(`Deciding on a reply, mode ${mode}, once warm`, warm),
    summary(
      '  of it reading',
      warm.flatMap(({ reading }) => reading),
    ),
  ]
}

/** With what became of a round's replies: it shows that what was measured is what was meant. */
function decided(name: string, rounds: readonly Round[]): Measured {
  const outcomes = rounds.at(-1)?.outcomes ?? 'nothing'
  return summary(
    `${name} (of ${String(REPLIES)}: ${outcomes})`,
    rounds.flatMap(({ deciding }) => deciding),
  )
}

interface Round {
  /** In milliseconds, one for each reply. */
  reading: number[]
  deciding: number[]
  outcomes: string
}

/** Each round has a store of its own, in which every reply is decided once. */
async function playRound(mode: AutoBookMode): Promise<Round> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-bench-'))
  const clock = new TestClock(NOW)
  const store = await Store.open(folder, clock)
  try {
    const free = workingHours()
    const replies = Array.from({ length: REPLIES }, (_, index) => replyOf(index))
    await store.transact('bench.seed', (transaction) => seed(transaction, mode, replies, free))
    clock.moveBy(2 * MINUTE)
    const context = instantContext(store, clock, free)
    const reading = await timesOf(replies, (reply) => readMessage(store, reply))
    const deciding = await timesOf(replies, ({ id }) =>
      processMessageForAutoBooking(context, id, () => Promise.resolve()),
    )
    return { reading, deciding, outcomes: outcomesOf(store) }
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function replyOf(index: number): InboundMessage {
  const other = at(OTHER_REPLIES, Math.floor(index / 2))
  return makeInbound({
    id: `reply-${index}`,
    leadId: `lead-${index}`,
    externalId: `external-${index}`,
    text: index % 2 === 0 ? ACCEPTANCE : other,
    sentAt: plus(NOW, MINUTE),
    receivedAt: plus(NOW, MINUTE),
  })
}

/** Each lead was offered two times; no two leads accept the same. */
function seed(
  transaction: Transaction,
  mode: AutoBookMode,
  replies: readonly InboundMessage[],
  free: readonly Slot[],
): void {
  transaction.put(
    'settings',
    makeSettings({
      autoBookMode: mode,
      lookAheadDays: LOOK_AHEAD_DAYS,
      bookingBudget: { perMinute: 1000, perHour: 1000, perDay: 1000 },
    }),
  )
  replies.forEach((reply, index) => {
    const { leadId } = reply
    const messageId = `offer-${index}`
    const accepted = Math.floor(index / 2)
    const slots = [at(free, accepted), at(free, accepted + 1)]
    transaction.put(
      'leads',
      makeLead({ id: leadId, emails: [`lead.${index}@example.com`], status: 'contacted' }),
    )
    transaction.put('messages', makeOutbound({ id: messageId, leadId, state: 'sent', carries: slots }))
    slots.forEach((slot, place) => {
      const position = place + 1
      transaction.put(
        'offers',
        makeOffer({ id: `${messageId}-${position}`, leadId, messageId, position, slot }),
      )
    })
    transaction.put('messages', reply)
  })
}

/** Half hours from 9 to 5 in New York on each working day that can be offered. */
function workingHours(): Slot[] {
  const days = Array.from({ length: LOOK_AHEAD_DAYS - 1 }, (_, day) => epoch(NOW) + (day + 1) * DAY)
  return days
    .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
    .flatMap((day) => Array.from({ length: 16 }, (_, half) => makeSlot(toInstant(day + half * (HOUR / 2)))))
}

/** "250 booked, 83 answered" */
function outcomesOf(store: Store): string {
  const counts = new Map<string, number>()
  for (const { outcome } of store.all('decisions')) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('there is nothing to choose from')
  return item
}
