import { z } from 'zod'
import { idSchema, providerIdSchema } from '../../domain/names'
import { settingsSchema } from '../../domain/settings'
import {
  backupViewSchema,
  healthSchema,
  secretNameSchema,
  tunnelSecretSchema,
  workspaceViewSchema,
} from '../views'
import { done, nothing, type Methods } from './method'

/** What an operator may change in the settings: any part of them but what the app itself keeps. */
const settingsPatchSchema = settingsSchema.omit({ id: true, sample: true }).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** The workspace: settings, secrets, connections, the sample, backups and health. */
export const workspaceMethods = {
  'workspace.get': { kind: 'query', request: nothing, response: workspaceViewSchema },
  'settings.save': { kind: 'command', request: settingsPatchSchema, response: workspaceViewSchema },
  'secret.set': {
    kind: 'command',
    request: z.strictObject({ name: secretNameSchema, value: z.string().trim().min(1).max(10_000) }),
    response: workspaceViewSchema,
  },
  'connection.test': {
    kind: 'command',
    request: z.strictObject({ provider: providerIdSchema }),
    response: workspaceViewSchema,
  },
  /** Removes the webhook subscription that we made, then the token (W5). */
  'connection.clear': {
    kind: 'command',
    request: z.strictObject({ provider: providerIdSchema }),
    response: workspaceViewSchema,
  },
  'sample.open': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** Removes everything of the sample workspace; the folder is as new then. */
  'sample.leave': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** In the sample workspace only: writes an SMS as the lead would, through the sandbox's signed webhook. */
  'sample.replyAsLead': {
    kind: 'command',
    request: z.strictObject({ leadId: idSchema, text: z.string().trim().min(1).max(1600) }),
    response: done,
  },
  /** Stops the tunnel that works with it; a provider's token is cleared with its connection. */
  'secret.clear': {
    kind: 'command',
    request: z.strictObject({ name: tunnelSecretSchema }),
    response: workspaceViewSchema,
  },
  /** Calls the receiver through its own public address, and looks at the Calendly subscription (T5, T8). */
  'webhooks.probe': { kind: 'command', request: nothing, response: workspaceViewSchema },
  /** The newest first. */
  'backups.list': { kind: 'query', request: nothing, response: z.array(backupViewSchema) },
  'backups.make': { kind: 'command', request: nothing, response: z.array(backupViewSchema) },
  /** Brings back what a backup holds, as a new change; the state before becomes a backup. Automation is paused. */
  'backups.restore': {
    kind: 'command',
    request: z.strictObject({ name: z.string().min(1).max(200) }),
    response: z.object({ sentence: z.string(), backups: z.array(backupViewSchema) }),
  },
  'openingReports.dismiss': {
    kind: 'command',
    request: z.strictObject({ id: idSchema }),
    response: workspaceViewSchema,
  },
  'health.get': { kind: 'query', request: nothing, response: healthSchema },
} as const satisfies Methods
