import { Radio, Stack } from '@mantine/core'
import type { TunnelKind } from '../../core/domain/tunnel'
import { Copyable } from '../components/copy'
import { Notice } from '../components/notice'
import { useWorkspace } from '../state/use-console'
import { TUNNELS } from '../words'
import { Section } from './section'
import { TunnelFields } from './tunnel-fields'
import { TunnelState } from './tunnel-state'
import { useSettingsForm, type SettingsForm } from './use-settings-form'

const kinds = Object.keys(TUNNELS) as TunnelKind[]

/** How the internet reaches the webhook receiver (T8). */
export function WebhookSection() {
  const form = useSettingsForm('settings-webhooks')
  const { receiver, settings } = useWorkspace()
  const { sample } = settings
  return (
    <Section
      id="settings-webhooks"
      title="Webhooks"
      about="With a public address, changes at the provider arrive within seconds. Without one they are read back on a schedule."
      {...(!sample && { form })}
    >
      {sample ? (
        <Notice tone="neutral">
          The sample’s providers run on this computer and need no tunnel, so there is nothing to set here.
        </Notice>
      ) : (
        <>
          <TunnelKinds form={form} />
          <TunnelFields form={form} />
        </>
      )}
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

function TunnelKinds({ form }: { form: SettingsForm }) {
  const { tunnel } = form.value
  return (
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
  )
}
