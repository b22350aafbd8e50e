import { Radio, Stack } from '@mantine/core'
import type { TunnelKind } from '../../core/domain/tunnel'
import { Copyable } from '../components/copy'
import { useWorkspace } from '../state/use-console'
import { TUNNELS } from '../words'
import { Section } from './section'
import { TunnelFields } from './tunnel-fields'
import { TunnelState } from './tunnel-state'
import { useSettingsForm } from './use-settings-form'

const kinds = Object.keys(TUNNELS) as TunnelKind[]

/** How the internet reaches the webhook receiver (T8). */
export function WebhookSection() {
  const form = useSettingsForm('settings-webhooks')
  const { receiver } = useWorkspace()
  const { tunnel } = form.value
  return (
    <Section
      id="settings-webhooks"
      title="Webhooks"
      about="With a public address, changes at the provider arrive within seconds. Without one they are read back on a schedule."
      form={form}
    >
      <Radio.Group
        label="How the internet reaches this computer"
        value={tunnel.kind}
        onChange={(chosen) => {
          const kind = kinds.find((known) => known === chosen)
          if (kind) form.set('tunnel', { ...tunnel, kind })
        }}
      >
        <Stack gap="sm" mt={8}>
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={TUNNELS[kind].label}
              description={TUNNELS[kind].explanation}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TunnelFields form={form} />
      <p className="settings-about">
        {receiver.url === null ? (
          'The receiver does not listen now.'
        ) : (
          <>
            Only the webhook receiver on this computer is reached:{' '}
            <Copyable text={receiver.url} what="receiver address" />
          </>
        )}
      </p>
      <TunnelState dirty={form.dirty} />
    </Section>
  )
}
