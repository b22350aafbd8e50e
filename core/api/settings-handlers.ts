import { isDeepStrictEqual } from 'node:util'
import { closeOutdatedOffers } from '../availability/ledger'
import { sendConfirmations } from '../booking/confirmation'
import type { Context } from '../context'
import { providerIdSchema, type ProviderId } from '../domain/names'
import { addressInSettings, type ResolvedTarget, type Settings } from '../domain/settings'
import type { Slot } from '../domain/slot'
import { toInstant } from '../domain/time'
import { normalizeEventLink } from '../providers/calendly/calendly-link'
import type { Reader } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import type { Connections } from '../truth/connections'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import type { SettingsPatch } from './methods/workspace-methods'
import { closeLossReports } from './opening-reports'
import type { TunnelPort } from './tunnel-handlers'
import type { SecretName, WorkspaceView } from './views'

export interface SettingsPorts {
  connections: Connections
  workspace: () => WorkspaceView
  tunnel: TunnelPort
}

/** The settings that name Calendly's event types. */
const LINKS = ['eventLink', 'directLink'] as const

type SettingsMethods =
  'workspace.get' | 'settings.save' | 'secret.set' | 'connection.test' | 'connection.clear'

/** Settings, secrets and connections (W1 to W5). */
export function settingsHandlers(
  context: Context,
  { connections, workspace, tunnel }: SettingsPorts,
): Pick<Handlers, SettingsMethods> {
  return {
    'workspace.get': workspace,

    'settings.save': async (patch) => {
      refuseUnreadableLinks(patch)
      const before = settingsOf(context.store)
      await context.store.transact('settings.save', (transaction) => {
        const old = settingsOf(transaction)
        const saved = merged(old, patch)
        transaction.put('settings', saved)
        if (old.paused && !saved.paused) closeLossReports(transaction)
        closeOutdatedOffers(
          transaction,
          (slot) => isOutdated(slot, transaction, old, saved),
          toInstant(context.clock.now()),
        )
      })
      await follow(context, connections, before, settingsOf(context.store))
      return workspace()
    },

    'secret.set': async ({ name, value }) => {
      const provider = providerOf(name)
      if (!provider) {
        await context.secrets.set(name, value)
        tunnel.secretChanged(name)
        return workspace()
      }
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
  const wrong = LINKS.filter((name) => calendly?.[name] && !normalizeEventLink(calendly[name]))
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

/** Whose token it is; null where it is a tunnel's. */
function providerOf(secret: SecretName): ProviderId | null {
  return providerIdSchema.options.find((provider) => secret === `${provider}.token`) ?? null
}

function merged(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return { ...settings, ...given }
}

/** Whether the settings name other event types, or another calendar, to book on at a provider than before. */
function isRetargeted(provider: ProviderId, before: Settings, after: Settings): boolean {
  return provider === 'calendly'
    ? LINKS.some(
        (link) => normalizeEventLink(before.calendly[link]) !== normalizeEventLink(after.calendly[link]),
      )
    : before.ghl.locationId !== after.ghl.locationId || before.ghl.calendarId !== after.ghl.calendarId
}

/** Whether a slot is of something that is not booked on any more. Of two event types, one may stay (C4). */
function isOutdated({ provider, targetId }: Slot, store: Reader, before: Settings, after: Settings): boolean {
  if (provider !== after.meetingBookingProvider) return true
  if (!isRetargeted(provider, before, after)) return false
  const named = LINKS.map((link) => normalizeEventLink(after.calendly[link]))
  const stays = ({ target, resolvedFrom }: ResolvedTarget) =>
    target.id === targetId && named.includes(normalizeEventLink(resolvedFrom))
  return provider === 'ghl' || !connectionOf(store, provider).targets.some(stays)
}

/** What a change of settings brings with it. */
async function follow(
  context: Context,
  connections: Connections,
  before: Settings,
  after: Settings,
): Promise<void> {
  const isNewLink = isRetargeted('calendly', before, after)
  const isNewAddress = !isDeepStrictEqual(addressInSettings(before), addressInSettings(after))
  const isNewCalendar = isRetargeted('ghl', before, after) || before.ghl.bookingLink !== after.ghl.bookingLink
  if (isNewLink) await connections.retarget('calendly')
  if (isNewCalendar) await connections.retarget('ghl')
  if (isNewLink && context.secrets.get('calendly.token')) await connections.test('calendly')
  else if (isNewAddress) await connections.seeToSubscription()
  if (isNewCalendar && context.secrets.get('ghl.token')) await connections.test('ghl')
  if (before.paused && !after.paused) await sendConfirmations(context)
}
