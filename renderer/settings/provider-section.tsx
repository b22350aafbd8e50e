import { Radio, Stack } from '@mantine/core'
import type { Connection } from '../../core/domain/settings'
import type { ProviderId } from '../../core/domain/names'
import { useWorkspace } from '../state/use-console'
import { PROVIDERS } from '../words'
import { Section } from './section'
import { useSettingsForm } from './use-settings-form'

const providers = Object.keys(PROVIDERS) as ProviderId[]

/** Where meetings are booked. Switching touches neither provider's settings, and hides no booking (W2). */
export function ProviderSection() {
  const form = useSettingsForm('settings-provider')
  const { connections, secrets } = useWorkspace()
  return (
    <Section
      id="settings-provider"
      title="Booking provider"
      about="New meetings are booked here. Both can stay connected, and existing bookings stay visible."
      form={form}
    >
      <Radio.Group
        aria-label="Booking provider"
        value={form.value.meetingBookingProvider}
        onChange={(id) => {
          const provider = providers.find((known) => known === id)
          if (provider) form.set('meetingBookingProvider', provider)
        }}
        error={form.errorAt('meetingBookingProvider')}
      >
        <Stack gap="sm">
          {providers.map((provider) => (
            <Radio
              key={provider}
              value={provider}
              label={PROVIDERS[provider]}
              description={inShort(
                connections[provider],
                secrets[`${provider}.token`],
                form.value[provider].enabled,
              )}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  )
}

function inShort(connection: Connection, hasToken: boolean, enabled: boolean): string {
  if (!enabled) return 'Switched off'
  if (!hasToken) return 'No token set'
  if (connection.health === 'failing') return connection.message
  if (connection.health === 'untested') return 'Not tested yet'
  return `Connected as ${connection.account?.name ?? 'an unnamed account'}`
}
