import { Temporal } from 'temporal-polyfill'
import type { Context } from '../context'
import { leadName } from '../domain/lead'
import type { Task } from '../domain/task'
import { toInstant, type Instant, type Zone } from '../domain/time'
import { fromWallClock } from '../domain/zoned-time'
import { openTask } from './tasks'

const WAKE_UP = 'snooze'
const WAKES_AT = Temporal.PlainTime.from('09:00')

/** When a lead who wants to be left alone until a day may be written to again (F3); null where that is past. */
export function snoozeUntil(day: string, zone: Zone, now: Instant): Instant | null {
  const until = fromWallClock(Temporal.PlainDate.from(day).toPlainDateTime(WAKES_AT), zone)
  return until !== null && until > now ? until : null
}

/** Whether a task asks to write to a lead who was left alone until now. */
export function isWakeUp({ reason }: Task): boolean {
  return reason === WAKE_UP
}

/** Lets a lead sleep until a moment, or wakes it. */
export async function setSnooze(context: Context, leadId: string, until: Instant | null): Promise<void> {
  await context.store.transact('lead.snooze', (transaction) => {
    const lead = transaction.get('leads', leadId)
    if (!lead) return
    transaction.put('leads', {
      ...lead,
      snoozedUntil: until,
      updatedAt: toInstant(context.clock.now()),
    })
  })
}

/** Wakes every lead whose time has come: a person is asked once to write to it again (F3). */
export async function wakeSnoozed({ store, clock }: Context): Promise<void> {
  const now = toInstant(clock.now())
  const isDue = ({ snoozedUntil }: { snoozedUntil: Instant | null }) =>
    snoozedUntil !== null && snoozedUntil <= now
  if (!store.by('leads', 'snoozed', 'yes').some(isDue)) return
  await store.transact('lead.wake', (transaction) => {
    for (const lead of transaction.by('leads', 'snoozed', 'yes').filter(isDue)) {
      transaction.put('leads', { ...lead, snoozedUntil: null, updatedAt: now })
      openTask(
        transaction,
        {
          leadId: lead.id,
          kind: 'manual_follow_up',
          reason: WAKE_UP,
          title: `Write to ${leadName(lead)} again`,
          detail: 'The lead wanted to talk later, and that day has come.',
        },
        now,
      )
    }
  })
}
