import { TextInput } from '@mantine/core'
import { Copyable } from '../components/copy'
import { useWorkspace } from '../state/use-console'
import { Section } from './section'
import { useSettingsForm } from './use-settings-form'

export function WebhookSection() {
  const form = useSettingsForm('settings-webhooks')
  const { receiver, connections } = useWorkspace()
  const subscription = connections.calendly.subscription
  return (
    <Section
      id="settings-webhooks"
      title="Webhooks"
      about="With a public address, changes at the provider arrive within seconds. Without one they are read back on a schedule."
      form={form}
    >
      <TextInput
        label="Public address"
        description="Where the internet reaches the receiver, such as a tunnel’s address. Leave it empty when there is none."
        placeholder="https://example.com"
        value={form.value.publicWebhookUrl}
        onChange={(event) => {
          form.set('publicWebhookUrl', event.currentTarget.value.trim())
        }}
        error={
          form.errorAt('publicWebhookUrl')
            ? 'Enter a whole address such as https://example.com, or leave it empty.'
            : null
        }
      />
      <p className="settings-about">
        {receiver.url === null ? (
          'The receiver does not listen now.'
        ) : (
          <>
            Lead it to the receiver on this computer: <Copyable text={receiver.url} what="receiver address" />
          </>
        )}
      </p>
      {subscription ? <p className="settings-about">Calendly sends to {subscription.callbackUrl}.</p> : null}
    </Section>
  )
}
