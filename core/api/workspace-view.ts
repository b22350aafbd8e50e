import { budgetLeft } from '../booking/budget'
import type { Context } from '../context'
import { providerIdSchema, type ProviderId } from '../domain/names'
import type { Task, TaskKind } from '../domain/task'
import { toInstant, type Instant } from '../domain/time'
import type { TunnelView } from '../domain/tunnel'
import { isStaleZone, zoneDataIsStale } from '../domain/zoned-time'
import type { Reader } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import { reconciliationOf } from '../truth/reconcile/read-checks'
import { openingReportViews } from './opening-reports'
import type { ReconcileView, WorkspaceView } from './views'

/** What the webhook receiver tells of itself. */
export interface ReceiverFacts {
  url: string | null
  refused: number
  lastDeliveryAt: Instant | null
}

const URGENT: readonly TaskKind[] = [
  'double_booking',
  'canceled',
  'change_meeting',
  'provider_trouble',
  'not_confirmed',
]

/** What is known outside the store. */
export interface LiveFacts {
  receiver: ReceiverFacts
  tunnel: TunnelView
  /** Why a provider's record is not read back at present; null while it is. */
  readingProblem: (provider: ProviderId) => string | null
}

export function workspaceView(
  context: Context,
  { receiver, tunnel, readingProblem }: LiveFacts,
): WorkspaceView {
  const { store, secrets, clock } = context
  const settings = settingsOf(store)
  const isSet = {
    'calendly.token': secrets.get('calendly.token') !== null,
    'ghl.token': secrets.get('ghl.token') !== null,
    'ngrok.authtoken': secrets.get('ngrok.authtoken') !== null,
    'cloudflared.token': secrets.get('cloudflared.token') !== null,
  }
  return {
    settings,
    connections: { calendly: connectionOf(store, 'calendly'), ghl: connectionOf(store, 'ghl') },
    secrets: isSet,
    protection: secrets.protection,
    isNew: !settings.sample && !Object.values(isSet).includes(true) && store.count('leads') === 0,
    tasks: store.by('tasks', 'open', 'yes').sort(byUrgency),
    budget: budgetLeft(store, toInstant(clock.now())),
    receiver,
    reconcile: { calendly: reconcileView(store, 'calendly'), ghl: reconcileView(store, 'ghl') },
    tunnel,
    openingReports: openingReportViews(store),
    notices: [...notices(context), ...providerIdSchema.options.flatMap((id) => readingProblem(id) ?? [])],
  }
}

export function reconcileView(store: Reader, provider: ProviderId): ReconcileView {
  const { lastAt, sentence } = reconciliationOf(store, provider)
  return lastAt === null ? null : { lastAt, sentence }
}

function byUrgency(a: Task, b: Task): number {
  const urgency = Number(URGENT.includes(b.kind)) - Number(URGENT.includes(a.kind))
  return urgency || (a.createdAt < b.createdAt ? -1 : 1)
}

function notices({ secrets, store }: Context): string[] {
  const found: string[] = []
  if (store.backups.problem !== null) {
    found.push(
      `The last backup could not be made (${store.backups.problem}). Your data itself is saved. Free some space on the disk, or look whether the data folder can be written.`,
    )
  }
  if (concernsStaleZone(store, settingsOf(store).zone)) {
    found.push(
      'Slotkeeper’s time zone data is out of date. Times in Vancouver are corrected, others may not be. The data comes with Slotkeeper’s runtime: update Slotkeeper to renew it.',
    )
  }
  if (secrets.unreadable().length > 0) {
    found.push('Tokens that were saved with another key cannot be read. Enter them again in Settings.')
  }
  if (secrets.protection === 'memory' && !settingsOf(store).sample) {
    found.push('There is no keychain here: tokens are forgotten when Slotkeeper closes.')
  }
  const problem = connectionOf(store, 'calendly').subscriptionCheck?.problem
  if (problem) {
    found.push(`Calendly cannot tell Slotkeeper of changes until this is mended: ${problem}`)
  }
  return found
}

/** Whether the workspace or a lead is in a zone of which the runtime has old data. Health tells of it in any case. */
function concernsStaleZone(store: Reader, zone: string): boolean {
  if (!zoneDataIsStale()) return false
  return (
    isStaleZone(zone) || store.all('leads').some((lead) => lead.zone !== null && isStaleZone(lead.zone.name))
  )
}
