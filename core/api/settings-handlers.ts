import { sendConfirmations } from '../booking/confirmation'
import type { Context } from '../context'
import type { ProviderId } from '../domain/names'
import type { Settings } from '../domain/settings'
import { normalizeEventLink } from '../providers/calendly/calendly-link'
import { settingsOf } from '../store/workspace'
import type { Connections } from '../truth/connections'
import { callbackUrl } from '../truth/subscription'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import type { SettingsPatch } from './contract'
import type { WorkspaceView } from './views'

export interface SettingsPorts {
  connections: Connections
  workspace: () => WorkspaceView
}

type SettingsMethods =
  'workspace.get' | 'settings.save' | 'secret.set' | 'connection.test' | 'connection.clear'

/** Settings, secrets and connections (W1 to W5). */
export function settingsHandlers(
  context: Context,
  { connections, workspace }: SettingsPorts,
): Pick<Handlers, SettingsMethods> {
  return {
    'workspace.get': workspace,

    'settings.save': async (patch) => {
      refuseUnreadableLinks(patch)
      const before = settingsOf(context.store)
      await context.store.transact('settings.save', (transaction) => {
        transaction.put('settings', merged(settingsOf(transaction), patch))
      })
      await follow(context, connections, before, settingsOf(context.store))
      return workspace()
    },

    'secret.set': async ({ name, value }) => {
      const provider = providerOf(name)
      await connections.setToken(provider, value)
      await connections.test(provider)
      return workspace()
    },

    'connection.test': async ({ provider }) => {
      await connections.test(provider)
      return workspace()
    },

    'connection.clear': async ({ provider }) => {
      const cleared = await connections.clear(provider)
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

/** A link that can never be resolved is refused where it is typed (C2). */
function refuseUnreadableLinks({ calendly }: SettingsPatch): void {
  const wrong = (['eventLink', 'directLink'] as const).filter(
    (name) => calendly?.[name] && !normalizeEventLink(calendly[name]),
  )
  if (wrong.length === 0) return
  throw new ApiFailure(
    'bad_request',
    'Some of what was entered is not valid. Correct it and try again.',
    wrong.map((name) => ({
      path: ['calendly', name],
      message: 'must look like https://calendly.com/your-name/your-event',
    })),
  )
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
  connections: Connections,
  before: Settings,
  after: Settings,
): Promise<void> {
  const isNewLink =
    before.calendly.eventLink !== after.calendly.eventLink ||
    before.calendly.directLink !== after.calendly.directLink
  const isNewAddress = callbackUrl(before.publicWebhookUrl) !== callbackUrl(after.publicWebhookUrl)
  const isNewCalendar = (['locationId', 'calendarId', 'bookingLink'] as const).some(
    (name) => before.ghl[name] !== after.ghl[name],
  )
  if (isNewLink) await connections.retarget('calendly')
  if (isNewCalendar) await connections.retarget('ghl')
  if ((isNewLink || isNewAddress) && context.secrets.get('calendly.token')) {
    await connections.test('calendly')
  }
  if (isNewCalendar && context.secrets.get('ghl.token')) await connections.test('ghl')
  if (before.paused && !after.paused) await sendConfirmations(context)
}
