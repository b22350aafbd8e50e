import { Switch, TextInput } from '@mantine/core'
import { ConnectionState } from './connection-state'
import { Section } from './section'
import { TokenField } from './token-field'
import { useSettingsForm } from './use-settings-form'

export function GhlSection() {
  const form = useSettingsForm('settings-ghl')
  const { ghl } = form.value
  return (
    <Section id="settings-ghl" title="GoHighLevel" form={form}>
      <Switch
        label="Use GoHighLevel"
        checked={ghl.enabled}
        onChange={(event) => {
          form.set('ghl', { ...ghl, enabled: event.currentTarget.checked })
        }}
      />
      <TokenField
        provider="ghl"
        hint="Make a private integration token in the sub-account’s settings."
        clears="This removes the token. The location, the calendar and all bookings stay. SMS through GoHighLevel stops."
      />
      <TextInput
        label="Location id"
        value={ghl.locationId}
        onChange={(event) => {
          form.set('ghl', { ...ghl, locationId: event.currentTarget.value })
        }}
        error={form.errorAt('ghl.locationId')}
      />
      <TextInput
        label="Calendar id"
        description="The calendar that is booked."
        value={ghl.calendarId}
        onChange={(event) => {
          form.set('ghl', { ...ghl, calendarId: event.currentTarget.value })
        }}
        error={form.errorAt('ghl.calendarId')}
      />
      <TextInput
        label="Assigned user"
        description="The id of the user who gets the meetings. Leave it empty to let the calendar choose."
        value={ghl.assignedUserId}
        onChange={(event) => {
          form.set('ghl', { ...ghl, assignedUserId: event.currentTarget.value })
        }}
        error={form.errorAt('ghl.assignedUserId')}
      />
      <TextInput
        label="Booking link"
        description="Optional. The page on which a lead can book this calendar without an answer from you. Copy it from the calendar in GoHighLevel."
        placeholder="https://"
        value={ghl.bookingLink}
        onChange={(event) => {
          form.set('ghl', { ...ghl, bookingLink: event.currentTarget.value })
        }}
        error={form.errorAt('ghl.bookingLink')}
      />
      <ConnectionState provider="ghl" dirty={form.dirty} />
    </Section>
  )
}
