import { Switch, TextInput } from '@mantine/core'
import { ConnectionState } from './connection-state'
import { Section } from './section'
import { TokenField } from './token-field'
import { useSettingsForm } from './use-settings-form'

export function CalendlySection() {
  const form = useSettingsForm('settings-calendly')
  const { calendly } = form.value
  return (
    <Section id="settings-calendly" title="Calendly" form={form}>
      <Switch
        label="Use Calendly"
        checked={calendly.enabled}
        onChange={(event) => {
          form.set('calendly', { ...calendly, enabled: event.currentTarget.checked })
        }}
      />
      <TokenField
        provider="calendly"
        hint="Make a personal access token at Calendly, under Integrations, API and webhooks."
        clears="This removes the webhook subscription that Slotkeeper made at Calendly, then the token. The event link and all bookings stay."
      />
      <TextInput
        label="Event link"
        description="The public link of the event type that is booked."
        placeholder="https://calendly.com/you/intro-call"
        value={calendly.eventLink}
        onChange={(event) => {
          form.set('calendly', { ...calendly, eventLink: event.currentTarget.value })
        }}
        error={form.errorAt('calendly.eventLink')}
      />
      <TextInput
        label="Direct link"
        description="Optional. The public link of a second event type that asks no required questions, best of the same length: leads who have not answered those of the first are offered and booked on it."
        placeholder="https://calendly.com/you/quick-call"
        value={calendly.directLink}
        onChange={(event) => {
          form.set('calendly', { ...calendly, directLink: event.currentTarget.value })
        }}
        error={form.errorAt('calendly.directLink')}
      />
      <ConnectionState provider="calendly" dirty={form.dirty} />
    </Section>
  )
}
