import type { Answer } from '../../../core/api/contract'
import type { BackupView, WorkspaceView } from '../../../core/api/views'
import { MINUTE, toInstant } from '../../../core/domain/time'
import { ok, type Handlers } from './fake-answers'
import { goodHealth } from './sample-health'

type Method = Extract<
  keyof Handlers,
  | 'workspace.get'
  | 'webhooks.probe'
  | 'health.get'
  | `settings.${string}`
  | `secret.${string}`
  | `connection.${string}`
  | `backups.${string}`
  | `openingReports.${string}`
>

function aBackup(name: string, at: string, reason: BackupView['reason']): BackupView {
  return { name, at, bytes: 1_572_864, reason }
}

/** Settings, secrets, connections, backups and health of the core in memory: `change` keeps what was changed and tells of it. */
export function fakeWorkspace({
  now,
  change,
  workspace,
}: {
  now: number
  change: (changes: Partial<WorkspaceView>) => Answer<WorkspaceView>
  workspace: () => WorkspaceView
}): Pick<Handlers, Method> {
  let made = 0
  let backups = [
    aBackup('newest', toInstant(now - MINUTE), 'scheduled'),
    aBackup('oldest', toInstant(now - 60 * MINUTE), 'start'),
  ]
  return {
    'workspace.get': () => ok(workspace()),
    'settings.save': (patch) => change({ settings: { ...workspace().settings, ...(patch as object) } }),
    'secret.set': ({ name }) => change({ secrets: { ...workspace().secrets, [name]: true } }),
    'connection.test': ({ provider }) =>
      change({
        connections: {
          ...workspace().connections,
          [provider]: { ...workspace().connections[provider], checkedAt: toInstant(Date.now()) },
        },
      }),
    'connection.clear': ({ provider }) =>
      change({ secrets: { ...workspace().secrets, [`${provider}.token`]: false } }),
    'secret.clear': ({ name }) => change({ secrets: { ...workspace().secrets, [name]: false } }),
    'webhooks.probe': () => change({}),
    'backups.list': () => ok(backups),
    'backups.make': () => {
      backups = [aBackup(`made-${++made}`, toInstant(Date.now()), 'manual'), ...backups]
      return ok(backups)
    },
    'backups.restore': () => ok({ sentence: 'The workspace is as it was.', backups }),
    'openingReports.dismiss': ({ id }) =>
      change({ openingReports: workspace().openingReports.filter((report) => report.id !== id) }),
    'health.get': () => ok(goodHealth(now)),
  }
}
