import { Group, Input, Radio, Stack, Switch } from '@mantine/core'
import type { Channel } from '../../core/domain/names'
import type { AutoBookMode } from '../../core/domain/settings'
import { PauseButton } from '../shell/header'
import { useWorkspace } from '../state/use-console'
import { CHANNEL_LABELS, MODES } from '../words'
import { Section } from './section'
import { useSettingsForm } from './use-settings-form'

const modes = Object.keys(MODES) as AutoBookMode[]
const channels = Object.keys(CHANNEL_LABELS) as Channel[]

/** What Slotkeeper may do on its own (W6). */
export function AutomationSection() {
  const form = useSettingsForm('settings-automation')
  const { settings, budget } = useWorkspace()
  const { value, set } = form
  return (
    <Section
      id="settings-automation"
      title="Automation"
      about="What Slotkeeper may do on its own."
      form={form}
    >
      <Radio.Group
        label="Auto-book"
        value={value.autoBookMode}
        onChange={(mode) => {
          set('autoBookMode', modes.find((known) => known === mode) ?? value.autoBookMode)
        }}
        error={form.errorAt('autoBookMode')}
      >
        <Stack gap="sm" mt={8}>
          {modes.map((mode) => (
            <Radio key={mode} value={mode} label={MODES[mode].label} description={MODES[mode].explanation} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label="Book a time that a lead proposes"
        description="In the mode Auto, a time of the lead’s own is booked by itself when it is free. When off, it becomes a task."
        checked={value.bookProposedTimes}
        error={form.errorAt('bookProposedTimes')}
        onChange={(event) => {
          set('bookProposedTimes', event.currentTarget.checked)
        }}
      />
      <Switch
        label="“Either works” takes the first time"
        description="When a lead leaves the choice to you, the first of the offered times is taken. When off, it becomes a task."
        checked={value.eitherTakesFirst}
        error={form.errorAt('eitherTakesFirst')}
        onChange={(event) => {
          set('eitherTakesFirst', event.currentTarget.checked)
        }}
      />
      <Input.Wrapper
        label="Pause everything"
        labelElement="div"
        description="Stops every automatic booking and message at once. Replies are still read."
      >
        <Group mt={8} gap="sm">
          <PauseButton />
          <span className="small dimmed">{settings.paused ? 'Paused now' : 'Running now'}</span>
        </Group>
      </Input.Wrapper>
      <Input.Wrapper
        label="Channels"
        labelElement="div"
        description="On a channel that is off, nothing is booked or sent by itself."
        error={form.errorAt('channels')}
      >
        <Group mt={8} gap="lg">
          {channels.map((channel) => (
            <Switch
              key={channel}
              label={CHANNEL_LABELS[channel]}
              checked={value.channels[channel]}
              onChange={(event) => {
                set('channels', { ...value.channels, [channel]: event.currentTarget.checked })
              }}
            />
          ))}
        </Group>
      </Input.Wrapper>
      <Input.Wrapper
        label="Bookings left"
        labelElement="div"
        description="The provider’s plan limits how many bookings can be made."
      >
        <dl className="budget">
          <Left name="this minute" left={budget.leftThisMinute} of={settings.bookingBudget.perMinute} />
          <Left name="this hour" left={budget.leftThisHour} of={settings.bookingBudget.perHour} />
          <Left name="today" left={budget.leftToday} of={settings.bookingBudget.perDay} />
        </dl>
      </Input.Wrapper>
    </Section>
  )
}

function Left({ name, left, of }: { name: string; left: number; of: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{left}</strong> of {of}
      </dd>
    </div>
  )
}
