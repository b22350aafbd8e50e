import { Checkbox, Group, Input, TextInput } from '@mantine/core'
import { ZoneSelect } from '../components/zone-select'
import { WEEKDAYS } from '../words'
import { NumberField } from './number-field'
import { Section } from './section'
import { useSettingsForm } from './use-settings-form'

/** Who we are, which meeting is offered, and when. */
export function WorkspaceSection() {
  const form = useSettingsForm('settings-workspace')
  const { value, set } = form
  return (
    <Section
      id="settings-workspace"
      title="Workspace"
      about="Which meeting is offered, and when."
      form={form}
    >
      <TextInput
        label="Workspace name"
        value={value.workspaceName}
        onChange={(event) => {
          set('workspaceName', event.currentTarget.value)
        }}
        error={form.errorAt('workspaceName')}
      />
      <ZoneSelect
        label="Your time zone"
        description="Your times are shown in this zone; a lead’s own times are marked. Working hours are meant in it."
        value={value.zone}
        onChange={(zone) => {
          set('zone', zone)
        }}
        error={form.errorAt('zone')}
      />
      <div className="settings-pair">
        <TextInput
          label="Meeting title"
          value={value.meetingTitle}
          onChange={(event) => {
            set('meetingTitle', event.currentTarget.value)
          }}
          error={form.errorAt('meetingTitle')}
        />
        <NumberField
          label="Meeting length"
          suffix=" min"
          value={value.meetingMinutes}
          onChange={(minutes) => {
            set('meetingMinutes', minutes)
          }}
          error={form.errorAt('meetingMinutes')}
        />
      </div>
      <Checkbox.Group
        label="Working days"
        value={value.workingDays.map(String)}
        onChange={(days) => {
          set('workingDays', days.map(Number).sort())
        }}
        error={form.errorAt('workingDays')}
      >
        <Group gap="md" mt={6} mb={4}>
          {Object.entries(WEEKDAYS).map(([day, label]) => (
            <Checkbox key={day} value={day} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Input.Wrapper label="Working hours" labelElement="div" error={form.errorAt('workingHours')}>
        <Group gap="xs" mt={4}>
          <TextInput
            type="time"
            aria-label="Working hours start"
            value={value.workingHours.start}
            onChange={(event) => {
              set('workingHours', { ...value.workingHours, start: event.currentTarget.value })
            }}
          />
          <span>to</span>
          <TextInput
            type="time"
            aria-label="Working hours end"
            value={value.workingHours.end}
            onChange={(event) => {
              set('workingHours', { ...value.workingHours, end: event.currentTarget.value })
            }}
          />
        </Group>
      </Input.Wrapper>
      <div className="settings-pair">
        <NumberField
          label="Minimum notice"
          description="No meeting starts sooner than this."
          suffix=" min"
          value={value.minimumNoticeMinutes}
          onChange={(minutes) => {
            set('minimumNoticeMinutes', minutes)
          }}
          error={form.errorAt('minimumNoticeMinutes')}
        />
        <NumberField
          label="Look ahead"
          description="How far ahead times are offered."
          suffix=" days"
          value={value.lookAheadDays}
          onChange={(days) => {
            set('lookAheadDays', days)
          }}
          error={form.errorAt('lookAheadDays')}
        />
        <NumberField
          label="Times per offer"
          description="How many times one message offers."
          value={value.slotsPerOffer}
          onChange={(slots) => {
            set('slotsPerOffer', slots)
          }}
          error={form.errorAt('slotsPerOffer')}
        />
        <NumberField
          label="Offers are valid"
          description="After that, an offer cannot be accepted."
          suffix=" days"
          value={value.offerValidDays}
          onChange={(days) => {
            set('offerValidDays', days)
          }}
          error={form.errorAt('offerValidDays')}
        />
        <NumberField
          label="Free times are good for"
          description="Older ones are read anew before an offer."
          suffix=" min"
          value={value.availabilityMaxAgeMinutes}
          onChange={(minutes) => {
            set('availabilityMaxAgeMinutes', minutes)
          }}
          error={form.errorAt('availabilityMaxAgeMinutes')}
        />
      </div>
    </Section>
  )
}
