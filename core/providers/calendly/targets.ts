import { isDeepStrictEqual } from 'node:util'
import type { Account, Connection, ResolvedTarget, Settings } from '../../domain/settings'
import type { BookingTarget, BookingTargets } from '../../domain/slot'
import type { Clock } from '../../domain/time'
import { failed, type KnownTargets, type Outcome } from '../provider'
import { resolveEventLink, toTarget } from './calendly-link'
import type { CalendlyClient } from './client'
import { whoIsIt } from './permissions'

export interface CalendlyPorts {
  client: CalendlyClient
  clock: Clock
  settings: () => Settings
  connection: () => Connection
  /** Keeps the resolved event types, each with the link and the account that it was resolved for (C2). */
  rememberTargets: (found: KnownTargets) => Promise<void>
}

/** Whose token it is, as last seen, or asked now. */
export async function accountOf({ client, connection }: CalendlyPorts): Promise<Outcome<Account>> {
  const known = connection().account
  return known ? { kind: 'ok', value: known } : whoIsIt(client)
}

/**
 * The event types that are booked, in order of preference: that of the event link, then that of the direct link (C4).
 * A direct link that is of no use takes nothing from the first; why is kept for the operator.
 */
export async function resolveTargets(ports: CalendlyPorts): Promise<Outcome<BookingTargets>> {
  const { eventLink, directLink } = ports.settings().calendly
  if (!eventLink) return failed('not_configured', 'No Calendly event link is set. Add one in Settings.')
  const account = await accountOf(ports)
  if (account.kind === 'failed') return account
  const first = await resolve(ports, eventLink, account.value)
  if (first.kind === 'failed') return first
  const second = directLink ? await resolve(ports, directLink, account.value) : null
  const others = second?.kind === 'ok' ? [second.value] : []
  await remember(ports, {
    targets: [first.value, ...others],
    directLinkProblem: second && problemOfDirectLink(first.value, second),
  })
  const { target } = first.value
  const different = others.map((other) => other.target).filter(({ id }) => id !== target.id)
  return { kind: 'ok', value: [target, ...different] }
}

/** Keeps what an event type that is booked asks and allows now; it may have changed since it was resolved. */
export async function refreshTarget(ports: CalendlyPorts, target: BookingTarget): Promise<void> {
  const { targets, directLinkProblem } = ports.connection()
  const fresh = targets.map((known) => (known.target.id === target.id ? { ...known, target } : known))
  await remember(ports, { targets: fresh, directLinkProblem })
}

/** From the cache, unless the link or the account is another since (C2). */
async function resolve(
  { client, connection }: CalendlyPorts,
  link: string,
  account: Account,
): Promise<Outcome<ResolvedTarget>> {
  const cached = connection().targets.find(
    ({ resolvedFrom, accountId }) => resolvedFrom === link && accountId === account.id,
  )
  if (cached) return { kind: 'ok', value: cached }
  const type = await resolveEventLink(client, link, account)
  if (type.kind === 'failed') return type
  return { kind: 'ok', value: { resolvedFrom: link, accountId: account.id, target: toTarget(type.value) } }
}

/** What keeps the second event type from doing what it is there for, in plain words; null when nothing does. */
function problemOfDirectLink(first: ResolvedTarget, second: Outcome<ResolvedTarget>): string | null {
  if (second.kind === 'failed') return second.message
  const { id, cannotBook, requiredQuestions } = second.value.target
  if (id === first.target.id) return 'It names the same event type as the event link.'
  if (cannotBook) return cannotBook
  const [question] = requiredQuestions
  return question === undefined
    ? null
    : `Its event type asks “${question}”. Choose one that asks nothing, or make that question optional.`
}

async function remember({ connection, rememberTargets }: CalendlyPorts, found: KnownTargets): Promise<void> {
  const { targets, directLinkProblem } = connection()
  if (!isDeepStrictEqual({ targets, directLinkProblem }, found)) await rememberTargets(found)
}
