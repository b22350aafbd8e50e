import { sendConfirmations } from '../booking/confirmation'
import type { Context } from '../context'
import type { ProviderId } from '../domain/names'
import type { Settings } from '../domain/settings'
import type { CalendlyClient } from '../providers/calendly/client'
import { settingsOf } from '../store/workspace'
import { clearConnection, forgetTarget, testConnection } from '../truth/connection'
import { callbackUrl } from '../truth/subscription'
import { ApiFailure } from './api-failure'
import type { Handlers } from './handlers'
import type { SettingsPatch } from './contract'
import type { WorkspaceView } from './views'

export interface SettingsPorts {
  calendly: CalendlyClient
  workspace: () => WorkspaceView
}

type SettingsMethods =
  'workspace.get' | 'settings.save' | 'secret.set' | 'connection.test' | 'connection.clear'

/** Settings, secrets and connections (W1 to W5). */
export function settingsHandlers(
  context: Context,
  { calendly, workspace }: SettingsPorts,
): Pick<Handlers, SettingsMethods> {
  return {
    'workspace.get': workspace,

    'settings.save': async (patch) => {
      const before = settingsOf(context.store)
      await context.store.transact('settings.save', (transaction) => {
        transaction.put('settings', merged(settingsOf(transaction), patch))
      })
      await follow(context, calendly, before, settingsOf(context.store))
      return workspace()
    },

    'secret.set': async ({ name, value }) => {
      await context.secrets.set(name, value)
      await testConnection(context, calendly, providerOf(name))
      return workspace()
    },

    'connection.test': async ({ provider }) => {
      await testConnection(context, calendly, provider)
      return workspace()
    },

    'connection.clear': async ({ provider }) => {
      const cleared = await clearConnection(context, calendly, provider)
      if (cleared.kind === 'failed') {
        throw new ApiFailure(
          `provider.${cleared.reason}`,
          `Nothing was cleared, because the webhook subscription could not be removed. ${cleared.message}`,
        )
      }
      return workspace()
    },
  }
}

function providerOf(secret: string): ProviderId {
  return secret.startsWith('calendly.') ? 'calendly' : 'ghl'
}

function merged(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return { ...settings, ...given }
}

/** What a change of settings brings with it. */
async function follow(
  context: Context,
  calendly: CalendlyClient,
  before: Settings,
  after: Settings,
): Promise<void> {
  const isNewLink = before.calendly.eventLink !== after.calendly.eventLink
  const isNewAddress = callbackUrl(before.publicWebhookUrl) !== callbackUrl(after.publicWebhookUrl)
  const isNewCalendar =
    before.ghl.locationId !== after.ghl.locationId || before.ghl.calendarId !== after.ghl.calendarId
  if (isNewLink) await forgetTarget(context, 'calendly')
  if (isNewCalendar) await forgetTarget(context, 'ghl')
  if ((isNewLink || isNewAddress) && context.secrets.get('calendly.token')) {
    await testConnection(context, calendly, 'calendly')
  }
  if (isNewCalendar && context.secrets.get('ghl.token')) await testConnection(context, calendly, 'ghl')
  if (before.paused && !after.paused) await sendConfirmations(context)
}
